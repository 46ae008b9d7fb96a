import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names";
import styles from "./status.module.css";

export interface NoticeProps {
  tone: "note" | "warn" | "bad" | "good";
  children: ReactNode;
  actions?: ReactNode;
}

const ICONS = { note: Info, warn: TriangleAlert, bad: TriangleAlert, good: CircleCheck };

/** A line across a screen about what one should know before going on. */
export function Notice({ tone, children, actions }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div
      className={classNames(styles.notice, styles[tone])}
      role={tone === "bad" ? "alert" : "status"}
    >
      <Icon aria-hidden className={styles.noticeIcon} />
      <div className={styles.noticeText}>{children}</div>
      {actions}
    </div>
  );
}
