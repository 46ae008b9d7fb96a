import { Meter as AriaMeter, ProgressBar as AriaProgressBar, Label } from "react-aria-components";
import { classNames } from "../class-names";
import styles from "./status.module.css";

export interface MeterProps {
  label: string;
  labelHidden?: boolean;
  /** 0 to 1. */
  value: number;
  /** What the value is, in words: "38 of 40 columns". */
  text: string;
  tone?: "accent" | "good" | "warn" | "bad";
}

/** How much of a whole; it doesn't move by itself. */
export function Meter({ label, labelHidden, value, text, tone = "accent" }: MeterProps) {
  return (
    <AriaMeter className={styles.meter} value={value} minValue={0} maxValue={1} valueLabel={text}>
      <span className={styles.meterText}>
        <Label className={labelHidden ? "visually-hidden" : undefined}>{label}</Label>
        <span className={styles.meterValue}>{text}</span>
      </span>
      <Bar value={value} tone={tone} />
    </AriaMeter>
  );
}

export interface ProgressBarProps {
  label: string;
  /** 0 to 1; `null` while nobody knows. */
  value: number | null;
  text: string;
}

/** How far something is that goes on. Say it aloud with `useAnnouncedProgress`. */
export function ProgressBar({ label, value, text }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={styles.meter}
      value={value ?? 0}
      minValue={0}
      maxValue={1}
      isIndeterminate={value === null}
      valueLabel={text}
    >
      <span className={styles.meterText}>
        <Label>{label}</Label>
        <span className={styles.meterValue}>{text}</span>
      </span>
      <Bar value={value} tone="accent" />
    </AriaProgressBar>
  );
}

function Bar({ value, tone }: { value: number | null; tone: string }) {
  const share = Math.min(1, Math.max(0, value ?? 0));
  return (
    <span className={styles.track}>
      <span
        className={classNames(
          styles.fill,
          styles[`fill-${tone}`],
          value === null && styles.unknown,
        )}
        style={value === null ? undefined : { width: `${share * 100}%` }}
      />
    </span>
  );
}
