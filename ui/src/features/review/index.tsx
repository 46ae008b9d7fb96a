import { FileCheck, FolderOpen, Save } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { EmptyState } from "@/components/status/EmptyState";
import { Loading } from "@/components/status/Loading";
import { chooseDump, chooseProfile, chooseReview } from "@/stores/choose";
import { navigate } from "@/stores/route";
import { save } from "@/stores/saving";
import { reportFailure } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { DumpReview } from "./DumpReview";
import { FileReview } from "./FileReview";

/** Review and approve: what changed since the last approval, decided upon by somebody else. */
export default function ReviewScreen() {
  const { t } = useTranslation("review");
  const { dump, profile, review, inspecting } = useWorkspace();
  if (review !== null) {
    const key = `${review.file} ${profile?.profile}`;
    return <FileReview key={key} file={review.file} content={review.content} profile={profile} />;
  }
  if (profile === null) {
    return (
      <Nothing
        title={t("none.title")}
        actions={
          <>
            <Ask text={t("none.review")} ask={chooseReview} primary />
            <Ask text={t("none.profile")} ask={chooseProfile} />
          </>
        }
      >
        {t("none.detail")}
      </Nothing>
    );
  }
  if (profile.fileName === null) {
    return (
      <Nothing
        title={t("unsaved.title")}
        actions={<Ask text={t("unsaved.save")} ask={() => save(profile)} icon={Save} primary />}
      >
        {t("unsaved.detail")}
      </Nothing>
    );
  }
  if (dump === null || dump.state === "unread") {
    return (
      <Nothing
        title={t("noDump.title", { name: profile.name })}
        actions={
          dump === null ? (
            <>
              <Ask text={t("noDump.dump")} ask={chooseDump} primary />
              <Ask text={t("none.review")} ask={chooseReview} />
            </>
          ) : (
            <Button variant="primary" onPress={() => navigate("dump")}>
              {t("noDump.go")}
            </Button>
          )
        }
      >
        {inspecting === null ? t("noDump.detail") : <Loading />}
      </Nothing>
    );
  }
  return <DumpReview key={`${profile.profile} ${dump.dump}`} dump={dump} profile={profile} />;
}

interface NothingProps {
  title: string;
  actions: ReactNode;
  children: ReactNode;
}

function Nothing({ title, actions, children }: NothingProps) {
  const { t } = useTranslation("review");
  return (
    <Screen title={t("title")}>
      <EmptyState icon={FileCheck} title={title} actions={actions}>
        {children}
      </EmptyState>
    </Screen>
  );
}

interface AskProps {
  text: string;
  ask(): Promise<unknown>;
  primary?: boolean;
  icon?: typeof Save;
}

function Ask({ text, ask, primary, icon = FolderOpen }: AskProps) {
  const { t } = useTranslation("review");
  return (
    <Button
      variant={primary ? "primary" : "secondary"}
      icon={icon}
      onPress={() => {
        ask().catch((thrown) => reportFailure(t("failed.open"), thrown));
      }}
    >
      {text}
    </Button>
  );
}
