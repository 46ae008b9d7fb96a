import { useState } from "react";
import type { CloneList } from "@/bindings";
import type { Problem } from "@/platform/problem";
import { problemsOf } from "@/platform/problem";

export interface Change {
  /** What was wrong with the last try. */
  problems: readonly Problem[];
  isBusy: boolean;
  /** Tries it; true where it was done. */
  attempt(change: () => Promise<CloneList>): Promise<boolean>;
  clear(): void;
}

/** Something that is done to a clone from a dialog, and what is wrong with it. */
export function useChange(onChanged: () => void): Change {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isBusy, setBusy] = useState(false);
  return {
    problems,
    isBusy,
    clear: () => setProblems([]),
    attempt: async (change) => {
      setProblems([]);
      setBusy(true);
      try {
        await change();
        onChanged();
        return true;
      } catch (thrown) {
        setProblems(problemsOf(thrown));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
