import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { finish } from "@/stores/jobs";
import { navigate } from "@/stores/route";
import { reportFailure, reportSuccess } from "@/stores/toasts";
import { showProfile, useWorkspace } from "@/stores/workspace";

/** Proposes a profile for a dump and opens it beside. The profile that was open keeps its edits. */
export function useDrafting(dump: string): { busy: boolean; draft: () => void } {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const [busy, setBusy] = useState(false);
  const draft = useCallback(() => {
    const propose = async () => {
      const result = await finish(await call("draft_profile", { dump, profile: null }));
      if (result.kind !== "drafted") return;
      const before = useWorkspace.getState().profile;
      const state = await call("profile_state", { profile: result.profile });
      showProfile(state);
      if (before) await call("close_profile", { profile: before.profile, discard: false });
      const told = t("actions.drafted", {
        name: state.name,
        decided: formats.count(result.decided),
        reviews: formats.count(result.reviews),
      });
      reportSuccess(told, { label: t("actions.showProfile"), run: () => navigate("profile") });
    };
    setBusy(true);
    propose()
      .catch((thrown) => reportFailure(t("actions.draftFailed"), thrown))
      .finally(() => setBusy(false));
  }, [dump, t, formats]);
  return useMemo(() => ({ busy, draft }), [busy, draft]);
}
