import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { ProgressBar } from "@/components/status/Meter";
import { useFormats } from "@/i18n";
import { useAnnouncedProgress } from "@/stores/announcements";
import { cancel, useJobs } from "@/stores/jobs";
import { reportFailure } from "@/stores/toasts";
import styles from "./dump.module.css";

/** How far reading a dump is, with a way out. */
export function InspectProgress({ job, name }: { job: string; name: string }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const progress = useJobs((state) => state.jobs[job]?.progress ?? null);
  const readBytes = progress?.readBytes ?? 0;
  const total = progress?.totalBytes ?? null;
  const share = total === null || total === 0 ? null : readBytes / total;
  const left = progress?.secondsLeft ?? null;
  const done = formats.bytes(readBytes);
  const spoken =
    share === null || left === null
      ? t("progress.spokenUnknown", { done })
      : t("progress.spoken", { share: formats.share(share), left: formats.duration(left) });
  useAnnouncedProgress(progress ? spoken : null);

  const rows = progress?.rows ?? 0;
  const facts: [string, string][] = [
    [t("coverage.rows"), formats.count(rows)],
    [t("progress.table"), progress?.table ?? "–"],
    [t("progress.speed"), formats.bytesPerSecond(progress?.bytesPerSecond ?? 0)],
    [t("progress.left"), left === null ? t("progress.unknown") : formats.duration(left)],
    [t("progress.elapsed"), formats.duration(progress?.seconds ?? 0)],
  ];
  return (
    <div className={styles.progress}>
      <h2 className={styles.progressTitle}>{t("progress.title", { name })}</h2>
      <ProgressBar
        label={t(`progress.phases.${progress?.phase ?? "starting"}`)}
        value={share}
        text={total === null ? done : t("progress.of", { done, total: formats.bytes(total) })}
      />
      <dl className={styles.progressFacts}>
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.muted}>{t("progress.detail")}</p>
      <Button
        onPress={() => cancel(job).catch((thrown) => reportFailure(t("actions.failed"), thrown))}
      >
        {t("progress.cancel")}
      </Button>
    </div>
  );
}
