import { call } from "@/platform";
import { finish } from "@/stores/jobs";
import { useWorkspace } from "@/stores/workspace";

/** Ways to get a profile to edit that is in no file yet. */

export async function newProfile(name: string): Promise<void> {
  const { state, recovered } = await call("new_profile", { name });
  useWorkspace.setState({ profile: state, recovered });
}

/** Has a profile drafted for the open dump, or the open profile completed. */
export async function draftProfile(): Promise<{ decided: number; reviews: number } | null> {
  const { dump, profile } = useWorkspace.getState();
  if (!dump) return null;
  const asked = { dump: dump.dump, profile: profile?.profile ?? null };
  const result = await finish(await call("draft_profile", asked));
  if (result.kind !== "drafted") return null;
  const state = await call("profile_state", { profile: result.profile });
  useWorkspace.setState({ profile: state, recovered: false });
  return result;
}
