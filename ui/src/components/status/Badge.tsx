import type { LucideIcon } from "lucide-react";
import { classNames } from "../class-names";
import styles from "./status.module.css";

export type Tone = "good" | "warn" | "bad" | "note" | "accent" | "special";

/** A word about a thing, coloured by what it means; the word says it too, so the colour may be missed. */
export function Badge({
  tone = "note",
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: string;
}) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {Icon && <Icon aria-hidden className={styles.badgeIcon} />}
      {children}
    </span>
  );
}
