import { ArrowRight, CircleCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/bindings";
import { Button } from "@/components/button/Button";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { EmptyState } from "@/components/status/EmptyState";
import { ProblemText } from "@/components/status/ProblemText";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { navigate } from "@/stores/route";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

/** All that `check` says; each problem leads to its place. */
export function ProblemsTab() {
  const { t } = useTranslation("profile");
  const { marks } = useEditor();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const rows = useMemo(
    () => marks.problems.map((problem, at) => ({ problem, key: String(at) })),
    [marks.problems],
  );
  const columns = useMemo<DataColumn<{ problem: Problem; key: string }>[]>(
    () => [
      {
        id: "code",
        header: t("problems.code"),
        width: 7,
        grow: 0,
        text: ({ problem }) => problem.code,
      },
      {
        id: "place",
        header: t("problems.place"),
        width: 12,
        text: ({ problem }) => problem.place ?? "",
      },
      {
        id: "what",
        header: t("problems.what"),
        width: 20,
        grow: 2,
        text: ({ problem }) => problem.message,
      },
      {
        id: "hint",
        header: t("problems.hint"),
        width: 16,
        grow: 1.5,
        text: ({ problem }) => problem.hint ?? "",
      },
    ],
    [t],
  );
  if (rows.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title={t("problems.none")}>
        {t("problems.noneDetail")}
      </EmptyState>
    );
  }
  const shown = rows.find(({ key }) => selection.selected.has(key))?.problem ?? null;
  return (
    <div className={styles.text}>
      <DataTable
        label={t("tabs.problems")}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        selection={selection}
        onSelection={setSelection}
        onActivate={({ problem }) => goTo(problem)}
      />
      {shown && (
        <section className={styles.problem} aria-label={t("problems.shown")}>
          <ProblemText problem={shown} />
          {shown.table !== null && (
            <Button icon={ArrowRight} onPress={() => goTo(shown)}>
              {t("problems.go")}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}

function goTo({ table, column }: Problem): void {
  if (table === null) return;
  navigate("profile", column === null ? { table } : { table, column });
}
