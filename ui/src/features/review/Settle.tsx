import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Doubt } from "@/bindings";
import { Button } from "@/components/button/Button";
import { TextField } from "@/components/field/TextField";
import { reportFailure } from "@/stores/toasts";
import { step, useReviewing } from "./context";
import styles from "./review.module.css";
import { placeText } from "./reviewed";

/** One doubt, and a way to settle it by saying how. */
export function Settle({ doubt: { table, column, question, answer } }: { doubt: Doubt }) {
  const { t } = useTranslation("review");
  const reviewing = useReviewing();
  const [text, setText] = useState("");
  const place = placeText(table, column);
  const settle = (reviewed: string | null, name: string) => {
    step(reviewing, name, [{ kind: "settle", table, column, reviewed }]).catch((thrown) =>
      reportFailure(t("failed.step"), thrown),
    );
  };
  const submit = () => {
    if (text.trim() !== "") settle(text.trim(), t("doubts.stepSettled", { place }));
  };
  return (
    <section className={styles.doubt} aria-label={t("doubts.of", { place })}>
      <p>
        <strong>{question ?? t("doubts.noQuestion")}</strong>
      </p>
      {answer !== null && <p>{t("doubts.settled", { answer })}</p>}
      {answer === null && reviewing.profile && (
        <>
          <TextField
            label={t("doubts.how")}
            description={t("doubts.howDetail")}
            value={text}
            onChange={setText}
            onKeyDown={(event) => event.key === "Enter" && submit()}
          />
          <div className={styles.row}>
            <Button size="small" variant="primary" isDisabled={text.trim() === ""} onPress={submit}>
              {t("doubts.settle")}
            </Button>
          </div>
        </>
      )}
      {answer !== null && question !== null && reviewing.profile && (
        <div className={styles.row}>
          <Button
            size="small"
            variant="quiet"
            onPress={() => settle(null, t("doubts.stepOpened", { place }))}
          >
            {t("doubts.reopen")}
          </Button>
        </div>
      )}
    </section>
  );
}
