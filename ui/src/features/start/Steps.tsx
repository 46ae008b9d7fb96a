import { Eye, Play, Shuffle, Stamp } from "lucide-react";
import { useTranslation } from "react-i18next";
import styles from "./start.module.css";

const STEPS = [
  { id: "inspect", icon: Eye },
  { id: "decide", icon: Shuffle },
  { id: "review", icon: Stamp },
  { id: "run", icon: Play },
] as const;

/** What each step will do, for whoever is here for the first time. */
export function Steps() {
  const { t } = useTranslation("start");
  return (
    <aside className={styles.steps} aria-labelledby="steps-title">
      <h2 id="steps-title" className={styles.heading}>
        {t("steps.title")}
      </h2>
      <ol className={styles.stepList}>
        {STEPS.map(({ id, icon: Icon }) => (
          <li key={id} className={styles.step}>
            <span className={styles.stepIcon}>
              <Icon aria-hidden />
            </span>
            <div>
              <h3 className={styles.stepTitle}>{t(`steps.${id}.title`)}</h3>
              <p className={styles.muted}>{t(`steps.${id}.detail`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}
