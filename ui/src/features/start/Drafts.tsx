import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DraftLeft } from "@/bindings";
import { Button } from "@/components/button/Button";
import { openFile } from "@/stores/workspace";
import styles from "./start.module.css";

/** Edits that a crash, or a window closed without saving, has left. */
export function Drafts({ drafts }: { drafts: readonly DraftLeft[] }) {
  const { t } = useTranslation("start");
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts-title" className={styles.block}>
      <h2 id="drafts-title" className={styles.heading}>
        {t("drafts.title")}
      </h2>
      <p className={styles.muted}>{t("drafts.detail")}</p>
      <ul className={styles.list}>
        {drafts.map(({ file, of }) => (
          <li key={file.file} className={styles.row}>
            <History aria-hidden className={styles.rowIcon} />
            <span className={styles.rowText}>
              <span className={styles.rowName}>
                {of ? t("drafts.of", { name: of.name }) : t("drafts.unsaved")}
              </span>
              <span className={styles.rowFolder}>{of?.folder ?? file.folder}</span>
            </span>
            <Button
              size="small"
              onPress={() => void openFile({ ...(of ?? file), kind: "profile" }, t("open.failed"))}
            >
              {t("drafts.recover")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
