import { X } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/components/button/Button";
import { ComboBox } from "@/components/choice/ComboBox";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

interface KindsFieldProps {
  value: readonly string[];
  onChange(kinds: string[]): void;
}

/** The kinds of finding that an exception is for; at least one. */
export function KindsField({ value, onChange }: KindsFieldProps) {
  const { t } = useTranslation("profile");
  const { catalogue } = useEditor();
  const choices = useMemo(
    () =>
      catalogue.kinds
        .filter(({ kind }) => !value.includes(kind))
        .map(({ kind, category, sensitivity }) => ({
          id: kind,
          label: kind,
          detail: `${category}, ${sensitivity}`,
        })),
    [catalogue, value],
  );
  return (
    <div className={styles.kinds}>
      <ComboBox
        // Empties itself once its choice has become one of those below.
        key={value.join(" ")}
        label={t(value.length === 0 ? "exceptions.kind" : "exceptions.anotherKind")}
        choices={choices}
        value={null}
        onChange={(kind) => kind !== null && onChange([...value, kind])}
        isRequired={value.length === 0}
      />
      {value.length > 0 && (
        <ul className={styles.chosen} aria-label={t("exceptions.kinds")}>
          {value.map((kind) => (
            <li key={kind}>
              {kind}
              <IconButton
                icon={X}
                size="small"
                label={t("exceptions.removeKind", { kind })}
                onPress={() => onChange(value.filter((each) => each !== kind))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
