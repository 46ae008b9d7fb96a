import type {
  Catalogue,
  ChangeEntry,
  Doubt,
  DriftEntry,
  DumpOverview,
  EditorTables,
  ExceptionForm,
  FileColumn,
  Note,
  ProfileState,
  Remarks,
  ReviewFile,
  ReviewRequest,
  ReviewState,
} from "@/bindings";
import type { Problem } from "@/platform/problem";

/** A column with what becomes of it. */
export interface ReviewedColumn {
  key: string;
  table: string;
  name: string;
  type: string;
  kind: string | null;
  sensitivity: string | null;
  /** What becomes of it, in a word. */
  action: string;
  /** All that a review file tells of it; of a dump it is asked for when it is looked at. */
  told: FileColumn | null;
}

/** A secret or an account, and what becomes of it. */
export interface ReviewedIdentity {
  key: string;
  kind: string;
  name: string;
  place: string;
  count: number;
  treatment: string;
  rotate: boolean;
}

/** What is different since the last approval. */
export interface Since {
  serial: number;
  changes: readonly ChangeEntry[];
  drift: readonly DriftEntry[];
}

/** A profile under review: against a dump, or by what a review file tells. */
export interface Reviewed {
  source: "dump" | "file";
  environment: string;
  /** Names of table and column in front of `columns`, for what is asked of the session. */
  dump: string | null;
  profile: ProfileState | null;
  /** What the session is asked by; `null` while no profile is open beside a review file. */
  request: ReviewRequest | null;
  state: ReviewState | null;
  /** Why there is no state. */
  refused: readonly Problem[];
  remarks: Remarks;
  catalogue: Catalogue;
  columns: readonly ReviewedColumn[];
  /** `null` where nothing was approved before. */
  since: Since | null;
  doubts: readonly Doubt[];
  exceptions: readonly ExceptionForm[];
  settings: Record<string, unknown>;
  identities: readonly ReviewedIdentity[];
  notices: readonly string[];
  /** As `2026-11-29`. */
  today: string;
}

export const placeKey = (table: string, column: string | null): string =>
  `${table}\0${column ?? ""}`;

/** `customers.email`; of a table itself its name. */
export const placeText = (table: string, column: string | null): string =>
  column === null ? table : `${table}.${column}`;

export function columnsOfDump(dump: DumpOverview, marks: EditorTables): ReviewedColumn[] {
  const actions = new Map(marks.tables.map(({ table, columns }) => [table, columns]));
  return dump.tables.flatMap(({ name: table, columns }) =>
    columns.map((column, at) => ({
      key: placeKey(table, column.name),
      table,
      name: column.name,
      type: column.type,
      kind: column.class?.kind ?? null,
      sensitivity: column.class?.sensitivity ?? null,
      action: actions.get(table)?.[at]?.action ?? "",
      told: null,
    })),
  );
}

export function columnsOfFile({ tables }: ReviewFile): ReviewedColumn[] {
  return tables.flatMap(({ name: table, columns }) =>
    columns.map((column) => ({
      key: placeKey(table, column.name),
      table,
      name: column.name,
      type: column.type,
      kind: column.class?.kind ?? null,
      sensitivity: column.class?.sensitivity ?? null,
      action: column.action ?? column.rule?.transformer ?? "",
      told: column,
    })),
  );
}

/** Accounts and secrets; what is alike in kind, name, place and treatment is one line. */
export function identitiesOf({
  secrets,
  identities,
}: Pick<ReviewFile, "secrets" | "identities">): ReviewedIdentity[] {
  const lines = new Map<string, ReviewedIdentity>();
  const add = (found: Omit<ReviewedIdentity, "key">) => {
    const { kind, name, place, treatment, rotate } = found;
    const key = [kind, name, place, treatment, rotate].join("\0");
    const count = found.count + (lines.get(key)?.count ?? 0);
    lines.set(key, { key, kind, name, place, treatment, rotate, count });
  };
  for (const identity of identities) add(identity);
  for (const { kind, table, column, count, treatment } of secrets) {
    const place = table === null ? "" : placeText(table, column);
    add({ kind, name: "", place, count, treatment, rotate: false });
  }
  return [...lines.values()];
}

/** What a review file says of the last approval, in sentences. */
export function sinceOfFile({ since }: ReviewFile): Since | null {
  if (since === null) return null;
  const nothing = { table: null, column: null, from: null, to: null };
  return {
    serial: since.serial,
    changes: since.rules.map((text) => ({
      ...nothing,
      change: "told",
      setting: null,
      aspect: null,
      place: null,
      columns: 0,
      text,
    })),
    drift: since.schema.map((text) => ({ ...nothing, table: "", kind: "told", text })),
  };
}

export function noteAt(
  notes: readonly Note[],
  table: string,
  column: string | null,
): Note | undefined {
  return notes.find((note) => note.table === table && note.column === column);
}

/** Whether a selector of a profile, as written, means just this name of the dump. */
export function isNamed(selector: string, name: string): boolean {
  return selector === name || name.endsWith(`.${selector}`) || name.endsWith(`/${selector}`);
}
