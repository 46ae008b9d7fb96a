import { CirclePlay } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { EmptyState } from "@/components/status/EmptyState";
import { call } from "@/platform";
import { useJobs } from "@/stores/jobs";
import { navigate } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { followRun, useCurrentRun } from "./current";
import { RunProgress } from "./RunProgress";
import { RunSetup } from "./RunSetup";

export default function RunScreen() {
  const { t } = useTranslation("run");
  const { dump, profile } = useWorkspace();
  const current = useCurrentRun((state) => state.job);
  const isRunning = useJobs(({ jobs }) => current !== null && !jobs[current]?.end);
  useEffect(() => {
    // A run that was begun before these pages were loaded goes on.
    call("jobs", null).then(
      (jobs) => {
        const run = jobs.find(({ work }) => work === "run");
        if (run && run.job !== useCurrentRun.getState().job) followRun(run.job);
      },
      (thrown) => reportFailure(t("failed.plan"), thrown),
    );
  }, [t]);

  if (current !== null && isRunning) return <RunProgress job={current} />;
  if (dump && profile) return <RunSetup dump={dump} profile={profile} />;
  return (
    <Screen title={t("title")}>
      <EmptyState
        icon={CirclePlay}
        title={t(dump ? "none.noProfile" : "none.noDump")}
        actions={
          <>
            <Button variant="primary" onPress={() => navigate(dump ? "profile" : "dump")}>
              {t(dump ? "none.goToProfile" : "none.goToDump")}
            </Button>
            <Button onPress={() => navigate("start")}>{t("none.start")}</Button>
          </>
        }
      >
        {t("none.detail")}
      </EmptyState>
    </Screen>
  );
}
