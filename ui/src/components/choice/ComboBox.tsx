import { ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Group,
  Input,
  ListBox,
  Popover,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { FieldLabel, FieldNotes, type FieldText } from "../field/Field";
import styles from "../field/field.module.css";
import { type Choice, Option } from "./Option";

export interface ComboBoxProps<Id extends string> extends FieldText {
  choices: readonly Choice<Id>[];
  value: Id | null;
  onChange(id: Id | null): void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** Chooses one of many by typing any part of its label or detail. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const { choices, value, onChange, placeholder, isDisabled, isRequired, ...text } = props;
  const { t } = useTranslation("components");
  const chosen = choices.find((choice) => choice.id === value)?.label ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const shown = useMemo(() => {
    const query = typed?.trim().toLowerCase() ?? "";
    if (query === "" || typed === chosen) return choices;
    return choices.filter(({ label, detail }) =>
      `${label}\n${detail ?? ""}`.toLowerCase().includes(query),
    );
  }, [choices, typed, chosen]);

  return (
    <AriaComboBox
      className={styles.field}
      items={shown}
      value={value}
      onChange={(id) => {
        setTyped(null);
        onChange(id === null ? null : (String(id) as Id));
      }}
      inputValue={typed ?? chosen}
      onInputChange={(input) => setTyped(input)}
      onOpenChange={(isOpen) => !isOpen && setTyped(null)}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={Boolean(text.error)}
    >
      <FieldLabel {...text} isRequired={isRequired} />
      <Group className={styles.box}>
        <Input className={styles.input} placeholder={placeholder} spellCheck={false} />
        <AriaButton className={styles.trigger}>
          <ChevronDown aria-hidden className={styles.icon} />
        </AriaButton>
      </Group>
      <FieldNotes {...text} />
      <Popover className={styles.popover} offset={4}>
        <ListBox
          className={styles.list}
          renderEmptyState={() => <p className={styles.none}>{t("combo.none")}</p>}
        >
          {(choice: Choice<Id>) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
