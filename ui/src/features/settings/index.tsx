import { useTranslation } from "react-i18next";
import { Page, Screen } from "@/components/screen/Screen";
import { ErrorState } from "@/components/status/ErrorState";
import { useAnswer } from "@/stores/loaded";
import { AppearanceSection } from "./AppearanceSection";
import { DiagnosticsSection } from "./DiagnosticsSection";
import { FilesSection } from "./FilesSection";
import { KeysSection } from "./KeysSection";
import { LanguageSection } from "./LanguageSection";

export default function SettingsScreen() {
  const { t } = useTranslation("settings");
  const { loaded, reload, show } = useAnswer("settings", null);
  const state = loaded.state === "there" ? loaded.value : null;
  return (
    <Screen
      title={t("title")}
      about={state && <span>{t("version", { version: state.version })}</span>}
    >
      <Page>
        <AppearanceSection />
        <LanguageSection />
        {loaded.state === "failed" && (
          <ErrorState title={t("failed")} problems={loaded.problems} onRetry={reload} />
        )}
        {state && (
          <>
            <KeysSection folder={state.keysFolder} />
            <FilesSection state={state} onChanged={show} />
            <DiagnosticsSection state={state} />
          </>
        )}
      </Page>
    </Screen>
  );
}
