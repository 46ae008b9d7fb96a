import type { RuleForm, TransformerEntry } from "@/bindings";

/** A transformer with its parameters: what a rule, its `else` and whatever it nests have in common. */
export interface Treatment {
  transformer: string;
  params: Record<string, unknown>;
}

/** A rule that says nothing but what becomes of the value. */
export function plainRule(transformer: string, params: Record<string, unknown> = {}): RuleForm {
  return {
    transformer,
    params,
    domain: null,
    fold: null,
    persona: null,
    onInvalid: null,
    when: null,
    otherwise: null,
    class: null,
    optional: false,
    reason: null,
    review: null,
    reviewed: null,
  };
}

/** The same treatment by another transformer, with those parameters that it has too. */
export function withTransformer(
  before: Treatment,
  name: string,
  catalogue: readonly TransformerEntry[],
): Treatment {
  const entry = catalogue.find((each) => each.name === name);
  const known = new Map(entry?.params.map((param) => [param.name, JSON.stringify(param.schema)]));
  const old = catalogue.find((each) => each.name === before.transformer);
  const alike = old?.params.filter(
    (param) => known.get(param.name) === JSON.stringify(param.schema),
  );
  const kept = (alike ?? []).filter((param) => param.name in before.params);
  return {
    transformer: name,
    params: Object.fromEntries(kept.map((param) => [param.name, before.params[param.name]])),
  };
}

/** Sets a parameter; `undefined` leaves it out, so that its default holds. */
export function withParam(before: Treatment, name: string, value: unknown): Treatment {
  const params = { ...before.params };
  if (value === undefined) delete params[name];
  else params[name] = value;
  return { ...before, params };
}

/** What another transformer nests: a name alone, or an object with parameters. */
export function treatmentOf(value: unknown): Treatment {
  if (typeof value === "string") return { transformer: value, params: {} };
  if (typeof value !== "object" || value === null) return { transformer: "", params: {} };
  const { transformer, ...params } = value as Record<string, unknown>;
  return { transformer: typeof transformer === "string" ? transformer : "", params };
}

/** The shortest way to write `treatment` within another. */
export function nestedValue({ transformer, params }: Treatment): unknown {
  return Object.keys(params).length === 0 ? transformer : { transformer, ...params };
}

/**
 * The rule that a column joined by foreign keys gets along with this one. Conditions and personas
 * name columns of the first table, doubts and classes are about its values: they stay behind.
 */
export function ruleForPartner(rule: RuleForm): RuleForm {
  return {
    ...plainRule(rule.transformer, rule.params),
    domain: rule.domain,
    fold: rule.fold,
    onInvalid: rule.onInvalid,
    reason: rule.reason,
  };
}

/**
 * `rule` for a column that has one: what people have noted about that column's values stays there.
 */
export function ruleInPlaceOf(before: RuleForm | null, rule: RuleForm): RuleForm {
  return {
    ...rule,
    class: before?.class ?? null,
    review: null,
    reviewed: before?.reviewed ?? null,
  };
}

export function sameRule(left: RuleForm | null, right: RuleForm | null): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

/** A rule in a few words: its parameters without the quotes and braces of YAML. */
export function paramsSummary(params: Record<string, unknown>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${brief(value)}`)
    .join(", ");
}

function brief(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === "object" && value !== null) {
    const { transformer } = value as Record<string, unknown>;
    return typeof transformer === "string" ? transformer : `{${Object.keys(value).length}}`;
  }
  return String(value);
}

/** The order of keys is the order in which somebody filled the form in; it means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
