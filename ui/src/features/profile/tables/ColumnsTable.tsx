import { KeyRound, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnSummary, EditorColumn, EditorMark } from "@/bindings";
import type { RowSelection } from "@/components/rows/selection";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { paramsSummary } from "../rule/rule";
import { ClassBadge, StatusBadge } from "../status";
import styles from "./tables.module.css";

/** A column with what is known of it: its mark at once, its rule a moment later. */
export interface ColumnRow {
  summary: ColumnSummary;
  mark: EditorMark | undefined;
  detail: EditorColumn | undefined;
}

export interface ColumnsTableProps {
  label: string;
  rows: readonly ColumnRow[];
  selection: RowSelection;
  onSelection(selection: RowSelection): void;
  /** Enter, or a double click: on to the form. */
  onOpen(): void;
}

/** The columns of a table with their rules; several can be selected. */
export function ColumnsTable({ label, rows, selection, onSelection, onOpen }: ColumnsTableProps) {
  const { t } = useTranslation("profile");
  const columns = useMemo<DataColumn<ColumnRow>[]>(
    () => [
      {
        id: "name",
        header: t("columns.name"),
        width: 8,
        grow: 1.2,
        text: ({ summary }) => summary.name,
        cell: ({ summary }) => (
          <>
            <span className={styles.ellipsis}>{summary.name}</span>
            {summary.primary && (
              <KeyRound className={styles.icon} aria-label={t("columns.primary")} role="img" />
            )}
          </>
        ),
      },
      {
        id: "status",
        header: t("columns.status"),
        width: 5.5,
        grow: 0,
        text: ({ mark }) => (mark ? t(`status.${mark.status}`) : ""),
        cell: ({ mark }) => mark && <StatusBadge status={mark.status} />,
      },
      {
        id: "rule",
        header: t("columns.rule"),
        width: 9,
        grow: 1.6,
        text: (row) => ruleText(row),
        cell: (row) => <RuleCell row={row} />,
      },
      {
        id: "class",
        header: t("columns.class"),
        width: 7,
        text: ({ summary }) => summary.class?.kind ?? "",
        cell: ({ summary }) => summary.class && <ClassBadge of={summary.class} />,
      },
      {
        id: "type",
        header: t("columns.type"),
        width: 6.5,
        text: ({ summary }) => summary.type,
        cell: ({ summary }) => <span className={styles.type}>{summary.type}</span>,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      mode="multiple"
      selection={selection}
      onSelection={onSelection}
      onActivate={onOpen}
      empty={t("columns.none")}
    />
  );
}

const keyOf = ({ summary }: ColumnRow) => summary.name;

/** What the rule says; where it is wrong, the mark says what stands in its place. */
function actionOf({ mark, detail }: ColumnRow): string {
  if (mark?.status === "computed") return mark.action;
  return detail?.rule?.transformer ?? mark?.action ?? "";
}

function ruleText(row: ColumnRow): string {
  const { detail } = row;
  const params = detail?.rule ? paramsSummary(detail.rule.params) : "";
  return [actionOf(row), params].filter(Boolean).join("  ");
}

function RuleCell({ row }: { row: ColumnRow }) {
  const { t } = useTranslation("profile");
  const { detail } = row;
  const params = detail?.rule ? paramsSummary(detail.rule.params) : "";
  return (
    <>
      {detail && detail.problems.length > 0 && (
        <TriangleAlert className={styles.alert} role="img" aria-label={t("columns.problem")} />
      )}
      <span className={styles.ellipsis}>
        {actionOf(row) || <span className={styles.muted}>{t("columns.noRule")}</span>}
        {params && <span className={styles.params}> {params}</span>}
        {detail?.rule?.when && <span className={styles.params}> {t("columns.when")}</span>}
      </span>
    </>
  );
}
