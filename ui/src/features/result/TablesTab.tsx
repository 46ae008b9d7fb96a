import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResultTable, RunResult } from "@/bindings";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { Badge } from "@/components/status/Badge";
import type { DataColumn } from "@/components/table/DataTable";
import { SearchedTable } from "@/components/table/SearchedTable";
import { useFormats } from "@/i18n";
import styles from "./result.module.css";

interface ColumnRow {
  table: string;
  column: string;
  action: string;
  changed: number;
  nulls: number;
}

/** What was done to each table, and beside it to its columns; to all of them while none is chosen. */
export function TablesTab({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const { count } = useFormats();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const chosen = result.tables.find(({ name }) => selection.selected.has(name));

  const tables = useMemo<DataColumn<ResultTable>[]>(
    () => [
      { id: "name", header: t("tables.table"), width: 11, grow: 3, text: ({ name }) => name },
      {
        id: "read",
        header: t("tables.read"),
        width: 5.5,
        align: "end",
        text: ({ rowsIn }) => count(rowsIn),
        order: ({ rowsIn }) => rowsIn,
      },
      {
        id: "written",
        header: t("tables.written"),
        width: 5.5,
        align: "end",
        text: ({ rowsOut }) => count(rowsOut),
        order: ({ rowsOut }) => rowsOut,
      },
    ],
    [t, count],
  );
  const columns = useMemo<DataColumn<ColumnRow>[]>(() => {
    const all: DataColumn<ColumnRow>[] = [
      { id: "table", header: t("tables.table"), width: 9, grow: 2, text: ({ table }) => table },
      { id: "column", header: t("tables.column"), width: 8, grow: 2, text: ({ column }) => column },
      {
        id: "action",
        header: t("tables.action"),
        width: 8,
        grow: 2,
        text: ({ action }) => action,
        cell: ({ action }) => <Badge tone={action === "keep" ? "note" : "accent"}>{action}</Badge>,
      },
      {
        id: "changed",
        header: t("tables.changed"),
        width: 5.5,
        align: "end",
        text: ({ changed }) => count(changed),
        order: ({ changed }) => changed,
      },
      {
        id: "nulls",
        header: t("tables.nulls"),
        width: 5,
        align: "end",
        text: ({ nulls }) => count(nulls),
        order: ({ nulls }) => nulls,
      },
    ];
    return chosen ? all.slice(1) : all;
  }, [t, count, chosen]);
  const rows = useMemo(() => rowsOf(chosen ? [chosen] : result.tables), [chosen, result.tables]);

  return (
    <div className={styles.split}>
      <section className={styles.pane} aria-label={t("tables.tables")}>
        <SearchedTable
          label={t("tables.tables")}
          searchLabel={t("tables.searchTables")}
          rows={result.tables}
          rowKey={({ name }) => name}
          columns={tables}
          selection={selection}
          onSelection={setSelection}
        />
      </section>
      <section
        className={styles.pane}
        aria-label={chosen ? t("tables.columnsOf", { table: chosen.name }) : t("tables.columns")}
      >
        <SearchedTable
          label={chosen ? t("tables.columnsOf", { table: chosen.name }) : t("tables.columns")}
          searchLabel={t("tables.searchColumns")}
          rows={rows}
          rowKey={keyOf}
          columns={columns}
          mode="none"
        />
      </section>
    </div>
  );
}

const keyOf = ({ table, column }: ColumnRow) => `${table}\0${column}`;

function rowsOf(tables: readonly ResultTable[]): ColumnRow[] {
  return tables.flatMap(({ name, columns }) =>
    columns.map((column) => ({
      table: name,
      column: column.name,
      action: column.action,
      changed: column.changed,
      nulls: column.nulls,
    })),
  );
}
