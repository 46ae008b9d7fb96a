import { FileText, FolderOpen, Store } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import type { Opening } from "./opening";
import styles from "./start.module.css";

export function OpenPanel({ opening }: { opening: Opening }) {
  const { t } = useTranslation("start");
  return (
    <section className={styles.open} aria-labelledby="open-title">
      <h2 id="open-title" className={styles.openTitle}>
        {t("open.title")}
      </h2>
      <p className={styles.muted}>{t("open.detail")}</p>
      <div className={styles.buttons}>
        <Button variant="primary" size="large" icon={FolderOpen} onPress={opening.chooseDump}>
          {t("open.dump")}
        </Button>
        <Button size="large" icon={FileText} onPress={opening.chooseProfile}>
          {t("open.profile")}
        </Button>
        <Button size="large" icon={Store} onPress={opening.openSample}>
          {t("open.sample")}
        </Button>
      </div>
      <p className={styles.faint}>{t("open.formats")}</p>
    </section>
  );
}
