import { UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FoundIdentity } from "@/bindings";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import type { DataColumn } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import { useAnswer } from "@/stores/loaded";
import { ClassBadge, toneOf } from "./ClassBadge";
import styles from "./dump.module.css";
import { Details, InventoryView } from "./InventoryView";
import { SENSITIVITY_ORDER } from "./sensitivity";
import { treatmentText, treatmentWord } from "./treatment";

/** Accounts, credentials, connections and jobs, and what a run does with each. */
export function IdentitiesTab({ dump }: { dump: string }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const { loaded, reload } = useAnswer("dump_inventory", { dump });
  const columns = useMemo<DataColumn<FoundIdentity>[]>(
    () => [
      {
        id: "kind",
        header: t("inventory.kind"),
        width: 9,
        text: ({ kind }) => kind,
        cell: (identity) => <ClassBadge class={identity} />,
      },
      { id: "name", header: t("inventory.name"), width: 8, grow: 2, text: ({ name }) => name },
      { id: "place", header: t("inventory.place"), width: 7, text: ({ place }) => place },
      {
        id: "sensitivity",
        header: t("inventory.sensitivity"),
        width: 6,
        grow: 0,
        text: ({ sensitivity }) => t(`sensitivity.${sensitivity as "low"}`),
        order: ({ sensitivity }) => SENSITIVITY_ORDER[sensitivity] ?? 0,
        cell: ({ sensitivity }) => (
          <Badge tone={toneOf(sensitivity)}>{t(`sensitivity.${sensitivity as "low"}`)}</Badge>
        ),
      },
      {
        id: "treatment",
        header: t("inventory.treatment"),
        width: 9,
        grow: 2,
        text: ({ treatment }) => treatmentWord(treatment, t),
      },
      {
        id: "rotate",
        header: t("inventory.rotate"),
        width: 5,
        grow: 0,
        text: ({ rotate }) => (rotate ? t("inventory.yes") : ""),
        cell: ({ rotate }) => rotate && <Badge tone="warn">{t("inventory.yes")}</Badge>,
      },
    ],
    [t],
  );

  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") {
    return <ErrorState title={t("inventory.failed")} problems={loaded.problems} onRetry={reload} />;
  }
  if (loaded.value.identities.length === 0) {
    return (
      <EmptyState icon={UserRoundX} title={t("inventory.noIdentities")}>
        {t("inventory.noIdentitiesDetail")}
      </EmptyState>
    );
  }
  return (
    <InventoryView
      label={t("tabs.identities")}
      searchLabel={t("inventory.searchIdentities")}
      rows={loaded.value.identities}
      rowKey={keyOf}
      columns={columns}
      detail={(identity) => (
        <>
          <h2 className={styles.cardTitle}>{identity.name || identity.kind}</h2>
          <dl className={styles.details}>
            <div>
              <dt>{t("inventory.kind")}</dt>
              <dd>
                <ClassBadge class={identity} />
              </dd>
            </div>
            <div>
              <dt>{t("inventory.position")}</dt>
              <dd>{identity.place}</dd>
            </div>
            <div>
              <dt>{t("inventory.count")}</dt>
              <dd>{formats.count(identity.count)}</dd>
            </div>
            {identity.rotate && (
              <div>
                <dt>{t("inventory.rotate")}</dt>
                <dd>
                  <Badge tone="warn">{t("inventory.rotateYes")}</Badge>
                </dd>
              </div>
            )}
            <Details details={identity.details} />
            <div>
              <dt>{t("inventory.treatment")}</dt>
              <dd>{treatmentText(identity.treatment, t)}</dd>
            </div>
            {identity.fingerprint !== null && (
              <div>
                <dt>{t("inventory.fingerprint")}</dt>
                <dd className={styles.mono}>{identity.fingerprint}</dd>
              </div>
            )}
            {identity.also.length > 0 && (
              <div>
                <dt>{t("inventory.also")}</dt>
                {identity.also.map((place) => (
                  <dd key={place}>{place}</dd>
                ))}
              </div>
            )}
          </dl>
        </>
      )}
    />
  );
}

const keyOf = ({ kind, name, place, fingerprint }: FoundIdentity) =>
  [kind, name, place, fingerprint].join("\0");
