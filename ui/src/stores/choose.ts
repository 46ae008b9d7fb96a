import type { FilePurpose, PickedFile } from "@/bindings";
import { call } from "@/platform";
import { reportFailure } from "./toasts";

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
