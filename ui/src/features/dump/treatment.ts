import type { useTranslation } from "react-i18next";
import type { dump } from "@/i18n/en/dump";

type Text = ReturnType<typeof useTranslation<"dump">>["t"];
type Treatment = keyof typeof dump.inventory.treatments;

/** The same in a word or two, for tables. */
export function treatmentWord(treatment: string, t: Text): string {
  return t(`inventory.treatmentsShort.${treatment as Treatment}`, { defaultValue: treatment });
}

/** What a run does with a secret or an identity, in words; a treatment that is new here by its name. */
export function treatmentText(treatment: string, t: Text): string {
  return t(`inventory.treatments.${treatment as Treatment}`, { defaultValue: treatment });
}
