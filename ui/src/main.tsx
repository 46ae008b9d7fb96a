import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { applyAppearance } from "./app/appearance";
import { startI18n } from "./i18n";
import { chosenLanguage, usePreferences } from "./stores/preferences";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

const preferences = usePreferences.getState();
startI18n(chosenLanguage(preferences));
applyAppearance(preferences);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
