import { Check, CircleDot, Circle as Later } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Phase } from "@/bindings";
import { Button } from "@/components/button/Button";
import { classNames } from "@/components/class-names";
import { Screen } from "@/components/screen/Screen";
import { ProgressBar } from "@/components/status/Meter";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import { useAnnouncedProgress } from "@/stores/announcements";
import { useShownCliLine } from "@/stores/cli-line";
import { cancel, useJobs } from "@/stores/jobs";
import { reportFailure } from "@/stores/toasts";
import { useCurrentRun } from "./current";
import { useRunForm } from "./form";
import styles from "./run.module.css";

/** How far a run has come, what it has found so far, and a way out. */
export function RunProgress({ job }: { job: string }) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const { output, verify } = useRunForm();
  const [isStopping, setStopping] = useState(false);
  const progress = useJobs((state) => state.jobs[job]?.progress ?? null);
  const notices = useJobs((state) => state.jobs[job]?.notices ?? NONE);
  useShownCliLine(useCurrentRun(({ cli }) => cli));

  const phase = progress?.phase ?? "starting";
  const done = progress?.readBytes ?? 0;
  const total = progress?.totalBytes ?? null;
  const share = total === null || total === 0 ? null : done / total;
  const left = progress?.secondsLeft ?? null;
  const found = progress?.found ?? [];
  const secrets = found.reduce((sum, { count }) => sum + count, 0);
  const spoken = [
    t(`progress.phases.${phase}`),
    share === null ? formats.bytes(done) : formats.share(share),
    left === null ? "" : t("progress.spokenLeft", { left: formats.duration(left) }),
    secrets === 0
      ? ""
      : t("progress.spokenFound", { count: secrets, formatted: formats.count(secrets) }),
  ];
  useAnnouncedProgress(progress ? spoken.filter(Boolean).join(", ") : null);

  const stop = () => {
    setStopping(true);
    cancel(job).catch((thrown) => reportFailure(t("failed.cancel"), thrown));
  };
  const numbers: [string, string][] = [
    [t("progress.rows"), formats.count(progress?.rows ?? 0)],
    [t("progress.speed"), formats.bytesPerSecond(progress?.bytesPerSecond ?? 0)],
    [t("progress.left"), left === null ? t("progress.unknown") : formats.duration(left)],
    [t("progress.elapsed"), formats.duration(progress?.seconds ?? 0)],
  ];
  return (
    <Screen title={t("title")}>
      <div className={styles.scroll}>
        <div className={styles.progress}>
          <h2 className={styles.progressTitle}>
            {output ? t("progress.titleOf", { name: output.name }) : t("progress.title")}
          </h2>
          <Phases now={phase} verifies={verify || phase === "verifying"} />
          <ProgressBar
            label={t(`progress.phases.${phase}`)}
            value={share}
            text={
              total === null
                ? formats.bytes(done)
                : t("progress.of", { done: formats.bytes(done), total: formats.bytes(total) })
            }
          />
          <dl className={styles.numbers}>
            {numbers.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div className={styles.table}>
              <dt>{t("progress.table")}</dt>
              <dd>{progress?.table ?? "–"}</dd>
            </div>
          </dl>
          <section aria-labelledby="found-title">
            <h2 id="found-title" className={styles.foundTitle}>
              {t("progress.found")}
            </h2>
            {found.length === 0 ? (
              <p className={styles.muted}>{t("progress.foundNone")}</p>
            ) : (
              <ul className={styles.found}>
                {found.map(({ kind, count }) => (
                  <li key={kind}>
                    <span>{kind}</span>
                    <span>{formats.count(count)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {notices.length > 0 && (
            <div className={styles.notices}>
              {notices.map((notice) => (
                <Notice key={notice} tone="warn">
                  {notice}
                </Notice>
              ))}
            </div>
          )}
          <div className={styles.cancel}>
            <Button isDisabled={isStopping} onPress={stop}>
              {isStopping ? t("progress.stopping") : t("progress.cancel")}
            </Button>
            <span className={styles.muted}>{t("progress.detail")}</span>
          </div>
        </div>
      </div>
    </Screen>
  );
}

const NONE: readonly string[] = [];
const PHASES = ["learning", "masking", "verifying"] as const;
const ORDER: readonly Phase[] = PHASES;

function Phases({ now, verifies }: { now: Phase; verifies: boolean }) {
  const { t } = useTranslation("run");
  const shown = PHASES.filter((phase) => phase !== "verifying" || verifies);
  const at = ORDER.indexOf(now);
  return (
    <ol className={styles.phases}>
      {shown.map((phase, index) => {
        const Icon = index < at ? Check : index === at ? CircleDot : Later;
        return (
          <li
            key={phase}
            aria-current={index === at ? "step" : undefined}
            className={classNames(
              styles.phase,
              index === at && styles.phaseNow,
              index < at && styles.phaseDone,
            )}
          >
            <Icon aria-hidden />
            {t(`progress.steps.${phase}`)}
          </li>
        );
      })}
    </ol>
  );
}
