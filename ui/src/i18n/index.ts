import i18next from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { de } from "./de";
import { en } from "./en";
import { createFormats, type Formats } from "./formats";
import { type Language, localeFor } from "./locale";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: typeof en;
    returnNull: false;
  }
}

/** Makes the texts ready. A key that a language lacks is an error of the type checker, see `Messages`. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: { en, de },
    lng: language,
    fallbackLng: "en",
    defaultNS: "app",
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

export function speak(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Numbers and dates in the language that is spoken. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return useMemo(() => createFormats(localeFor(language, navigator.language)), [language]);
}

export type { Formats } from "./formats";
export { LANGUAGES, type Language, languageOf, localeFor, safeLocale } from "./locale";
