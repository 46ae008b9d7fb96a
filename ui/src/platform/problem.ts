import type { CommandError, ErrorKind, Problem } from "@/bindings";

export type { Problem };

/** A command that did not do what it was asked. It carries all that was found, not the first alone. */
export class CommandFailure extends Error {
  readonly kind: ErrorKind;
  readonly problems: Problem[];

  constructor({ kind, problems }: CommandError) {
    super(problems.map((problem) => `${problem.code}: ${problem.message}`).join("\n"));
    this.name = "CommandFailure";
    this.kind = kind;
    this.problems = problems;
  }
}

/** The code of what the pages themselves got wrong, beside those of `docs/error-codes.md`. */
export const PAGE_DEFECT = "BAUTA-UI";

/** A problem without a place. */
export function problem(code: string, message: string, hint: string | null = null): Problem {
  return { code, message, place: null, hint, table: null, column: null };
}

/** Makes of anything thrown what can be shown. */
export function problemsOf(thrown: unknown): readonly Problem[] {
  if (thrown instanceof CommandFailure) return thrown.problems;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return [problem(PAGE_DEFECT, message)];
}

/** Makes of what a platform rejected with a failure that can be told apart. */
export function failureOf(rejected: unknown): unknown {
  return isCommandError(rejected) ? new CommandFailure(rejected) : rejected;
}

function isCommandError(value: unknown): value is CommandError {
  return (
    typeof value === "object" &&
    value !== null &&
    Array.isArray((value as CommandError).problems) &&
    typeof (value as CommandError).kind === "string"
  );
}

/** Whether somebody cancelled, which is nothing to report. */
export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof CommandFailure && thrown.kind === "cancelled";
}
