import { create } from "zustand";

/** Which of the shell's own windows is open. */
export const useShell = create<{ palette: boolean; shortcuts: boolean }>(() => ({
  palette: false,
  shortcuts: false,
}));
