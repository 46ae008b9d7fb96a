import { CircleCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Doubt, RulePlace } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import type { DataColumn } from "@/components/table/DataTable";
import { useReviewing } from "./context";
import { PlacesView } from "./PlacesView";
import styles from "./review.module.css";
import { isNamed, placeKey, placeText, type ReviewedColumn } from "./reviewed";
import { Settle } from "./Settle";

/** Doubts that the profile notes about its own rules; each is settled before anybody approves. */
export function DoubtsTab() {
  const { t } = useTranslation("review");
  const { doubts, columns } = useReviewing();
  const rows = useMemo(
    () => doubts.toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null)),
    [doubts],
  );
  const shape = useMemo<DataColumn<Doubt>[]>(
    () => [
      {
        id: "where",
        header: t("doubts.where"),
        width: 10,
        text: ({ table, column }) => placeText(table, column),
      },
      {
        id: "question",
        header: t("doubts.question"),
        width: 14,
        grow: 2,
        text: ({ question }) => question ?? "",
      },
      {
        id: "answer",
        header: t("doubts.answer"),
        width: 10,
        text: ({ answer }) => answer ?? t("doubts.open"),
        cell: ({ answer }) =>
          answer === null ? (
            <Badge tone="warn">{t("doubts.open")}</Badge>
          ) : (
            <span className={styles.cut}>{answer}</span>
          ),
      },
    ],
    [t],
  );
  if (rows.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title={t("doubts.none")}>
        {t("doubts.noneDetail")}
      </EmptyState>
    );
  }
  return (
    <PlacesView
      label={t("tabs.doubts")}
      head={<p className={styles.head}>{t("doubts.detail")}</p>}
      columns={shape}
      rows={rows}
      rowKey={keyOf}
      placeOf={(doubt) => placeOf(doubt, columns)}
      // Not the key of the detail beside it, which is of the same place.
      about={(doubt) => <Settle key={`doubt\0${keyOf(doubt)}`} doubt={doubt} />}
      empty={null}
    />
  );
}

const keyOf = ({ table, column }: Doubt) => placeKey(table, column);

/** The column of the dump that a doubt is about; none where a pattern names several. */
function placeOf({ table, column }: Doubt, columns: readonly ReviewedColumn[]): RulePlace | null {
  const found = columns.find(
    (each) => isNamed(table, each.table) && (column === null || column === each.name),
  );
  return found ? { table: found.table, column: column === null ? null : found.name } : null;
}
