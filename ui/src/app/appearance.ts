import { useEffect } from "react";
import { speak } from "@/i18n";
import { chosenLanguage, type Preferences, usePreferences } from "@/stores/preferences";

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

/** Puts the preferences onto the document, where the tokens read them. */
export function applyAppearance(preferences: Preferences): void {
  const root = document.documentElement;
  const system = dark().matches ? "dark" : "light";
  root.dataset.theme = preferences.theme === "system" ? system : preferences.theme;
  root.dataset.density = preferences.density;
  root.dataset.motion = preferences.motion;
  root.style.fontSize = `${Math.round(preferences.zoom * 100)}%`;
  speak(chosenLanguage(preferences));
}

/** Follows the preferences, and the system where they leave it to the system. */
export function useAppearance(): void {
  useEffect(() => {
    const apply = () => applyAppearance(usePreferences.getState());
    apply();
    const system = dark();
    system.addEventListener("change", apply);
    const unsubscribe = usePreferences.subscribe(apply);
    return () => {
      system.removeEventListener("change", apply);
      unsubscribe();
    };
  }, []);
}
