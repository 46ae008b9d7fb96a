import { useTranslation } from "react-i18next";
import type { ColumnClass, ColumnStatus } from "@/bindings";
import { Badge, type Tone } from "@/components/status/Badge";

const TONES: Record<ColumnStatus, Tone> = {
  masked: "good",
  kept: "note",
  computed: "note",
  dropped: "note",
  review: "warn",
  atRisk: "bad",
  undecided: "accent",
};

/** How a column stands. */
export function StatusBadge({ status }: { status: ColumnStatus }) {
  const { t } = useTranslation("profile");
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}

const CLASS_TONES: Record<string, Tone> = { high: "warn", critical: "bad", medium: "note" };

/** What a column holds. */
export function ClassBadge({ of: { kind, sensitivity } }: { of: ColumnClass }) {
  return <Badge tone={CLASS_TONES[sensitivity] ?? "note"}>{kind}</Badge>;
}
