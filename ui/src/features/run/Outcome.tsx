import { CircleCheck, CircleSlash, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/components/button/Button";
import { classNames } from "@/components/class-names";
import { CopyButton } from "@/components/status/CodeLine";
import { ProblemText } from "@/components/status/ProblemText";
import { problemReport } from "@/components/status/problem-report";
import { useFormats } from "@/i18n";
import type { CommandFailure, Problem } from "@/platform/problem";
import { useJobs } from "@/stores/jobs";
import { navigate } from "@/stores/route";
import { forgetRun, useCurrentRun } from "./current";
import styles from "./run.module.css";

/** How the last run has ended, until the next begins. */
export function Outcome() {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const current = useCurrentRun((state) => state.job);
  const end = useJobs(({ jobs }) => (current === null ? null : (jobs[current]?.end ?? null)));
  if (!end || current === null) return null;
  if (end.state === "done") {
    return (
      <Panel icon={CircleCheck} tone="good" title={t("outcome.done")}>
        <p className={styles.muted}>
          {t("outcome.doneDetail", { duration: formats.duration(end.seconds) })}
        </p>
        <div className={styles.buttons}>
          <Button variant="primary" onPress={() => navigate("result", { run: current })}>
            {t("outcome.result")}
          </Button>
        </div>
      </Panel>
    );
  }
  if (end.failure.kind === "cancelled") {
    return (
      <Panel icon={CircleSlash} tone="neutral" title={t("outcome.cancelled")}>
        <p className={styles.muted}>{t("outcome.nothingLeft")}</p>
      </Panel>
    );
  }
  return (
    <Failed problems={end.failure.problems} kind={end.failure.kind}>
      {t("outcome.nothingLeft")}
    </Failed>
  );
}

/** Why a run did not begin. */
export function StartFailure({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation("run");
  if (problems.length === 0) return null;
  return <Failed problems={problems}>{t("outcome.notBegun")}</Failed>;
}

function Failed(props: {
  problems: readonly Problem[];
  kind?: CommandFailure["kind"];
  children: string;
}) {
  const { problems, kind, children } = props;
  const { t } = useTranslation("run");
  const place = problems.find(({ table }) => table !== null);
  return (
    <Panel icon={TriangleAlert} tone="bad" title={t("outcome.failed")}>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.place} ${problem.message}`}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
      <p className={styles.muted}>{children}</p>
      <div className={styles.buttons}>
        {kind === "unapproved" && (
          <Button onPress={() => navigate("review")}>{t("approval.review")}</Button>
        )}
        {place && (
          <Button
            onPress={() =>
              navigate("profile", {
                table: place.table ?? "",
                ...(place.column !== null && { column: place.column }),
              })
            }
          >
            {t("outcome.goToPlace")}
          </Button>
        )}
        {kind === "damaged" && (
          <Button onPress={() => navigate("dump")}>{t("source.goToDump")}</Button>
        )}
        <CopyButton text={problemReport(problems)} label={t("outcome.copy")} />
      </div>
    </Panel>
  );
}

function Panel(props: {
  icon: typeof CircleCheck;
  tone: "good" | "bad" | "neutral";
  title: string;
  children: ReactNode;
}) {
  const { icon: Icon, tone, title, children } = props;
  const { t } = useTranslation("components");
  return (
    <section
      className={styles.outcome}
      aria-label={title}
      role={tone === "bad" ? "alert" : undefined}
    >
      <Icon aria-hidden className={classNames(styles.outcomeIcon, styles[tone])} />
      <div className={styles.outcomeText}>
        <h2 className={styles.outcomeTitle}>{title}</h2>
        {children}
      </div>
      {tone !== "bad" && (
        <IconButton icon={X} size="small" label={t("dismiss")} onPress={forgetRun} />
      )}
    </section>
  );
}
