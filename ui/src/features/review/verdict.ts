import type { Tone } from "@/components/status/Badge";
import type { Formats } from "@/i18n";
import type { Reviewed } from "./reviewed";
import type { Text } from "./words";

/** How the profile stands, in a badge. */
export function verdictOf(
  { profile, state, remarks }: Reviewed,
  t: Text,
  formats: Formats,
): { tone: Tone; text: string } {
  if (state === null) return { tone: "note", text: t("verdict.unknown") };
  const before = state.approvals[0];
  if (profile?.dirty) {
    return before
      ? { tone: "bad", text: t("verdict.edited") }
      : { tone: "warn", text: t("verdict.unsaved") };
  }
  if (state.granted) {
    const until = formats.date(state.granted.expires);
    return { tone: "good", text: t("verdict.approved", { until }) };
  }
  const waiting = state.approvals.find(({ standing }) => standing === "waiting");
  if (waiting) {
    const counts = { counted: waiting.counted, needed: state.terms.needed };
    return { tone: "warn", text: t("verdict.waiting", counts) };
  }
  if (remarks.sentBack && !remarks.sentBack.changedSince) {
    return { tone: "bad", text: t("verdict.sentBack") };
  }
  if (before) return { tone: "bad", text: t("verdict.void") };
  return { tone: "note", text: t("verdict.none") };
}

/** What has to be done before an approval can be signed. */
export function obstaclesOf({ profile, state, doubts }: Reviewed, t: Text): string[] {
  if (profile === null || state === null) return [t("obstacles.profile")];
  const open = doubts.filter(({ answer }) => answer === null).length;
  return [
    ...(profile.dirty ? [t("obstacles.unsaved")] : []),
    ...(open > 0 ? [t("obstacles.doubts", { count: open })] : []),
  ];
}
