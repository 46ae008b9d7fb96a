import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type {
  Catalogue,
  DumpOverview,
  Edit,
  EditorTables,
  ProfileState,
  Remarks,
} from "@/bindings";
import { call } from "@/platform";
import { CommandFailure, type Problem } from "@/platform/problem";
import { announce } from "@/stores/announcements";
import { reportFailure } from "@/stores/toasts";
import { showProfile, useWorkspace } from "@/stores/workspace";

/** A profile held against a dump, and what can be done to it. */
export interface Editor {
  profile: ProfileState;
  dump: DumpOverview;
  catalogue: Catalogue;
  marks: EditorTables;
  /** What reviewers say. */
  remarks: Remarks;
  showRemarks(remarks: Remarks): void;
  /** Makes changes as one named step; answers with what is wrong if they can't be made. */
  edit(step: string, edits: Edit[]): Promise<readonly Problem[]>;
  undo(): void;
  redo(): void;
  /** Something typed that waits to be taken over, while there is something. */
  pending: Pending;
}

/**
 * What is typed in a form is taken over when its field is left. A save takes it over too, an undo
 * throws it away first.
 */
export interface Pending {
  hold(form: PendingForm): () => void;
  /** Answers whether nothing is left that could not be taken over. */
  flush(): Promise<boolean>;
  /** Answers whether there was anything. */
  discard(): boolean;
}

export interface PendingForm {
  flush(): Promise<boolean>;
  discard(): boolean;
}

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("This belongs into a profile editor.");
  return editor;
}

/** Changes, undo and redo of the open profile. Each waits for the one before: the order of keys counts. */
export function useSteps(profile: ProfileState | null, dump: string | null) {
  const { t } = useTranslation("profile");
  const handle = profile?.profile ?? null;
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const inTurn = useCallback(<T>(act: () => Promise<T>): Promise<T> => {
    const next = last.current.then(act, act);
    last.current = next.catch(() => undefined);
    return next;
  }, []);

  const edit = useCallback(
    (step: string, edits: Edit[]): Promise<readonly Problem[]> => {
      if (handle === null) return Promise.resolve([]);
      return inTurn(async () => {
        try {
          showProfile(await call("edit_profile", { profile: handle, dump, step, edits }));
          announce(step);
          return [];
        } catch (thrown) {
          if (!(thrown instanceof CommandFailure)) throw thrown;
          return thrown.problems;
        }
      });
    },
    [handle, dump, inTurn],
  );

  const move = useCallback(
    (name: "undo_profile" | "redo_profile") => {
      if (handle === null) return;
      const moved = inTurn(async () => {
        const before = useWorkspace.getState().profile;
        const step = name === "undo_profile" ? before?.undo : before?.redo;
        if (!step) return;
        showProfile(await call(name, { profile: handle }));
        announce(t(name === "undo_profile" ? "undone" : "redone", { step }));
      });
      moved.catch((thrown) => reportFailure(t("failed.step"), thrown));
    },
    [handle, inTurn, t],
  );

  return useMemo(
    () => ({ edit, undo: () => move("undo_profile"), redo: () => move("redo_profile") }),
    [edit, move],
  );
}

export function usePending(): Pending {
  const held = useRef<PendingForm | null>(null);
  return useMemo(
    () => ({
      hold(form) {
        held.current = form;
        return () => {
          if (held.current === form) held.current = null;
        };
      },
      flush: () => held.current?.flush() ?? Promise.resolve(true),
      discard: () => held.current?.discard() ?? false,
    }),
    [],
  );
}

/** `value`, once it has stood still for a moment. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
