import type { DumpOverview, ProfileState, ReviewState } from "@/bindings";
import { type Answer, useAnswer } from "@/stores/loaded";
import { isOn, useRunForm } from "./form";
import type { Planned } from "./use-plan";

/** How the profile stands with those who approve it, for this dump and environment. */
export interface ApprovalState {
  /** `"nothing"` where it cannot be judged yet: the dump is not inspected, or edits are not saved. */
  answer: Answer<ReviewState> | "nothing";
  /** Whether only what is approved runs. */
  isAsked: boolean;
  /** Whether that keeps the run from starting. */
  stops: boolean;
}

export function useApproval(
  dump: DumpOverview,
  profile: ProfileState,
  { plan, bounds }: Planned,
): ApprovalState {
  const form = useRunForm();
  const isJudged =
    plan !== null && dump.state === "inspected" && profile.fileName !== null && !profile.dirty;
  const answer = useAnswer(
    "review_state",
    isJudged
      ? { dump: dump.dump, profile: profile.profile, environment: plan.environment }
      : "nothing",
  );
  const isAsked = isOn("approval", form, bounds);
  const { loaded } = answer;
  const isRefused = loaded.state === "there" && loaded.value.granted === null;
  return { answer: isJudged ? answer : "nothing", isAsked, stops: isAsked && isRefused };
}
