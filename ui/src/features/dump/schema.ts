import type { ColumnSummary, EditorTables, TableSummary } from "@/bindings";
import type { TreeRow } from "@/components/tree/VirtualTree";

/** What the tree is narrowed down to. */
export interface SchemaQuery {
  text: string;
  show: SchemaFilter;
  /** A kind's id; `null` for any. */
  kind: string | null;
}

export const PLAIN_FILTERS = ["all", "classified", "sensitive"] as const;
/** These ask the open profile. */
export const PROFILE_FILTERS = ["undecided", "atRisk", "review", "own"] as const;

export type SchemaFilter = (typeof PLAIN_FILTERS)[number] | (typeof PROFILE_FILTERS)[number];

export const EVERYTHING: SchemaQuery = { text: "", show: "all", kind: null };

/** A row of the tree: a table, or a column of one. */
export interface SchemaRow extends TreeRow {
  table: TableSummary;
  column: ColumnSummary | null;
}

/** A schema made ready to be searched as somebody types. */
export interface SchemaIndex {
  tables: readonly { table: TableSummary; text: string; columns: readonly string[] }[];
  /** The kinds that occur, most frequent first. */
  kinds: readonly { kind: string; columns: number }[];
}

export function indexSchema(tables: readonly TableSummary[]): SchemaIndex {
  const kinds = new Map<string, number>();
  const indexed = tables.map((table) => ({
    table,
    text: table.name.toLowerCase(),
    columns: table.columns.map((column) => {
      if (column.class) kinds.set(column.class.kind, (kinds.get(column.class.kind) ?? 0) + 1);
      return `${column.name} ${column.type} ${column.class?.kind ?? ""}`.toLowerCase();
    }),
  }));
  const byCount = [...kinds].map(([kind, columns]) => ({ kind, columns }));
  byCount.sort((a, b) => b.columns - a.columns || a.kind.localeCompare(b.kind));
  return { tables: indexed, kinds: byCount };
}

/** What fits a query: each table with those of its columns that fit. */
export interface Matches {
  tables: readonly { table: TableSummary; columns: readonly ColumnSummary[] }[];
  columns: number;
  /** Whether anything was left out, so that what fits is shown opened. */
  narrowed: boolean;
}

/**
 * @param marks how a profile stands on the same dump; without them the filters that ask it let all
 *   pass
 */
export function search(
  index: SchemaIndex,
  query: SchemaQuery,
  marks: EditorTables | null,
): Matches {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const marksOf = new Map(marks?.tables.map((table) => [table.table, table.columns]));
  const narrowed = words.length > 0 || query.show !== "all" || query.kind !== null;
  const tables: { table: TableSummary; columns: readonly ColumnSummary[] }[] = [];
  let columns = 0;
  for (const { table, text, columns: texts } of index.tables) {
    const left = words.filter((word) => !text.includes(word));
    const marked = marksOf.get(table.name);
    const fitting = narrowed
      ? table.columns.filter(
          (column, at) =>
            left.every((word) => texts[at]?.includes(word)) &&
            (query.kind === null || column.class?.kind === query.kind) &&
            shows(query.show, column, marked?.[at]),
        )
      : table.columns;
    const named =
      words.length > 0 && left.length === 0 && query.show === "all" && query.kind === null;
    if (fitting.length > 0 || named || !narrowed) {
      tables.push({ table, columns: fitting });
      columns += fitting.length;
    }
  }
  return { tables, columns, narrowed };
}

type Mark = EditorTables["tables"][number]["columns"][number];

function shows(filter: SchemaFilter, column: ColumnSummary, mark: Mark | undefined): boolean {
  switch (filter) {
    case "all":
      return true;
    case "classified":
      return column.class !== undefined;
    case "sensitive":
      return column.class?.sensitivity === "high" || column.class?.sensitivity === "critical";
    case "own":
      return mark === undefined || mark.own === true;
    default:
      return mark === undefined || mark.status === filter;
  }
}

/** A table's row; a column's is `table` and `column` with a NUL between, which no name holds. */
export const tableKey = (table: string) => table;
export const columnKey = (table: string, column: string) => `${table}\0${column}`;

/**
 * The rows in sight: of a closed table its own alone.
 *
 * @param toggled tables that were opened by hand, or closed where a search opens them
 */
export function rowsOf(matches: Matches, toggled: ReadonlySet<string>): SchemaRow[] {
  const opens = matches.narrowed && matches.columns <= OPENED_AT_ONCE;
  const rows: SchemaRow[] = [];
  matches.tables.forEach(({ table, columns }, at) => {
    const expanded = toggled.has(table.name) !== opens;
    rows.push({
      key: tableKey(table.name),
      label: table.name,
      level: 1,
      position: at + 1,
      siblings: matches.tables.length,
      expanded: columns.length === 0 ? null : expanded,
      table,
      column: null,
    });
    if (!expanded) return;
    columns.forEach((column, place) => {
      rows.push({
        key: columnKey(table.name, column.name),
        label: column.name,
        level: 2,
        position: place + 1,
        siblings: columns.length,
        expanded: null,
        table,
        column,
      });
    });
  });
  return rows;
}

/** Beyond that a search leaves the tables closed: nobody reads so many columns. */
const OPENED_AT_ONCE = 20_000;
