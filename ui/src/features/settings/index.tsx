import { useTranslation } from "react-i18next";
import { Page, Screen } from "@/components/screen/Screen";
import { AppearanceSection } from "./AppearanceSection";
import { LanguageSection } from "./LanguageSection";

export default function SettingsScreen() {
  const { t } = useTranslation("settings");
  return (
    <Screen title={t("title")}>
      <Page>
        <AppearanceSection />
        <LanguageSection />
      </Page>
    </Screen>
  );
}
