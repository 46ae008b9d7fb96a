import { create } from "zustand";

/** The run that goes on, or the one that ended last, with its equal command line. */
export const useCurrentRun = create<{ job: string | null; cli: string | null }>(() => ({
  job: null,
  cli: null,
}));

export const followRun = (job: string, cli: string | null = null): void =>
  useCurrentRun.setState({ job, cli });

/** Takes the end of the last run off the screen. */
export const forgetRun = (): void => useCurrentRun.setState({ job: null, cli: null });
