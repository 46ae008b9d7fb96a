import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ComboBox } from "@/components/choice/ComboBox";
import { useEditor } from "../editor";
import { type Treatment, withTransformer } from "./rule";

export interface TransformerPickerProps {
  label: string;
  labelHidden?: boolean;
  description?: string;
  error?: string | null;
  treatment: Treatment;
  optional?: boolean;
  onChange(treatment: Treatment | undefined): void;
}

/** Chooses a transformer by any part of its name or of what it does. */
export function TransformerPicker(props: TransformerPickerProps) {
  const { treatment, optional, onChange, ...text } = props;
  const { t } = useTranslation("profile");
  const { catalogue } = useEditor();
  const choices = useMemo(
    () =>
      catalogue.transformers.map(({ name, summary }) => ({
        id: name,
        label: name,
        detail: summary,
      })),
    [catalogue],
  );
  return (
    <ComboBox
      {...text}
      placeholder={t("rule.search")}
      choices={choices}
      value={treatment.transformer === "" ? null : treatment.transformer}
      onChange={(name) => {
        if (name === null) {
          if (optional) onChange(undefined);
        } else if (name !== treatment.transformer) {
          onChange(withTransformer(treatment, name, catalogue.transformers));
        }
      }}
    />
  );
}
