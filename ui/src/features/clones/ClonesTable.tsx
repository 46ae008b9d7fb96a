import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CloneRow } from "@/bindings";
import { Segments } from "@/components/choice/Toggles";
import type { RowSelection } from "@/components/rows/selection";
import { Badge } from "@/components/status/Badge";
import type { DataColumn } from "@/components/table/DataTable";
import { SearchedTable } from "@/components/table/SearchedTable";
import { useFormats } from "@/i18n";
import { STATUSES, type Status, TONES } from "./status";

const SHOWN = ["current", "due", "retired", "all"] as const;
type Shown = (typeof SHOWN)[number];

interface ClonesTableProps {
  clones: readonly CloneRow[];
  /** Whether all are shown at first, those that are gone too. */
  all: boolean;
  selection: RowSelection;
  onChoose(clone: string | null): void;
}

/** The register, those that are overdue first. */
export function ClonesTable({ clones, all, selection, onChoose }: ClonesTableProps) {
  const { t } = useTranslation("clones");
  const formats = useFormats();
  const [chosen, setChosen] = useState<Shown | null>(null);
  const shown = chosen ?? (all ? "all" : "current");
  const rows = useMemo(() => clones.filter((clone) => fits(clone, shown)), [clones, shown]);
  const columns = useMemo<DataColumn<CloneRow>[]>(
    () => [
      {
        id: "status",
        header: t("table.status"),
        width: 6,
        grow: 0,
        text: ({ status }) => t(`status.${status as Status}`),
        order: ({ status }) => STATUSES.indexOf(status as Status),
        cell: ({ status }) => (
          <Badge tone={TONES[status as Status]}>{t(`status.${status as Status}`)}</Badge>
        ),
      },
      {
        id: "expires",
        header: t("table.expires"),
        width: 7,
        grow: 0,
        text: ({ expires }) => formats.date(expires),
        order: ({ expires }) => expires,
      },
      {
        id: "environment",
        header: t("table.environment"),
        width: 6,
        text: ({ environment }) => environment,
      },
      { id: "owner", header: t("table.owner"), width: 7, text: ({ owner }) => owner },
      {
        id: "purpose",
        header: t("table.purpose"),
        width: 8,
        grow: 2,
        text: ({ purpose }) => purpose,
      },
      {
        id: "place",
        header: t("table.place"),
        width: 8,
        grow: 2,
        text: ({ place, confirmed }) => [place, ...confirmed.map(({ name }) => name)].join(", "),
      },
      { id: "clone", header: t("table.clone"), width: 7, text: ({ clone }) => clone },
    ],
    [t, formats],
  );
  return (
    <SearchedTable
      label={t("title")}
      searchLabel={t("table.search")}
      tools={
        <Segments
          label={t("table.shown")}
          labelHidden
          choices={SHOWN.map((id) => ({
            id,
            label: t(`table.shownBy.${id}`),
            count: formats.count(clones.filter((clone) => fits(clone, id)).length),
          }))}
          value={shown}
          onChange={(id) => setChosen(id)}
        />
      }
      rows={rows}
      rowKey={({ clone }) => clone}
      columns={columns}
      selection={selection}
      onSelection={({ selected }) => onChoose([...selected][0] ?? null)}
    />
  );
}

function fits({ status }: CloneRow, shown: Shown): boolean {
  switch (shown) {
    case "current":
      return status !== "retired";
    case "due":
      return status === "overdue" || status === "expiring";
    case "retired":
      return status === "retired";
    case "all":
      return true;
  }
}
