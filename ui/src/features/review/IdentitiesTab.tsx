import { UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import type { dump } from "@/i18n/en/dump";
import { useReviewing } from "./context";
import styles from "./review.module.css";
import type { ReviewedIdentity } from "./reviewed";

type Treatment = keyof typeof dump.inventory.treatments;

/** Accounts, credentials and secrets of the dump, and what becomes of each. */
export function IdentitiesTab() {
  const { t } = useTranslation("review");
  const { t: ofDump } = useTranslation("dump");
  const { count } = useFormats();
  const { identities } = useReviewing();
  const columns = useMemo<DataColumn<ReviewedIdentity>[]>(
    () => [
      { id: "kind", header: t("identities.kind"), width: 9, text: ({ kind }) => kind },
      { id: "name", header: t("identities.name"), width: 9, text: ({ name }) => name },
      { id: "place", header: t("identities.place"), width: 10, text: ({ place }) => place },
      {
        id: "count",
        header: t("identities.count"),
        width: 5,
        grow: 0,
        align: "end",
        text: (row) => count(row.count),
        order: (row) => row.count,
      },
      {
        id: "treatment",
        header: t("identities.treatment"),
        width: 14,
        grow: 2,
        text: ({ treatment }) =>
          ofDump(`inventory.treatments.${treatment as Treatment}`, { defaultValue: treatment }),
      },
      {
        id: "rotate",
        header: t("identities.rotate"),
        width: 9,
        grow: 0,
        text: ({ rotate }) => (rotate ? t("identities.rotateYes") : ""),
        cell: ({ rotate }) => rotate && <Badge tone="warn">{t("identities.rotateYes")}</Badge>,
      },
    ],
    [t, ofDump, count],
  );
  return (
    <div className={styles.list}>
      <IdentitySettings />
      {identities.length === 0 ? (
        <EmptyState icon={UserRoundX} title={t("identities.none")}>
          {t("identities.noneDetail")}
        </EmptyState>
      ) : (
        <DataTable
          label={t("tabs.identities")}
          columns={columns}
          rows={identities}
          rowKey={({ key }) => key}
        />
      )}
    </div>
  );
}

/** What the profile says of accounts, in sentences. */
function IdentitySettings() {
  const { t } = useTranslation("review");
  const { settings } = useReviewing();
  const { owner, definer, roles } = (settings.identities ?? {}) as {
    owner?: string;
    definer?: string;
    roles?: Record<string, string>;
  };
  const named = Object.entries(roles ?? {});
  const sentences = [
    settings.secrets === "report" ? t("identities.report") : t("identities.scrub"),
    owner === undefined || owner === "keep"
      ? t("identities.ownerKeep")
      : t("identities.ownerRole", { role: owner }),
    definer === undefined || definer === "current-user"
      ? t("identities.definerCurrent")
      : definer === "keep"
        ? t("identities.definerKeep")
        : t("identities.definerAccount", { account: definer }),
    ...named.map(([from, to]) => t("identities.role", { from, to })),
  ];
  return (
    <ul className={styles.sentences} aria-label={t("identities.says")}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
