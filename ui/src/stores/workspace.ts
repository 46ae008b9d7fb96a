import { create } from "zustand";
import type { DumpOverview, PickedFile, ProfileState, ReviewFile } from "@/bindings";
import { call } from "@/platform";
import { CommandFailure, problem } from "@/platform/problem";
import { finish } from "./jobs";
import { navigate } from "./route";
import { reportFailure } from "./toasts";

/** What the window works on: one dump and one profile, which all screens share. */
export interface Workspace {
  dump: DumpOverview | null;
  profile: ProfileState | null;
  /** The job that reads the dump, while it does. */
  inspecting: string | null;
  /** Why the dump could not be inspected. */
  failure: CommandFailure | null;
  /** A review file, which stands in the dump's place on the review screen. */
  review: { file: string; content: ReviewFile } | null;
  /** Whether edits were recovered when the profile was opened. */
  recovered: boolean;
}

const NOTHING: Workspace = {
  dump: null,
  profile: null,
  inspecting: null,
  failure: null,
  review: null,
  recovered: false,
};

export const useWorkspace = create<Workspace>(() => NOTHING);

const { setState, getState } = useWorkspace;

/** Opens a dump in the place of the one that is open, and inspects it unless that was done. */
export async function openDump(file: PickedFile): Promise<void> {
  const { dump: before, inspecting } = getState();
  const { dump } = await call("open_dump", { file: file.file });
  if (before && before.dump !== dump) {
    if (inspecting) await call("cancel_job", { job: inspecting });
    await call("close_dump", { dump: before.dump });
  }
  const overview = await call("dump_overview", { dump });
  setState({ dump: overview, failure: null, inspecting: null });
  if (overview.state !== "inspected") await inspect();
}

/** Reads the open dump, from the start. What was known of it stands until that is done. */
export async function inspect(): Promise<void> {
  const dump = getState().dump?.dump;
  if (dump === undefined) return;
  const isCurrent = () => getState().dump?.dump === dump;
  try {
    const job = await call("inspect_dump", { dump });
    setState({ inspecting: job.job, failure: null });
    await finish(job);
    const overview = await call("dump_overview", { dump });
    if (isCurrent()) setState({ dump: overview, inspecting: null });
  } catch (thrown) {
    if (!isCurrent()) return;
    if (!(thrown instanceof CommandFailure)) throw thrown;
    setState({ inspecting: null, failure: thrown });
  }
}

/** Looks again at the file of the open dump: it may have changed or gone. */
export async function refreshDump(): Promise<void> {
  const { dump, inspecting } = getState();
  if (!dump || inspecting) return;
  const overview = await call("dump_overview", { dump: dump.dump });
  if (getState().dump?.dump === dump.dump) setState({ dump: overview });
}

export async function closeDump(): Promise<void> {
  const { dump, inspecting } = getState();
  if (inspecting) await call("cancel_job", { job: inspecting });
  if (dump) await call("close_dump", { dump: dump.dump });
  setState({ dump: null, inspecting: null, failure: null });
}

/** Opens a profile, or the draft of one, in the place of the one that is open; its edits are kept. */
export async function openProfile(file: PickedFile): Promise<void> {
  const before = getState().profile;
  const { state, recovered } = await call("open_profile", { file: file.file });
  if (before && before.profile !== state.profile) {
    await call("close_profile", { profile: before.profile, discard: false });
  }
  setState({ profile: state, recovered });
}

/** Opens a review file in the place of the one that is open. */
export async function openReview(file: PickedFile): Promise<void> {
  const content = await call("open_review", { file: file.file });
  setState({ review: { file: file.file, content } });
}

export function closeReview(): void {
  setState({ review: null });
}

/** Takes over what an edit, an undo or a save has answered. */
export function showProfile(state: ProfileState): void {
  setState({ profile: state });
}

/** Opens whatever was dropped, chosen or taken from the recent ones, and goes where it is shown. */
export async function openFile(file: PickedFile, title: string): Promise<void> {
  try {
    switch (file.kind) {
      case "dump":
        navigate("dump");
        await openDump(file);
        return;
      case "profile":
        await openProfile(file);
        navigate("profile");
        return;
      case "review":
        await openReview(file);
        navigate("review");
        return;
      default:
        throw new CommandFailure({
          kind: "usage",
          problems: [
            {
              ...problem("BAUTA-U001", "This is no dump, profile or review file."),
              place: file.name,
            },
          ],
        });
    }
  } catch (thrown) {
    reportFailure(title, thrown);
  }
}
