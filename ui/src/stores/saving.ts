import type { ProfileState } from "@/bindings";
import { call } from "@/platform";
import { CommandFailure } from "@/platform/problem";
import { openProfile, showProfile, useWorkspace } from "./workspace";

export type Saved = "saved" | "cancelled" | "overtaken";

/** Saves where the profile is, or where the user says. */
export async function save(
  profile: ProfileState,
  how: { elsewhere?: boolean; overwrite?: boolean } = {},
): Promise<Saved> {
  let file: string | null = null;
  if (how.elsewhere || profile.fileName === null) {
    const suggestedName = profile.fileName ?? `${profile.name}.yaml`;
    const chosen = await call("choose_file", { purpose: "saveProfile", suggestedName });
    if (!chosen) return "cancelled";
    file = chosen.file;
  }
  const overwrite = how.overwrite ?? false;
  try {
    showProfile(await call("save_profile", { profile: profile.profile, file, overwrite }));
  } catch (thrown) {
    if (!(thrown instanceof CommandFailure)) throw thrown;
    const now = await call("profile_state", { profile: profile.profile });
    showProfile(now);
    if (now.overtaken && file === null && !overwrite) return "overtaken";
    throw thrown;
  }
  return "saved";
}

/** Throws the edits away and opens what is saved. */
export async function revert(profile: ProfileState): Promise<void> {
  const { recent } = await call("start", null);
  const saved = recent.find(
    ({ file }) => file.name === profile.fileName && file.folder === profile.folder,
  );
  await call("close_profile", { profile: profile.profile, discard: true });
  useWorkspace.setState({ profile: null, recovered: false });
  if (saved) await openProfile(saved.file);
}
