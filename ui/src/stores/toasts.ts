import { create } from "zustand";
import { isCancelled, type Problem, problemsOf } from "@/platform/problem";

export type ToastTone = "good" | "note" | "bad";

export interface Toast {
  id: number;
  tone: ToastTone;
  title: string;
  /** What failed and what to do; a toast with problems stays until it is dismissed. */
  problems: readonly Problem[];
  action?: { label: string; run: () => void };
}

interface ToastsState {
  toasts: readonly Toast[];
  show(toast: Omit<Toast, "id" | "problems"> & { problems?: readonly Problem[] }): void;
  dismiss(id: number): void;
}

let lastId = 0;

export const useToasts = create<ToastsState>((set) => ({
  toasts: [],
  show: (toast) => {
    lastId += 1;
    const shown: Toast = { problems: [], ...toast, id: lastId };
    set(({ toasts }) => ({ toasts: [...toasts, shown].slice(-TOASTS_SHOWN) }));
  },
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Says what failed. A cancelled command is no failure. */
export function reportFailure(title: string, thrown: unknown): void {
  if (isCancelled(thrown)) return;
  useToasts.getState().show({ tone: "bad", title, problems: problemsOf(thrown) });
}

export function reportSuccess(title: string, action?: Toast["action"]): void {
  useToasts.getState().show({ tone: "good", title, action });
}

const TOASTS_SHOWN = 4;
