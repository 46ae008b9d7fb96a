import type { ReviewRequest } from "@/bindings";
import { call } from "@/platform";
import { finish } from "@/stores/jobs";

/** Writes a review file where the user says; answers its name, or nothing if he chose none. */
export async function writeReview(review: ReviewRequest): Promise<string | null> {
  const file = await call("choose_file", {
    purpose: "saveReview",
    suggestedName: "profile.review.json",
  });
  if (!file) return null;
  await finish(await call("write_review", { review, file: file.file }));
  return file.name;
}
