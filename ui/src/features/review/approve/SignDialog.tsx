import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { ProblemText } from "@/components/status/ProblemText";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { reportSuccess } from "@/stores/toasts";
import { useReviewing } from "../context";
import styles from "../review.module.css";
import { KeyField } from "./KeyField";

/** The author's signature, which an approval by somebody else may ask for. */
export function SignDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("review");
  const { request, profile, show } = useReviewing();
  const [key, setKey] = useState<PickedFile | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const sign = async () => {
    if (!request || !key) return;
    setSigning(true);
    setProblems([]);
    try {
      show(await call("sign_profile", { review: request, signingKey: key.file }));
      reportSuccess(t("sign.done"));
      onClose();
    } catch (thrown) {
      setProblems(problemsOf(thrown));
    } finally {
      setSigning(false);
    }
  };
  return (
    <Dialog
      isOpen
      title={t("sign.title")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={key === null || isSigning || profile?.dirty}
            onPress={() => void sign()}
          >
            {t(isSigning ? "approve.signing" : "sign.sign")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t("sign.detail")}</p>
        {profile?.dirty && <p className={styles.fault}>{t("obstacles.unsaved")}</p>}
        <KeyField value={key} onChange={setKey} />
        {problems.map((problem) => (
          <div key={problem.message} className={styles.fault} role="alert">
            <ProblemText problem={problem} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}
