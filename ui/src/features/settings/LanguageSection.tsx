import { useTranslation } from "react-i18next";
import { Select } from "@/components/choice/Select";
import { Section } from "@/components/screen/Screen";
import { LANGUAGES, useFormats } from "@/i18n";
import { usePreferences } from "@/stores/preferences";
import styles from "./settings.module.css";

const CHOICES = ["system", ...LANGUAGES] as const;

export function LanguageSection() {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const { language, set } = usePreferences();
  return (
    <Section title={t("language.title")}>
      <div className={styles.narrow}>
        <Select
          label={t("language.label")}
          description={t("language.sample", {
            count: formats.count(1_234_567.89),
            bytes: formats.bytes(1_440_000_000),
            date: formats.dateTime("2026-11-29T21:05:00"),
          })}
          choices={CHOICES.map((id) => ({
            id,
            label: id === "system" ? t("language.system") : t(`language.names.${id}`),
          }))}
          value={language}
          onChange={(chosen) => set({ language: chosen })}
        />
      </div>
    </Section>
  );
}
