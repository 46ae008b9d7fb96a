import { useTranslation } from "react-i18next";
import { Select } from "@/components/choice/Select";
import { FieldProblems } from "@/components/field/FieldProblems";
import { Section } from "@/components/screen/Screen";
import { NamesMap, TypedText } from "./SettingFields";
import styles from "./settings.module.css";
import { useSetting } from "./use-setting";

interface Accounts {
  owner?: string;
  definer?: string;
  roles?: Record<string, string>;
}

/** What becomes of the accounts that the dump names. */
export function AccountsSection() {
  const { t } = useTranslation("profile");
  const { name, detail, value = {}, problems, set } = useSetting<Accounts>("identities");
  const change = (changed: Accounts) => {
    const next = Object.entries({ ...value, ...changed }).filter(([, each]) =>
      typeof each === "object" ? Object.keys(each).length > 0 : each !== undefined,
    );
    set(next.length === 0 ? undefined : Object.fromEntries(next));
  };
  const { owner = "keep", definer = "current-user", roles = {} } = value;
  const ofOwner = owner === "keep" ? "keep" : "role";
  const ofDefiner = definer === "keep" || definer === "current-user" ? definer : "account";
  return (
    <Section title={name} detail={detail}>
      <div className={styles.field}>
        <Select
          label={t("settings.owner.label")}
          choices={[
            { id: "keep", label: t("settings.owner.keep") },
            { id: "role", label: t("settings.owner.role") },
          ]}
          value={ofOwner}
          onChange={(id) => change({ owner: id === "keep" ? undefined : "staging" })}
        />
        {ofOwner === "role" && (
          <TypedText
            label={t("settings.owner.name")}
            mono
            value={owner}
            onDone={(text) => change({ owner: text === "" ? undefined : text })}
          />
        )}
      </div>
      <div className={styles.field}>
        <Select
          label={t("settings.definer.label")}
          choices={[
            { id: "current-user", label: t("settings.definer.current") },
            { id: "keep", label: t("settings.definer.keep") },
            { id: "account", label: t("settings.definer.account") },
          ]}
          value={ofDefiner}
          onChange={(id) =>
            change({
              definer: id === "current-user" ? undefined : id === "keep" ? "keep" : "app@localhost",
            })
          }
        />
        {ofDefiner === "account" && (
          <TypedText
            label={t("settings.definer.name")}
            mono
            value={definer}
            onDone={(text) => change({ definer: text === "" ? undefined : text })}
          />
        )}
      </div>
      <NamesMap
        label={t("settings.roles.label")}
        detail={t("settings.roles.detail")}
        from={t("settings.roles.from")}
        to={t("settings.roles.to")}
        value={roles}
        onChange={(next) => change({ roles: next })}
      >
        <FieldProblems problems={problems} />
      </NamesMap>
    </Section>
  );
}
