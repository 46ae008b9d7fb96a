import { Search, X } from "lucide-react";
import type { Ref } from "react";
import {
  Button as AriaButton,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
  TextArea,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { classNames } from "../class-names";
import { FieldLabel, FieldNotes, type FieldText } from "./Field";
import styles from "./field.module.css";

export interface TextFieldProps
  extends FieldText,
    Omit<AriaTextFieldProps, "className" | "style" | "children"> {
  placeholder?: string;
  /** Lines, for texts longer than one. */
  rows?: number;
  /** For names, paths and patterns, where each character counts. */
  mono?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, labelHidden, description, error, placeholder, rows, mono, onKeyDown, ...field } =
    props;
  const input = classNames(styles.input, mono && styles.mono, rows !== undefined && styles.area);
  return (
    <AriaTextField
      {...field}
      // React Aria stops keys that somebody listens for; Escape still has to reach a dialog.
      onKeyDown={
        onKeyDown &&
        ((event) => {
          onKeyDown(event);
          event.continuePropagation();
        })
      }
      isInvalid={Boolean(error)}
      className={styles.field}
    >
      <FieldLabel label={label} labelHidden={labelHidden} isRequired={field.isRequired} />
      <Group className={styles.box}>
        {rows ? (
          <TextArea className={input} rows={rows} placeholder={placeholder} />
        ) : (
          <Input
            className={input}
            placeholder={placeholder}
            spellCheck={mono ? false : undefined}
          />
        )}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}

export interface SearchFieldProps extends FieldText {
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
  onSubmit?(value: string): void;
  onKeyDown?(event: React.KeyboardEvent<HTMLInputElement>): void;
}

/** A field that narrows down what is shown; Escape clears it. */
export function SearchField(props: SearchFieldProps) {
  const {
    label,
    labelHidden = true,
    description,
    placeholder,
    inputRef,
    onKeyDown,
    ...field
  } = props;
  const { t } = useTranslation("components");
  return (
    <AriaSearchField {...field} className={styles.field}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Group className={styles.box}>
        <Search aria-hidden className={styles.icon} />
        <Input
          ref={inputRef}
          className={styles.input}
          placeholder={placeholder}
          onKeyDown={onKeyDown}
          spellCheck={false}
        />
        {props.value !== "" && (
          <AriaButton className={styles.trigger} aria-label={t("clear")}>
            <X aria-hidden className={styles.icon} />
          </AriaButton>
        )}
      </Group>
      <FieldNotes description={description} />
    </AriaSearchField>
  );
}
