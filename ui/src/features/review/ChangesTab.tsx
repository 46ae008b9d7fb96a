import { CircleCheck, History } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import type { DataColumn } from "@/components/table/DataTable";
import { refineRoute } from "@/stores/route";
import { useReviewing } from "./context";
import { PlacesView } from "./PlacesView";
import styles from "./review.module.css";
import { type ChangeLine, changeLines, driftLines } from "./words";

/** What rules and schema say otherwise than when they were approved last. */
export function ChangesTab() {
  const { t } = useTranslation("review");
  const { since } = useReviewing();
  const lines = useMemo(
    () => (since ? [...changeLines(since.changes, t), ...driftLines(since.drift, t)] : []),
    [since, t],
  );
  const columns = useMemo<DataColumn<ChangeLine>[]>(
    () => [
      {
        id: "where",
        header: t("change.where"),
        width: 11,
        text: ({ where }) => where,
        cell: ({ where, columns: count }) => (
          <span className={styles.where}>
            <span className={styles.cut}>{where}</span>
            {count > 1 && <span className={styles.muted}>{t("change.columns", { count })}</span>}
          </span>
        ),
      },
      {
        id: "what",
        header: t("change.what"),
        width: 9,
        text: ({ what }) => what,
        cell: ({ what, isDrift }) => (
          <span className={styles.where}>
            {isDrift && <Badge tone="warn">{t("change.schema")}</Badge>}
            <span className={styles.cut}>{what}</span>
          </span>
        ),
      },
      {
        id: "before",
        header: t("change.before"),
        width: 9,
        text: ({ before }) => before ?? "",
        cell: ({ before }) => <Side text={before} tone="before" />,
      },
      {
        id: "after",
        header: t("change.after"),
        width: 9,
        text: ({ after }) => after ?? "",
        cell: ({ after }) => <Side text={after} tone="after" />,
      },
    ],
    [t],
  );
  const allRules = (
    <Button onPress={() => refineRoute({ tab: "rules" })}>{t("change.allRules")}</Button>
  );
  if (since === null) {
    return (
      <EmptyState icon={History} title={t("change.first")} actions={allRules}>
        {t("change.firstDetail")}
      </EmptyState>
    );
  }
  if (lines.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title={t("change.none")} actions={allRules}>
        {t("change.noneDetail", { serial: since.serial })}
      </EmptyState>
    );
  }
  return (
    <PlacesView
      label={t("tabs.changes")}
      head={<p className={styles.head}>{t("change.since", { serial: since.serial })}</p>}
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
      placeOf={({ place }) => place}
      about={(line) => line.place === null && <Alone line={line} />}
      empty={null}
    />
  );
}

function Side({ text, tone }: { text: string | null; tone: "before" | "after" }) {
  if (text === null) return <span className={styles.muted}>–</span>;
  return <span className={tone === "before" ? styles.before : styles.after}>{text}</span>;
}

/** A change that is about no column of the dump. */
function Alone({ line }: { line: ChangeLine }) {
  const { t } = useTranslation("review");
  return (
    <section className={styles.block} aria-label={line.where || line.what}>
      <h2 className={styles.name}>{line.where || line.what}</h2>
      {line.where && <p>{line.what}</p>}
      <dl className={styles.facts}>
        {line.before !== null && (
          <div>
            <dt>{t("change.before")}</dt>
            <dd>{line.before}</dd>
          </div>
        )}
        {line.after !== null && (
          <div>
            <dt>{t("change.after")}</dt>
            <dd>{line.after}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
