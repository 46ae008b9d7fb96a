import { Terminal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CodeLine } from "@/components/status/CodeLine";
import { useCliLine } from "@/stores/cli-line";
import styles from "./CliBar.module.css";

/** The command line that does the same as the screen above, to copy. */
export function CliBar() {
  const { t } = useTranslation();
  const line = useCliLine((state) => state.line);
  return (
    <footer className={styles.bar}>
      <span className={styles.title}>
        <Terminal aria-hidden />
        {t("cli.title")}
      </span>
      {line ? (
        <CodeLine code={line} label={t("cli.label")} />
      ) : (
        <span className={styles.none}>{t("cli.none")}</span>
      )}
    </footer>
  );
}
