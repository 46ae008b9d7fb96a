import { useEffect, useRef } from "react";
import type { Problem, RunField, RunPlan } from "@/bindings";
import { useAnswer } from "@/stores/loaded";
import { type Bounds, boundsOf, requestOf, useRunForm } from "./form";

/** What the run that is asked for would do. */
export interface Planned {
  /** The last one that is known; a newer may be on its way. */
  plan: RunPlan | null;
  bounds: Bounds;
  /** Why there is none. */
  failure: readonly Problem[] | null;
  /** Whether the plan is the one of what is asked for now. */
  isCurrent: boolean;
  problemsAt(field: RunField): readonly Problem[];
  reload(): void;
}

/** Plans the run anew whenever the form changes, and when the window comes to the front. */
export function usePlan(dump: string, profile: string): Planned {
  const form = useRunForm();
  const last = useRef<RunPlan | null>(null);
  const bounds = boundsOf(last.current);
  const { loaded, reload } = useAnswer("plan_run", requestOf(form, dump, profile, bounds));
  if (loaded.state === "there") last.current = loaded.value;
  const plan = last.current;

  useEffect(() => {
    window.addEventListener("focus", reload);
    return () => window.removeEventListener("focus", reload);
  }, [reload]);

  return {
    plan,
    bounds: boundsOf(plan),
    failure: loaded.state === "failed" ? loaded.problems : null,
    isCurrent: loaded.state === "there",
    problemsAt: (field) =>
      plan?.problems.filter((told) => told.field === field).map(({ problem }) => problem) ?? [],
    reload,
  };
}
