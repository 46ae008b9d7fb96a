import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import styles from "./Askpass.module.css";

interface AskpassProps {
  /** What is asked, as the program wrote it behind the page's address. */
  hash: string;
  onAnswer(answer: string | null): Promise<void>;
}

/**
 * The window that asks for the passphrase of a signing key. What is typed stays in its field, which
 * no other page sees, and goes to the program alone.
 */
export function Askpass({ hash, onAnswer }: AskpassProps) {
  const { t } = useTranslation("app");
  const field = useRef<HTMLInputElement>(null);
  const title = promptOf(hash) ?? t("askpass.title");
  const answer = (text: string | null) => {
    if (field.current) field.current.value = "";
    // The program closes the window, whether it has understood or not.
    onAnswer(text).catch(() => window.close());
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for as long as the window is there
  useEffect(() => {
    field.current?.focus();
    const dismiss = (event: KeyboardEvent) => {
      if (event.key === "Escape") answer(null);
    };
    window.addEventListener("keydown", dismiss);
    return () => window.removeEventListener("keydown", dismiss);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer(field.current?.value ?? "");
  };
  return (
    <main className={styles.page}>
      <form onSubmit={submit} className={styles.form}>
        <h1 className={styles.title}>
          <KeyRound aria-hidden className={styles.icon} />
          {title}
        </h1>
        <label className={styles.label}>
          {t("askpass.passphrase")}
          <input
            ref={field}
            type="password"
            autoComplete="off"
            spellCheck={false}
            className={styles.input}
          />
        </label>
        <p className={styles.note}>{t("askpass.note")}</p>
        <div className={styles.actions}>
          <Button onPress={() => answer(null)}>{t("askpass.cancel")}</Button>
          <Button type="submit" variant="primary">
            {t("askpass.use")}
          </Button>
        </div>
      </form>
    </main>
  );
}

function promptOf(hash: string): string | null {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")) || null;
  } catch {
    return null;
  }
}
