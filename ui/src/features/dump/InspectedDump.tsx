import { FilePen, RefreshCw } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { DumpOverview } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { Notice } from "@/components/status/Notice";
import { Tabs } from "@/components/tabs/Tabs";
import { useFormats } from "@/i18n";
import { type Action, useActions } from "@/stores/actions";
import { refineRoute, useRoute } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { closeDump, inspect, useWorkspace } from "@/stores/workspace";
import { CoverageTab } from "./CoverageTab";
import { useDrafting } from "./drafting";
import { IdentitiesTab } from "./IdentitiesTab";
import { InspectProgress } from "./InspectProgress";
import { SchemaTab } from "./SchemaTab";
import { SecretsTab } from "./SecretsTab";

const TABS = ["schema", "secrets", "identities", "coverage"] as const;
type Tab = (typeof TABS)[number];

/** A dump of which everything is known. */
export function InspectedDump({ dump, onOther }: { dump: DumpOverview; onOther: () => void }) {
  const { t } = useTranslation("dump");
  const { t: app } = useTranslation("app");
  const formats = useFormats();
  const { inspecting, failure } = useWorkspace();
  const at = useRoute((route) => route.at);
  const tab: Tab = TABS.find((id) => id === at.tab) ?? "schema";
  const drafting = useDrafting(dump.dump);

  const actions = useMemo<Action[]>(() => {
    const section = app("sections.dump");
    return [
      { id: "dump.inspect", title: t("actions.inspectAgain"), section, run: () => void inspect() },
      {
        id: "dump.draft",
        title: t("actions.draft"),
        section,
        disabled: drafting.busy,
        run: drafting.draft,
      },
      {
        id: "dump.close",
        title: t("actions.close"),
        section,
        run: () => closeDump().catch((thrown) => reportFailure(t("actions.failed"), thrown)),
      },
    ];
  }, [t, app, drafting]);
  useActions(actions);

  const rows = dump.tables.reduce((sum, table) => sum + table.rows, 0);
  const about = (
    <>
      <Badge>{t(`dialects.${dump.dialect as "postgres"}`)}</Badge>
      {dump.bytes !== null && <span>{formats.bytes(dump.bytes)}</span>}
      <span>
        {t("about.tables", {
          count: dump.tables.length,
          formatted: formats.count(dump.tables.length),
        })}
      </span>
      <span>{t("about.rows", { count: rows, formatted: formats.count(rows) })}</span>
    </>
  );
  return (
    <Screen
      title={dump.name}
      about={about}
      actions={
        <>
          <Button icon={RefreshCw} isDisabled={inspecting !== null} onPress={() => void inspect()}>
            {t("actions.inspectAgain")}
          </Button>
          <Button
            variant="primary"
            icon={FilePen}
            isDisabled={drafting.busy}
            onPress={drafting.draft}
          >
            {drafting.busy ? t("actions.drafting") : t("actions.draft")}
          </Button>
        </>
      }
    >
      {inspecting ? (
        <InspectProgress job={inspecting} name={dump.name} />
      ) : (
        <>
          {(dump.state === "changed" || dump.state === "missing") && (
            <Notice
              tone="warn"
              actions={
                dump.state === "changed" ? (
                  <Button size="small" onPress={() => void inspect()}>
                    {t("actions.inspectAgain")}
                  </Button>
                ) : (
                  <Button size="small" onPress={onOther}>
                    {t("failed.other")}
                  </Button>
                )
              }
            >
              {dump.state === "changed"
                ? t("changed")
                : `${t("missing.title", { name: dump.name })}. ${t("missing.detail", { folder: dump.folder })}`}
            </Notice>
          )}
          {failure && (
            <Notice tone={failure.kind === "cancelled" ? "note" : "bad"}>
              {failure.kind === "cancelled" ? t("cancelled") : failure.message}
            </Notice>
          )}
          <Tabs
            label={t("tabs.label")}
            selected={tab}
            onSelect={(id) => refineRoute(id === "schema" ? {} : { tab: id })}
            tabs={[
              { id: "schema", label: t("tabs.schema"), content: <SchemaTab dump={dump} /> },
              {
                id: "secrets",
                label: t("tabs.secrets"),
                count: formats.count(dump.secrets),
                content: <SecretsTab dump={dump.dump} />,
              },
              {
                id: "identities",
                label: t("tabs.identities"),
                count: formats.count(dump.identities),
                content: <IdentitiesTab dump={dump.dump} />,
              },
              { id: "coverage", label: t("tabs.coverage"), content: <CoverageTab dump={dump} /> },
            ]}
          />
        </>
      )}
    </Screen>
  );
}
