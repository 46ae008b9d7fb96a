import { describe, expect, it } from "vitest";
import type { ParamEntry, TransformerEntry } from "@/bindings";
import {
  nestedValue,
  paramsSummary,
  plainRule,
  ruleForPartner,
  ruleInPlaceOf,
  sameRule,
  treatmentOf,
  withParam,
  withTransformer,
} from "./rule";

const param = (name: string, schema: Record<string, unknown>): ParamEntry => ({
  name,
  schema,
  takes: "",
  input: "text",
  required: false,
  default: null,
  doc: "",
});
const entry = (name: string, params: ParamEntry[]): TransformerEntry => ({
  name,
  params,
  summary: "",
  notes: "",
  accepts: [],
  examples: [],
  guarantees: {
    deterministic: true,
    injective: false,
    disjoint: false,
    reversible: false,
    keepsLength: false,
    keepsFormat: false,
    neverLonger: false,
    longest: null,
  },
});
const INTEGER = { type: "integer" };
const CATALOGUE = [
  entry("hash", [param("length", INTEGER)]),
  entry("truncate", [param("length", INTEGER), param("mark", { type: "string" })]),
  entry("email", [param("length", { type: "string" }), param("host", { type: "string" })]),
];

describe("choosing another transformer", () => {
  it("keeps the parameters that mean the same there", () => {
    const before = { transformer: "hash", params: { length: 12 } };
    expect(withTransformer(before, "truncate", CATALOGUE).params).toEqual({ length: 12 });
    expect(withTransformer(before, "email", CATALOGUE).params).toEqual({});
  });
});

describe("a parameter", () => {
  it("is left out once it has no value", () => {
    const set = withParam({ transformer: "hash", params: {} }, "length", 8);
    expect(set.params).toEqual({ length: 8 });
    expect(withParam(set, "length", undefined).params).toEqual({});
  });
});

describe("a transformer within another", () => {
  it("is a name alone where it has no parameters", () => {
    for (const value of ["redact", { transformer: "hash", length: 12 }]) {
      expect(nestedValue(treatmentOf(value))).toEqual(value);
    }
    expect(nestedValue(treatmentOf({ transformer: "hash" }))).toBe("hash");
  });
});

describe("rules", () => {
  it("are the same in whatever order they were filled in", () => {
    const left = plainRule("x", { a: 1, b: { c: 1, d: 2 } });
    const right = plainRule("x", { b: { d: 2, c: 1 }, a: 1 });
    expect(sameRule(left, right)).toBe(true);
    expect(sameRule(left, { ...right, reason: "why" })).toBe(false);
    expect(sameRule(null, right)).toBe(false);
  });

  it("go to joined columns without what is about the first one's rows", () => {
    const rule = {
      ...plainRule("integer-key", { max: 9 }),
      domain: "customer",
      when: "a = 1",
      persona: "id",
      class: "email",
      review: "sure?",
    };
    expect(ruleForPartner(rule)).toEqual({
      ...plainRule("integer-key", { max: 9 }),
      domain: "customer",
    });
  });

  it("leave what was noted of a column with it", () => {
    const before = { ...plainRule("keep"), class: "email", review: "sure?", reviewed: "yes" };
    const after = ruleInPlaceOf(before, { ...plainRule("redact"), class: "phone", review: "?" });
    expect(after).toMatchObject({
      transformer: "redact",
      class: "email",
      review: null,
      reviewed: "yes",
    });
  });

  it("are told in a few words", () => {
    const params = { length: 3, values: [1, 2], each: { transformer: "hash" }, paths: { a: 1 } };
    expect(paramsSummary(params)).toBe("length 3, values [2], each hash, paths {1}");
  });
});
