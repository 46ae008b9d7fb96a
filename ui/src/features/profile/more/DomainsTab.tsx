import { Share2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Domain } from "@/bindings";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import { useAnswer } from "@/stores/loaded";
import { navigate } from "@/stores/route";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

/** Which columns share tokens: equal values in them get equal results. */
export function DomainsTab() {
  const { t } = useTranslation("profile");
  const { profile, dump } = useEditor();
  const { loaded, reload } = useAnswer("domains", { profile: profile.profile, dump: dump.dump });
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") {
    return <ErrorState title={t("domains.failed")} problems={loaded.problems} onRetry={reload} />;
  }
  if (loaded.value.length === 0) {
    return (
      <EmptyState icon={Share2} title={t("domains.none")}>
        {t("domains.noneDetail")}
      </EmptyState>
    );
  }
  return <Domains domains={loaded.value} />;
}

function Domains({ domains }: { domains: readonly Domain[] }) {
  const { t } = useTranslation("profile");
  const { count } = useFormats();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const shown = domains.find(({ name }) => selection.selected.has(name)) ?? domains[0];
  const columns = useMemo<DataColumn<Domain>[]>(
    () => [
      { id: "name", header: t("domains.name"), width: 10, text: ({ name }) => name },
      {
        id: "from",
        header: t("domains.from"),
        width: 8,
        text: ({ named }) => t(named ? "domains.named" : "domains.implied"),
      },
      {
        id: "action",
        header: t("domains.action"),
        width: 9,
        text: ({ actions }) => actions.join(", "),
        cell: ({ actions }) =>
          actions.length > 1 ? <Badge tone="bad">{actions.join(" ≠ ")}</Badge> : actions[0],
      },
      {
        id: "columns",
        header: t("domains.columns"),
        width: 5,
        grow: 0,
        align: "end",
        text: (domain) => count(domain.columns.length),
        order: (domain) => domain.columns.length,
      },
    ],
    [t, count],
  );
  const members = useMemo<DataColumn<Domain["columns"][number]>[]>(
    () => [
      { id: "table", header: t("domains.table"), width: 10, text: ({ table }) => table },
      { id: "column", header: t("domains.column"), width: 10, text: ({ column }) => column },
    ],
    [t],
  );
  return (
    <div className={styles.domains}>
      <DataTable
        label={t("tabs.domains")}
        columns={columns}
        rows={domains}
        rowKey={({ name }) => name}
        selection={selection}
        onSelection={setSelection}
      />
      {shown && (
        <section className={styles.members} aria-label={t("domains.members", { name: shown.name })}>
          <header className={styles.tableHead}>
            <h2 className={styles.tableName}>{shown.name}</h2>
            <span className={styles.muted}>{t("domains.detail")}</span>
          </header>
          <DataTable
            label={t("domains.members", { name: shown.name })}
            columns={members}
            rows={shown.columns}
            rowKey={({ table, column }) => `${table}\0${column}`}
            onActivate={({ table, column }) => navigate("profile", { table, column })}
          />
        </section>
      )}
    </div>
  );
}
