import { Eye, EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { ErrorState } from "@/components/status/ErrorState";
import styles from "./dump.module.css";
import { SampleValue } from "./SampleValue";
import { useSamples } from "./samples";

/** The first values of a column, dotted out. */
export function ColumnSamples({
  dump,
  table,
  column,
}: {
  dump: string;
  table: string;
  column: string;
}) {
  const { t } = useTranslation("dump");
  const { loaded, reload, reveal, cover, anyRevealed } = useSamples(dump, table);
  if (loaded.state === "failed") {
    return <ErrorState title={t("samples.failed")} problems={loaded.problems} onRetry={reload} />;
  }
  const cells =
    loaded.state === "there"
      ? loaded.value.columns.find(({ name }) => name === column)?.cells
      : undefined;
  return (
    <section className={styles.card} aria-label={t("samples.title")}>
      <header className={styles.cardHead}>
        <h3 className={styles.cardTitle}>{t("samples.title")}</h3>
        {anyRevealed && (
          <Button size="small" variant="quiet" icon={EyeOff} onPress={cover}>
            {t("samples.cover")}
          </Button>
        )}
        {cells?.some((cell) => cell.covered) && (
          <Button
            size="small"
            icon={Eye}
            aria-label={t("samples.revealColumn", { column })}
            onPress={() => reveal(column, null)}
          >
            {t("samples.reveal")}
          </Button>
        )}
      </header>
      <p className={styles.muted}>{t("samples.note")}</p>
      {loaded.state === "there" && (!cells || cells.length === 0) && (
        <p className={styles.muted}>{t("samples.none")}</p>
      )}
      {cells && cells.length > 0 && (
        <ol className={styles.samples}>
          {cells.map((cell, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are what they are by their place
            <li key={row}>
              <span className={styles.sampleRow}>{row + 1}</span>
              <SampleValue
                cell={cell}
                column={column}
                row={row}
                onReveal={() => reveal(column, row)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
