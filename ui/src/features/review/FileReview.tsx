import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileState, ReviewFile, ReviewRequest } from "@/bindings";
import { Screen } from "@/components/screen/Screen";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useAnswer } from "@/stores/loaded";
import { type Reviewing, ReviewingProvider } from "./context";
import { ReviewFrame } from "./ReviewFrame";
import { columnsOfFile, identitiesOf, sinceOfFile } from "./reviewed";

interface FileReviewProps {
  file: string;
  content: ReviewFile;
  /** The profile that is open beside it, which an approval needs. */
  profile: ProfileState | null;
}

/** A review by what a review file tells; there is no original value in it. */
export function FileReview({ file, content, profile }: FileReviewProps) {
  const { t } = useTranslation("review");
  const { environment } = content;
  const saved = profile?.fileName ? profile : null;
  const request = useMemo<ReviewRequest | null>(
    () => (saved ? { profile: saved.profile, dump: null, file, environment } : null),
    [saved, file, environment],
  );
  const ofProfile = saved ? { profile: saved.profile } : "nothing";
  const catalogue = useAnswer("catalogue", null);
  const state = useAnswer("review_state", request ?? "nothing");
  const remarks = useAnswer("remarks", ofProfile);
  const again = [state.reload, remarks.reload];
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit and each save asks again
  useEffect(() => {
    for (const reload of again) reload();
  }, [saved?.revision, saved?.dirty, ...again]);

  const columns = useMemo(() => columnsOfFile(content), [content]);
  const identities = useMemo(() => identitiesOf(content), [content]);
  const title = t("title");

  if (catalogue.loaded.state === "failed") {
    const { problems } = catalogue.loaded;
    return (
      <Screen title={title}>
        <ErrorState title={t("failed.judge")} problems={problems} onRetry={catalogue.reload} />
      </Screen>
    );
  }
  const waits =
    request !== null && [state, remarks].some((each) => each.loaded.state === "loading");
  if (catalogue.loaded.state === "loading" || waits) {
    return (
      <Screen title={title}>
        <Loading />
      </Screen>
    );
  }
  const known = state.loaded.state === "there" ? state.loaded.value : null;
  const reviewing: Reviewing = {
    source: "file",
    environment,
    dump: null,
    profile: saved,
    request,
    state: known,
    refused: state.loaded.state === "failed" ? state.loaded.problems : [],
    remarks:
      remarks.loaded.state === "there" ? remarks.loaded.value : { sentBack: null, notes: [] },
    catalogue: catalogue.loaded.value,
    columns,
    since: known ? known.last : sinceOfFile(content),
    doubts: content.doubts,
    exceptions: content.exceptions,
    settings: content.settings,
    identities,
    notices: content.notices,
    today: known?.today ?? content.made.slice(0, 10),
    show: state.show,
    showRemarks: remarks.show,
  };
  return (
    <ReviewingProvider value={reviewing}>
      <ReviewFrame file={content} />
    </ReviewingProvider>
  );
}
