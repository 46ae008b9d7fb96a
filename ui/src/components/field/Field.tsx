import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import styles from "./field.module.css";

/** What every field has around its input: label above, description and what is wrong below. */
export interface FieldText {
  label: string;
  /** Hides the label from sight, not from screen readers. */
  labelHidden?: boolean;
  description?: string;
  /** What is wrong; for rules that the session checks, not the browser. */
  error?: string | null;
}

export function FieldLabel({
  label,
  labelHidden,
  isRequired,
}: FieldText & { isRequired?: boolean }) {
  const { t } = useTranslation("components");
  return (
    <Label className={labelHidden ? "visually-hidden" : styles.label}>
      {label}
      {isRequired && <span className={styles.required}> ({t("required")})</span>}
    </Label>
  );
}

export function FieldNotes({
  description,
  error,
}: Pick<FieldText, "description" | "error">): ReactNode {
  return (
    <>
      {description && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error}>{error || undefined}</FieldError>
    </>
  );
}
