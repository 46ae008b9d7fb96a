import type { ReactNode } from "react";
import styles from "./Screen.module.css";

export interface ScreenProps {
  title: string;
  /** What the title is about, beside it: names, badges, counts. */
  about?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen's frame: title and actions above, the rest of the room below. */
export function Screen({ title, about, actions, children }: ScreenProps) {
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {about && <div className={styles.about}>{about}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.content}>{children}</div>
    </>
  );
}

/** A page of text and forms: one column, scrolled. */
export function Page({ children }: { children: ReactNode }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>{children}</div>
    </div>
  );
}

/** A part of a page under a heading. */
export function Section({
  title,
  detail,
  children,
}: {
  title: string;
  detail?: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {detail && <p className={styles.sectionDetail}>{detail}</p>}
      </header>
      <div className={styles.sectionBody}>{children}</div>
    </section>
  );
}
