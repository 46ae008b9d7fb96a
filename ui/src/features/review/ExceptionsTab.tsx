import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ExceptionForm } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import { useReviewing } from "./context";
import styles from "./review.module.css";

type Row = { exception: ExceptionForm; at: number };

/** What is kept although a detector objects: why, who answers for it, from when until when. */
export function ExceptionsTab() {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { exceptions, today } = useReviewing();
  const rows = useMemo<Row[]>(
    () => exceptions.map((exception, at) => ({ exception, at })),
    [exceptions],
  );
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const text = (
      id: "what" | "kinds" | "reason" | "owner" | "ticket",
      width: number,
      of: (exception: ExceptionForm) => string,
      grow = 1,
    ): DataColumn<Row> => ({
      id,
      header: t(`exceptions.${id}`),
      width,
      grow,
      text: ({ exception }) => of(exception),
    });
    return [
      text("what", 11, ({ column, fingerprint }) => column ?? fingerprint ?? ""),
      text("kinds", 8, ({ kinds }) => kinds.join(", ")),
      text("reason", 13, ({ reason }) => reason, 2),
      text("owner", 9, ({ owner }) => owner),
      text("ticket", 6, ({ ticket }) => ticket ?? ""),
      {
        id: "issued",
        header: t("exceptions.issued"),
        width: 7,
        grow: 0,
        text: ({ exception }) => formats.date(exception.issued),
        order: ({ exception }) => exception.issued,
      },
      {
        id: "expires",
        header: t("exceptions.expires"),
        width: 11,
        grow: 0,
        text: ({ exception }) => formats.date(exception.expires),
        order: ({ exception }) => exception.expires,
        cell: ({ exception: { expires } }) => (
          <span className={styles.where}>
            {formats.date(expires)}
            {expires < today ? (
              <Badge tone="bad">{t("exceptions.expired")}</Badge>
            ) : (
              isSoon(expires, today) && <Badge tone="warn">{t("exceptions.soon")}</Badge>
            )}
          </span>
        ),
      },
    ];
  }, [t, formats, today]);
  if (rows.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={t("exceptions.none")}>
        {t("exceptions.noneDetail")}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      <p className={styles.head}>{t("exceptions.detail")}</p>
      <DataTable
        label={t("tabs.exceptions")}
        columns={columns}
        rows={rows}
        rowKey={({ at }) => String(at)}
      />
    </div>
  );
}

/** Within two weeks. */
function isSoon(day: string, today: string): boolean {
  return Date.parse(day) - Date.parse(today) < 14 * 24 * 3_600_000;
}
