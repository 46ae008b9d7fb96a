import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FoundSecret } from "@/bindings";
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

/** Secrets by place and what a run does with each; never the secrets. */
export function SecretsTab({ dump }: { dump: string }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const { loaded, reload } = useAnswer("dump_inventory", { dump });
  const columns = useMemo<DataColumn<FoundSecret>[]>(
    () => [
      {
        id: "kind",
        header: t("inventory.kind"),
        width: 11,
        text: ({ kind }) => kind,
        cell: (secret) => <ClassBadge class={secret} />,
      },
      {
        id: "place",
        header: t("inventory.place"),
        width: 14,
        grow: 2,
        text: (secret) =>
          placeOf(secret, t("inventory.line", { line: secret.line, byte: secret.byte })),
      },
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
        id: "count",
        header: t("inventory.count"),
        width: 5,
        grow: 0,
        align: "end",
        text: ({ count }) => formats.count(count),
        order: ({ count }) => count,
      },
      {
        id: "treatment",
        header: t("inventory.treatment"),
        width: 10,
        text: ({ treatment }) => treatmentWord(treatment, t),
      },
    ],
    [t, formats],
  );

  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") {
    return <ErrorState title={t("inventory.failed")} problems={loaded.problems} onRetry={reload} />;
  }
  if (loaded.value.secrets.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={t("inventory.noSecrets")}>
        {t("inventory.noSecretsDetail")}
      </EmptyState>
    );
  }
  return (
    <InventoryView
      label={t("tabs.secrets")}
      searchLabel={t("inventory.search")}
      note={t("inventory.secretsNote")}
      rows={loaded.value.secrets}
      rowKey={keyOf}
      columns={columns}
      detail={(secret) => <SecretDetail secret={secret} />}
    />
  );
}

function SecretDetail({ secret }: { secret: FoundSecret }) {
  const { t } = useTranslation("dump");
  const position = t("inventory.line", { line: secret.line, byte: secret.byte });
  return (
    <>
      <h2 className={styles.cardTitle}>
        <ClassBadge class={secret} />
      </h2>
      <dl className={styles.details}>
        <div>
          <dt>{t("inventory.position")}</dt>
          <dd>
            {position}
            {secret.row !== null && `, ${t("inventory.row", { row: secret.row })}`}
          </dd>
        </div>
        <Details details={secret.details} />
        <div>
          <dt>{t("inventory.treatment")}</dt>
          <dd>{treatmentText(secret.treatment, t)}</dd>
        </div>
        {secret.fingerprint !== null && (
          <div>
            <dt>{t("inventory.fingerprint")}</dt>
            <dd className={styles.mono}>{secret.fingerprint}</dd>
            <dd className={styles.faint}>{t("inventory.fingerprintDetail")}</dd>
          </div>
        )}
        {secret.also.length > 0 && (
          <div>
            <dt>{t("inventory.also")}</dt>
            {secret.also.map((place) => (
              <dd key={place}>{place}</dd>
            ))}
          </div>
        )}
      </dl>
    </>
  );
}

function placeOf(secret: FoundSecret, position: string): string {
  return secret.table === null ? position : [secret.table, secret.column].filter(Boolean).join(".");
}

const keyOf = ({ kind, byte, table, column, fingerprint }: FoundSecret) =>
  [kind, byte, table, column, fingerprint].join("\0");
