import type { ColumnClass } from "@/bindings";
import { Badge, type Tone } from "@/components/status/Badge";

/** A kind, coloured by how much harm it does in the wrong hands. */
export function ClassBadge({ class: of }: { class: Pick<ColumnClass, "kind" | "sensitivity"> }) {
  return <Badge tone={toneOf(of.sensitivity)}>{of.kind}</Badge>;
}

export function toneOf(sensitivity: string): Tone {
  return TONES[sensitivity] ?? "note";
}

const TONES: Record<string, Tone> = {
  critical: "bad",
  high: "warn",
  medium: "accent",
  low: "note",
};
