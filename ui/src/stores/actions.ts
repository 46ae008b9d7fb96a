import { useEffect, useRef } from "react";
import { create } from "zustand";

/** Something that can be done now: listed in the palette, and by its shortcut in the shortcut sheet. */
export interface Action {
  /** Stable, `dump.search`. */
  id: string;
  title: string;
  section: string;
  /** As `Mod+Shift+Z`, where Mod is Ctrl, or ⌘ on a Mac. A single key works outside text fields. */
  shortcut?: string;
  /** Further words by which the palette finds it. */
  words?: string;
  disabled?: boolean;
  run(): void;
}

interface ActionsState {
  groups: ReadonlyMap<symbol, readonly Action[]>;
}

const useActionsState = create<ActionsState>(() => ({ groups: new Map() }));

/** Offers `actions` for as long as the component is there. A later component's shortcut wins. */
export function useActions(actions: readonly Action[]): void {
  const group = useRef<symbol>(null);
  useEffect(() => {
    group.current ??= Symbol("actions");
    const key = group.current;
    useActionsState.setState(({ groups }) => ({ groups: new Map(groups).set(key, actions) }));
  }, [actions]);
  useEffect(
    () => () => {
      const key = group.current;
      if (!key) return;
      useActionsState.setState(({ groups }) => {
        const rest = new Map(groups);
        rest.delete(key);
        return { groups: rest };
      });
    },
    [],
  );
}

export function useOfferedActions(): readonly Action[] {
  const groups = useActionsState((state) => state.groups);
  return [...groups.values()].flat();
}

/** What `event` means, if anything. */
export function actionFor(event: KeyboardEvent, singleKeys: boolean): Action | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const offered = [...useActionsState.getState().groups.values()].flat();
  const action = offered.findLast(
    (each) => each.shortcut !== undefined && !each.disabled && matches(event, each.shortcut),
  );
  if (!action?.shortcut) return null;
  if (!action.shortcut.includes("Mod") && (!singleKeys || isTyping(event.target))) return null;
  return action;
}

/** Whether `event` is the keys of `shortcut`. */
export function matches(event: KeyboardEvent, shortcut: string): boolean {
  const keys = shortcut.split("+");
  const key = shortcut.endsWith("++") ? "+" : (keys.at(-1) ?? "");
  const mod = event.ctrlKey || event.metaKey;
  if (keys.includes("Mod") !== mod || keys.includes("Alt") !== event.altKey) return false;
  // Of signs the keyboard's layout decides whether Shift is needed; of letters it means something.
  const isLetter = /^[a-z]$/i.test(key);
  if (isLetter && keys.includes("Shift") !== event.shiftKey) return false;
  if (key === "+") return event.key === "+" || event.key === "=";
  return event.key.toLowerCase() === key.toLowerCase();
}

/** Whether keys that `target` gets are text or choices of its own. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches("input, textarea, select") ||
    target.closest("[role=listbox], [role=menu], [role=dialog], [role=tree], [role=grid]") !== null
  );
}

/** `shortcut` as people read it, key by key. */
export function shortcutKeys(shortcut: string, mac: boolean): string[] {
  const keys = shortcut.endsWith("++")
    ? [...shortcut.slice(0, -2).split("+"), "+"]
    : shortcut.split("+");
  const names: Record<string, string> = mac
    ? { Mod: "⌘", Shift: "⇧", Alt: "⌥" }
    : { Mod: "Ctrl", Shift: "Shift", Alt: "Alt" };
  return keys.map((key) => names[key] ?? key);
}

export const isMac = (): boolean => /mac/i.test(navigator.platform);
