import { UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ResultIdentity, RunResult } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import type { DataColumn } from "@/components/table/DataTable";
import { SearchedTable } from "@/components/table/SearchedTable";
import { useFormats } from "@/i18n";

/** Accounts, credentials and other copies of data outside the rows, and what became of them. */
export function IdentitiesTab({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  const columns = useMemo<DataColumn<ResultIdentity>[]>(
    () => [
      { id: "kind", header: t("findings.kind"), width: 9, grow: 2, text: ({ kind }) => kind },
      { id: "name", header: t("identities.name"), width: 9, grow: 2, text: ({ name }) => name },
      {
        id: "treatment",
        header: t("identities.treatment"),
        width: 15,
        grow: 2,
        text: ({ treatment }) => treatmentText(treatment, t),
        cell: ({ treatment }) => (
          <Badge tone={treatment === "inventory" ? "warn" : "good"}>
            {treatmentText(treatment, t)}
          </Badge>
        ),
      },
      { id: "place", header: t("identities.place"), width: 6, text: ({ place }) => place },
      {
        id: "details",
        header: t("identities.details"),
        width: 9,
        grow: 3,
        text: ({ details }) => details.map(({ name, value }) => `${name}: ${value}`).join(", "),
      },
      {
        id: "count",
        header: t("identities.count"),
        width: 5,
        grow: 0,
        align: "end",
        text: ({ count }) => formats.count(count),
        order: ({ count }) => count,
      },
    ],
    [t, formats],
  );
  if (result.identities.length === 0) {
    return (
      <EmptyState icon={UserRoundX} title={t("identities.none")}>
        {t("identities.noneDetail")}
      </EmptyState>
    );
  }
  return (
    <SearchedTable
      label={t("tabs.identities")}
      searchLabel={t("identities.search")}
      rows={result.identities}
      rowKey={keyOf}
      columns={columns}
    />
  );
}

type Text = ReturnType<typeof useTranslation<"result">>["t"];

/** A treatment that is new here is told by its name. */
function treatmentText(treatment: string, t: Text): string {
  return t(`identities.treatments.${treatment as "drop"}`, { defaultValue: treatment });
}

const keyOf = ({ kind, name, place, treatment }: ResultIdentity) =>
  [kind, name, place, treatment].join("\0");
