import type {
  ColumnStatus,
  ColumnSummary,
  DumpOverview,
  EditorMark,
  EditorTables,
  TableSummary,
} from "@/bindings";

export const COLUMN_FILTERS = ["all", "undecided", "atRisk", "review", "own", "problems"] as const;
export type ColumnFilter = (typeof COLUMN_FILTERS)[number];

/** A table in the list, with how its columns stand. */
export interface TableRow {
  table: TableSummary;
  marks: readonly EditorMark[];
  /** Places of the columns that fit search and filter. */
  fitting: readonly number[];
  undecided: number;
  atRisk: number;
  review: number;
  problems: number;
}

/** How many columns each filter shows. */
export type FilterCounts = Record<ColumnFilter, number>;

/** The schema beside its marks: everything that search and filters need, looked up once. */
export interface Board {
  rows: readonly Omit<TableRow, "fitting">[];
  texts: readonly (readonly string[])[];
  troubled: ReadonlySet<string>;
  /** The schema of all tables, where they have the same. */
  schema: string | null;
  counts: FilterCounts;
}

export function boardOf(overview: Pick<DumpOverview, "tables">, marks: EditorTables): Board {
  const marksOf = new Map(marks.tables.map((table) => [table.table, table.columns]));
  const troubled = new Set<string>();
  const inTable = new Map<string, number>();
  for (const { table, column } of marks.problems) {
    if (table === null) continue;
    inTable.set(table, (inTable.get(table) ?? 0) + 1);
    if (column !== null) troubled.add(placeKey(table, column));
  }
  const counts: FilterCounts = { all: 0, undecided: 0, atRisk: 0, review: 0, own: 0, problems: 0 };
  const rows = overview.tables.map((table) => {
    const own = marksOf.get(table.name) ?? [];
    const standing = (status: ColumnStatus) => own.filter((mark) => mark.status === status).length;
    const row = {
      table,
      marks: own,
      undecided: standing("undecided"),
      atRisk: standing("atRisk"),
      review: standing("review"),
      problems: inTable.get(table.name) ?? 0,
    };
    counts.all += table.columns.length;
    counts.undecided += row.undecided;
    counts.atRisk += row.atRisk;
    counts.review += row.review;
    counts.own += own.filter((mark) => mark.own).length;
    return row;
  });
  counts.problems = troubled.size;
  const texts = overview.tables.map((table) =>
    table.columns.map((column) =>
      `${table.name} ${column.name} ${column.type} ${column.class?.kind ?? ""}`.toLowerCase(),
    ),
  );
  return { rows, texts, troubled, schema: sharedSchema(overview.tables), counts };
}

function sharedSchema(tables: readonly TableSummary[]): string | null {
  const dot = tables[0]?.name.indexOf(".") ?? -1;
  if (dot < 0) return null;
  const prefix = tables[0]?.name.slice(0, dot + 1) ?? "";
  return tables.every(({ name }) => name.startsWith(prefix)) ? prefix.slice(0, -1) : null;
}

/** The tables with columns that fit. A table whose name fits is there although none of them does. */
export function filterTables(board: Board, search: string, filter: ColumnFilter): TableRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown: TableRow[] = [];
  board.rows.forEach((row, at) => {
    const texts = board.texts[at] ?? [];
    const fitting: number[] = [];
    row.table.columns.forEach((column, place) => {
      const text = texts[place] ?? "";
      if (words.every((word) => text.includes(word)) && passes(board, row, column, place, filter)) {
        fitting.push(place);
      }
    });
    const name = row.table.name.toLowerCase();
    const named = filter === "all" && words.every((word) => name.includes(word));
    if (fitting.length > 0 || named) shown.push({ ...row, fitting });
  });
  return shown;
}

function passes(
  board: Board,
  { table, marks }: Omit<TableRow, "fitting">,
  column: ColumnSummary,
  place: number,
  filter: ColumnFilter,
): boolean {
  const mark = marks[place];
  switch (filter) {
    case "all":
      return true;
    case "own":
      return mark?.own === true;
    case "problems":
      return board.troubled.has(placeKey(table.name, column.name));
    default:
      return mark?.status === filter;
  }
}

/** Table and column as one key; no name holds a NUL. */
export function placeKey(table: string, column: string): string {
  return `${table}\0${column}`;
}

/** The next column after a place, around the end, that wants a decision or has a problem. */
export function nextOpen(
  board: Board,
  from: { table: string; column: string | null },
): { table: string; column: string } | null {
  const open: { table: string; column: string; order: number }[] = [];
  let order = 0;
  let here = -1;
  for (const { table, marks } of board.rows) {
    if (table.name === from.table && from.column === null) here = order;
    table.columns.forEach((column, at) => {
      order += 1;
      if (table.name === from.table && column.name === from.column) here = order;
      const status = marks[at]?.status;
      const wants = status === "undecided" || status === "atRisk" || status === "review";
      if (wants || board.troubled.has(placeKey(table.name, column.name))) {
        open.push({ table: table.name, column: column.name, order });
      }
    });
  }
  const next = open.find((each) => each.order > here) ?? open[0];
  return next ? { table: next.table, column: next.column } : null;
}
