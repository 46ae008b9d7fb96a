import { FileCog, FolderOpen, Wand2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { chooseDump, chooseProfile } from "@/stores/choose";
import { navigate } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { draftProfile, newProfile } from "./beginning";
import { EditorScreen } from "./EditorScreen";

/** The profile editor: what becomes of every column, with real rows before and after. */
export default function ProfileScreen() {
  const { dump, profile, inspecting, failure } = useWorkspace();
  if (profile === null) return <NoProfile canDraft={dump?.state === "inspected"} />;
  if (dump === null) return <NoDump name={profile.name} />;
  if (dump.state === "unread") {
    return (
      <Unread name={dump.name} isReading={inspecting !== null} problems={failure?.problems ?? []} />
    );
  }
  return <EditorScreen key={`${profile.profile} ${dump.dump}`} profile={profile} dump={dump} />;
}

function NoProfile({ canDraft }: { canDraft: boolean }) {
  const { t } = useTranslation("profile");
  const [isDrafting, setDrafting] = useState(false);
  const run = (title: string, act: () => Promise<unknown>) => () => {
    act().catch((thrown) => reportFailure(title, thrown));
  };
  const draft = async () => {
    setDrafting(true);
    try {
      await draftProfile();
    } finally {
      setDrafting(false);
    }
  };
  return (
    <Screen title={t("title")}>
      <EmptyState
        icon={FileCog}
        title={t("none.title")}
        actions={
          <>
            {canDraft ? (
              <Button
                icon={Wand2}
                variant="primary"
                isDisabled={isDrafting}
                onPress={run(t("none.draftFailed"), draft)}
              >
                {t(isDrafting ? "none.drafting" : "none.draft")}
              </Button>
            ) : (
              <Button variant="primary" onPress={run(t("failed.open"), chooseDump)}>
                {t("none.openDump")}
              </Button>
            )}
            <Button icon={FolderOpen} onPress={run(t("failed.open"), chooseProfile)}>
              {t("none.open")}
            </Button>
            <Button
              variant="quiet"
              onPress={run(t("failed.open"), () => newProfile(t("none.newName")))}
            >
              {t("none.new")}
            </Button>
          </>
        }
      >
        {t(canDraft ? "none.detail" : "none.detailNoDump")}
      </EmptyState>
    </Screen>
  );
}

function NoDump({ name }: { name: string }) {
  const { t } = useTranslation("profile");
  const open = () => {
    chooseDump().catch((thrown) => reportFailure(t("failed.open"), thrown));
  };
  return (
    <Screen title={t("title")} about={<span>{name}</span>}>
      <EmptyState
        icon={FileCog}
        title={t("noDump.title")}
        actions={
          <>
            <Button variant="primary" onPress={open}>
              {t("none.openDump")}
            </Button>
            <Button variant="quiet" onPress={() => navigate("start")}>
              {t("noDump.start")}
            </Button>
          </>
        }
      >
        {t("noDump.detail")}
      </EmptyState>
    </Screen>
  );
}

interface UnreadProps {
  name: string;
  isReading: boolean;
  problems: React.ComponentProps<typeof ErrorState>["problems"];
}

function Unread({ name, isReading, problems }: UnreadProps) {
  const { t } = useTranslation("profile");
  const go = (
    <Button variant="primary" onPress={() => navigate("dump")}>
      {t("unread.go")}
    </Button>
  );
  return (
    <Screen title={t("title")}>
      {problems.length > 0 ? (
        <ErrorState title={t("unread.failed", { name })} problems={problems} actions={go} />
      ) : (
        <EmptyState
          icon={FileCog}
          title={t(isReading ? "unread.reading" : "unread.title", { name })}
          actions={go}
        >
          {isReading ? <Loading /> : t("unread.detail")}
        </EmptyState>
      )}
    </Screen>
  );
}
