import { FileText } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import type { Problem } from "@/platform/problem";
import { Button } from "../button/Button";
import { FieldProblems } from "./FieldProblems";
import styles from "./file.module.css";

export interface FileFieldProps {
  label: string;
  file: PickedFile | null;
  /** Stands where the name would while no file is chosen. */
  none: string;
  description?: string;
  problems?: readonly Problem[];
  onChoose(): void;
  /** Left out where there has to be a file. */
  onClear?(): void;
}

/** A file by its name and folder, chosen in the system's dialog. */
export function FileField(props: FileFieldProps) {
  const { label, file, none, description, problems = [], onChoose, onClear } = props;
  const { t } = useTranslation("components");
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with its buttons
    <div
      role="group"
      className={styles.field}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-note ${id}-problems`}
    >
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <div className={styles.row}>
        <FileText aria-hidden className={styles.icon} />
        <span className={styles.text}>
          <span className={file ? styles.name : styles.none}>{file?.name ?? none}</span>
          {file && <span className={styles.folder}>{file.folder}</span>}
        </span>
        {file && onClear && (
          <Button
            size="small"
            variant="quiet"
            aria-label={t("file.clearOf", { name: label })}
            onPress={onClear}
          >
            {t("clear")}
          </Button>
        )}
        <Button size="small" aria-label={t("file.chooseOf", { name: label })} onPress={onChoose}>
          {t("file.choose")}
        </Button>
      </div>
      {description && (
        <span id={`${id}-note`} className={styles.description}>
          {description}
        </span>
      )}
      <FieldProblems problems={problems} id={`${id}-problems`} />
    </div>
  );
}
