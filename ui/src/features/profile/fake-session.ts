import type {
  Catalogue,
  DumpOverview,
  EditorColumn,
  ParamEntry,
  PreviewTable,
  Problem,
  ProfileState,
  RuleForm,
  TransformerEntry,
} from "@/bindings";
import { createMock, failure } from "@/platform/mock/mock";
import { plainRule } from "./rule/rule";
import { board, type Spec } from "./testing";

type Rules = Record<string, RuleForm | null>;

/** A session small enough to see through, for tests of the editor's pages. */
export function fakeSession() {
  let rules: Rules = {
    "public.users.id": plainRule("keep"),
    "public.users.email": null,
    "public.users.note": plainRule("hash", { length: 8 }),
    "public.orders.user_id": plainRule("keep"),
    "public.orders.memo": { ...plainRule("keep"), review: "Is this free text?" },
  };
  let revision = 0;
  let overtaken = false;
  const done: { name: string; rules: Rules }[] = [];
  const undone: { name: string; rules: Rules }[] = [];

  const spec = (): Spec => {
    const column = (place: string, extra = {}) => {
      const rule = rules[place];
      const status = !rule ? "undecided" : rule.review ? "review" : "masked";
      return { status, action: rule?.transformer ?? "", ...extra } as const;
    };
    return {
      "public.users": {
        id: column("public.users.id", { type: "integer" }),
        email: column("public.users.email", { kind: "email" }),
        note: column("public.users.note"),
      },
      "public.orders": {
        user_id: column("public.orders.user_id", { type: "integer" }),
        memo: column("public.orders.memo"),
      },
    };
  };
  const problemsOf = (place: string): Problem[] => {
    if (rules[place]?.transformer !== "broken") return [];
    const at = place.lastIndexOf(".");
    const [table, column] = [place.slice(0, at), place.slice(at + 1)];
    const message = "`broken` may yield equal values, and the column is part of a UNIQUE key";
    return [{ code: "BAUTA-P005", message, place, hint: null, table, column }];
  };
  const overview: DumpOverview = {
    dump: "dump-1",
    name: "shop.sql",
    folder: "/dumps",
    bytes: 10,
    state: "inspected",
    dialect: "postgres",
    coverage: null,
    tables: board(spec()).overview.tables,
    secrets: 0,
    identities: 0,
    notices: [],
    cli: "",
  };
  const state = (): ProfileState => ({
    profile: "profile-1",
    name: "shop",
    fileName: "shop.yaml",
    folder: "/profiles",
    revision,
    dirty: done.length > 0,
    overtaken,
    undo: done.at(-1)?.name ?? null,
    redo: undone.at(-1)?.name ?? null,
    settings: {},
    exceptions: [],
    reviews: [],
  });
  const partners: Record<string, EditorColumn["partners"]> = {
    "public.users.id": [{ table: "public.orders", column: "user_id" }],
    "public.orders.user_id": [{ table: "public.users", column: "id" }],
  };

  const mock = createMock({
    catalogue: () => CATALOGUE,
    check_line: () => ({ line: "bauta check /profiles/shop.yaml /dumps/shop.sql" }),
    recommended_rules: () => [],
    remarks: () => ({ sentBack: null, notes: [] }),
    editor_tables: () => {
      const { marks } = board(spec());
      const all = Object.keys(rules);
      const decided = all.filter((place) => rules[place] && !rules[place]?.review).length;
      return {
        ...marks,
        revision,
        meter: { columns: all.length, decided, review: 1, atRisk: 0, undecided: 1 },
        problems: all.flatMap(problemsOf),
      };
    },
    editor_table: ({ table }) => {
      const columns = spec()[table] ?? {};
      return {
        revision,
        table,
        rows: null,
        problems: [],
        columns: Object.entries(columns).map(([name, { status = "masked", action = "" }]) => {
          const place = `${table}.${name}`;
          return {
            name,
            status,
            action,
            rule: rules[place] ?? null,
            origin: rules[place] ? "own" : "none",
            selector: null,
            domain: null,
            partners: partners[place] ?? [],
            problems: problemsOf(place),
          };
        }),
      };
    },
    preview_table: ({ table }) => preview(table, Object.keys(spec()[table] ?? {})),
    edit_profile: ({ step, edits }) => {
      const next = { ...rules };
      for (const edit of edits) {
        if (edit.kind !== "column") throw failure("usage", "BAUTA-U001", "not here");
        next[`${edit.table}.${edit.column}`] = edit.rule;
      }
      done.push({ name: step, rules });
      undone.length = 0;
      rules = next;
      revision += 1;
      return state();
    },
    undo_profile: () => {
      const step = done.pop();
      if (step) {
        undone.push({ name: step.name, rules });
        rules = step.rules;
        revision += 1;
      }
      return state();
    },
    save_profile: ({ overwrite }) => {
      if (overtaken && !overwrite)
        throw failure("failed", "BAUTA-U001", "changed by somebody else");
      overtaken = false;
      return { ...state(), dirty: false };
    },
    profile_state: state,
  });

  return {
    mock,
    overview,
    state,
    rule: (table: string, column: string) => rules[`${table}.${column}`] ?? null,
    overtake: () => {
      overtaken = true;
    },
  };
}

function preview(table: string, names: readonly string[]): PreviewTable {
  const cell = { text: "••", chars: 2, covered: true };
  return {
    revision: 0,
    table,
    milliseconds: 1,
    problems: [],
    columns: names.map((name) => ({
      name,
      action: "keep",
      nullsBefore: 0,
      nullsAfter: 0,
      distinctBefore: 1,
      distinctAfter: 1,
      longestAfter: 2,
      nullsInDump: 0,
      longestInDump: 2,
      unique: false,
      nullable: true,
      problems: [],
    })),
    rows: [
      { ordinal: 0, before: names.map(() => cell), after: names.map(() => cell), refused: false },
    ],
  };
}

const LENGTH: ParamEntry = {
  name: "length",
  takes: "a number",
  input: "integer",
  schema: { type: "integer", minimum: 8, maximum: 64 },
  required: false,
  default: "32",
  doc: "Characters of the hash.",
};

function transformer(name: string, params: ParamEntry[] = []): TransformerEntry {
  return {
    name,
    params,
    summary: `What ${name} does.`,
    notes: "",
    accepts: [],
    examples: [{ params: {}, input: "a", output: "b" }],
    guarantees: {
      deterministic: true,
      injective: false,
      disjoint: false,
      reversible: false,
      keepsLength: false,
      keepsFormat: false,
      neverLonger: false,
      longest: null,
    },
  };
}

const CATALOGUE: Catalogue = {
  transformers: [
    transformer("keep"),
    transformer("redact"),
    transformer("hash", [LENGTH]),
    transformer("broken"),
  ],
  kinds: [{ kind: "email", category: "pii", sensitivity: "high" }],
};
