import { useTranslation } from "react-i18next";
import type { RuleForm } from "@/bindings";
import { Select } from "@/components/choice/Select";
import { Checkbox } from "@/components/choice/Toggles";
import { type ChangeStage, TypedField } from "./ParamField";
import { plainRule } from "./rule";
import styles from "./rule.module.css";
import { TransformerPicker } from "./TransformerPicker";
import { TreatmentFields } from "./TreatmentFields";
import type { Widget } from "./widget";

interface MoreOptionsProps {
  rule: RuleForm;
  columns: readonly string[];
  onChange(rule: RuleForm, stage: ChangeStage): void;
}

/** What any rule may say beside its transformer: condition, domain and the like, and why. */
export function MoreOptions({ rule, columns, onChange }: MoreOptionsProps) {
  const { t } = useTranslation("profile");
  const set = (changed: Partial<RuleForm>, stage: ChangeStage) =>
    onChange({ ...rule, ...changed }, stage);
  const text = (field: "domain" | "reason") => (value: unknown, stage: ChangeStage) =>
    set({ [field]: typeof value === "string" ? value : null }, stage);
  const choice = (field: "fold" | "onInvalid" | "persona", values: readonly string[]) => ({
    label: t(`more.${field}`),
    description: t(`more.${field}Detail`),
    choices: [{ id: "", label: t("params.unset") }, ...values.map((id) => ({ id, label: id }))],
    value: rule[field] ?? "",
    onChange: (id: string) => set({ [field]: id === "" ? null : id }, "done"),
  });
  const isSaid = rule.domain ?? rule.fold ?? rule.persona ?? rule.onInvalid;
  return (
    <>
      <TypedField
        label={t("more.reason")}
        widget={TEXT}
        value={rule.reason ?? undefined}
        onChange={text("reason")}
      />
      <details className={styles.more} open={rule.when !== null || undefined}>
        <summary>{t("more.condition")}</summary>
        <Condition rule={rule} columns={columns} onChange={onChange} />
      </details>
      <details className={styles.more} open={isSaid != null || undefined}>
        <summary>{t("more.title")}</summary>
        <div>
          <TypedField
            label={t("more.domain")}
            description={t("more.domainDetail")}
            widget={TEXT}
            value={rule.domain ?? undefined}
            mono
            onChange={text("domain")}
          />
          <Select {...choice("fold", ["none", "lower"])} />
          <Select {...choice("persona", columns)} />
          <Select {...choice("onInvalid", ["fail", "null", "redact"])} />
          <Checkbox
            label={t("more.optional")}
            detail={t("more.optionalDetail")}
            isSelected={rule.optional}
            onChange={(optional) => set({ optional }, "done")}
          />
        </div>
      </details>
    </>
  );
}

function Condition({ rule, columns, onChange }: MoreOptionsProps) {
  const { t } = useTranslation("profile");
  const other = rule.otherwise;
  return (
    <div>
      <TypedField
        label={t("more.when")}
        description={t("more.whenDetail")}
        placeholder="country = 'DE'"
        widget={TEXT}
        value={rule.when ?? undefined}
        mono
        onChange={(value, stage) => {
          const when = typeof value === "string" ? value : null;
          onChange({ ...rule, when, otherwise: when === null ? null : other }, stage);
        }}
      />
      {rule.when !== null && (
        <>
          <TransformerPicker
            label={t("more.otherwise")}
            description={t("more.otherwiseDetail")}
            treatment={other ?? { transformer: "", params: {} }}
            optional
            onChange={(next) =>
              onChange(
                { ...rule, otherwise: next ? { ...(other ?? plainRule("")), ...next } : null },
                "done",
              )
            }
          />
          {other && (
            <TreatmentFields
              treatment={other}
              columns={columns}
              depth={1}
              onChange={(next, stage) =>
                onChange({ ...rule, otherwise: { ...other, ...next } }, stage)
              }
            />
          )}
        </>
      )}
    </div>
  );
}

const TEXT: Widget = { kind: "text", most: null, code: false };
