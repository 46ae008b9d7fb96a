import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SampleCell } from "@/bindings";
import { IconButton } from "../button/Button";
import { classNames } from "../class-names";
import styles from "./values.module.css";

export interface BeforeAfterRow {
  /** From 0. */
  ordinal: number;
  before: SampleCell | undefined;
  /** What it would be, or why it would not be there. */
  after: SampleCell | "noRule" | "leftOut" | "refused" | undefined;
}

export interface BeforeAfterProps {
  column: string;
  rows: readonly BeforeAfterRow[];
  /** Uncovers a row by its place, or the whole column. */
  onReveal(row: number | null): void;
}

/** Values of a column as they are, covered until somebody asks, and as they would be. */
export function BeforeAfter({ column, rows, onReveal }: BeforeAfterProps) {
  const { t } = useTranslation("components");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t("values.rows")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t("values.row")}
            </th>
            <th scope="col">
              <span className={styles.cell}>
                {t("values.before")}
                <IconButton
                  icon={Eye}
                  size="small"
                  label={t("values.revealColumn")}
                  onPress={() => onReveal(null)}
                />
              </span>
            </th>
            <th scope="col">{t("values.after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ordinal, before, after }, place) => (
            <tr key={ordinal}>
              <td className={styles.number}>{ordinal + 1}</td>
              <td>
                <span className={styles.cell}>
                  <Value cell={before} />
                  {before?.covered && (
                    <IconButton
                      icon={Eye}
                      size="small"
                      label={t("values.revealCell", { row: ordinal + 1, column })}
                      onPress={() => onReveal(place)}
                    />
                  )}
                </span>
              </td>
              <td>
                {typeof after === "string" ? (
                  <span className={after === "refused" ? styles.refused : styles.gone}>
                    {t(`values.${after}`)}
                  </span>
                ) : (
                  <Value cell={after} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({ cell }: { cell: SampleCell | undefined }) {
  const { t } = useTranslation("components");
  if (!cell) return null;
  if (cell.text === null) return <span className={styles.null}>NULL</span>;
  if (cell.chars === 0) return <span className={styles.null}>{t("values.empty")}</span>;
  if (!cell.covered) return <span className={styles.value}>{cell.text}</span>;
  return (
    <span className={classNames(styles.value, styles.covered)}>
      <span aria-hidden>{cell.text}</span>
      <span className="visually-hidden">{t("values.covered", { count: cell.chars })}</span>
    </span>
  );
}
