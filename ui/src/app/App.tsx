import { Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type Language, localeFor } from "@/i18n";
import { actionFor } from "@/stores/actions";
import { usePreferences } from "@/stores/preferences";
import { followHistory, useRoute } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import styles from "./App.module.css";
import { useAppearance } from "./appearance";
import { CliBar } from "./CliBar";
import { CommandPalette } from "./CommandPalette";
import { DropTarget } from "./DropTarget";
import { useGlobalActions } from "./global-actions";
import { LiveRegions } from "./LiveRegions";
import { Navigation } from "./Navigation";
import { ScreenBoundary } from "./ScreenBoundary";
import { ShortcutSheet } from "./ShortcutSheet";
import { SCREENS } from "./screens";
import { followSession } from "./session";
import { Toasts } from "./Toasts";

export function App() {
  const { t, i18n } = useTranslation();
  const route = useRoute();
  const screen = SCREENS.find(({ id }) => id === route.screen) ?? SCREENS[0];
  useAppearance();
  useGlobalActions();
  useEffect(followHistory, []);
  useEffect(followKeys, []);
  useEffect(followSession, []);
  useEffect(() => followRejections(t("problems.unexpected")), [t]);

  const title = t(`screens.${screen?.id ?? "start"}`);
  useEffect(() => {
    document.title = `${title} – ${t("name")}`;
  }, [title, t]);

  const Component = screen?.component;
  return (
    <I18nProvider locale={localeFor(i18n.language as Language, navigator.language)}>
      <button type="button" className={styles.skip} onClick={focusContent}>
        {t("skipToContent")}
      </button>
      <div className={styles.app}>
        <Navigation />
        <main id="content" className={styles.main} tabIndex={-1} aria-label={title}>
          <ScreenBoundary key={route.screen}>
            <Suspense fallback={<p className={styles.loading}>{t("loading")}</p>}>
              {Component && <Component />}
            </Suspense>
          </ScreenBoundary>
        </main>
        <CliBar />
      </div>
      <CommandPalette />
      <ShortcutSheet />
      <Toasts />
      <DropTarget />
      <LiveRegions />
    </I18nProvider>
  );
}

function focusContent() {
  document.getElementById("content")?.focus();
}

/**
 * Shortcuts with Ctrl or ⌘ come before whatever has the focus, such as a button that takes Enter;
 * single keys come behind it.
 */
function followKeys(): () => void {
  const follow = (event: KeyboardEvent) => {
    const action = actionFor(event, usePreferences.getState().singleKeys);
    const isHeld = action?.shortcut?.includes("Mod") ?? false;
    if (!action || isHeld !== (event.eventPhase === Event.CAPTURING_PHASE)) return;
    event.preventDefault();
    if (isHeld) event.stopPropagation();
    action.run();
  };
  window.addEventListener("keydown", follow, true);
  window.addEventListener("keydown", follow);
  return () => {
    window.removeEventListener("keydown", follow, true);
    window.removeEventListener("keydown", follow);
  };
}

/** Nothing fails silently: what nobody caught is said. */
function followRejections(title: string): () => void {
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    reportFailure(title, event.reason);
  };
  const onError = (event: ErrorEvent) => {
    // Browsers report a resize that took two frames as an error; it is none.
    if (!event.message.startsWith("ResizeObserver loop"))
      reportFailure(title, event.error ?? event.message);
  };
  window.addEventListener("unhandledrejection", onRejection);
  window.addEventListener("error", onError);
  return () => {
    window.removeEventListener("unhandledrejection", onRejection);
    window.removeEventListener("error", onError);
  };
}
