import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { ProblemText } from "@/components/status/ProblemText";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { reportSuccess } from "@/stores/toasts";
import { useReviewing } from "./context";
import styles from "./review.module.css";
import { placeText } from "./reviewed";

/** Sends the profile back: the author reads why when he opens it in the editor. */
export function SendBackDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("review");
  const { request, remarks, showRemarks } = useReviewing();
  const [reason, setReason] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const send = async () => {
    if (!request) return;
    try {
      showRemarks(await call("send_back", { review: request, reason }));
      reportSuccess(t("sendBack.done"));
      onClose();
    } catch (thrown) {
      setProblems(problemsOf(thrown));
    }
  };
  return (
    <Dialog
      isOpen
      title={t("sendBack.title")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isDisabled={reason.trim() === ""} onPress={() => void send()}>
            {t("sendBack.send")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t("sendBack.detail")}</p>
        <TextField
          label={t("sendBack.reason")}
          rows={4}
          isRequired
          value={reason}
          onChange={setReason}
        />
        {remarks.notes.length > 0 && (
          <div>
            <p className={styles.muted}>{t("sendBack.notes", { count: remarks.notes.length })}</p>
            <ul className={styles.notes}>
              {remarks.notes.map(({ table, column, text }) => (
                <li key={`${table} ${column}`}>
                  <strong>{placeText(table, column)}</strong> {text}
                </li>
              ))}
            </ul>
          </div>
        )}
        {problems.map((problem) => (
          <div key={problem.message} className={styles.fault} role="alert">
            <ProblemText problem={problem} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}
