import { Badge } from "@/components/status/Badge";
import type { ReviewedColumn } from "./reviewed";

/** What a column holds, coloured by how much that matters. */
export function ClassBadge({ of }: { of: Pick<ReviewedColumn, "kind" | "sensitivity"> }) {
  if (of.kind === null) return null;
  return <Badge tone={TONES[of.sensitivity ?? ""] ?? "note"}>{of.kind}</Badge>;
}

const TONES: Record<string, "warn" | "bad"> = { high: "warn", critical: "bad" };
