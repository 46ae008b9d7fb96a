import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FilePurpose } from "@/bindings";
import { call } from "@/platform";
import { navigate } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { openDump, openFile, openProfile } from "@/stores/workspace";

export interface Opening {
  chooseDump(): void;
  chooseProfile(): void;
  openSample(): void;
}

/** The ways in, by button and by command. */
export function useOpening(): Opening {
  const { t } = useTranslation("start");
  return useMemo(() => {
    const choose = (purpose: FilePurpose) => async () => {
      try {
        const file = await call("choose_file", { purpose, suggestedName: null });
        const kind = purpose === "openDump" ? "dump" : "profile";
        if (file) await openFile({ ...file, kind }, t("open.failed"));
      } catch (thrown) {
        reportFailure(t("open.failed"), thrown);
      }
    };
    return {
      chooseDump: () => void choose("openDump")(),
      chooseProfile: () => void choose("openProfile")(),
      openSample: () => {
        const open = async () => {
          const { dump, profile } = await call("open_sample_shop", null);
          await openProfile(profile);
          navigate("dump");
          await openDump(dump);
        };
        open().catch((thrown) => reportFailure(t("open.sampleFailed"), thrown));
      },
    };
  }, [t]);
}
