import { EyeOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { ProblemText } from "@/components/status/ProblemText";
import { BeforeAfter } from "@/components/values/BeforeAfter";
import { call } from "@/platform";
import { useAnswer } from "@/stores/loaded";
import { reportFailure } from "@/stores/toasts";
import styles from "../review.module.css";

interface ValuesProps {
  profile: string;
  /** Asks anew with each change. */
  revision: number;
  dump: string;
  table: string;
  column: string;
}

/** The first rows of a column before and after; originals are covered until somebody asks. */
export function Values({ profile, revision, dump, table, column }: ValuesProps) {
  const { t } = useTranslation("review");
  const asked = { profile, dump, table, edits: [], rows: ROWS };
  const { loaded, reload } = useAnswer("preview_table", asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change asks again
  useEffect(reload, [revision, reload]);
  const fail = (thrown: unknown) => reportFailure(t("values.revealFailed"), thrown);
  const reveal = (row: number | null) => {
    call("reveal_samples", { dump, table, column, row, profile }).then(reload, fail);
  };
  const preview = loaded.state === "there" ? loaded.value : null;
  const at = preview?.columns.findIndex(({ name }) => name === column) ?? -1;
  const rows = at < 0 ? [] : (preview?.rows ?? []);
  const isOpen = rows.some(({ before }) => before[at]?.text != null && !before[at]?.covered);
  const decided = preview?.columns[at]?.action !== null;
  return (
    <section className={styles.part} aria-label={t("values.title")}>
      <header className={styles.partHead}>
        <h3 className={styles.partTitle}>{t("values.title")}</h3>
        {isOpen && (
          <Button
            icon={EyeOff}
            size="small"
            variant="quiet"
            onPress={() => {
              call("cover_dump", { dump }).then(reload, fail);
            }}
          >
            {t("values.cover")}
          </Button>
        )}
      </header>
      {loaded.state === "failed" &&
        loaded.problems.map((problem) => (
          <div key={problem.message} className={styles.fault} role="alert">
            <ProblemText problem={problem} />
          </div>
        ))}
      {preview && rows.length === 0 && <p className={styles.muted}>{t("values.none")}</p>}
      {rows.length > 0 && (
        <BeforeAfter
          column={column}
          onReveal={reveal}
          rows={rows.map(({ ordinal, before, after, refused }) => ({
            ordinal,
            before: before[at],
            after: decided
              ? after === null
                ? refused
                  ? "refused"
                  : "leftOut"
                : after[at]
              : "noRule",
          }))}
        />
      )}
    </section>
  );
}

const ROWS = 10;
