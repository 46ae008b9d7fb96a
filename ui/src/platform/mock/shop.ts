import type {
  ColumnDetail,
  ColumnSummary,
  DumpOverview,
  Inventory,
  PickedFile,
  ProfileState,
  SampleTable,
  SettingsState,
  Start,
} from "@/bindings";

/** A small shop, as the session would tell of it. Every value is invented. */

export const DUMP_FILE: PickedFile = {
  file: "file-1",
  name: "shop.postgres.sql",
  folder: "/home/ada/dumps",
  kind: "dump",
  bytes: 464_469,
};

export const PROFILE_FILE: PickedFile = {
  file: "file-2",
  name: "shop.yaml",
  folder: "/home/ada/dumps",
  kind: "profile",
  bytes: 9_120,
};

export const START: Start = {
  version: "0.1.0",
  recent: [
    { file: DUMP_FILE, missing: false, opened: "2026-11-29T21:05:00Z" },
    { file: PROFILE_FILE, missing: false, opened: "2026-11-29T21:05:00Z" },
    {
      file: {
        file: "file-3",
        name: "orders-2026-10.sql.zst",
        folder: "/mnt/backup",
        kind: "dump",
        bytes: null,
      },
      missing: true,
      opened: "2026-10-31T03:00:00Z",
    },
  ],
  drafts: [
    { file: { ...PROFILE_FILE, file: "file-4", name: ".shop.yaml.draft" }, of: PROFILE_FILE },
  ],
};

const column = (name: string, type: string, more: Partial<ColumnSummary> = {}): ColumnSummary => ({
  name,
  type,
  ...more,
});

const classed = (
  kind: string,
  category: string,
  sensitivity: string,
  confidence: number,
): Partial<ColumnSummary> => ({
  class: { kind, category, sensitivity, confidence },
});

export const OVERVIEW: DumpOverview = {
  dump: "dump-1",
  name: DUMP_FILE.name,
  folder: DUMP_FILE.folder,
  bytes: DUMP_FILE.bytes,
  state: "inspected",
  dialect: "postgres",
  coverage: {
    bytes: 464_469,
    rows: 2_868,
    cells: 23_505,
    undecodable: 12,
    unreadBytes: 0,
    unopened: 17,
  },
  tables: [
    {
      name: "public.addresses",
      rows: 159,
      columns: [
        column("id", "integer", { primary: true, unique: true }),
        column("customer_id", "integer", { references: "public.customers.id" }),
        column("recipient", "character varying(120)", classed("person-name", "pii", "high", 0.94)),
        column("street", "character varying(160)", classed("postal-address", "pii", "high", 0.96)),
        column("country", "character(2)", classed("country", "quasi", "low", 0.91)),
      ],
    },
    {
      name: "public.app_config",
      rows: 24,
      columns: [
        column("key", "text", { primary: true, unique: true }),
        column("value", "text", {
          nullable: true,
          ...classed("stripe-secret", "secret", "critical", 0.99),
        }),
      ],
    },
    {
      name: "public.customers",
      rows: 120,
      columns: [
        column("id", "integer", { primary: true, unique: true }),
        column("email", "character varying(255)", {
          unique: true,
          ...classed("email", "pii", "high", 0.98),
        }),
        column("full_name", "text", classed("person-name", "pii", "high", 0.97)),
        column("date_of_birth", "date", {
          nullable: true,
          ...classed("birth-date", "quasi", "medium", 0.88),
        }),
        column("diagnosis", "text", {
          nullable: true,
          ...classed("health", "special", "high", 0.72),
        }),
        column("created_at", "timestamp with time zone"),
      ],
    },
    {
      name: "public.empty_table",
      rows: 0,
      columns: [column("id", "integer", { primary: true, unique: true })],
    },
  ],
  secrets: 2,
  identities: 2,
  notices: ["17 values hold containers that were not opened to the end"],
  cli: "bauta inspect /home/ada/dumps/shop.postgres.sql",
};

export const UNREAD: DumpOverview = {
  ...OVERVIEW,
  state: "unread",
  dialect: "",
  coverage: null,
  tables: [],
  secrets: 0,
  identities: 0,
  notices: [],
};

export function columnDetail(
  overview: DumpOverview,
  table: string,
  name: string,
): ColumnDetail | null {
  const found = overview.tables.find((each) => each.name === table);
  const summary = found?.columns.find((each) => each.name === name);
  if (!found || !summary) return null;
  const own = `${table}.${name}`;
  return {
    table,
    column: summary,
    rows: found.rows,
    nulls: summary.nullable ? Math.floor(found.rows / 5) : 0,
    shortest: 4,
    longest: 38,
    referencedBy: overview.tables.flatMap((each) =>
      each.columns
        .filter(({ references }) => references === own)
        .map((by) => `${each.name}.${by.name}`),
    ),
    class: summary.class
      ? {
          class: summary.class,
          matched: found.rows,
          sampled: found.rows,
          reach: "column",
          evidence: [`name says ${name}`, `${found.rows} of ${found.rows} values looked at fit`],
          runnerUp: { kind: "username", confidence: 0.41 },
        }
      : null,
  };
}

export const INVENTORY: Inventory = {
  secrets: [
    {
      kind: "stripe-secret",
      table: "public.app_config",
      column: "value",
      line: 412,
      byte: 88_012,
      row: 3,
      count: 2,
      sensitivity: "critical",
      fingerprint: "9f2c41d0a7",
      details: [
        { name: "issuer", value: "Stripe" },
        { name: "live", value: "yes" },
      ],
      also: ["line 977"],
      treatment: "stage",
    },
    {
      kind: "password",
      table: null,
      column: null,
      line: 21,
      byte: 901,
      row: null,
      count: 1,
      sensitivity: "high",
      fingerprint: null,
      details: [],
      also: [],
      treatment: "rehash",
    },
  ],
  identities: [
    {
      kind: "role-password",
      name: "app_rw",
      place: "line 21",
      count: 1,
      sensitivity: "critical",
      fingerprint: "11aa80c3f2",
      details: [
        { name: "privileges", value: "LOGIN" },
        { name: "expires", value: "2027-01-31T00:00:00Z" },
      ],
      also: [],
      treatment: "rehash",
      rotate: true,
    },
    {
      kind: "owner",
      name: "shop_owner",
      place: "line 35",
      count: 18,
      sensitivity: "low",
      fingerprint: null,
      details: [],
      also: [],
      treatment: "inventory",
      rotate: false,
    },
  ],
};

/** Samples of a table, covered; `revealed` names columns whose invented values show. */
export function samples(
  overview: DumpOverview,
  table: string,
  revealed: ReadonlySet<string>,
): SampleTable {
  const found = overview.tables.find((each) => each.name === table);
  const rows = Math.min(found?.rows ?? 0, 5);
  return {
    table,
    rows,
    columns: (found?.columns ?? []).map(({ name, nullable }) => ({
      name,
      cells: Array.from({ length: rows }, (_, row) => {
        if (nullable && row === 1) return { text: null, chars: 0, covered: false };
        const value = `${name} ${row + 1}`;
        const shows = revealed.has(name) || revealed.has(`${name}\0${row}`);
        return {
          text: shows ? value : "•".repeat(Math.min(16, value.length)),
          chars: value.length,
          covered: !shows,
        };
      }),
    })),
  };
}

export const PROFILE: ProfileState = {
  profile: "profile-1",
  name: "shop",
  fileName: PROFILE_FILE.name,
  folder: PROFILE_FILE.folder,
  revision: 1,
  dirty: false,
  overtaken: false,
  undo: null,
  redo: null,
  settings: {} as ProfileState["settings"],
  exceptions: [],
  reviews: [],
};

export const SETTINGS: SettingsState = {
  settings: {
    theme: "system",
    density: "comfortable",
    zoom: 100,
    language: "system",
    motion: "system",
    singleKeys: null,
    policyFile: null,
    rulesFile: null,
    signersFile: null,
  },
  files: [],
  stateFolder: "/home/ada/.local/share/bauta",
  keysFolder: "/home/ada/.config/bauta/keys",
  dataFolder: "/home/ada/.local/share/bauta/window",
  version: "0.1.0",
};
