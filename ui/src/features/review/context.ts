import { createContext, useContext } from "react";
import type { Edit, Remarks, ReviewState } from "@/bindings";
import { call } from "@/platform";
import { announce } from "@/stores/announcements";
import { showProfile } from "@/stores/workspace";
import type { Reviewed } from "./reviewed";

/** A profile under review, and what its reviewer does. */
export interface Reviewing extends Reviewed {
  show(state: ReviewState): void;
  showRemarks(remarks: Remarks): void;
}

const ReviewingContext = createContext<Reviewing | null>(null);
export const ReviewingProvider = ReviewingContext.Provider;

export function useReviewing(): Reviewing {
  const reviewing = useContext(ReviewingContext);
  if (!reviewing) throw new Error("This belongs into a review.");
  return reviewing;
}

/** Changes the profile as one named step, which can be undone; here and in the editor. */
export async function step(
  { profile, dump }: Reviewed,
  name: string,
  edits: Edit[],
): Promise<void> {
  if (profile === null) return;
  showProfile(await call("edit_profile", { profile: profile.profile, dump, step: name, edits }));
  announce(name);
}

export async function undo({ profile }: Reviewed): Promise<void> {
  if (profile === null) return;
  showProfile(await call("undo_profile", { profile: profile.profile }));
}
