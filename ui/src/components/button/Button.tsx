import type { LucideIcon } from "lucide-react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { classNames } from "../class-names";
import styles from "./Button.module.css";
import { Tooltip } from "./Tooltip";

type Variant = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  variant?: Variant;
  size?: "normal" | "small" | "large";
  icon?: LucideIcon;
  children: string;
}

/** A button with words. */
export function Button({
  variant = "secondary",
  size = "normal",
  icon: Icon,
  children,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames(styles.button, styles[variant], styles[size])}>
      {Icon && <Icon aria-hidden className={styles.icon} />}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  icon: LucideIcon;
  /** Its name, shown as a tooltip. */
  label: string;
  size?: "normal" | "small";
}

/** A button with a sign alone; its name shows on hover and on focus. */
export function IconButton({ icon: Icon, label, size = "normal", ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...props}
        aria-label={label}
        className={classNames(styles.button, styles.quiet, styles.square, styles[size])}
      >
        <Icon aria-hidden className={styles.icon} />
      </AriaButton>
    </Tooltip>
  );
}
