import { Check } from "lucide-react";
import { ListBoxItem, Text } from "react-aria-components";
import styles from "../field/field.module.css";

/** One of several: its id is what is chosen, its label what is read. */
export interface Choice<Id extends string = string> {
  id: Id;
  label: string;
  detail?: string;
  disabled?: boolean;
}

export function Option({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.label}
      isDisabled={choice.disabled}
      className={styles.option}
    >
      {({ isSelected }) => (
        <>
          <span className={styles.optionText}>
            <Text slot="label">{choice.label}</Text>
            {choice.detail && (
              <Text slot="description" className={styles.optionDetail}>
                {choice.detail}
              </Text>
            )}
          </span>
          {isSelected && <Check aria-hidden className={styles.check} />}
        </>
      )}
    </ListBoxItem>
  );
}
