import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { applyAppearance } from "./app/appearance";
import { startI18n } from "./i18n";
import { choosePlatform } from "./platform";
import type { Platform } from "./platform/platform";
import { chosenLanguage, usePreferences } from "./stores/preferences";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

/** The window's pages know Tauri alone; those for browsers know the bridge and the mock. */
async function platform(): Promise<Platform> {
  if (__WINDOW_ONLY__) return (await import("./platform/tauri")).tauri;
  return (await import("./platform/choose")).browserPlatform(window.location.search);
}

async function start(): Promise<void> {
  const preferences = usePreferences.getState();
  startI18n(chosenLanguage(preferences));
  applyAppearance(preferences);
  choosePlatform(await platform());
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
