import { KeyRound, Link2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnSummary, EditorMark, EditorTables, TableSummary } from "@/bindings";
import { Badge, type Tone } from "@/components/status/Badge";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { Tabs } from "@/components/tabs/Tabs";
import { useFormats } from "@/i18n";
import { navigate } from "@/stores/route";
import { ClassBadge } from "./ClassBadge";
import styles from "./dump.module.css";
import { TableSamples } from "./TableSamples";

interface TableDetailProps {
  dump: string;
  table: TableSummary;
  marks: EditorTables | null;
}

interface Row {
  column: ColumnSummary;
  place: number;
  mark: EditorMark | undefined;
}

/** A table: its columns, and its first rows dotted out. */
export function TableDetail({ dump, table, marks }: TableDetailProps) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const [view, setView] = useState<"columns" | "samples">("columns");
  return (
    <>
      <header className={styles.detailHead}>
        <h2 className={styles.detailTitle}>{table.name}</h2>
        <span className={styles.muted}>
          {t("about.rows", { count: table.rows, formatted: formats.count(table.rows) })}
        </span>
      </header>
      <Tabs
        label={t("table.views", { table: table.name })}
        selected={view}
        onSelect={(id) => setView(id)}
        tabs={[
          {
            id: "columns",
            label: t("table.columns"),
            count: formats.count(table.columns.length),
            content: <Columns table={table} marks={marks} />,
          },
          {
            id: "samples",
            label: t("table.samples"),
            content: <TableSamples dump={dump} table={table.name} />,
          },
        ]}
      />
    </>
  );
}

function Columns({ table, marks }: { table: TableSummary; marks: EditorTables | null }) {
  const { t } = useTranslation("dump");
  const rows = useMemo<Row[]>(() => {
    const marked = marks?.tables.find((each) => each.table === table.name)?.columns;
    return table.columns.map((column, place) => ({ column, place, mark: marked?.[place] }));
  }, [table, marks]);
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const shown: DataColumn<Row>[] = [
      {
        id: "name",
        header: t("table.column"),
        width: 8,
        grow: 2,
        text: ({ column }) => column.name,
        cell: ({ column }) => <span className={styles.value}>{column.name}</span>,
      },
      {
        id: "type",
        header: t("table.type"),
        width: 8,
        grow: 2,
        text: ({ column }) => column.type,
        cell: ({ column }) => <span className={styles.treeType}>{column.type}</span>,
      },
      {
        id: "keys",
        header: t("table.keys"),
        width: 8,
        grow: 2,
        text: ({ column }) => keysOf(column, t),
        cell: ({ column }) => <Keys column={column} />,
      },
      {
        id: "class",
        header: t("table.class"),
        width: 8.5,
        text: ({ column }) => column.class?.kind ?? "",
        cell: ({ column }) => column.class && <ClassBadge class={column.class} />,
      },
      {
        id: "nullable",
        header: t("table.nullable"),
        width: 4,
        grow: 0,
        text: ({ column }) => (column.nullable ? t("table.yes") : t("table.no")),
      },
    ];
    if (!marks) return shown;
    return [
      ...shown,
      {
        id: "rule",
        header: t("table.rule"),
        width: 8.5,
        text: ({ mark }) => mark?.action ?? "",
        cell: ({ mark }) =>
          mark && (
            <Badge tone={STATUS_TONES[mark.status]}>
              {mark.action || t(`status.${mark.status}`)}
            </Badge>
          ),
      },
    ];
  }, [t, marks]);
  return (
    <DataTable
      label={t("table.columns")}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      onActivate={({ column }) => navigate("dump", { table: table.name, column: column.name })}
    />
  );
}

const rowKey = (row: Row) => `${row.place}`;

type Text = ReturnType<typeof useTranslation<"dump">>["t"];

function keysOf(column: ColumnSummary, t: Text): string {
  const keys: string[] = [];
  if (column.primary) keys.push(t("table.primary"));
  else if (column.unique) keys.push(t("table.unique"));
  if (column.references) keys.push(column.references);
  return keys.join(", ");
}

function Keys({ column }: { column: ColumnSummary }) {
  const { t } = useTranslation("dump");
  return (
    <>
      {column.primary && (
        <>
          <KeyRound aria-hidden className={styles.treeIcon} />
          <span className={styles.value}>{t("table.primary")}</span>
        </>
      )}
      {!column.primary && column.unique && <span>{t("table.unique")}</span>}
      {column.references && (
        <>
          <Link2 aria-hidden className={styles.treeIcon} />
          <span className={styles.value}>{column.references}</span>
        </>
      )}
    </>
  );
}

const STATUS_TONES: Record<EditorMark["status"], Tone> = {
  masked: "good",
  kept: "note",
  computed: "note",
  dropped: "note",
  review: "warn",
  atRisk: "bad",
  undecided: "warn",
};
