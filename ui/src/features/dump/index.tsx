import { Database, FileQuestion, FileSearch } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { call } from "@/platform";
import { useShownCliLine } from "@/stores/cli-line";
import { navigate } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { inspect, openFile, refreshDump, useWorkspace } from "@/stores/workspace";
import { InspectedDump } from "./InspectedDump";
import { InspectProgress } from "./InspectProgress";

export default function DumpScreen() {
  const { t } = useTranslation("dump");
  const { dump, inspecting, failure } = useWorkspace();
  useShownCliLine(dump?.cli ?? null);
  useEffect(followFile, []);

  const chooseDump = () => {
    call("choose_file", { purpose: "openDump", suggestedName: null }).then(
      (file) => file && openFile({ ...file, kind: "dump" }, t("none.failed")),
      (thrown) => reportFailure(t("none.failed"), thrown),
    );
  };

  if (!dump) {
    return (
      <Screen title={t("title")}>
        <EmptyState
          icon={Database}
          title={t("none.title")}
          actions={
            <>
              <Button variant="primary" onPress={chooseDump}>
                {t("none.open")}
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
  const { name } = dump;
  const other = <Button onPress={chooseDump}>{t("failed.other")}</Button>;
  if (inspecting && dump.coverage === null) {
    return (
      <Screen title={name}>
        <InspectProgress job={inspecting} name={name} />
      </Screen>
    );
  }
  if (dump.state === "missing" && dump.coverage === null) {
    return (
      <Screen title={name}>
        <EmptyState icon={FileQuestion} title={t("missing.title", { name })} actions={other}>
          {t("missing.detail", { folder: dump.folder })}
        </EmptyState>
      </Screen>
    );
  }
  if (dump.coverage !== null) return <InspectedDump dump={dump} onOther={chooseDump} />;
  if (failure && failure.kind !== "cancelled") {
    return (
      <Screen title={name}>
        <ErrorState
          title={t("failed.title", { name })}
          problems={failure.problems}
          onRetry={() => void inspect()}
          actions={other}
        />
      </Screen>
    );
  }
  return (
    <Screen title={name}>
      <EmptyState
        icon={FileSearch}
        title={t("unread.title", { name })}
        actions={
          <>
            <Button variant="primary" onPress={() => void inspect()}>
              {t("unread.inspect")}
            </Button>
            {other}
          </>
        }
      >
        {failure ? t("cancelled") : t("unread.detail")}
      </EmptyState>
    </Screen>
  );
}

/** A dump may change or go while the window is behind another; on its way back it is looked at again. */
function followFile(): () => void {
  const look = () => {
    refreshDump().catch(() => {
      // Whatever is asked next says what is wrong.
    });
  };
  window.addEventListener("focus", look);
  return () => window.removeEventListener("focus", look);
}
