import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RunResult } from "@/bindings";
import { BarChart, StackedBar } from "@/components/chart/BarChart";
import type { Datum } from "@/components/chart/scale";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import styles from "./result.module.css";

/** How much was done, in numbers and charts. */
export function SummaryTab({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  const counted = useMemo(() => count(result), [result]);
  const numbers: [string, string][] = [
    [t("summary.rows"), formats.count(counted.rows)],
    [t("summary.columns"), formats.count(counted.columns)],
    [t("summary.changed"), formats.count(counted.changed)],
    [t("summary.read"), formats.bytes(result.inputBytes)],
    [t("summary.written"), formats.bytes(result.outputBytes)],
    [t("summary.took"), formats.duration(result.seconds)],
  ];
  const facts: [string, string][] = [
    [t("summary.dump"), result.dumpName],
    [t("summary.profile"), result.profileName],
    [t("summary.environment"), result.environment],
    [t("summary.keyId"), result.keyId],
    [t("summary.ended"), formats.dateTime(result.ended)],
    [t("summary.folder"), result.outputFolder],
    [t("summary.engine"), result.engine],
  ];
  const digests: [string, string | null][] = [
    [t("summary.inputSha256"), result.inputSha256],
    [t("summary.outputSha256"), result.outputSha256],
    [t("summary.profileDigest"), result.profileDigest],
  ];
  const done: Datum[] = [
    { label: t("summary.masked"), value: counted.masked, series: 2 },
    { label: t("summary.kept"), value: counted.kept, series: 6 },
  ];
  return (
    <div className={styles.summary}>
      <div className={styles.column}>
        <dl className={styles.numbers}>
          {numbers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <h2 className={styles.heading}>{t("summary.about")}</h2>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {digests.map(
            ([name, value]) =>
              value !== null && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className={styles.mono}>{value}</dd>
                </div>
              ),
          )}
        </dl>
        <h2 className={styles.heading}>{t("summary.notices")}</h2>
        {result.notices.length === 0 ? (
          <p className={styles.muted}>{t("summary.noNotices")}</p>
        ) : (
          <div className={styles.notices}>
            {result.notices.map((notice) => (
              <Notice key={notice} tone="warn">
                {notice}
              </Notice>
            ))}
          </div>
        )}
      </div>
      <div className={styles.column}>
        <StackedBar title={t("summary.columnsBy")} data={done} />
        {counted.kinds.length === 0 ? (
          <p className={styles.muted}>{t("summary.noFindings")}</p>
        ) : (
          <BarChart title={t("summary.findingsBy")} data={counted.kinds} />
        )}
        <BarChart title={t("summary.rowsBy")} data={counted.tables} />
      </div>
    </div>
  );
}

/** As many bars as one reads; the tabs have all of them. */
const MOST_BARS = 12;

function count({ tables, findings }: RunResult) {
  const columns = tables.flatMap((table) => table.columns);
  const kept = columns.filter(({ action }) => action === "keep").length;
  const kinds = new Map<string, number>();
  for (const { kind, count: times } of findings) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + times);
  }
  const longest = (data: Datum[]) =>
    data.sort((a, b) => b.value - a.value || a.label.localeCompare(b.label)).slice(0, MOST_BARS);
  return {
    rows: tables.reduce((sum, table) => sum + table.rowsOut, 0),
    columns: columns.length,
    changed: columns.reduce((sum, column) => sum + column.changed, 0),
    kept,
    masked: columns.length - kept,
    kinds: longest([...kinds].map(([label, value]) => ({ label, value, series: 5 }))),
    tables: longest(
      tables.map(({ name, rowsOut }) => ({ label: name, value: rowsOut, series: 1 })),
    ),
  };
}
