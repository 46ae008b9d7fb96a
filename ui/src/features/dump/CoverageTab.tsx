import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { DumpOverview, TableSummary } from "@/bindings";
import { BarChart, CoverageRing, StackedBar } from "@/components/chart/BarChart";
import type { Datum } from "@/components/chart/scale";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import styles from "./dump.module.css";

const CATEGORIES = ["secret", "special", "pii", "quasi"] as const;
const SERIES = { secret: 5, special: 4, pii: 3, quasi: 1 } as const;

/** How much of the dump was read, and what its columns hold, in numbers. */
export function CoverageTab({ dump }: { dump: DumpOverview }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const counted = useMemo(() => count(dump.tables), [dump.tables]);
  const coverage = dump.coverage;
  if (!coverage) return null;

  const read = coverage.cells - coverage.undecodable;
  const numbers: [string, string, string | null][] = [
    [t("coverage.bytes"), formats.bytes(coverage.bytes), null],
    [t("coverage.rows"), formats.count(coverage.rows), null],
    [t("coverage.cells"), formats.count(coverage.cells), null],
    [
      t("coverage.undecodable"),
      formats.count(coverage.undecodable),
      t("coverage.undecodableDetail"),
    ],
    [
      t("coverage.unreadBytes"),
      formats.count(coverage.unreadBytes),
      t("coverage.unreadBytesDetail"),
    ],
    [t("coverage.unopened"), formats.count(coverage.unopened), t("coverage.unopenedDetail")],
  ];
  const categories: Datum[] = [
    ...CATEGORIES.map((id) => ({
      label: t(`category.${id}`),
      value: counted.categories[id],
      series: SERIES[id],
    })),
    { label: t("coverage.plain"), value: counted.plain, series: 6 },
  ];
  return (
    <div className={styles.coverage}>
      <section aria-labelledby="coverage-title" className={styles.coverageMain}>
        <h2 id="coverage-title" className={styles.sectionTitle}>
          {t("coverage.title")}
        </h2>
        <CoverageRing
          title={t("coverage.share")}
          share={coverage.cells === 0 ? 1 : read / coverage.cells}
          text={t("coverage.shareText", {
            read: formats.count(read),
            all: formats.count(coverage.cells),
          })}
        />
        <dl className={styles.numbers}>
          {numbers.map(([name, value, detail]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={styles.number}>{value}</dd>
              {detail && <dd className={styles.faint}>{detail}</dd>}
            </div>
          ))}
        </dl>
        <h2 className={styles.sectionTitle}>{t("coverage.notices")}</h2>
        {dump.notices.length === 0 ? (
          <p className={styles.muted}>{t("coverage.noNotices")}</p>
        ) : (
          <div className={styles.notices}>
            {dump.notices.map((notice) => (
              <Notice key={notice} tone="warn">
                {notice}
              </Notice>
            ))}
          </div>
        )}
      </section>
      <div className={styles.charts}>
        <StackedBar title={t("coverage.categories")} data={categories} />
        {counted.kinds.length === 0 ? (
          <p className={styles.muted}>{t("coverage.noClasses")}</p>
        ) : (
          <BarChart title={t("coverage.classes")} data={counted.kinds} />
        )}
      </div>
    </div>
  );
}

function count(tables: readonly TableSummary[]) {
  const categories = { secret: 0, special: 0, pii: 0, quasi: 0 };
  const kinds = new Map<string, Datum>();
  let plain = 0;
  for (const { columns } of tables) {
    for (const { class: of } of columns) {
      const category = CATEGORIES.find((id) => id === of?.category);
      if (!of || !category) {
        plain += 1;
        continue;
      }
      categories[category] += 1;
      const known = kinds.get(of.kind);
      kinds.set(of.kind, {
        label: of.kind,
        value: (known?.value ?? 0) + 1,
        series: SERIES[category],
      });
    }
  }
  const sorted = [...kinds.values()].sort(
    (a, b) => b.value - a.value || a.label.localeCompare(b.label),
  );
  return { categories, plain, kinds: sorted };
}
