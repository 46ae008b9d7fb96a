import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ResultFinding, RunResult } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import type { DataColumn } from "@/components/table/DataTable";
import { SearchedTable } from "@/components/table/SearchedTable";
import { useFormats } from "@/i18n";
import styles from "./result.module.css";

/** Secrets and sensitive spans that were replaced in what stays. */
export function FindingsTab({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  const columns = useMemo<DataColumn<ResultFinding>[]>(
    () => [
      {
        id: "kind",
        header: t("findings.kind"),
        width: 10,
        grow: 2,
        text: ({ kind }) => kind,
        cell: ({ kind }) => <Badge tone="warn">{kind}</Badge>,
      },
      {
        id: "table",
        header: t("tables.table"),
        width: 10,
        grow: 2,
        text: ({ table }) => table ?? t("findings.statements"),
      },
      {
        id: "column",
        header: t("tables.column"),
        width: 8,
        grow: 2,
        text: ({ column }) => column ?? "",
      },
      {
        id: "count",
        header: t("findings.count"),
        width: 6,
        align: "end",
        text: ({ count }) => formats.count(count),
        order: ({ count }) => count,
      },
    ],
    [t, formats],
  );
  if (result.findings.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={t("findings.none")}>
        {t("findings.noneDetail")}
      </EmptyState>
    );
  }
  return (
    <SearchedTable
      label={t("tabs.findings")}
      searchLabel={t("findings.search")}
      tools={<p className={styles.muted}>{t("findings.note")}</p>}
      rows={result.findings}
      rowKey={keyOf}
      columns={columns}
    />
  );
}

const keyOf = ({ kind, table, column }: ResultFinding) => [kind, table, column].join("\0");
