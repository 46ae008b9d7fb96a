import { useTranslation } from "react-i18next";
import type { Guarantees } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { useEditor } from "../editor";
import styles from "./rule.module.css";

const PROMISES = [
  "deterministic",
  "injective",
  "disjoint",
  "reversible",
  "keepsLength",
  "keepsFormat",
  "neverLonger",
] as const satisfies readonly (keyof Guarantees)[];

/** What a transformer does and promises, with examples that are run as tests. */
export function TransformerFacts({ name }: { name: string }) {
  const { t } = useTranslation("profile");
  const { catalogue } = useEditor();
  const entry = catalogue.transformers.find((each) => each.name === name);
  if (!entry) return null;
  const promised = PROMISES.filter((promise) => entry.guarantees[promise]);
  return (
    <details className={styles.more}>
      <summary>{t("facts.title", { name })}</summary>
      <div>
        <p>{entry.summary}</p>
        {entry.notes && <p className={styles.muted}>{entry.notes}</p>}
        {promised.length > 0 && (
          <div className={styles.row}>
            {promised.map((promise) => (
              <Badge key={promise}>{t(`facts.${promise}`)}</Badge>
            ))}
          </div>
        )}
        {entry.examples.length > 0 && (
          <p className={styles.examples}>
            {entry.examples.slice(0, 4).flatMap(({ input, output, params }) => {
              const key = JSON.stringify([params, input]);
              return [
                <span key={`${key} in`}>{input ?? "NULL"}</span>,
                <span key={`${key} to`} aria-hidden>
                  →
                </span>,
                <span key={`${key} out`}>{output ?? "NULL"}</span>,
              ];
            })}
          </p>
        )}
      </div>
    </details>
  );
}
