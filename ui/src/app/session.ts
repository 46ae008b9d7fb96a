import i18next from "i18next";
import { listen } from "@/platform";
import { CommandFailure } from "@/platform/problem";
import { followJobs } from "@/stores/jobs";
import { followKeptPreferences } from "@/stores/kept-preferences";
import { navigate, useRoute } from "@/stores/route";
import { reportFailure, reportSuccess } from "@/stores/toasts";
import { openFile } from "@/stores/workspace";

/** Hears what the session tells unasked, and keeps what it is told of the window's looks. */
export function followSession(): () => void {
  const t = i18next.getFixedT(null, "app");
  const stopJobs = followJobs();
  const stopEvents = listen((event) => {
    if (event.type === "arrived") {
      // One after the other: a dump and its profile may be dropped together.
      const open = async () => {
        for (const file of event.files)
          await openFile(file, t("session.notOpened", { name: file.name }));
      };
      void open();
    }
    const isElsewhere = useRoute.getState().screen !== "run";
    if (event.type === "done" && event.result.kind === "ran" && isElsewhere) {
      const { run } = event.result;
      reportSuccess(t("session.runDone"), {
        label: t("session.showResult"),
        run: () => navigate("result", { run }),
      });
    }
    if (event.type === "failed" && event.work === "run" && isElsewhere) {
      reportFailure(t("session.runFailed"), new CommandFailure(event.error));
    }
    if (event.type === "autosaveFailed") {
      reportFailure(t("session.autosaveFailed"), new CommandFailure(event.error));
    }
  });
  const stopPreferences = followKeptPreferences((thrown) =>
    reportFailure(t("session.settingsFailed"), thrown),
  );
  return () => {
    stopJobs();
    stopEvents();
    stopPreferences();
  };
}
