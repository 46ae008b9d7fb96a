import { create } from "zustand";

export const SCREEN_IDS = [
  "start",
  "dump",
  "profile",
  "review",
  "run",
  "result",
  "clones",
  "settings",
] as const;

export type ScreenId = (typeof SCREEN_IDS)[number];

/** A place in the window: a screen, and where on it (`table`, `column`, `tab` …). */
export interface Route {
  screen: ScreenId;
  at: Readonly<Record<string, string>>;
}

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const screen = SCREEN_IDS.find((id) => id === path) ?? "start";
  return { screen, at: Object.fromEntries(new URLSearchParams(query)) };
}

export function writeRoute(route: Route): string {
  const query = new URLSearchParams(route.at).toString();
  return `#/${route.screen}${query ? `?${query}` : ""}`;
}

export const useRoute = create<Route>(() => readRoute(window.location.hash));

/** Goes to a screen, so that the way back leads here. */
export function navigate(screen: ScreenId, at: Record<string, string> = {}): void {
  const hash = writeRoute({ screen, at });
  if (hash === window.location.hash) return;
  window.location.hash = hash;
  useRoute.setState({ screen, at });
}

/** Notes where on the screen one is, without a step in the history. */
export function refineRoute(at: Record<string, string>): void {
  const { screen } = useRoute.getState();
  window.history.replaceState(null, "", writeRoute({ screen, at }));
  useRoute.setState({ screen, at });
}

/** Follows the back and forward buttons. */
export function followHistory(): () => void {
  const follow = () => useRoute.setState(readRoute(window.location.hash), true);
  window.addEventListener("hashchange", follow);
  return () => window.removeEventListener("hashchange", follow);
}
