import { useTranslation } from "react-i18next";
import type { Shapes as ShapesOf } from "@/bindings";
import { useFormats } from "@/i18n";
import styles from "../review.module.css";

interface ShapesProps {
  shapes: ShapesOf | null;
  /** Masked values of the first rows. */
  samples: readonly (string | null)[];
}

/** How the originals of a column look, without any of them, beside what they would become. */
export function Shapes({ shapes, samples }: ShapesProps) {
  const { t } = useTranslation("review");
  const { count } = useFormats();
  return (
    <section className={styles.part} aria-label={t("values.title")}>
      <h3 className={styles.partTitle}>{t("values.title")}</h3>
      <div className={styles.pair}>
        <div>
          <h4 className={styles.label}>{t("values.shapes")}</h4>
          {shapes === null || (shapes.patterns.length === 0 && shapes.lengths.length === 0) ? (
            <p className={styles.muted}>{t("values.noShapes")}</p>
          ) : (
            <>
              <ul className={styles.shapes}>
                {shapes.patterns.map(({ text, count: many }) => (
                  <li key={text}>
                    <code>{text}</code>
                    <span className={styles.muted}>{count(many)}</span>
                  </li>
                ))}
                {shapes.others > 0 && (
                  <li>
                    <span>{t("values.others")}</span>
                    <span className={styles.muted}>{count(shapes.others)}</span>
                  </li>
                )}
                {shapes.nulls !== null && (
                  <li>
                    <span>NULL</span>
                    <span className={styles.muted}>{count(shapes.nulls)}</span>
                  </li>
                )}
              </ul>
              <p className={styles.muted}>
                {shapes.lengths
                  .map(({ text, count: many }) =>
                    t("values.length", { upTo: text, formatted: count(many) }),
                  )
                  .join(", ")}
              </p>
            </>
          )}
        </div>
        <div>
          <h4 className={styles.label}>{t("values.masked")}</h4>
          {samples.length === 0 ? (
            <p className={styles.muted}>{t("values.noSamples")}</p>
          ) : (
            <ul className={styles.shapes}>
              {samples.map((text, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are what they are by their place
                <li key={row}>
                  {text === null ? (
                    <span className={styles.muted}>NULL</span>
                  ) : text === "(kept)" ? (
                    <span className={styles.muted}>{t("values.withheld")}</span>
                  ) : (
                    <code>{text}</code>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <p className={styles.muted}>{t("values.shapesDetail")}</p>
    </section>
  );
}
