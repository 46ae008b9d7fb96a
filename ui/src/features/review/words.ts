import type { useTranslation } from "react-i18next";
import type { ChangeEntry, DriftEntry, RulePlace } from "@/bindings";
import type { review } from "@/i18n/en/review";
import { placeText } from "./reviewed";

export type Text = ReturnType<typeof useTranslation<"review">>["t"];
type Aspect = keyof typeof review.aspects;
type Setting = keyof typeof review.settingNames;

/** A difference as a line: where, what, before, after. */
export interface ChangeLine {
  key: string;
  where: string;
  what: string;
  before: string | null;
  after: string | null;
  /** Where it can be looked at. */
  place: RulePlace | null;
  /** How many columns it is about. */
  columns: number;
  isDrift: boolean;
}

export function changeLines(changes: readonly ChangeEntry[], t: Text): ChangeLine[] {
  return changes.map((entry, at) => ({
    key: `rule ${at}`,
    where: whereOf(entry, t),
    what: whatOf(entry, t),
    before: sideOf(entry, entry.from, t),
    after: sideOf(entry, entry.to, t),
    place: entry.place,
    columns: entry.columns,
    isDrift: false,
  }));
}

export function driftLines(drift: readonly DriftEntry[], t: Text): ChangeLine[] {
  return drift.map((entry, at) => ({
    key: `schema ${at}`,
    where: entry.kind === "told" ? "" : placeText(entry.table, entry.column),
    what:
      entry.kind === "told"
        ? entry.text
        : t(`drift.${entry.kind as keyof typeof review.drift}`, { defaultValue: entry.text }),
    before: entry.from,
    after:
      entry.kind === "tableAdded" ? t("change.columns", { count: Number(entry.to) }) : entry.to,
    place:
      entry.kind === "told" || entry.kind.endsWith("Removed")
        ? null
        : { table: entry.table, column: entry.column },
    columns: 1,
    isDrift: true,
  }));
}

function whereOf({ table, column, setting }: ChangeEntry, t: Text): string {
  if (table !== null) return placeText(table, column);
  if (setting === null) return "";
  const dot = setting.indexOf(".");
  const [key, name] = dot < 0 ? [setting, null] : [setting.slice(0, dot), setting.slice(dot + 1)];
  const said = t(`settingNames.${key as Setting}`, { defaultValue: key });
  return name === null ? said : `${said}: ${name}`;
}

function whatOf(entry: ChangeEntry, t: Text): string {
  switch (entry.change) {
    case "told":
      return entry.text;
    case "added":
      return t(entry.column === null ? "change.added" : "change.addedRule");
    case "removed":
      return t(entry.column === null ? "change.removed" : "change.removedRule");
    default:
      return entry.table === null && entry.setting === entry.aspect
        ? t("change.setting")
        : aspectText(entry.aspect ?? "", t);
  }
}

function sideOf(entry: ChangeEntry, side: string | null, t: Text): string | null {
  if (side === null || entry.change === "told") return null;
  if (entry.table !== null && entry.column === null && entry.change !== "changed") {
    return t("change.columns", { count: entry.columns });
  }
  return valueText(side, t);
}

/** What a key of a rule is about; a parameter of a transformer by its own name. */
export function aspectText(aspect: string, t: Text): string {
  return t(`aspects.${aspect as Aspect}`, { defaultValue: aspect.replaceAll("_", " ") });
}

/** What a rule says, in a line without brackets: `email, domain customer-email`. */
export function valueText(text: string, t: Text): string {
  try {
    return said(JSON.parse(text), t);
  } catch {
    return text;
  }
}

function said(value: unknown, t: Text): string {
  if (Array.isArray(value)) return value.map((each) => said(each, t)).join(", ");
  if (typeof value === "boolean") return t(value ? "change.yes" : "change.no");
  if (typeof value !== "object" || value === null) return String(value);
  const { transformer, ...rest } = value as Record<string, unknown>;
  const others = Object.entries(rest).map(
    ([key, each]) => `${aspectText(key, t).toLowerCase()} ${said(each, t)}`,
  );
  return [...(transformer === undefined ? [] : [String(transformer)]), ...others].join(", ");
}
