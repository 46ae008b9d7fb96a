import { useTranslation } from "react-i18next";
import type { Problem } from "@/platform/problem";
import styles from "./status.module.css";

/** One problem: its code, what it is, where it is, what to do. */
export function ProblemText({ problem }: { problem: Problem }) {
  const { t } = useTranslation("components");
  return (
    <div className={styles.problem}>
      <code className={styles.code}>{problem.code}</code>
      <p className={styles.problemMessage}>{problem.message}</p>
      {problem.place && (
        <p className={styles.problemNote}>
          <span className={styles.noteLabel}>{t("where")}</span> {problem.place}
        </p>
      )}
      {problem.hint && (
        <p className={styles.problemNote}>
          <span className={styles.noteLabel}>{t("whatToDo")}</span> {problem.hint}
        </p>
      )}
    </div>
  );
}
