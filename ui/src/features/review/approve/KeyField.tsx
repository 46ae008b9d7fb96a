import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import { Button } from "@/components/button/Button";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import styles from "../review.module.css";

interface KeyFieldProps {
  value: PickedFile | null;
  onChange(key: PickedFile): void;
}

/** The key that signs, chosen in a dialog of the system; nothing of it but its name comes here. */
export function KeyField({ value, onChange }: KeyFieldProps) {
  const { t } = useTranslation("review");
  const choose = () => {
    call("choose_file", { purpose: "openSigningKey", suggestedName: null }).then(
      (file) => file && onChange(file),
      (thrown) => reportFailure(t("failed.open"), thrown),
    );
  };
  return (
    <div className={styles.keyField}>
      <span className={styles.label}>{t("key.label")}</span>
      <span className={styles.row}>
        <Button icon={KeyRound} onPress={choose} aria-label={t("key.chooseFor")}>
          {t("key.choose")}
        </Button>
        <span className={value ? styles.keyName : styles.muted}>
          {value ? `${value.name} – ${value.folder}` : t("key.none")}
        </span>
      </span>
      <span className={styles.muted}>{t("key.detail")}</span>
    </div>
  );
}
