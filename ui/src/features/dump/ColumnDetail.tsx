import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ColumnSummary, ColumnDetail as Detail, TableSummary } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { Meter } from "@/components/status/Meter";
import { useFormats } from "@/i18n";
import { useAnswer } from "@/stores/loaded";
import { navigate } from "@/stores/route";
import { ClassBadge, toneOf } from "./ClassBadge";
import { ColumnSamples } from "./ColumnSamples";
import styles from "./dump.module.css";

interface ColumnDetailProps {
  dump: string;
  table: TableSummary;
  column: ColumnSummary;
}

/** All that is known of a column: facts, class with the reasons, samples. */
export function ColumnDetail({ dump, table, column }: ColumnDetailProps) {
  const { t } = useTranslation("dump");
  const { loaded, reload } = useAnswer("dump_column", {
    dump,
    table: table.name,
    column: column.name,
  });
  return (
    <div className={styles.detailScroll}>
      <header className={styles.detailHead}>
        <button
          type="button"
          className={styles.link}
          onClick={() => navigate("dump", { table: table.name })}
        >
          {table.name}
        </button>
        <h2 className={styles.detailTitle}>{column.name}</h2>
        <span className={styles.badges}>
          {column.primary && <Badge tone="accent">{t("column.primary")}</Badge>}
          {column.references && <Badge tone="accent">{t("column.foreign")}</Badge>}
          {column.unique && <Badge>{t("column.unique")}</Badge>}
          {!column.nullable && <Badge>{t("column.notNull")}</Badge>}
        </span>
      </header>
      {loaded.state === "loading" && <Loading />}
      {loaded.state === "failed" && (
        <ErrorState title={t("column.failed")} problems={loaded.problems} onRetry={reload} />
      )}
      {loaded.state === "there" && (
        <div className={styles.cards}>
          <ClassCard detail={loaded.value} />
          <FactsCard detail={loaded.value} />
          <ColumnSamples dump={dump} table={table.name} column={column.name} />
        </div>
      )}
    </div>
  );
}

function ClassCard({ detail }: { detail: Detail }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const found = detail.class;
  if (!found) {
    return (
      <section className={styles.card} aria-label={t("column.classTitle")}>
        <h3 className={styles.cardTitle}>{t("column.none")}</h3>
        <p className={styles.muted}>{t("column.noneDetail")}</p>
      </section>
    );
  }
  const { class: of, matched, sampled, evidence, reach, runnerUp } = found;
  return (
    <section className={styles.card} aria-label={t("column.classTitle")}>
      <h3 className={styles.cardTitle}>
        <ClassBadge class={of} />
        <Badge>{t(`category.${of.category as "pii"}`)}</Badge>
        <Badge tone={toneOf(of.sensitivity)}>{t(`sensitivity.${of.sensitivity as "low"}`)}</Badge>
        <span className={styles.cardNote}>{t(`column.reach.${reach as "column"}`)}</span>
      </h3>
      <Meter
        label={t("column.confidence")}
        value={of.confidence}
        text={t("column.confidenceText", {
          share: formats.share(of.confidence),
          matched: formats.count(matched),
          sampled: formats.count(sampled),
        })}
      />
      <div>
        <h4 className={styles.cardLabel}>{t("column.evidence")}</h4>
        <ul className={styles.evidence}>
          {evidence.map((reason) => (
            <li key={reason}>
              <Check aria-hidden className={styles.evidenceIcon} />
              {reason}
            </li>
          ))}
        </ul>
      </div>
      {runnerUp && (
        <p className={styles.muted}>
          {t("column.runnerUp", { kind: runnerUp.kind, share: formats.share(runnerUp.confidence) })}
        </p>
      )}
    </section>
  );
}

function FactsCard({ detail }: { detail: Detail }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const { column, rows, nulls, shortest, longest, referencedBy } = detail;
  const share = rows === 0 ? 0 : nulls / rows;
  const lengths =
    shortest === null || longest === null
      ? t("column.notKnown")
      : shortest === longest
        ? t("column.lengthOne", { shortest: formats.count(shortest) })
        : t("column.lengthRange", {
            shortest: formats.count(shortest),
            longest: formats.count(longest),
          });
  return (
    <section className={styles.card} aria-label={t("column.facts")}>
      <dl className={styles.facts}>
        <dt>{t("column.type")}</dt>
        <dd className={styles.mono}>{column.type || t("column.noType")}</dd>
        <dt>{t("column.rows")}</dt>
        <dd>{formats.count(rows)}</dd>
        <dt>{t("column.nulls")}</dt>
        <dd>
          {t("column.nullShare", {
            count: formats.count(nulls) as never,
            share: formats.share(share),
          })}
        </dd>
        <dt>{t("column.lengths")}</dt>
        <dd>{lengths}</dd>
        {column.references && (
          <>
            <dt>{t("column.references")}</dt>
            <dd>
              <ColumnLink place={column.references} />
            </dd>
          </>
        )}
        {referencedBy.length > 0 && (
          <>
            <dt>{t("column.referencedBy")}</dt>
            <dd className={styles.links}>
              {referencedBy.map((place) => (
                <ColumnLink key={place} place={place} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Leads to a column written `table.column`. */
function ColumnLink({ place }: { place: string }) {
  const dot = place.lastIndexOf(".");
  const at = { table: place.slice(0, dot), column: place.slice(dot + 1) };
  return (
    <button type="button" className={styles.link} onClick={() => navigate("dump", at)}>
      {place}
    </button>
  );
}
