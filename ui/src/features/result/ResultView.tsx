import { BadgeCheck, FileDown, FolderOpen, ShieldCheck, ShieldX } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RunResult, RunRow } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Select } from "@/components/choice/Select";
import { Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { Notice } from "@/components/status/Notice";
import { Tabs } from "@/components/tabs/Tabs";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { type Action, useActions } from "@/stores/actions";
import { useShownCliLine } from "@/stores/cli-line";
import { refineRoute, useRoute } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { ExportDialog } from "./ExportDialog";
import { FindingsTab } from "./FindingsTab";
import { IdentitiesTab } from "./IdentitiesTab";
import { ProofTab } from "./ProofTab";
import styles from "./result.module.css";
import { SummaryTab } from "./SummaryTab";
import { TablesTab } from "./TablesTab";

const TABS = ["summary", "tables", "findings", "identities", "proof"] as const;

interface ResultViewProps {
  result: RunResult;
  /** The runs that one can look at, the last one first. */
  runs: readonly RunRow[];
  /** Looks again whether the output is still there. */
  onLook(): void;
}

/** What a run has done. */
export function ResultView({ result, runs, onLook }: ResultViewProps) {
  const { t } = useTranslation("result");
  const { t: app } = useTranslation("app");
  const formats = useFormats();
  const at = useRoute((route) => route.at);
  const [isExporting, setExporting] = useState(false);
  const tab = TABS.find((id) => id === at.tab) ?? "summary";
  useShownCliLine(result.cli);
  useEffect(() => {
    window.addEventListener("focus", onLook);
    return () => window.removeEventListener("focus", onLook);
  }, [onLook]);

  const actions = useMemo<Action[]>(() => {
    const section = app("screens.result");
    return [
      { id: "result.export", title: t("export.open"), section, run: () => setExporting(true) },
      {
        id: "result.folder",
        title: t("folder"),
        section,
        run: () => openFolder(result.run, t("failed.folder")),
      },
    ];
  }, [t, app, result.run]);
  useActions(actions);

  const go = (change: Record<string, string>) => refineRoute({ run: result.run, ...change });
  const found = result.findings.length;
  return (
    <Screen
      title={result.outputName}
      about={<About result={result} />}
      actions={
        <>
          {runs.length > 1 && (
            <div className={styles.runs}>
              <Select
                label={t("runs")}
                labelHidden
                choices={runs.map((run) => ({
                  id: run.run,
                  label: formats.dateTime(run.ended),
                  detail: `${run.outputName}, ${run.environment}`,
                }))}
                value={result.run}
                onChange={(run) => refineRoute({ ...at, run })}
              />
            </div>
          )}
          <Button icon={FolderOpen} onPress={() => openFolder(result.run, t("failed.folder"))}>
            {t("folder")}
          </Button>
          <Button variant="primary" icon={FileDown} onPress={() => setExporting(true)}>
            {t("export.open")}
          </Button>
        </>
      }
    >
      {!result.outputThere && (
        <Notice tone="warn">{t("gone", { folder: result.outputFolder })}</Notice>
      )}
      <Tabs
        label={t("tabs.label")}
        selected={tab}
        onSelect={(id) => go(id === "summary" ? {} : { tab: id })}
        tabs={[
          { id: "summary", label: t("tabs.summary"), content: <SummaryTab result={result} /> },
          {
            id: "tables",
            label: t("tabs.tables"),
            count: formats.count(result.tables.length),
            content: <TablesTab result={result} />,
          },
          {
            id: "findings",
            label: t("tabs.findings"),
            count: formats.count(found),
            content: <FindingsTab result={result} />,
          },
          {
            id: "identities",
            label: t("tabs.identities"),
            count: formats.count(result.identities.length),
            content: <IdentitiesTab result={result} />,
          },
          { id: "proof", label: t("tabs.proof"), content: <ProofTab result={result} /> },
        ]}
      />
      <ExportDialog result={result} isOpen={isExporting} onClose={() => setExporting(false)} />
    </Screen>
  );
}

function openFolder(run: string, title: string): void {
  call("open_output_folder", { run }).catch((thrown) => reportFailure(title, thrown));
}

function About({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const { verification, evidence, approval } = result;
  return (
    <>
      {verification === null ? (
        <Badge tone="warn" icon={ShieldX}>
          {t("about.notVerified")}
        </Badge>
      ) : (
        <Badge tone={verification.passed ? "good" : "bad"} icon={ShieldCheck}>
          {t(verification.passed ? "about.verified" : "about.leftOver")}
        </Badge>
      )}
      {evidence.attestationDigest !== null && (
        <Badge tone="good" icon={BadgeCheck}>
          {t("about.attested")}
        </Badge>
      )}
      {approval !== null && <Badge tone="good">{t("about.approved")}</Badge>}
      {evidence.clone !== null && <Badge>{t("about.registered")}</Badge>}
      <span>{result.environment}</span>
    </>
  );
}
