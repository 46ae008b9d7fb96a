import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/platform/problem";
import { Button } from "../button/Button";
import { CopyButton } from "./CodeLine";
import { ProblemText } from "./ProblemText";
import { problemReport } from "./problem-report";
import styles from "./status.module.css";

export interface ErrorStateProps {
  title: string;
  problems: readonly Problem[];
  onRetry?: () => void;
  actions?: ReactNode;
}

/** Stands where something would be that failed: what, where, what to do, and a way to try again. */
export function ErrorState({ title, problems, onRetry, actions }: ErrorStateProps) {
  const { t } = useTranslation("components");
  return (
    <div className={styles.state} role="alert">
      <span className={`${styles.stateIcon} ${styles.bad}`}>
        <TriangleAlert aria-hidden />
      </span>
      <h2 className={styles.stateTitle}>{title}</h2>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.place} ${problem.message}`}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
      <div className={styles.stateActions}>
        {onRetry && (
          <Button variant="primary" onPress={onRetry}>
            {t("retry")}
          </Button>
        )}
        {actions}
        <CopyButton text={problemReport(problems)} label={t("copyDetails")} />
      </div>
    </div>
  );
}
