import { Eye, EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PreviewColumn, PreviewTable, SampleCell } from "@/bindings";
import { Button, IconButton } from "@/components/button/Button";
import { classNames } from "@/components/class-names";
import { Loading } from "@/components/status/Loading";
import { ProblemText } from "@/components/status/ProblemText";
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
        <Rows preview={preview} at={at} column={column} onReveal={reveal} />
      )}
    </section>
  );
}

interface RowsProps {
  preview: PreviewTable;
  at: number;
  column: string;
  onReveal(row: number | null): void;
}

function Rows({ preview, at, column, onReveal }: RowsProps) {
  const { t } = useTranslation("profile");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t("preview.rows")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t("preview.row")}
            </th>
            <th scope="col">
              <span className={styles.cell}>
                {t("preview.before")}
                <Button icon={Eye} size="small" variant="quiet" onPress={() => onReveal(null)}>
                  {t("preview.revealColumn")}
                </Button>
              </span>
            </th>
            <th scope="col">{t("preview.after")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, place) => {
            const before = row.before[at];
            const after = row.after?.[at];
            return (
              <tr key={row.ordinal}>
                <td className={styles.number}>{row.ordinal + 1}</td>
                <td>
                  <span className={styles.cell}>
                    <Value cell={before} />
                    {before?.covered && (
                      <IconButton
                        icon={Eye}
                        size="small"
                        label={t("preview.revealCell", { row: row.ordinal + 1, column })}
                        onPress={() => onReveal(place)}
                      />
                    )}
                  </span>
                </td>
                <td>
                  {preview.columns[at]?.action === null ? (
                    <span className={styles.gone}>{t("preview.noRule")}</span>
                  ) : row.after === null ? (
                    <span className={row.refused ? styles.refused : styles.gone}>
                      {t(row.refused ? "preview.refused" : "preview.leftOut")}
                    </span>
                  ) : (
                    <Value cell={after} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Value({ cell }: { cell: SampleCell | undefined }) {
  const { t } = useTranslation("profile");
  if (!cell) return null;
  if (cell.text === null) return <span className={styles.null}>NULL</span>;
  if (cell.chars === 0) return <span className={styles.null}>{t("preview.emptyText")}</span>;
  if (!cell.covered) return <span className={styles.value}>{cell.text}</span>;
  return (
    <span className={classNames(styles.value, styles.covered)}>
      <span aria-hidden>{cell.text}</span>
      <span className="visually-hidden">{t("preview.covered", { count: cell.chars })}</span>
    </span>
  );
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
