import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import { useEditor } from "../editor";
import styles from "../rule/rule.module.css";

/** What a reviewer says of this rule, until the author has done something about it. */
export function ReviewerNote({ table, column }: { table: string; column: string }) {
  const { t } = useTranslation("profile");
  const formats = useFormats();
  const { profile, remarks, showRemarks } = useEditor();
  const note = remarks.notes.find((each) => each.table === table && each.column === column);
  if (!note) return null;
  const done = () => {
    call("keep_note", { profile: profile.profile, table, column, text: "" }).then(
      showRemarks,
      (thrown) => reportFailure(t("failed.step"), thrown),
    );
  };
  return (
    <section className={styles.doubt} aria-label={t("remarks.note")}>
      <p>
        <span className={styles.doubtTitle}>
          {t("remarks.noteBy", { by: note.by, at: formats.date(note.at) })}
        </span>{" "}
        {note.text}
      </p>
      <div className={styles.row}>
        <Button size="small" onPress={done}>
          {t("remarks.done")}
        </Button>
      </div>
    </section>
  );
}
