import { Check, Lock, Minus } from "lucide-react";
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
  Label,
  Radio,
  RadioGroup,
} from "react-aria-components";
import { classNames } from "../class-names";
import styles from "./toggles.module.css";

interface ToggleText {
  label: string;
  detail?: string;
}

type Own<Props> = Omit<Props, "className" | "style" | "children">;

function Words({ label, detail }: ToggleText) {
  return (
    <span className={styles.words}>
      <span>{label}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}

export function Checkbox({ label, detail, ...props }: ToggleText & Own<AriaCheckboxProps>) {
  return (
    <AriaCheckbox {...props} className={styles.check}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box}>
            {isIndeterminate ? <Minus aria-hidden /> : isSelected && <Check aria-hidden />}
          </span>
          <Words label={label} detail={detail} />
        </>
      )}
    </AriaCheckbox>
  );
}

export interface SwitchOptions extends ToggleText, Own<AriaSwitchProps> {
  /** Why it stays as it is; it can still be reached and read. */
  locked?: string | null;
}

/** For what is on or off. */
export function Switch({ label, detail, locked, ...props }: SwitchOptions) {
  return (
    <AriaSwitch {...props} isReadOnly={Boolean(locked)} className={styles.switch}>
      <span className={styles.track} />
      <span className={styles.words}>
        <span>{label}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
        {locked && (
          <span className={styles.locked}>
            <Lock aria-hidden className={styles.lock} />
            {locked}
          </span>
        )}
      </span>
    </AriaSwitch>
  );
}

export interface SegmentsProps<Id extends string> {
  label: string;
  labelHidden?: boolean;
  choices: readonly { id: Id; label: string; count?: string }[];
  value: Id;
  onChange(id: Id): void;
}

/** One of two to six, all in sight; arrow keys move between them. */
export function Segments<Id extends string>(props: SegmentsProps<Id>) {
  const { label, labelHidden, choices, value, onChange } = props;
  return (
    <RadioGroup
      className={styles.group}
      value={value}
      onChange={(id) => onChange(id as Id)}
      orientation="horizontal"
    >
      <Label className={labelHidden ? "visually-hidden" : styles.groupLabel}>{label}</Label>
      <span className={styles.segments}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={classNames(styles.segment)}>
            {choice.label}
            {choice.count !== undefined && <span className={styles.count}>{choice.count}</span>}
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}
