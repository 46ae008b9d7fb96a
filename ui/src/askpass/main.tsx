import { createRoot } from "react-dom/client";
import { applyAppearance } from "@/app/appearance";
import { startI18n } from "@/i18n";
import { chosenLanguage, usePreferences } from "@/stores/preferences";
import { Askpass } from "./Askpass";
import "@/styles/fonts.css";
import "@/styles/tokens.css";
import "@/styles/base.css";

/** Where there is no program, in a browser under test, nobody hears the answer. */
async function answering(): Promise<(answer: string | null) => Promise<void>> {
  if (!__WINDOW_ONLY__) return () => Promise.resolve();
  return (await import("@/platform/tauri")).answerPassphrase;
}

async function start(): Promise<void> {
  const preferences = usePreferences.getState();
  startI18n(chosenLanguage(preferences));
  applyAppearance(preferences);
  const answer = await answering();
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<Askpass hash={window.location.hash} onAnswer={answer} />);
}

void start();
