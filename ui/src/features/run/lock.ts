import { useTranslation } from "react-i18next";
import type { RunRequirement } from "@/bindings";
import type { Planned } from "./use-plan";

/** Why a switch stays as it is: the policy leaves no choice, or the profile does not. */
export function useLock({ plan, bounds }: Planned): (what: RunRequirement) => string | null {
  const { t } = useTranslation("run");
  return (what) => {
    if (bounds.required.includes(what)) {
      return t("locked.policy", { environment: plan?.environment ?? "" });
    }
    return bounds.reportsOnly && what !== "verification" ? t("locked.reports") : null;
  };
}
