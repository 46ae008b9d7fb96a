import type { DumpOverview, Edit, EditorTables, RuleForm } from "@/bindings";

/** Which columns a rule is to be given to. */
export interface BulkQuery {
  by: "class" | "name" | "type";
  /** A kind's id, a pattern with `*` and `?`, or the beginning of a type. */
  wanted: string;
  /** Tables it is about, as a pattern; empty means all. */
  tables: string;
  /** Columns for which somebody has decided already are left alone. */
  onlyOpen: boolean;
}

/** A column that would be changed. */
export interface BulkChange {
  table: string;
  column: string;
  type: string;
  kind: string | null;
  /** What is done to it now; empty for nothing. */
  before: string;
}

/** The columns that a query finds, in the order of the dump. */
export function findColumns(
  overview: Pick<DumpOverview, "tables">,
  marks: EditorTables,
  query: BulkQuery,
): BulkChange[] {
  const wanted = query.wanted.trim();
  if (wanted === "") return [];
  const fits = fitter(query.by, wanted);
  const inTables = query.tables.trim() === "" ? () => true : pattern(query.tables.trim());
  const marksOf = new Map(marks.tables.map((table) => [table.table, table.columns]));
  const found: BulkChange[] = [];
  for (const table of overview.tables) {
    const short = table.name.slice(table.name.indexOf(".") + 1);
    if (!inTables(table.name) && !inTables(short)) continue;
    table.columns.forEach((column, at) => {
      const mark = marksOf.get(table.name)?.[at];
      const open =
        mark?.status === "undecided" || mark?.status === "review" || mark?.status === "atRisk";
      if (query.onlyOpen && !open) return;
      if (mark?.status === "computed" || mark?.status === "dropped") return;
      const kind = column.class?.kind ?? null;
      if (!fits({ name: column.name, type: column.type, kind })) return;
      const before = mark?.action ?? "";
      found.push({ table: table.name, column: column.name, type: column.type, kind, before });
    });
  }
  return found;
}

type Candidate = { name: string; type: string; kind: string | null };

function fitter(by: BulkQuery["by"], wanted: string): (column: Candidate) => boolean {
  switch (by) {
    case "class":
      return ({ kind }) => kind === wanted;
    case "name": {
      const named = pattern(wanted);
      return ({ name }) => named(name);
    }
    case "type": {
      const lower = wanted.toLowerCase();
      return ({ type }) => type.toLowerCase().startsWith(lower);
    }
  }
}

/** `*` stands for any characters, `?` for one; case does not matter, as in a profile's selectors. */
export function pattern(text: string): (name: string) => boolean {
  const source = [...text].map((sign) => {
    if (sign === "*") return ".*";
    if (sign === "?") return ".";
    return sign.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  });
  const whole = new RegExp(`^${source.join("")}$`, "iu");
  return (name) => whole.test(name);
}

type Place = { table: string; column: string };

/**
 * The edits that give each column the rule, as one step. What people have noted of a column stays:
 * its class, how a doubt was settled, and the reason where the rule gives none.
 */
export function bulkEdits(places: readonly Place[], rule: RuleForm | null): Edit[] {
  return places.map(({ table, column }) => ({
    kind: "column",
    table,
    column,
    rule,
    keepsNotes: true,
  }));
}

/** The edits that give each column what a draft would; its notes stay. */
export function advisedEdits(places: readonly Place[]): Edit[] {
  return places.map(({ table, column }) => ({ kind: "advised", table, column }));
}
