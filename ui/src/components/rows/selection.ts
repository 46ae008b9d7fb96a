/** Which of many rows is active and which are selected, by key, as desktops do it. */
export interface RowSelection {
  /** Where the keyboard is. */
  active: string | null;
  /** Where a range begins. */
  anchor: string | null;
  selected: ReadonlySet<string>;
}

export type SelectionMode = "none" | "single" | "multiple";

export type Move =
  /** Goes to a row and selects it alone. */
  | { kind: "go"; to: number }
  /** Goes to a row and selects all from the anchor to it. */
  | { kind: "extend"; to: number }
  /** Goes to a row without selecting it. */
  | { kind: "wander"; to: number }
  /** Selects a row beside those that are, or no longer. */
  | { kind: "toggle"; at: number }
  | { kind: "all" }
  | { kind: "clear" };

export const NOTHING_SELECTED: RowSelection = { active: null, anchor: null, selected: new Set() };

/** @param keys the rows in sight, in their order */
export function moveSelection(
  keys: readonly string[],
  before: RowSelection,
  move: Move,
  mode: SelectionMode,
): RowSelection {
  if (move.kind === "clear") return { ...before, selected: new Set() };
  if (move.kind === "all") {
    return mode === "multiple" ? { ...before, selected: new Set(keys) } : before;
  }
  const key = keys[clamp(move.kind === "toggle" ? move.at : move.to, keys.length)];
  if (key === undefined) return before;
  if (mode === "none") return { active: key, anchor: key, selected: before.selected };
  if (mode === "single" || move.kind === "go") {
    return { active: key, anchor: key, selected: new Set([key]) };
  }
  if (move.kind === "wander") return { ...before, active: key };
  if (move.kind === "toggle") {
    const selected = new Set(before.selected);
    if (!selected.delete(key)) selected.add(key);
    return { active: key, anchor: key, selected };
  }
  const from = before.anchor === null ? -1 : keys.indexOf(before.anchor);
  const anchor = from === -1 ? key : before.anchor;
  const start = from === -1 ? keys.indexOf(key) : from;
  const end = clamp(move.to, keys.length);
  const range = keys.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { active: key, anchor, selected: new Set(range) };
}

/** The row whose text begins with what was typed, from `from` on and around; -1 for none. */
export function findTyped(texts: readonly string[], typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  for (let step = 0; step < texts.length; step++) {
    const index = (from + step) % texts.length;
    if (texts[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}
