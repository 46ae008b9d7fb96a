import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/status/CodeLine";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useAnswer } from "@/stores/loaded";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

/** The profile as saving writes it, comments and all. */
export function TextTab() {
  const { t } = useTranslation("profile");
  const { profile } = useEditor();
  const { loaded, reload } = useAnswer("profile_text", { profile: profile.profile });
  const shown = useRef(profile.revision);
  useEffect(() => {
    if (shown.current === profile.revision) return;
    shown.current = profile.revision;
    reload();
  }, [profile.revision, reload]);
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") {
    return <ErrorState title={t("text.failed")} problems={loaded.problems} onRetry={reload} />;
  }
  return (
    <div className={styles.text}>
      <header className={styles.tableHead}>
        <span className={styles.muted}>{t("text.detail")}</span>
        <CopyButton text={loaded.value.text} label={t("text.copy")} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className={styles.yaml} tabIndex={0} aria-label={t("tabs.text")}>
        <pre>{loaded.value.text}</pre>
      </section>
    </div>
  );
}
