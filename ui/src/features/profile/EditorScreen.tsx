import { Redo2, Save, Undo2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DumpOverview, ProfileState, Remarks } from "@/bindings";
import { Button, IconButton } from "@/components/button/Button";
import { ConfirmDialog } from "@/components/dialog/Dialog";
import { Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { Notice } from "@/components/status/Notice";
import { Tabs } from "@/components/tabs/Tabs";
import { useFormats } from "@/i18n";
import { listen } from "@/platform";
import { CommandFailure } from "@/platform/problem";
import { type Action, useActions } from "@/stores/actions";
import { useShownCliLine } from "@/stores/cli-line";
import { useAnswer } from "@/stores/loaded";
import { refineRoute, useRoute } from "@/stores/route";
import { revert, save } from "@/stores/saving";
import { reportFailure, reportSuccess } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { draftProfile } from "./beginning";
import { Coverage } from "./Coverage";
import { type Editor, EditorProvider, usePending, useSteps } from "./editor";
import { DomainsTab } from "./more/DomainsTab";
import { ExceptionsTab } from "./more/ExceptionsTab";
import { ProblemsTab } from "./more/ProblemsTab";
import { TextTab } from "./more/TextTab";
import { RulesTab } from "./RulesTab";
import { SentBackNotice } from "./remarks/SentBackNotice";
import { SettingsTab } from "./settings/SettingsTab";

const NO_REMARKS: Remarks = { sentBack: null, notes: [] };

const TABS = ["rules", "domains", "exceptions", "settings", "problems", "text"] as const;

/** The editor of one profile on one dump. */
export function EditorScreen({ profile, dump }: { profile: ProfileState; dump: DumpOverview }) {
  const { t } = useTranslation("profile");
  const catalogue = useAnswer("catalogue", null);
  const place = { profile: profile.profile, dump: dump.dump };
  const answer = useAnswer("editor_tables", place);
  const { loaded: line, reload: askLine } = useAnswer("check_line", place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save gives the profile another file
  useEffect(askLine, [profile.folder, profile.fileName, askLine]);
  useShownCliLine(line.state === "there" ? line.value.line : null);
  const {
    loaded: said,
    show: showRemarks,
    reload: askRemarks,
  } = useAnswer("remarks", {
    profile: profile.profile,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save may answer what was said
  useEffect(askRemarks, [profile.dirty, askRemarks]);
  const steps = useSteps(profile, dump.dump);
  const pending = usePending();
  const { reload } = answer;

  // Each step changes how columns stand; what is shown stays until the answer is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each revision asks again
  useEffect(reload, [profile.revision, reload]);

  const editor = useMemo<Editor | null>(() => {
    if (answer.loaded.state !== "there" || catalogue.loaded.state !== "there") return null;
    const undo = () => {
      if (!pending.discard()) steps.undo();
    };
    return {
      profile,
      dump,
      catalogue: catalogue.loaded.value,
      marks: answer.loaded.value,
      remarks: said.state === "there" ? said.value : NO_REMARKS,
      showRemarks,
      ...steps,
      undo,
      pending,
    };
  }, [profile, dump, catalogue.loaded, answer.loaded, said, showRemarks, steps, pending]);

  for (const { loaded, reload: again } of [catalogue, answer]) {
    if (loaded.state === "failed") {
      return (
        <Screen title={t("title")} about={<About profile={profile} />}>
          <ErrorState title={t("failed.judge")} problems={loaded.problems} onRetry={again} />
        </Screen>
      );
    }
  }
  if (!editor) {
    return (
      <Screen title={t("title")} about={<About profile={profile} />}>
        <Loading />
      </Screen>
    );
  }
  return (
    <EditorProvider value={editor}>
      <Frame editor={editor} />
    </EditorProvider>
  );
}

function Frame({ editor }: { editor: Editor }) {
  const { t } = useTranslation("profile");
  const { count } = useFormats();
  const { profile, marks } = editor;
  const { at } = useRoute();
  const { saveNow, saveElsewhere, overtaken, answerOvertaken } = useSave(editor);
  const tab = TABS.find((id) => id === at.tab) ?? "rules";
  const goTo = (id: (typeof TABS)[number]) => {
    const { tab: _, ...rest } = at;
    refineRoute(id === "rules" ? rest : { ...rest, tab: id });
  };
  useEditorActions(editor, saveNow, saveElsewhere);

  return (
    <Screen
      title={t("title")}
      about={<About profile={profile} />}
      actions={
        <>
          <Coverage meter={marks.meter} />
          <IconButton
            icon={Undo2}
            label={profile.undo ? t("actions.undoStep", { step: profile.undo }) : t("actions.undo")}
            isDisabled={!profile.undo}
            onPress={editor.undo}
          />
          <IconButton
            icon={Redo2}
            label={profile.redo ? t("actions.redoStep", { step: profile.redo }) : t("actions.redo")}
            isDisabled={!profile.redo}
            onPress={editor.redo}
          />
          <Button
            icon={Save}
            variant={profile.dirty || profile.fileName === null ? "primary" : "secondary"}
            onPress={saveNow}
          >
            {t("actions.save")}
          </Button>
        </>
      }
    >
      <Notices profile={profile} />
      <SentBackNotice />
      <Tabs
        label={t("tabs.label")}
        selected={tab}
        onSelect={goTo}
        tabs={[
          { id: "rules", label: t("tabs.rules"), content: <RulesTab /> },
          { id: "domains", label: t("tabs.domains"), content: <DomainsTab /> },
          {
            id: "exceptions",
            label: t("tabs.exceptions"),
            count: count(profile.exceptions.length),
            content: <ExceptionsTab />,
          },
          { id: "settings", label: t("tabs.settings"), content: <SettingsTab /> },
          {
            id: "problems",
            label: t("tabs.problems"),
            count: count(marks.problems.length),
            content: <ProblemsTab />,
          },
          { id: "text", label: t("tabs.text"), content: <TextTab /> },
        ]}
      />
      <ConfirmDialog
        title={t("overtaken.title")}
        confirm={t("overtaken.overwrite")}
        danger
        isOpen={overtaken}
        onConfirm={() => answerOvertaken(true)}
        onClose={() => answerOvertaken(false)}
      >
        {t("overtaken.detail", { name: profile.fileName })}
      </ConfirmDialog>
    </Screen>
  );
}

function About({ profile }: { profile: ProfileState }) {
  const { t } = useTranslation("profile");
  return (
    <>
      <span>{profile.name}</span>
      <span>{profile.fileName ?? t("about.noFile")}</span>
      {profile.dirty && <Badge tone="warn">{t("about.unsaved")}</Badge>}
    </>
  );
}

/** What one should know before going on: recovered edits, an autosave that failed, a file overtaken. */
function Notices({ profile }: { profile: ProfileState }) {
  const { t } = useTranslation("profile");
  const recovered = useWorkspace((workspace) => workspace.recovered);
  const [lost, setLost] = useState<CommandFailure | null>(null);
  useEffect(
    () =>
      listen((event) => {
        if (event.type === "autosaveFailed" && event.profile === profile.profile) {
          setLost(new CommandFailure(event.error));
        }
      }),
    [profile.profile],
  );
  const throwAway = () => {
    revert(profile).catch((thrown) => reportFailure(t("failed.revert"), thrown));
  };
  return (
    <>
      {recovered && profile.dirty && (
        <Notice
          tone="note"
          actions={
            <>
              <Button size="small" onPress={() => useWorkspace.setState({ recovered: false })}>
                {t("recovered.keep")}
              </Button>
              {profile.fileName !== null && (
                <Button size="small" variant="danger" onPress={throwAway}>
                  {t("recovered.discard")}
                </Button>
              )}
            </>
          }
        >
          {t("recovered.text")}
        </Notice>
      )}
      {lost && (
        <Notice
          tone="bad"
          actions={
            <Button size="small" onPress={() => setLost(null)}>
              {t("autosave.dismiss")}
            </Button>
          }
        >
          {t("autosave.failed", { why: lost.problems[0]?.message ?? "" })}
        </Notice>
      )}
      {profile.overtaken && (
        <Notice tone="warn">{t("overtaken.notice", { name: profile.fileName })}</Notice>
      )}
    </>
  );
}

function useSave({ profile, pending }: Editor) {
  const { t } = useTranslation("profile");
  const [overtaken, setOvertaken] = useState(false);
  const run = (how: { elsewhere?: boolean; overwrite?: boolean }) => {
    const act = async () => {
      if (!(await pending.flush())) return;
      const saved = await save(profile, how);
      if (saved === "saved") reportSuccess(t("saved", { name: profile.name }));
      if (saved === "overtaken") setOvertaken(true);
    };
    act().catch((thrown) => reportFailure(t("failed.save"), thrown));
  };
  return {
    saveNow: () => run({}),
    saveElsewhere: () => run({ elsewhere: true }),
    overtaken,
    answerOvertaken: (overwrite: boolean) => {
      setOvertaken(false);
      if (overwrite) run({ overwrite: true });
    },
  };
}

function useEditorActions(editor: Editor, saveNow: () => void, saveElsewhere: () => void): void {
  const { t } = useTranslation("profile");
  const { profile } = editor;
  const actions: Action[] = [
    { id: "profile.save", title: t("actions.save"), shortcut: "Mod+S", run: saveNow },
    {
      id: "profile.save-as",
      title: t("actions.saveAs"),
      shortcut: "Mod+Shift+S",
      run: saveElsewhere,
    },
    {
      id: "profile.undo",
      title: profile.undo ? t("actions.undoStep", { step: profile.undo }) : t("actions.undo"),
      shortcut: "Mod+Z",
      run: editor.undo,
    },
    {
      id: "profile.redo",
      title: profile.redo ? t("actions.redoStep", { step: profile.redo }) : t("actions.redo"),
      shortcut: "Mod+Shift+Z",
      run: editor.redo,
    },
    {
      id: "profile.complete",
      title: t("actions.complete"),
      words: "draft",
      run: () => {
        draftProfile().then(
          (result) => result && reportSuccess(t("completed", { reviews: result.reviews })),
          (thrown) => reportFailure(t("none.draftFailed"), thrown),
        );
      },
    },
  ].map((action) => ({ ...action, section: t("title") }));
  useActions(actions);
}
