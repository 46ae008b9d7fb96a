import { useTranslation } from "react-i18next";
import styles from "./status.module.css";

/** Stands where something will be in a moment. It shows after a while, so that quick answers don't flicker. */
export function Loading() {
  const { t } = useTranslation("app");
  return (
    <p className={styles.loading} role="status">
      {t("loading")}
    </p>
  );
}
