import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "@/platform/clipboard";
import { announce } from "@/stores/announcements";
import { reportFailure } from "@/stores/toasts";
import { Button, IconButton } from "../button/Button";
import styles from "./status.module.css";

function useCopy(text: string): [boolean, () => void] {
  const { t } = useTranslation("components");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    copyText(text).then(
      () => {
        setCopied(true);
        announce(t("copied"));
      },
      (thrown) => reportFailure(t("copy"), thrown),
    );
  };
  return [copied, copy];
}

/** One line of code with a button that copies it. */
export function CodeLine({ code, label }: { code: string; label: string }) {
  const { t } = useTranslation("components");
  const [copied, copy] = useCopy(code);
  return (
    <div className={styles.codeLine}>
      <input className={styles.codeText} aria-label={label} value={code} readOnly />
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? t("copied") : t("copy")}
        size="small"
        onPress={copy}
      />
    </div>
  );
}

/** A button that copies a text that is not in sight. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("components");
  const [copied, copy] = useCopy(text);
  return (
    <Button variant="quiet" icon={copied ? Check : Copy} onPress={copy}>
      {copied ? t("copied") : label}
    </Button>
  );
}
