import { Play } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DumpOverview, ProfileState } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ConfirmDialog } from "@/components/dialog/Dialog";
import { Page, Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { type Action, useActions } from "@/stores/actions";
import { useShownCliLine } from "@/stores/cli-line";
import { ApprovalSection } from "./ApprovalSection";
import { CredentialsSection } from "./CredentialsSection";
import { followRun, forgetRun } from "./current";
import { EvidenceSection } from "./EvidenceSection";
import { requestOf, useRunForm } from "./form";
import { KeySection } from "./KeySection";
import { Outcome, StartFailure } from "./Outcome";
import { RunHistory } from "./RunHistory";
import styles from "./run.module.css";
import { SourceSection, TargetSection } from "./SourceSection";
import { useApproval } from "./use-approval";
import { usePlan } from "./use-plan";

/** What is run, and all that is asked of it, before it begins. */
export function RunSetup({ dump, profile }: { dump: DumpOverview; profile: ProfileState }) {
  const { t } = useTranslation("run");
  const { t: app } = useTranslation("app");
  const { count } = useFormats();
  const planned = usePlan(dump.dump, profile.profile);
  const approval = useApproval(dump, profile, planned);
  const [isAsking, setAsking] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<readonly Problem[]>([]);
  const { plan, bounds } = planned;
  useShownCliLine(plan?.cli ?? null);

  const cli = plan?.cli ?? null;
  const missing = (plan?.problems.length ?? 0) + (approval.stops ? 1 : 0);
  const isReady = plan !== null && planned.isCurrent && missing === 0 && !isStarting;
  const start = useCallback(() => {
    setStarting(true);
    setFailure([]);
    const request = requestOf(useRunForm.getState(), dump.dump, profile.profile, bounds);
    call("start_run", request)
      .then(
        ({ job }) => followRun(job, cli),
        (thrown) => {
          forgetRun();
          setFailure(problemsOf(thrown));
        },
      )
      .finally(() => setStarting(false));
  }, [dump.dump, profile.profile, bounds, cli]);
  const replaced = plan?.replaced ?? [];
  const asksFirst = replaced.length > 0;
  const begin = useCallback(() => (asksFirst ? setAsking(true) : start()), [asksFirst, start]);

  const actions = useMemo<Action[]>(
    () => [
      {
        id: "run.start",
        title: t("start"),
        section: app("screens.run"),
        shortcut: "Mod+Enter",
        disabled: !isReady,
        run: begin,
      },
    ],
    [t, app, isReady, begin],
  );
  useActions(actions);

  return (
    <Screen
      title={t("title")}
      about={
        missing > 0 && (
          <Badge tone="warn">{t("missing", { count: missing, formatted: count(missing) })}</Badge>
        )
      }
      actions={
        <Button variant="primary" icon={Play} isDisabled={!isReady} onPress={begin}>
          {isStarting ? t("starting") : t("start")}
        </Button>
      }
    >
      {plan === null ? (
        planned.failure ? (
          <ErrorState
            title={t("failed.plan")}
            problems={planned.failure}
            onRetry={planned.reload}
          />
        ) : (
          <Loading />
        )
      ) : (
        <Page>
          <Outcome />
          <StartFailure problems={failure} />
          <SourceSection dump={dump} profile={profile} planned={planned} />
          <TargetSection planned={planned} />
          <KeySection planned={planned} />
          <CredentialsSection planned={planned} />
          <ApprovalSection approval={approval} planned={planned} />
          <EvidenceSection planned={planned} />
          <RunHistory />
        </Page>
      )}
      <ConfirmDialog
        title={t("replace.title", { count: replaced.length, name: replaced[0] })}
        confirm={t("replace.confirm")}
        danger
        isOpen={isAsking}
        onConfirm={start}
        onClose={() => setAsking(false)}
      >
        <p>{t("replace.detail", { count: replaced.length })}</p>
        <ul className={styles.replaced}>
          {replaced.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </Screen>
  );
}
