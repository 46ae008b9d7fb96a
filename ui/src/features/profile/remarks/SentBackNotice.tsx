import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import { navigate } from "@/stores/route";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

/** Why a reviewer sent the profile back, and the way to each rule that he has a note on. */
export function SentBackNotice() {
  const { t } = useTranslation("profile");
  const formats = useFormats();
  const { remarks } = useEditor();
  const { sentBack, notes } = remarks;
  if (!sentBack && notes.length === 0) return null;
  return (
    <Notice tone={sentBack && !sentBack.changedSince ? "warn" : "note"}>
      {sentBack && (
        <p>
          {t(sentBack.changedSince ? "remarks.sentBackBefore" : "remarks.sentBack", {
            by: sentBack.by,
            at: formats.date(sentBack.at),
            environment: sentBack.environment,
            reason: sentBack.reason,
          })}
        </p>
      )}
      {notes.length > 0 && (
        <p className={styles.noteLinks}>
          <span>{t("remarks.notes", { count: notes.length })}</span>
          {notes.map(({ table, column }) => (
            <Button
              key={`${table} ${column}`}
              size="small"
              variant="quiet"
              onPress={() => navigate("profile", column === null ? { table } : { table, column })}
            >
              {column === null ? table : `${table}.${column}`}
            </Button>
          ))}
        </p>
      )}
    </Notice>
  );
}
