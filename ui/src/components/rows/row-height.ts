import { useMemo } from "react";
import { usePreferences } from "@/stores/preferences";

/** Height of a row in pixels, as density and zoom make it; `--row-height` of the tokens. */
export function useRowHeight(): number {
  const density = usePreferences((preferences) => preferences.density);
  const zoom = usePreferences((preferences) => preferences.zoom);
  return useMemo(() => Math.round(ROW_HEIGHT_REM[density] * ROOT_PX * zoom), [density, zoom]);
}

const ROOT_PX = 16;
const ROW_HEIGHT_REM = { comfortable: 1.875, compact: 1.5 } as const;
