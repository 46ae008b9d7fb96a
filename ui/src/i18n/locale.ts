/** The languages that the window speaks. The first is the one that others fall back to. */
export const LANGUAGES = ["en", "de"] as const;

export type Language = (typeof LANGUAGES)[number];

/**
 * A tag that `Intl` takes, whatever the system says. WebKitGTK reports the language of `LANG=C` as
 * "C", over which `Intl.NumberFormat` throws; some systems report `en_US.UTF-8`.
 */
export function safeLocale(tag: string | undefined | null): string {
  if (!tag) return "en";
  try {
    const [supported] = Intl.NumberFormat.supportedLocalesOf([tag]);
    return supported ?? "en";
  } catch {
    const cleaned = tag.split(/[.@]/)[0]?.replaceAll("_", "-");
    return cleaned && cleaned !== tag ? safeLocale(cleaned) : "en";
  }
}

/** The language to speak to somebody whose system is set to `tag`. */
export function languageOf(tag: string | undefined | null): Language {
  const primary = safeLocale(tag).split("-")[0];
  return LANGUAGES.find((language) => language === primary) ?? "en";
}

/**
 * The locale for numbers and dates: the system's own where it is of the chosen language (`de-AT`
 * for German in Vienna), else the language's plain one.
 */
export function localeFor(language: Language, systemTag: string | undefined | null): string {
  const system = safeLocale(systemTag);
  return languageOf(system) === language && system.startsWith(language) ? system : language;
}
