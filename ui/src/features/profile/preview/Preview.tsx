import { EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PreviewColumn, PreviewTable } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Loading } from "@/components/status/Loading";
import { ProblemText } from "@/components/status/ProblemText";
import { BeforeAfter, type BeforeAfterRow } from "@/components/values/BeforeAfter";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import { useEditor } from "../editor";
import styles from "./preview.module.css";
import type { LivePreview } from "./use-preview";

export interface PreviewProps {
  table: string;
  column: string;
  live: LivePreview;
}

/** Twenty rows of a column as they are and as they would be, with what that does to the whole. */
export function Preview({ table, column, live }: PreviewProps) {
  const { t } = useTranslation("profile");
  const formats = useFormats();
  const { profile, dump } = useEditor();
  const { preview, problems, took } = live;
  const at = preview?.columns.findIndex(({ name }) => name === column) ?? -1;
  const facts = preview?.columns[at] ?? null;

  const reveal = (row: number | null) => {
    const asked = { dump: dump.dump, table, column, row, profile: profile.profile };
    call("reveal_samples", asked).then(live.refresh, (thrown) =>
      reportFailure(t("preview.revealFailed"), thrown),
    );
  };
  const cover = () => {
    call("cover_dump", { dump: dump.dump }).then(live.refresh, (thrown) =>
      reportFailure(t("preview.revealFailed"), thrown),
    );
  };
  const isOpen = preview?.rows.some(
    (row) => row.before[at]?.text != null && !row.before[at]?.covered,
  );

  return (
    <section className={styles.preview} aria-label={t("preview.title", { column })}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t("preview.heading")}</h3>
        {facts && facts.action !== null && <Facts column={facts} />}
        <span className={styles.actions}>
          {took !== null && (
            <span className={styles.took}>
              {t("preview.took", { ms: formats.count(Math.round(took)) })}
            </span>
          )}
          {isOpen && (
            <Button icon={EyeOff} size="small" variant="quiet" onPress={cover}>
              {t("preview.cover")}
            </Button>
          )}
        </span>
      </header>
      {problems.map((problem) => (
        <div key={problem.message} className={styles.fault} role="alert">
          <ProblemText problem={problem} />
        </div>
      ))}
      {preview === null && problems.length === 0 && <Loading />}
      {preview && preview.rows.length === 0 && <p className={styles.none}>{t("preview.noRows")}</p>}
      {preview && preview.rows.length > 0 && at < 0 && (
        <p className={styles.none}>{t("preview.noColumn")}</p>
      )}
      {preview && preview.rows.length > 0 && at >= 0 && (
        <BeforeAfter column={column} rows={rowsOf(preview, at)} onReveal={reveal} />
      )}
    </section>
  );
}

function rowsOf(preview: PreviewTable, at: number): BeforeAfterRow[] {
  const decided = preview.columns[at]?.action !== null;
  return preview.rows.map(({ ordinal, before, after, refused }) => ({
    ordinal,
    before: before[at],
    after: decided ? (after === null ? (refused ? "refused" : "leftOut") : after[at]) : "noRule",
  }));
}

/** What the rows say together, with what is known of the whole dump. */
function Facts({ column }: { column: PreviewColumn }) {
  const { t } = useTranslation("profile");
  const { count } = useFormats();
  const lost =
    column.unique &&
    column.distinctAfter < column.distinctBefore - (column.nullsAfter - column.nullsBefore);
  const nulled = !column.nullable && column.nullsAfter > 0;
  const pair = (before: number, after: number) =>
    before === after ? count(before) : `${count(before)} → ${count(after)}`;
  return (
    <dl className={styles.facts}>
      <div className={nulled ? styles.bad : undefined}>
        <dt>{t("preview.nulls")}</dt>
        <dd>{pair(column.nullsBefore, column.nullsAfter)}</dd>
      </div>
      <div className={lost ? styles.bad : undefined}>
        <dt>{t(column.unique ? "preview.distinctUnique" : "preview.distinct")}</dt>
        <dd>{pair(column.distinctBefore, column.distinctAfter)}</dd>
      </div>
      <div>
        <dt>{t("preview.longest")}</dt>
        <dd>{count(column.longestAfter)}</dd>
      </div>
      <div>
        <dt>{t("preview.inDump")}</dt>
        <dd>
          {t("preview.inDumpText", {
            nulls: count(column.nullsInDump),
            longest: column.longestInDump === null ? "–" : count(column.longestInDump),
          })}
        </dd>
      </div>
    </dl>
  );
}
