import { FolderOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KnownFolder, SettingsState } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Section } from "@/components/screen/Screen";
import { CodeLine, CopyButton } from "@/components/status/CodeLine";
import { call } from "@/platform";
import { useAnswer } from "@/stores/loaded";
import { reportFailure } from "@/stores/toasts";
import styles from "./settings.module.css";

/** Where things are kept, and what may be told to whoever helps. */
export function DiagnosticsSection({ state }: { state: SettingsState }) {
  const { t } = useTranslation("settings");
  const { loaded } = useAnswer("diagnostics", null);
  const folders = [
    { id: "state", name: t("diagnostics.stateFolder"), path: state.stateFolder },
    { id: "data", name: t("diagnostics.dataFolder"), path: state.dataFolder },
    { id: "keys", name: t("diagnostics.keysFolder"), path: state.keysFolder },
  ] as const;
  const show = (folder: KnownFolder) => {
    call("show_folder", { folder }).catch((thrown) =>
      reportFailure(t("diagnostics.showFailed"), thrown),
    );
  };
  return (
    <>
      <Section title={t("diagnostics.folders")} detail={t("diagnostics.foldersDetail")}>
        <dl className={styles.folders}>
          {folders.map(({ id, name, path }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd className={styles.folder}>
                <CodeLine code={path} label={name} />
                <Button
                  icon={FolderOpen}
                  size="small"
                  aria-label={t("diagnostics.showOf", { name })}
                  onPress={() => show(id)}
                >
                  {t("diagnostics.show")}
                </Button>
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
