import { Database, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/stores/workspace";
import styles from "./Navigation.module.css";

/** What is open, below the screens. */
export function ProjectSummary() {
  const { t } = useTranslation();
  const { dump, profile } = useWorkspace();
  return (
    <dl className={styles.project}>
      <div>
        <dt>
          <Database aria-hidden />
          <span className={styles.projectLabel}>{t("project.dump")}</span>
        </dt>
        <dd className={dump ? styles.projectName : styles.projectNone}>
          {dump?.name ?? t("project.noDump")}
        </dd>
      </div>
      <div>
        <dt>
          <FileText aria-hidden />
          <span className={styles.projectLabel}>{t("project.profile")}</span>
        </dt>
        <dd className={profile ? styles.projectName : styles.projectNone}>
          {profile?.name ?? t("project.noProfile")}
        </dd>
        {profile?.dirty && <dd className={styles.projectUnsaved}>{t("project.unsaved")}</dd>}
      </div>
    </dl>
  );
}
