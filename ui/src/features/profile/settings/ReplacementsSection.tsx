import { Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/components/button/Button";
import { ComboBox } from "@/components/choice/ComboBox";
import { FieldProblems } from "@/components/field/FieldProblems";
import { Section } from "@/components/screen/Screen";
import { useEditor } from "../editor";
import { TypedText } from "./SettingFields";
import styles from "./settings.module.css";
import { useSetting } from "./use-setting";

interface Replacement {
  from?: unknown;
  owner?: string;
  rotate_by?: string;
}

/** Staging credentials that take the place of kinds of secrets; where they come from, never what they are. */
export function ReplacementsSection() {
  const { t } = useTranslation("profile");
  const { catalogue } = useEditor();
  const {
    name,
    detail,
    value = {},
    problems,
    set,
  } = useSetting<Record<string, Replacement>>("replacements");
  const entries = Object.entries(value);
  const kinds = useMemo(
    () =>
      catalogue.kinds
        .filter(({ kind, category }) => category === "secret" && !(kind in value))
        .map(({ kind }) => ({ id: kind, label: kind })),
    [catalogue, value],
  );
  const put = (kind: string, changed: Replacement) => {
    const next = Object.entries({ ...value[kind], ...changed }).filter(([, each]) => each !== "");
    set({ ...value, [kind]: Object.fromEntries(next) });
  };
  const remove = (kind: string) => {
    const left = entries.filter(([key]) => key !== kind);
    set(left.length === 0 ? undefined : Object.fromEntries(left));
  };
  return (
    <Section title={name} detail={detail}>
      {entries.map(([kind, { from, owner = "", rotate_by = "" }]) => (
        <fieldset key={kind} className={styles.replacement}>
          <legend className={styles.legend}>{kind}</legend>
          {typeof from === "string" || from === undefined ? (
            <TypedText
              label={t("settings.replacement.from")}
              description={t("settings.replacement.fromDetail")}
              mono
              value={from ?? ""}
              onDone={(text) => put(kind, { from: text })}
            />
          ) : (
            <p className={styles.muted}>{t("settings.replacement.program")}</p>
          )}
          <TypedText
            label={t("settings.replacement.owner")}
            value={owner}
            onDone={(text) => put(kind, { owner: text })}
          />
          <TypedText
            label={t("settings.replacement.rotate")}
            mono
            value={rotate_by}
            onDone={(text) => put(kind, { rotate_by: text })}
          />
          <IconButton
            icon={Trash2}
            size="small"
            label={t("map.remove", { path: kind })}
            onPress={() => remove(kind)}
          />
        </fieldset>
      ))}
      <div className={styles.field}>
        <ComboBox
          key={entries.length}
          label={t("settings.replacement.add")}
          choices={kinds}
          value={null}
          onChange={(kind) =>
            kind !== null && put(kind, { from: `env:${kind.toUpperCase().replaceAll("-", "_")}` })
          }
        />
        <FieldProblems problems={problems} />
      </div>
    </Section>
  );
}
