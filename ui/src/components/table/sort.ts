/** By which column rows stand, and which way. */
export interface Sort {
  column: string;
  descending: boolean;
}

interface Sortable<Row> {
  id: string;
  text(row: Row): string;
  order?(row: Row): number | string;
}

/** Rows in the order of `sort`; equal ones stay as they stood. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const column = columns.find((each) => each.id === sort?.column);
  if (!sort || !column) return rows;
  const key = column.order ?? column.text;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  const sign = sort.descending ? -1 : 1;
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  return keyed.map(({ row }) => row);
}

const collator = new Intl.Collator("en", { numeric: true });

function compare(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : collator.compare(String(a), String(b));
}
