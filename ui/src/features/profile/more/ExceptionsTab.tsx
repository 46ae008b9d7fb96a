import { Plus, ShieldCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExceptionForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import { useEditor } from "../editor";
import styles from "../profile.module.css";
import { ExceptionDialog } from "./ExceptionDialog";

type Row = { exception: ExceptionForm; at: number };

/** What is kept although a detector objects: why, who answers for it, until when. */
export function ExceptionsTab() {
  const { t } = useTranslation("profile");
  const { profile } = useEditor();
  const formats = useFormats();
  /** The place of the one that is edited; the length for a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  const today = new Date().toISOString().slice(0, 10);
  const rows = useMemo<Row[]>(
    () => profile.exceptions.map((exception, at) => ({ exception, at })),
    [profile.exceptions],
  );
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      {
        id: "what",
        header: t("exceptions.what"),
        width: 11,
        text: ({ exception }) =>
          exception.column ?? exception.fingerprint ?? t("exceptions.anywhere"),
      },
      {
        id: "kinds",
        header: t("exceptions.kinds"),
        width: 8,
        text: ({ exception }) => exception.kinds.join(", "),
      },
      {
        id: "reason",
        header: t("exceptions.reason"),
        width: 12,
        grow: 2,
        text: ({ exception }) => exception.reason,
      },
      {
        id: "owner",
        header: t("exceptions.owner"),
        width: 8,
        text: ({ exception }) => exception.owner,
      },
      {
        id: "ticket",
        header: t("exceptions.ticket"),
        width: 6,
        text: ({ exception }) => exception.ticket ?? "",
      },
      {
        id: "expires",
        header: t("exceptions.expires"),
        width: 9,
        text: ({ exception }) => formats.date(exception.expires),
        order: ({ exception }) => exception.expires,
        cell: ({ exception }) => (
          <>
            {formats.date(exception.expires)}
            {exception.expires < today && <Badge tone="bad">{t("exceptions.expired")}</Badge>}
          </>
        ),
      },
    ],
    [t, formats, today],
  );
  const add = (
    <Button icon={Plus} variant="primary" onPress={() => setEdited(rows.length)}>
      {t("exceptions.add")}
    </Button>
  );
  return (
    <div className={styles.text}>
      {rows.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={t("exceptions.none")} actions={add}>
          {t("exceptions.noneDetail")}
        </EmptyState>
      ) : (
        <>
          <header className={styles.tableHead}>
            <span className={styles.muted}>{t("exceptions.detail")}</span>
            {add}
          </header>
          <DataTable
            label={t("tabs.exceptions")}
            columns={columns}
            rows={rows}
            rowKey={({ at }) => String(at)}
            onActivate={({ at }) => setEdited(at)}
          />
        </>
      )}
      {edited !== null && (
        <ExceptionDialog at={edited} today={today} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}
