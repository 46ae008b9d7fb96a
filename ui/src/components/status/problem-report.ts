import type { Problem } from "@/platform/problem";

/** Problems as plain text, to be sent to somebody. */
export function problemReport(problems: readonly Problem[]): string {
  return problems
    .map(({ code, message, place, hint }) =>
      [`${code}: ${message}`, place && `  at ${place}`, hint && `  hint: ${hint}`]
        .filter(Boolean)
        .join("\n"),
    )
    .join("\n");
}
