import { ChevronDown } from "lucide-react";
import {
  Button as AriaButton,
  Select as AriaSelect,
  ListBox,
  Popover,
  SelectValue,
} from "react-aria-components";
import { FieldLabel, FieldNotes, type FieldText } from "../field/Field";
import styles from "../field/field.module.css";
import { type Choice, Option } from "./Option";

export interface SelectProps<Id extends string> extends FieldText {
  choices: readonly Choice<Id>[];
  value: Id | null;
  onChange(id: Id): void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** Chooses one of a few; for many, `ComboBox` searches. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { choices, value, onChange, placeholder, isDisabled, isRequired, ...text } = props;
  return (
    <AriaSelect
      className={styles.field}
      value={value}
      onChange={(id) => id !== null && onChange(String(id) as Id)}
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={Boolean(text.error)}
      placeholder={placeholder}
    >
      <FieldLabel {...text} isRequired={isRequired} />
      <AriaButton className={styles.selectButton}>
        <SelectValue className={styles.selectValue} />
        <ChevronDown aria-hidden className={styles.icon} />
      </AriaButton>
      <FieldNotes {...text} />
      <Popover className={styles.popover} offset={4}>
        <ListBox className={styles.list} items={choices}>
          {(choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
