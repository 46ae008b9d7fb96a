import { useTranslation } from "react-i18next";
import type { SettingsState } from "@/bindings";
import { Section } from "@/components/screen/Screen";
import { CodeLine, CopyButton } from "@/components/status/CodeLine";
import { useAnswer } from "@/stores/loaded";
import styles from "./settings.module.css";

/** Where things are kept, and what may be told to whoever helps. */
export function DiagnosticsSection({ state }: { state: SettingsState }) {
  const { t } = useTranslation("settings");
  const { loaded } = useAnswer("diagnostics", null);
  const folders = [
    [t("diagnostics.stateFolder"), state.stateFolder],
    [t("diagnostics.dataFolder"), state.dataFolder],
    [t("diagnostics.keysFolder"), state.keysFolder],
  ] as const;
  return (
    <>
      <Section title={t("diagnostics.folders")} detail={t("diagnostics.foldersDetail")}>
        <dl className={styles.folders}>
          {folders.map(([name, folder]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <CodeLine code={folder} label={name} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t("diagnostics.title")} detail={t("diagnostics.detail")}>
        {loaded.state === "there" && (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach its end */}
            <pre className={styles.diagnostics} tabIndex={0}>
              {loaded.value.text}
            </pre>
            <CopyButton text={loaded.value.text} label={t("diagnostics.copy")} />
          </>
        )}
      </Section>
    </>
  );
}
