import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { CodeLine } from "@/components/status/CodeLine";
import { ProblemText } from "@/components/status/ProblemText";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { useAnswer } from "@/stores/loaded";
import { reportSuccess } from "@/stores/toasts";
import { useReviewing } from "../context";
import styles from "../review.module.css";
import { obstaclesOf } from "../verdict";
import { dayAfter } from "./days";
import { KeyField } from "./KeyField";

/** Approves by a signature: says for what it is, until when, and what is still in its way. */
export function ApproveDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const reviewing = useReviewing();
  const { request, state, environment, since, today, show } = reviewing;
  const [expires, setExpires] = useState(dayAfter(today, state?.terms.longestDays ?? USUAL_DAYS));
  const [key, setKey] = useState<PickedFile | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const obstacles = obstaclesOf(reviewing, t);
  const asked = request && { review: request, expires, signingKey: key?.file ?? null };
  const { loaded: line } = useAnswer("approve_line", asked ?? "nothing");

  const approve = async () => {
    if (!request || !key) return;
    setSigning(true);
    setProblems([]);
    try {
      const now = await call("approve_profile", { review: request, expires, signingKey: key.file });
      show(now);
      reportSuccess(
        now.granted
          ? t("approve.done", { until: formats.date(now.granted.expires) })
          : t("approve.signed"),
      );
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
      title={t("approve.title", { environment })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={obstacles.length > 0 || key === null || expires === "" || isSigning}
            onPress={() => void approve()}
          >
            {t(isSigning ? "approve.signing" : "approve.sign")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t("approve.detail")}</p>
        <p className={styles.muted}>
          {since
            ? t("approve.since", {
                rules: t("approve.rules", { count: since.changes.length }),
                schema: t("approve.schema", { count: since.drift.length }),
                serial: since.serial,
              })
            : t("approve.first")}
        </p>
        {obstacles.length > 0 && (
          <ul className={styles.obstacles} aria-label={t("obstacles.label")}>
            {obstacles.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <TextField
          label={t("approve.expires")}
          description={
            state?.terms.longestDays === null || state === null
              ? t("approve.expiresDetail")
              : t("approve.expiresLongest", { count: state.terms.longestDays })
          }
          placeholder="2027-05-31"
          mono
          isRequired
          value={expires}
          onChange={setExpires}
        />
        <KeyField value={key} onChange={setKey} />
        {isSigning && <p role="status">{t("approve.wait")}</p>}
        {problems.map((problem) => (
          <div key={problem.message} className={styles.fault} role="alert">
            <ProblemText problem={problem} />
          </div>
        ))}
        {line.state === "there" && line.value.line && (
          <CodeLine code={line.value.line} label={t("approve.line")} />
        )}
      </div>
    </Dialog>
  );
}

/** How long an approval holds where no policy says so. */
const USUAL_DAYS = 90;
