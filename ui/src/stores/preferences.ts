import { z } from "zod";
import { create } from "zustand";
import { languageOf } from "@/i18n";
import { LANGUAGES } from "@/i18n/locale";

const schema = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  density: z.enum(["comfortable", "compact"]).catch("comfortable"),
  motion: z.enum(["system", "reduced"]).catch("system"),
  zoom: z.number().min(0.7).max(2).catch(1),
  language: z.enum(["system", ...LANGUAGES]).catch("system"),
  singleKeys: z.boolean().catch(true),
});

/** How the window looks and speaks. The only thing that the page keeps in its own storage. */
export type Preferences = z.infer<typeof schema>;

const STORAGE_KEY = "bauta.preferences";

/** @param stored what an earlier start, or anybody else, left in the storage */
export function readPreferences(stored: string | null): Preferences {
  let parsed: unknown = {};
  try {
    parsed = JSON.parse(stored ?? "{}");
  } catch {
    // Not ours any more; the defaults stand.
  }
  return schema.catch(() => schema.parse({})).parse(parsed);
}

interface PreferencesState extends Preferences {
  set(changed: Partial<Preferences>): void;
}

export const usePreferences = create<PreferencesState>((set, get) => ({
  ...readPreferences(globalThis.localStorage?.getItem(STORAGE_KEY) ?? null),
  set: (changed) => {
    set(changed);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(schema.parse(get())));
  },
}));

export function chosenLanguage(preferences: Pick<Preferences, "language">) {
  return preferences.language === "system" ? languageOf(navigator.language) : preferences.language;
}

/** The steps of Ctrl-plus and Ctrl-minus. */
const ZOOM_STEPS = [0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

export function zoomStep(zoom: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? ZOOM_STEPS.find((step) => step > zoom + 0.001)
      : ZOOM_STEPS.findLast((step) => step < zoom - 0.001);
  return next ?? zoom;
}
