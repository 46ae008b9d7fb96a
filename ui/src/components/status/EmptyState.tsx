import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./status.module.css";

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** Why nothing is here, or what would be. */
  children?: ReactNode;
  /** What to do next. */
  actions?: ReactNode;
}

/** Stands where something would be: says what is missing and offers the next step. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.stateIcon}>
        <Icon aria-hidden />
      </span>
      <h2 className={styles.stateTitle}>{title}</h2>
      {children && <div className={styles.stateText}>{children}</div>}
      {actions && <div className={styles.stateActions}>{actions}</div>}
    </div>
  );
}
