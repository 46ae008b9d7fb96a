import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { profile as texts } from "@/i18n/en/profile";
import type { Problem } from "@/platform/problem";
import { useEditor } from "../editor";

export type SettingKey = keyof typeof texts.settings.names;

export interface Setting<T> {
  name: string;
  detail: string;
  /** `undefined` where the profile says nothing. */
  value: T | undefined;
  problems: readonly Problem[];
  /** Sets it as one named step; `undefined` leaves it out of the profile. */
  set(value: T | undefined): void;
}

/** One key at the top of the profile. */
export function useSetting<T>(key: SettingKey): Setting<T> {
  const { t } = useTranslation("profile");
  const { profile, edit } = useEditor();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const name = t(`settings.names.${key}`);
  return {
    name,
    detail: t(`settings.details.${key}`),
    value: profile.settings[key] as T | undefined,
    problems,
    set: (value) => {
      const { [key]: _, ...rest } = profile.settings;
      const settings = value === undefined ? rest : { ...rest, [key]: value };
      void edit(t("steps.setting", { name }), [{ kind: "settings", settings }]).then(setProblems);
    },
  };
}
