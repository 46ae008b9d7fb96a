import { useTranslation } from "react-i18next";
import type { RunRow } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Section } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { useFormats } from "@/i18n";
import { useAnswer } from "@/stores/loaded";
import { navigate } from "@/stores/route";
import styles from "./run.module.css";

/** The runs since the window was opened, the last one first. */
export function RunHistory() {
  const { t } = useTranslation("run");
  const { loaded } = useAnswer("runs", null);
  if (loaded.state !== "there" || loaded.value.length === 0) return null;
  return (
    <Section title={t("history.title")} detail={t("history.detail")}>
      <ul className={styles.history}>
        {loaded.value.map((run) => (
          <HistoryRow key={run.run} run={run} />
        ))}
      </ul>
    </Section>
  );
}

function HistoryRow({ run }: { run: RunRow }) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const details = [
    run.profileName,
    run.environment,
    formats.dateTime(run.ended),
    run.rows === null
      ? ""
      : t("history.rows", { count: run.rows, formatted: formats.count(run.rows) }),
    run.seconds === null ? "" : formats.duration(run.seconds),
    run.failure?.kind === "cancelled" ? "" : (run.failure?.problems[0]?.message ?? ""),
  ];
  const end =
    run.failure === null ? "done" : run.failure.kind === "cancelled" ? "cancelled" : "failed";
  return (
    <li className={styles.run}>
      <span className={styles.runText}>
        <span className={styles.runName}>{run.outputName}</span>
        <span className={styles.muted}>{details.filter(Boolean).join(" · ")}</span>
      </span>
      <Badge tone={TONES[end]}>{t(`history.ends.${end}`)}</Badge>
      {run.failure === null && (
        <Button
          size="small"
          aria-label={t("history.showOf", { name: run.outputName })}
          onPress={() => navigate("result", { run: run.run })}
        >
          {t("history.show")}
        </Button>
      )}
    </li>
  );
}

const TONES = { done: "good", cancelled: "note", failed: "bad" } as const;
