import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { TextField } from "@/components/field/TextField";
import styles from "./rule.module.css";

/** An open doubt about a rule, and a way to settle it by saying how. */
export function Doubt({ rule, onSettle }: { rule: RuleForm; onSettle(rule: RuleForm): void }) {
  const { t } = useTranslation("profile");
  const [note, setNote] = useState("");
  if (rule.review === null) {
    return rule.reviewed === null ? null : (
      <p className={styles.muted}>{t("doubt.settled", { note: rule.reviewed })}</p>
    );
  }
  const settle = () => {
    if (note.trim() === "") return;
    onSettle({ ...rule, review: null, reviewed: note.trim() });
    setNote("");
  };
  return (
    <div className={styles.doubt}>
      <p>
        <span className={styles.doubtTitle}>{t("doubt.title")}</span> {rule.review}
      </p>
      <TextField
        label={t("doubt.note")}
        value={note}
        onChange={setNote}
        onKeyDown={(event) => event.key === "Enter" && settle()}
      />
      <div className={styles.row}>
        <Button size="small" isDisabled={note.trim() === ""} onPress={settle}>
          {t("doubt.settle")}
        </Button>
      </div>
    </div>
  );
}
