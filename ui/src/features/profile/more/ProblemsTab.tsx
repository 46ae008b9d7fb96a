import { CircleCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/bindings";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { navigate } from "@/stores/route";
import { useEditor } from "../editor";

/** All that `check` says; each problem leads to its place. */
export function ProblemsTab() {
  const { t } = useTranslation("profile");
  const { marks } = useEditor();
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
  return (
    <DataTable
      label={t("tabs.problems")}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      onActivate={({ problem }) => goTo(problem)}
    />
  );
}

function goTo({ table, column }: Problem): void {
  if (table === null) return;
  navigate("profile", column === null ? { table } : { table, column });
}
