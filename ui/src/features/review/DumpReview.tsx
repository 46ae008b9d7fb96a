import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DumpOverview, ProfileState, ReviewRequest } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Screen } from "@/components/screen/Screen";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useShownCliLine } from "@/stores/cli-line";
import { useAnswer } from "@/stores/loaded";
import { navigate } from "@/stores/route";
import { type Reviewing, ReviewingProvider } from "./context";
import { environmentsOf } from "./environments";
import { ReviewFrame } from "./ReviewFrame";
import { columnsOfDump, identitiesOf } from "./reviewed";

/** A profile that is reviewed with the dump at hand. */
export function DumpReview({ dump, profile }: { dump: DumpOverview; profile: ProfileState }) {
  const { t } = useTranslation("review");
  const environments = environmentsOf(profile.settings);
  const [environment, setEnvironment] = useState(environments[0] ?? "default");
  const request = useMemo<ReviewRequest>(
    () => ({ profile: profile.profile, dump: dump.dump, environment }),
    [profile.profile, dump.dump, environment],
  );
  const place = { profile: profile.profile, dump: dump.dump };
  const catalogue = useAnswer("catalogue", null);
  const state = useAnswer("review_state", request);
  const marks = useAnswer("editor_tables", place);
  const inventory = useAnswer("dump_inventory", { dump: dump.dump });
  const doubts = useAnswer("doubts", { profile: profile.profile });
  const remarks = useAnswer("remarks", { profile: profile.profile });
  const answers = [catalogue, state, marks, inventory, doubts, remarks];
  useShownCliLine(state.loaded.state === "there" ? state.loaded.value.cli : null);

  const again = [state.reload, marks.reload, doubts.reload, remarks.reload];
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit and each save asks again
  useEffect(() => {
    for (const reload of again) reload();
  }, [profile.revision, profile.dirty, ...again]);

  const columns = useMemo(
    () => (marks.loaded.state === "there" ? columnsOfDump(dump, marks.loaded.value) : []),
    [dump, marks.loaded],
  );
  const identities = useMemo(
    () => (inventory.loaded.state === "there" ? identitiesOf(inventory.loaded.value) : []),
    [inventory.loaded],
  );

  for (const { loaded, reload } of answers) {
    if (loaded.state !== "failed") continue;
    return (
      <Screen title={t("title")} about={<span>{profile.name}</span>}>
        <ErrorState
          title={t("failed.judge")}
          problems={loaded.problems}
          onRetry={reload}
          actions={<Button onPress={() => navigate("profile")}>{t("failed.editor")}</Button>}
        />
      </Screen>
    );
  }
  if (
    catalogue.loaded.state !== "there" ||
    state.loaded.state !== "there" ||
    marks.loaded.state !== "there" ||
    inventory.loaded.state !== "there" ||
    doubts.loaded.state !== "there" ||
    remarks.loaded.state !== "there"
  ) {
    return (
      <Screen title={t("title")} about={<span>{profile.name}</span>}>
        <Loading />
      </Screen>
    );
  }
  const { value: known } = state.loaded;
  const reviewing: Reviewing = {
    source: "dump",
    environment,
    dump: dump.dump,
    profile,
    request,
    state: known,
    refused: [],
    remarks: remarks.loaded.value,
    catalogue: catalogue.loaded.value,
    columns,
    since: known.last,
    doubts: doubts.loaded.value,
    exceptions: profile.exceptions,
    settings: profile.settings,
    identities,
    notices: [],
    today: known.today,
    show: state.show,
    showRemarks: remarks.show,
  };
  return (
    <ReviewingProvider value={reviewing}>
      <ReviewFrame environments={environments} onEnvironment={setEnvironment} />
    </ReviewingProvider>
  );
}
