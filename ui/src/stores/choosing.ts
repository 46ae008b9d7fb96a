import { call } from "@/platform";
import { openDump, openProfile, openReview } from "./workspace";

/** Ways to open something in the place of what is open, by a dialog of the system. */

export async function chooseProfile(): Promise<void> {
  const file = await call("choose_file", { purpose: "openProfile", suggestedName: null });
  if (file) await openProfile(file);
}

export async function chooseDump(): Promise<void> {
  const file = await call("choose_file", { purpose: "openDump", suggestedName: null });
  if (file) await openDump(file);
}

export async function chooseReview(): Promise<void> {
  const file = await call("choose_file", { purpose: "openReview", suggestedName: null });
  if (file) await openReview(file);
}
