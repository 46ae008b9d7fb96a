import type { Settings } from "@/bindings";
import { call } from "@/platform";
import { type Preferences, readPreferences, usePreferences } from "./preferences";

/**
 * Takes the looks that the session keeps, and keeps there what is changed here. What the page stores
 * itself is for the first picture alone.
 *
 * @returns stops it
 */
export function followKeptPreferences(onFailure: (thrown: unknown) => void): () => void {
  let stopped = false;
  let kept = looks(usePreferences.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  call("settings", null).then(({ settings }) => {
    if (stopped) return;
    const taken = readPreferences(
      JSON.stringify({ ...usePreferences.getState(), ...settings, zoom: settings.zoom / 100 }),
    );
    kept = looks(taken);
    usePreferences.getState().set(taken);
  }, onFailure);
  const unsubscribe = usePreferences.subscribe((preferences) => {
    const wanted = looks(preferences);
    if (JSON.stringify(wanted) === JSON.stringify(kept)) return;
    kept = wanted;
    clearTimeout(timer);
    timer = setTimeout(() => keep(wanted).catch(onFailure), SETTLED_MS);
  });
  return () => {
    stopped = true;
    unsubscribe();
  };
}

type Looks = Pick<Settings, "theme" | "density" | "zoom" | "language" | "motion" | "singleKeys">;

function looks({ theme, density, zoom, language, motion, singleKeys }: Preferences): Looks {
  return { theme, density, zoom: Math.round(zoom * 100), language, motion, singleKeys };
}

async function keep(wanted: Looks): Promise<void> {
  const { settings } = await call("settings", null);
  await call("save_settings", { ...settings, ...wanted });
}

/** Dragging through choices is one change. */
const SETTLED_MS = 300;
