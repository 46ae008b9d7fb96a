import { useTranslation } from "react-i18next";
import { Select } from "@/components/choice/Select";
import { useEditor } from "../editor";
import type { ChangeStage } from "./ParamField";
import { nestedValue, treatmentOf } from "./rule";
import styles from "./rule.module.css";
import { TransformerPicker } from "./TransformerPicker";
import { TreatmentFields } from "./TreatmentFields";

export interface NestedTreatmentProps {
  label: string;
  description?: string;
  error?: string | null;
  value: unknown;
  columns: readonly string[];
  depth: number;
  optional?: boolean;
  onChange(value: unknown, stage: ChangeStage): void;
}

/** A transformer within another, with its parameters. */
export function NestedTreatment(props: NestedTreatmentProps) {
  const { t } = useTranslation("profile");
  const { catalogue } = useEditor();
  const { label, description, value, columns, depth, optional, onChange } = props;
  const treatment = treatmentOf(value);
  if (depth >= DEEPEST) {
    return <p className={styles.muted}>{t("params.tooDeep")}</p>;
  }
  if (optional && value === undefined) {
    return (
      <Select
        label={label}
        description={description}
        choices={[
          { id: "", label: t("params.unset") },
          ...catalogue.transformers.map(({ name, summary }) => ({
            id: name,
            label: name,
            detail: summary,
          })),
        ]}
        value=""
        onChange={(name) => onChange(name === "" ? undefined : name, "done")}
      />
    );
  }
  return (
    <fieldset className={styles.nested}>
      <legend className="visually-hidden">{label}</legend>
      <TransformerPicker
        label={label}
        description={description}
        error={props.error}
        treatment={treatment}
        optional={optional}
        onChange={(next) => onChange(next && nestedValue(next), "done")}
      />
      <TreatmentFields
        treatment={treatment}
        columns={columns}
        depth={depth + 1}
        onChange={(next, stage) => onChange(nestedValue(next), stage)}
      />
    </fieldset>
  );
}

/** Containers within containers are opened as deep by a run; more than that is no form any more. */
const DEEPEST = 6;
