import { FileCheck, Reply, Save, Undo2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewFile } from "@/bindings";
import { Button, IconButton } from "@/components/button/Button";
import { Select } from "@/components/choice/Select";
import { Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { type TabOf, Tabs } from "@/components/tabs/Tabs";
import { useFormats } from "@/i18n";
import { type Action, useActions } from "@/stores/actions";
import { refineRoute, useRoute } from "@/stores/route";
import { save } from "@/stores/saving";
import { reportFailure, reportSuccess } from "@/stores/toasts";
import { closeReview } from "@/stores/workspace";
import { ApprovalsTab } from "./ApprovalsTab";
import { ApproveDialog } from "./approve/ApproveDialog";
import { ChangesTab } from "./ChangesTab";
import { undo, useReviewing } from "./context";
import { DoubtsTab } from "./DoubtsTab";
import { ExceptionsTab } from "./ExceptionsTab";
import { IdentitiesTab } from "./IdentitiesTab";
import { Notices } from "./Notices";
import { RulesTab } from "./RulesTab";
import styles from "./review.module.css";
import { SendBackDialog } from "./SendBackDialog";
import { verdictOf } from "./verdict";

const TABS = ["changes", "rules", "doubts", "exceptions", "identities", "approvals"] as const;
type Tab = (typeof TABS)[number];

interface ReviewFrameProps {
  environments?: readonly string[];
  onEnvironment?(environment: string): void;
  /** The review file, where there is one instead of a dump. */
  file?: ReviewFile;
}

/** What is reviewed, how it stands, and the two answers: approve it or send it back. */
export function ReviewFrame({ environments = [], onEnvironment, file }: ReviewFrameProps) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const reviewing = useReviewing();
  const { profile, request, environment } = reviewing;
  const at = useRoute((route) => route.at);
  const [asked, setAsked] = useState<"approve" | "sendBack" | null>(null);
  const tab: Tab = TABS.find((id) => id === at.tab) ?? "changes";
  const verdict = verdictOf(reviewing, t, formats);
  useReviewActions(
    () => setAsked("approve"),
    () => setAsked("sendBack"),
  );
  const attempt = (act: () => Promise<unknown>) => () => {
    act().catch((thrown) => reportFailure(t("failed.step"), thrown));
  };
  const saveIt = async () => {
    if (profile && (await save(profile)) === "saved") {
      reportSuccess(t("saved", { name: profile.name }));
    }
  };

  return (
    <Screen
      title={t("title")}
      about={
        <>
          <span>{file?.profileName ?? profile?.name}</span>
          {environments.length < 2 && <span>{t("forEnvironment", { environment })}</span>}
          <Badge tone={verdict.tone}>{verdict.text}</Badge>
        </>
      }
      actions={
        <>
          {environments.length > 1 && (
            <Select
              label={t("environment")}
              labelHidden
              choices={environments.map((id) => ({ id, label: id }))}
              value={environment}
              onChange={(id) => onEnvironment?.(id)}
            />
          )}
          {profile?.undo && (
            <IconButton
              icon={Undo2}
              label={t("undoStep", { step: profile.undo })}
              onPress={attempt(() => undo(reviewing))}
            />
          )}
          {profile?.dirty && (
            <Button icon={Save} variant="primary" onPress={attempt(saveIt)}>
              {t("save")}
            </Button>
          )}
          {file && (
            <Button icon={X} variant="quiet" onPress={closeReview}>
              {t("closeFile")}
            </Button>
          )}
          <Button icon={Reply} isDisabled={!request} onPress={() => setAsked("sendBack")}>
            {t("sendBack.open")}
          </Button>
          <Button
            icon={FileCheck}
            variant={profile?.dirty ? "secondary" : "primary"}
            isDisabled={!request}
            onPress={() => setAsked("approve")}
          >
            {t("approve.open")}
          </Button>
        </>
      }
    >
      <Notices file={file ?? null} onSave={attempt(saveIt)} />
      <div className={styles.tabs}>
        <Tabs
          label={t("tabs.label")}
          selected={tab}
          onSelect={(id) => refineRoute(id === "changes" ? {} : { tab: id })}
          tabs={useTabs()}
        />
      </div>
      {asked === "approve" && <ApproveDialog onClose={() => setAsked(null)} />}
      {asked === "sendBack" && <SendBackDialog onClose={() => setAsked(null)} />}
    </Screen>
  );
}

function useTabs(): TabOf<Tab>[] {
  const { t } = useTranslation("review");
  const { count } = useFormats();
  const { since, columns, doubts, exceptions, identities, state } = useReviewing();
  const open = doubts.filter(({ answer }) => answer === null).length;
  return [
    {
      id: "changes",
      label: t("tabs.changes"),
      count: since ? count(since.changes.length + since.drift.length) : undefined,
      content: <ChangesTab />,
    },
    {
      id: "rules",
      label: t("tabs.rules"),
      count: count(columns.length),
      content: <RulesTab />,
    },
    { id: "doubts", label: t("tabs.doubts"), count: count(open), content: <DoubtsTab /> },
    {
      id: "exceptions",
      label: t("tabs.exceptions"),
      count: count(exceptions.length),
      content: <ExceptionsTab />,
    },
    {
      id: "identities",
      label: t("tabs.identities"),
      count: count(identities.length),
      content: <IdentitiesTab />,
    },
    {
      id: "approvals",
      label: t("tabs.approvals"),
      count: state ? count(state.approvals.length) : undefined,
      content: <ApprovalsTab />,
    },
  ];
}

function useReviewActions(approve: () => void, sendBack: () => void): void {
  const { t } = useTranslation("review");
  const reviewing = useReviewing();
  const { profile, request } = reviewing;
  const section = t("title");
  const run = (act: () => Promise<unknown>) => () => {
    act().catch((thrown) => reportFailure(t("failed.step"), thrown));
  };
  const actions: Action[] = [
    { id: "review.approve", title: t("approve.open"), disabled: !request, run: approve },
    { id: "review.send-back", title: t("sendBack.open"), disabled: !request, run: sendBack },
    {
      id: "review.save",
      title: t("save"),
      shortcut: "Mod+S",
      disabled: !profile?.dirty,
      run: run(async () => profile && save(profile)),
    },
    {
      id: "review.undo",
      title: profile?.undo ? t("undoStep", { step: profile.undo }) : t("undo"),
      shortcut: "Mod+Z",
      disabled: !profile?.undo,
      run: run(() => undo(reviewing)),
    },
  ].map((action) => ({ ...action, section }));
  useActions(actions);
}
