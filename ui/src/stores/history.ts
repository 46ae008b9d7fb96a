import { applyPatches, enablePatches, type Patch, produceWithPatches } from "immer";

enablePatches();

/** One thing that was done to a document, under the name that undo shows. */
export interface Step {
  name: string;
  patches: Patch[];
  inverse: Patch[];
  /** Steps in a row with the same key are one step: typing into one field, dragging one slider. */
  merge: string | null;
}

/** A document with what was done to it. Plain data, so that it can be stored and shown. */
export interface History<T> {
  document: T;
  done: readonly Step[];
  undone: readonly Step[];
  /** How many steps were done when it was last saved; -1 once that state can't be reached any more. */
  savedAt: number;
}

export function startHistory<T>(document: T): History<T> {
  return { document, done: [], undone: [], savedAt: 0 };
}

/** Changes the document by an immer recipe. A recipe that changes nothing leaves no step. */
export function change<T>(
  history: History<T>,
  name: string,
  recipe: (draft: T) => void,
  merge: string | null = null,
): History<T> {
  const [document, patches, inverse] = produceWithPatches(history.document, (draft) => {
    recipe(draft as T);
  });
  if (patches.length === 0) return history;

  const lost = history.savedAt > history.done.length;
  const savedAt = lost ? -1 : history.savedAt;
  const last = history.done.at(-1);
  const merges =
    merge !== null &&
    last?.merge === merge &&
    history.undone.length === 0 &&
    savedAt !== history.done.length;
  const step: Step = merges
    ? {
        name,
        merge,
        patches: [...last.patches, ...patches],
        inverse: [...inverse, ...last.inverse],
      }
    : { name, merge, patches, inverse };
  const before = merges ? history.done.slice(0, -1) : history.done;
  return {
    document: document as T,
    done: [...before, step].slice(-STEPS_KEPT),
    undone: [],
    savedAt: before.length + 1 > STEPS_KEPT ? savedAt - 1 : savedAt,
  };
}

export function undo<T>(history: History<T>): History<T> {
  const step = history.done.at(-1);
  if (!step) return history;
  return {
    ...history,
    document: applyPatches(history.document as object, step.inverse) as T,
    done: history.done.slice(0, -1),
    undone: [...history.undone, step],
  };
}

export function redo<T>(history: History<T>): History<T> {
  const step = history.undone.at(-1);
  if (!step) return history;
  return {
    ...history,
    document: applyPatches(history.document as object, step.patches) as T,
    done: [...history.done, step],
    undone: history.undone.slice(0, -1),
  };
}

export function markSaved<T>(history: History<T>): History<T> {
  return { ...history, savedAt: history.done.length };
}

export function isUnsaved<T>(history: History<T>): boolean {
  return history.savedAt !== history.done.length;
}

/** Beyond that the oldest steps can't be undone any more. */
const STEPS_KEPT = 500;
