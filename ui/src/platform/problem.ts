/** What went wrong, as every command tells it: a stable code, the place, what to do. Never a value. */
export interface Problem {
  code: string;
  message: string;
  place: string | null;
  hint: string | null;
}

/** A command that did not do what it was asked. It carries all that was found, not the first alone. */
export class CommandFailure extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.code}: ${problem.message}`).join("\n"));
    this.name = "CommandFailure";
    this.problems = problems;
  }
}

/** The code of what the page itself got wrong, beside those of `docs/error-codes.md`. */
export const PAGE_DEFECT = "BAUTA-UI";

/** Makes of anything thrown what can be shown. */
export function problemsOf(thrown: unknown): readonly Problem[] {
  if (thrown instanceof CommandFailure) return thrown.problems;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return [{ code: PAGE_DEFECT, message, place: null, hint: null }];
}

/** Whether somebody cancelled, which is nothing to report. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}
