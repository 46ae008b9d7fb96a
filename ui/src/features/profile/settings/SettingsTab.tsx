import { useTranslation } from "react-i18next";
import { Page, Section } from "@/components/screen/Screen";
import { AccountsSection } from "./AccountsSection";
import { ReplacementsSection } from "./ReplacementsSection";
import { SettingChoice, SettingMap, SettingText } from "./SettingFields";

/** What stands at the top of the profile, above its rules. */
export function SettingsTab() {
  const { t } = useTranslation("profile");
  const retention = [
    { id: "drop", label: t("settings.retention.drop") },
    { id: "keep", label: t("settings.retention.keep") },
  ] as const;
  return (
    <Page>
      <Section title={t("settings.about.title")} detail={t("settings.about.detail")}>
        <SettingText of="name" />
        <SettingText of="environment" />
        <SettingChoice
          of="dialect"
          unset="any"
          choices={[
            { id: "any", label: t("settings.dialect.any") },
            { id: "postgres", label: "PostgreSQL" },
            { id: "mysql", label: "MySQL, MariaDB" },
            { id: "sqlite", label: "SQLite" },
          ]}
        />
      </Section>
      <Section title={t("settings.safety.title")} detail={t("settings.safety.detail")}>
        <SettingChoice
          of="unlisted"
          unset="refuse"
          choices={[
            { id: "refuse", label: t("settings.unlisted.refuse") },
            { id: "null", label: t("settings.unlisted.null") },
            { id: "redact", label: t("settings.unlisted.redact") },
          ]}
        />
        <SettingChoice
          of="secrets"
          unset="scrub"
          choices={[
            { id: "scrub", label: t("settings.secrets.scrub") },
            { id: "report", label: t("settings.secrets.report") },
          ]}
        />
        <SettingChoice of="statistics" unset="drop" choices={retention} />
        <SettingChoice of="large-objects" unset="drop" choices={retention} />
      </Section>
      <Section title={t("settings.servers.title")} detail={t("settings.servers.detail")}>
        <SettingMap
          of="endpoints"
          from={t("settings.endpoint.from")}
          to={t("settings.endpoint.to")}
        />
        <SettingMap
          of="databases"
          from={t("settings.database.from")}
          to={t("settings.database.to")}
        />
      </Section>
      <AccountsSection />
      <ReplacementsSection />
      <Section title={t("settings.keys.title")} detail={t("settings.keys.detail")}>
        <SettingMap of="key_id" from={t("settings.names.environment")} to={t("settings.keyId")} />
        <SettingMap
          of="reveal_key"
          from={t("settings.names.environment")}
          to={t("settings.publicKey")}
        />
        <SettingText of="epoch" mono />
      </Section>
    </Page>
  );
}
