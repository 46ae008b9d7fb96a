import { useEffect } from "react";
import { create } from "zustand";

/** The command line that does what the screen shows; `null` where there is none. */
export const useCliLine = create<{ line: string | null }>(() => ({ line: null }));

/** Shows `line` below the screen for as long as the screen is there. */
export function useShownCliLine(line: string | null): void {
  useEffect(() => {
    useCliLine.setState({ line });
    return () => useCliLine.setState({ line: null });
  }, [line]);
}
