import { ArrowRight } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RuleForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ErrorState } from "@/components/status/ErrorState";
import { useAnswer } from "@/stores/loaded";
import { navigate } from "@/stores/route";
import { ClassBadge } from "./ClassBadge";
import { useReviewing } from "./context";
import { NoteField } from "./NoteField";
import { RuleWords } from "./RuleWords";
import styles from "./review.module.css";
import { placeKey, type ReviewedColumn } from "./reviewed";
import { Shapes } from "./values/Shapes";
import { Values } from "./values/Values";
import { changeLines, driftLines } from "./words";

interface PlaceDetailProps {
  table: string;
  /** `null` for the table itself. */
  column: string | null;
}

/** All that bears on what becomes of a column, with its values before and after. */
export function PlaceDetail({ table, column }: PlaceDetailProps) {
  const { t } = useTranslation("review");
  const { columns, profile, source } = useReviewing();
  const summary = columns.find((each) => each.table === table && each.name === column);
  return (
    <section className={styles.block} aria-label={t("detail.of", { place: column ?? table })}>
      <header className={styles.detailHead}>
        <h2 className={styles.name}>{column ?? table}</h2>
        <p className={styles.muted}>
          {column !== null && <span>{table}</span>}
          {summary?.type && <code>{summary.type}</code>}
          {summary?.kind && <ClassBadge of={summary} />}
        </p>
      </header>
      <Differences table={table} column={column} />
      {summary && (summary.told ? <Told column={summary} /> : <Asked column={summary} />)}
      <NoteField table={table} column={column} />
      {profile && source === "dump" && (
        <div className={styles.row}>
          <Button
            size="small"
            variant="quiet"
            icon={ArrowRight}
            onPress={() => navigate("profile", column === null ? { table } : { table, column })}
          >
            {t("detail.editor")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is different here since the last approval. */
function Differences({ table, column }: PlaceDetailProps) {
  const { t } = useTranslation("review");
  const { since } = useReviewing();
  const lines = useMemo(() => {
    const key = placeKey(table, column);
    const all = [...changeLines(since?.changes ?? [], t), ...driftLines(since?.drift ?? [], t)];
    return all.filter(({ place }) => place && placeKey(place.table, place.column) === key);
  }, [since, table, column, t]);
  if (lines.length === 0) return null;
  return (
    <ul className={styles.differences} aria-label={t("detail.differences")}>
      {lines.map(({ key, what, before, after }) => (
        <li key={key}>
          <span className={styles.what}>{what}</span>
          {before !== null && <span className={styles.before}>{before}</span>}
          {before !== null && after !== null && <span aria-hidden>→</span>}
          {after !== null && <span className={styles.after}>{after}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A column of which a review file tells all. */
function Told({ column }: { column: ReviewedColumn }) {
  const { t } = useTranslation("review");
  if (!column.told) return null;
  const { rule, shapes, samples } = column.told;
  return (
    <>
      <Rule rule={rule} action={column.action} origin={rule ? null : t("detail.preset")} />
      <Shapes shapes={shapes} samples={samples} />
    </>
  );
}

/** A column of which the session is asked. */
function Asked({ column }: { column: ReviewedColumn }) {
  const { t } = useTranslation("review");
  const { profile, dump } = useReviewing();
  const { table, name } = column;
  const place = profile && dump ? { profile: profile.profile, dump, table } : "nothing";
  const { loaded, reload } = useAnswer("editor_table", place);
  if (loaded.state === "failed") {
    return <ErrorState title={t("failed.rule")} problems={loaded.problems} onRetry={reload} />;
  }
  const found =
    loaded.state === "there" ? loaded.value.columns.find((each) => each.name === name) : undefined;
  return (
    <>
      {found && (
        <Rule
          rule={found.rule}
          action={found.action}
          origin={
            found.origin === "own" || found.selector === null
              ? null
              : t("detail.selector", { selector: found.selector })
          }
        />
      )}
      {profile && dump && (
        <Values
          profile={profile.profile}
          revision={profile.revision}
          dump={dump}
          table={table}
          column={name}
        />
      )}
    </>
  );
}

interface RuleProps {
  rule: RuleForm | null;
  action: string;
  origin: string | null;
}

function Rule({ rule, action, origin }: RuleProps) {
  const { t } = useTranslation("review");
  return (
    <section className={styles.part} aria-label={t("detail.rule")}>
      <h3 className={styles.partTitle}>{t("detail.rule")}</h3>
      {rule ? <RuleWords rule={rule} /> : <p>{action === "" ? t("rules.undecided") : action}</p>}
      {origin && <p className={styles.muted}>{origin}</p>}
    </section>
  );
}
