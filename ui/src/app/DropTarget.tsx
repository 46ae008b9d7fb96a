import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listen } from "@/platform";
import styles from "./App.module.css";

/** Shows that the window takes what is dragged over it. */
export function DropTarget() {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  useEffect(() => listen((event) => event.type === "dragging" && setOver(event.over)), []);
  if (!isOver) return null;
  return (
    <div className={styles.drop} aria-hidden>
      <p className={styles.dropText}>
        <Download />
        {t("drop")}
      </p>
    </div>
  );
}
