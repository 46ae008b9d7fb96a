import { useTranslation } from "react-i18next";
import type { RuleForm } from "@/bindings";
import { useReviewing } from "./context";
import styles from "./review.module.css";
import { aspectText, valueText } from "./words";

/** A rule in words: what it does, then what it says besides. */
export function RuleWords({ rule }: { rule: RuleForm }) {
  const { t } = useTranslation("review");
  const { catalogue } = useReviewing();
  const entry = catalogue.transformers.find(({ name }) => name === rule.transformer);
  const params = Object.entries(rule.params).map(
    ([key, value]) => [aspectText(key, t), valueText(JSON.stringify(value), t)] as const,
  );
  const said = (
    [
      ["when", rule.when],
      ["domain", rule.domain],
      ["fold", rule.fold],
      ["persona", rule.persona],
      ["on_invalid", rule.onInvalid],
      ["reason", rule.reason],
      ["reviewed", rule.reviewed],
    ] as const
  ).flatMap(([key, value]) => (value === null ? [] : [[aspectText(key, t), value] as const]));
  return (
    <>
      <p>
        <strong>{rule.transformer}</strong>
        {entry && <span className={styles.summary}> {entry.summary}</span>}
      </p>
      {(params.length > 0 || said.length > 0) && (
        <dl className={styles.facts}>
          {[...params, ...said].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {rule.when !== null && (
        <div className={styles.otherwise}>
          <p className={styles.muted}>{aspectText("else", t)}</p>
          {rule.otherwise ? <RuleWords rule={rule.otherwise} /> : <p>{t("detail.stays")}</p>}
        </div>
      )}
    </>
  );
}
