import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { TextField } from "@/components/field/TextField";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import { useReviewing } from "./context";
import styles from "./review.module.css";
import { noteAt, placeText } from "./reviewed";

/** What a reviewer has to say about a rule; the author reads it beside the rule. */
export function NoteField({ table, column }: { table: string; column: string | null }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { profile, remarks, showRemarks } = useReviewing();
  const note = noteAt(remarks.notes, table, column);
  const [text, setText] = useState(note?.text ?? "");
  if (profile === null) return null;
  const keep = async (said: string) => {
    try {
      const asked = { profile: profile.profile, table, column, text: said };
      showRemarks(await call("keep_note", asked));
      if (said === "") setText("");
    } catch (thrown) {
      reportFailure(t("notes.failed"), thrown);
    }
  };
  const isChanged = text.trim() !== (note?.text ?? "");
  return (
    <section
      className={styles.part}
      aria-label={t("notes.of", { place: placeText(table, column) })}
    >
      <TextField
        label={t("notes.label")}
        description={
          note ? t("notes.by", { by: note.by, at: formats.dateTime(note.at) }) : t("notes.detail")
        }
        rows={2}
        value={text}
        onChange={setText}
      />
      <div className={styles.row}>
        <Button size="small" isDisabled={!isChanged} onPress={() => void keep(text.trim())}>
          {t("notes.keep")}
        </Button>
        {note && (
          <Button size="small" variant="quiet" onPress={() => void keep("")}>
            {t("notes.remove")}
          </Button>
        )}
      </div>
    </section>
  );
}
