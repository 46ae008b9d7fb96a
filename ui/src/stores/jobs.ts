import { create } from "zustand";
import type { JobProgress, JobRef, JobResult, SessionEvent, Work } from "@/bindings";
import { call, listen } from "@/platform";
import { CommandFailure } from "@/platform/problem";

/** A job as it is known: what its events have told. */
export interface Job {
  job: string;
  work: Work | null;
  progress: JobProgress | null;
  notices: readonly string[];
  end:
    | { state: "done"; seconds: number; result: JobResult }
    | { state: "failed"; failure: CommandFailure }
    | null;
}

/** All jobs of this start by their handle. A job's events may come before the command has answered. */
export const useJobs = create<{ jobs: Readonly<Record<string, Job>> }>(() => ({ jobs: {} }));

/** Keeps the jobs up to date by the session's events. */
export function followJobs(): () => void {
  return listen((event) => {
    const id = jobOf(event);
    if (id === null) return;
    useJobs.setState(({ jobs }) => ({
      jobs: { ...jobs, [id]: after(jobs[id] ?? beginning(id), event) },
    }));
  });
}

/**
 * Waits for the end of a job that a command has begun.
 *
 * @throws CommandFailure if the job failed or was cancelled
 */
export function finish({ job }: JobRef): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const settle = (): boolean => {
      const end = useJobs.getState().jobs[job]?.end;
      if (!end) return false;
      if (end.state === "done") resolve(end.result);
      else reject(end.failure);
      return true;
    };
    if (settle()) return;
    const unsubscribe = useJobs.subscribe(() => {
      if (settle()) unsubscribe();
    });
  });
}

export function cancel(job: string): Promise<void> {
  return call("cancel_job", { job }).then(() => undefined);
}

function beginning(job: string): Job {
  return { job, work: null, progress: null, notices: [], end: null };
}

function jobOf(event: SessionEvent): string | null {
  return "job" in event ? event.job : null;
}

function after(job: Job, event: SessionEvent): Job {
  switch (event.type) {
    case "progress":
      return { ...job, work: event.work, progress: event };
    case "notice":
      return { ...job, notices: [...job.notices, event.text] };
    case "done":
      return {
        ...job,
        work: event.work,
        end: { state: "done", seconds: event.seconds, result: event.result },
      };
    case "failed":
      return {
        ...job,
        work: event.work,
        end: { state: "failed", failure: new CommandFailure(event.error) },
      };
    default:
      return job;
  }
}
