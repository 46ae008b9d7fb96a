import { useCallback, useEffect, useMemo, useState } from "react";
import type { Edit, PreviewTable } from "@/bindings";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { useSettled } from "../editor";

export interface LivePreview {
  /** The last one that is there; of the same table, though maybe of rules a moment older. */
  preview: PreviewTable | null;
  /** Why there is none for what the form says now. */
  problems: readonly Problem[];
  /** From the change of the form until the answer was here, in milliseconds. */
  took: number | null;
  /** Asks again, after values were revealed or covered. */
  refresh(): void;
}

/**
 * The first rows of a table before and after, by the rules as they are or as `edits` would make
 * them. It follows the form while somebody types.
 */
export function usePreview(
  profile: string,
  revision: number,
  dump: string,
  table: string,
  edits: readonly Edit[],
): LivePreview {
  const tried = JSON.stringify(edits);
  const asked = useMemo(
    () => ({ profile, revision, dump, table, tried, since: performance.now() }),
    [profile, revision, dump, table, tried],
  );
  const settled = useSettled(asked, TYPING_PAUSE_MS);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Omit<LivePreview, "refresh">>(NONE);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    let isCurrent = true;
    const { tried, since, revision: _, ...request } = settled;
    const input = { ...request, rows: ROWS, edits: JSON.parse(tried) as Edit[] };
    call("preview_table", input).then(
      (preview) => {
        if (!isCurrent) return;
        setAnswer({ preview, problems: [], took: performance.now() - since });
      },
      (thrown) => {
        if (isCurrent)
          setAnswer((before) => ({ ...before, problems: problemsOf(thrown), took: null }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [settled, round]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const isOfTable = answer.preview === null || answer.preview.table === table;
  return { ...(isOfTable ? answer : NONE), refresh };
}

const NONE = { preview: null, problems: [], took: null } as const;
const ROWS = 20;
/** Short enough that the answer is there within 300 ms of the last key. */
const TYPING_PAUSE_MS = 80;
