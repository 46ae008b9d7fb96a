import type { FilePurpose, PickedFile } from "@/bindings";
import { call } from "@/platform";
import { reportFailure } from "./toasts";
import { openDump, openProfile, openReview } from "./workspace";

/** Asks for a file in the system's dialog; `null` where none was chosen. What fails is said. */
export async function chooseFile(
  purpose: FilePurpose,
  title: string,
  suggestedName: string | null = null,
): Promise<PickedFile | null> {
  try {
    return await call("choose_file", { purpose, suggestedName });
  } catch (thrown) {
    reportFailure(title, thrown);
    return null;
  }
}

/** Opens a profile in the place of the one that is open. What fails is thrown. */
export async function chooseProfile(): Promise<void> {
  const file = await call("choose_file", { purpose: "openProfile", suggestedName: null });
  if (file) await openProfile(file);
}

/** The same with a dump. */
export async function chooseDump(): Promise<void> {
  const file = await call("choose_file", { purpose: "openDump", suggestedName: null });
  if (file) await openDump(file);
}

/** The same with a review file. */
export async function chooseReview(): Promise<void> {
  const file = await call("choose_file", { purpose: "openReview", suggestedName: null });
  if (file) await openReview(file);
}
