import { ChartColumn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useAnswer } from "@/stores/loaded";
import { navigate, useRoute } from "@/stores/route";
import { ResultView } from "./ResultView";

export default function ResultScreen() {
  const { t } = useTranslation("result");
  const at = useRoute((route) => route.at);
  const { loaded: runs, reload } = useAnswer("runs", null);
  const done = runs.state === "there" ? runs.value.filter(({ failure }) => failure === null) : [];
  const run = done.find((row) => row.run === at.run)?.run ?? done[0]?.run ?? null;
  const result = useAnswer("run_result", run === null ? "nothing" : { run });

  if (run !== null && result.loaded.state === "there") {
    return <ResultView result={result.loaded.value} runs={done} onLook={result.reload} />;
  }
  const failed = [runs, result.loaded].find(({ state }) => state === "failed");
  return (
    <Screen title={t("title")}>
      {failed?.state === "failed" ? (
        <ErrorState
          title={t("failed.read")}
          problems={failed.problems}
          onRetry={() => {
            reload();
            result.reload();
          }}
        />
      ) : runs.state === "there" && run === null ? (
        <EmptyState
          icon={ChartColumn}
          title={t("none.title")}
          actions={
            <Button variant="primary" onPress={() => navigate("run")}>
              {t("none.goToRun")}
            </Button>
          }
        >
          {t("none.detail")}
        </EmptyState>
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
