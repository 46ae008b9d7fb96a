import { useTranslation } from "react-i18next";
import type { SampleTable } from "@/bindings";
import { call } from "@/platform";
import { announce } from "@/stores/announcements";
import { type Answer, useAnswer } from "@/stores/loaded";
import { reportFailure } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";

export interface Samples extends Answer<SampleTable> {
  /** Uncovers a column, or one row of it; the audit log is told first. */
  reveal(column: string, row: number | null): void;
  cover(): void;
  /** Whether anything is uncovered. */
  anyRevealed: boolean;
}

/** The first rows of a table, covered. Values that are uncovered live in this state and nowhere else. */
export function useSamples(dump: string, table: string): Samples {
  const { t } = useTranslation("dump");
  const answer = useAnswer("dump_samples", { dump, table, rows: ROWS_SHOWN });
  const { loaded, reload } = answer;
  const columns = loaded.state === "there" ? loaded.value.columns : [];
  return {
    ...answer,
    anyRevealed: columns.some(({ cells }) =>
      cells.some(({ text, covered }) => text !== null && !covered),
    ),
    reveal: (column, row) => {
      const profile = useWorkspace.getState().profile?.profile ?? null;
      call("reveal_samples", { dump, table, column, row, profile }).then(
        () => {
          announce(t("samples.revealed"));
          reload();
        },
        (thrown) => reportFailure(t("samples.revealFailed"), thrown),
      );
    },
    cover: () => {
      call("cover_dump", { dump }).then(reload, (thrown) =>
        reportFailure(t("actions.failed"), thrown),
      );
    },
  };
}

const ROWS_SHOWN = 20;
