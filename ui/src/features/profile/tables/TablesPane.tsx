import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { NOTHING_SELECTED, type RowSelection } from "@/components/rows/selection";
import { Badge } from "@/components/status/Badge";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import type { TableRow } from "./filter";

export interface TablesPaneProps {
  rows: readonly TableRow[];
  /** The schema that all tables share, which is not said each time. */
  schema: string | null;
  selected: string | null;
  onSelect(table: string): void;
  /** Enter, or a double click: on to the columns. */
  onOpen(): void;
}

/** The tables on the left, each with what is open in it. */
export function TablesPane({ rows, schema, selected, onSelect, onOpen }: TablesPaneProps) {
  const { t } = useTranslation("profile");
  const formats = useFormats();
  const columns = useMemo<DataColumn<TableRow>[]>(() => {
    const open = (row: TableRow) => row.undecided + row.atRisk + row.review;
    return [
      {
        id: "name",
        header: t("tables.name"),
        width: 5,
        text: (row) => shortName(row.table.name, schema),
      },
      ...(rows.some(open)
        ? [
            {
              id: "open",
              header: t("tables.open"),
              width: 4,
              grow: 0,
              align: "end" as const,
              text: (row: TableRow) => String(open(row)),
              order: open,
              cell: (row: TableRow) => <Marks row={row} />,
            },
          ]
        : []),
      {
        id: "columns",
        header: t("tables.columns"),
        width: 3.25,
        grow: 0,
        align: "end",
        text: (row) => formats.count(row.fitting.length),
        order: (row) => row.fitting.length,
      },
    ];
  }, [t, formats, rows, schema]);
  const selection = useMemo<RowSelection>(
    () =>
      selected === null
        ? NOTHING_SELECTED
        : { active: selected, anchor: selected, selected: new Set([selected]) },
    [selected],
  );
  return (
    <DataTable
      label={t("tables.label")}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      selection={selection}
      onSelection={({ active }) => active !== null && onSelect(active)}
      onActivate={onOpen}
      empty={t("tables.none")}
    />
  );
}

/** A name without the schema that all have. */
export function shortName(name: string, schema: string | null): string {
  return schema === null ? name : name.slice(schema.length + 1);
}

const keyOf = (row: TableRow) => row.table.name;

function Marks({ row }: { row: TableRow }) {
  const { t } = useTranslation("profile");
  const { count } = useFormats();
  const said = (["undecided", "atRisk", "review"] as const)
    .filter((status) => row[status] > 0)
    .map((status) => t(`tables.${status}`, { formatted: count(row[status]) }));
  return (
    <>
      <span className="visually-hidden">{said.join(", ")}</span>
      {row.undecided > 0 && <Badge tone="accent">{count(row.undecided)}</Badge>}
      {row.atRisk > 0 && <Badge tone="bad">{count(row.atRisk)}</Badge>}
      {row.review > 0 && <Badge tone="warn">{count(row.review)}</Badge>}
    </>
  );
}
