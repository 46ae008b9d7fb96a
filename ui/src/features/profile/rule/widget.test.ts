import { describe, expect, it } from "vitest";
import { readTyped, typedOf, widgetOf } from "./widget";

describe("what asks for a parameter", () => {
  it("follows from its JSON Schema", () => {
    const kinds = [
      { type: "string" },
      { enum: ["a", "b"] },
      { type: "boolean" },
      { type: "integer", minimum: 1 },
      { type: ["string", "number", "boolean"] },
      { type: "array", items: { type: "string" } },
      { $ref: "#/$defs/transformer" },
      { type: "array", items: { $ref: "#/$defs/transformer" } },
      { type: "object", additionalProperties: { $ref: "#/$defs/transformer" } },
    ].map((schema) => widgetOf(schema).kind);
    expect(kinds).toEqual([
      "text",
      "choice",
      "boolean",
      "number",
      "scalar",
      "list",
      "transformer",
      "transformers",
      "transformerMap",
    ]);
  });
});

describe("what was typed", () => {
  const number = widgetOf({ type: "integer", minimum: 1, maximum: 200 });
  it("is no value where nothing was", () => {
    for (const widget of [number, widgetOf({ type: "string" }), widgetOf({})]) {
      expect(readTyped(widget, "")).toEqual({ value: undefined });
    }
  });
  it("is held to the bounds of the schema", () => {
    expect(readTyped(number, " 20 ")).toEqual({ value: 20 });
    expect(readTyped(number, "0")).toEqual({ misfit: "least", bound: 1 });
    expect(readTyped(number, "201")).toEqual({ misfit: "most", bound: 200 });
    expect(readTyped(number, "1.5")).toEqual({ misfit: "whole" });
    for (const text of ["x", "1e999", "NaN", " "]) {
      expect(readTyped(number, text)).toEqual({ misfit: "number" });
    }
  });
  it("is not taken where it would be saved as another number", () => {
    expect(readTyped(widgetOf({ type: "integer" }), "9223372036854775807")).toEqual({
      misfit: "precision",
    });
  });
  it("counts characters, not halves of them", () => {
    const character = widgetOf({ type: "string", minLength: 1, maxLength: 1 });
    expect(readTyped(character, "😀")).toEqual({ value: "😀" });
    expect(readTyped(character, "ab")).toEqual({ misfit: "tooLong", bound: 1 });
  });
  it("is a number or a truth value only where it reads back the same", () => {
    const scalar = widgetOf({ type: ["string", "number", "boolean"] });
    for (const [text, value] of [
      ["42", 42],
      ["-1.5", -1.5],
      ["true", true],
      ["007", "007"],
      ["1e3", "1e3"],
      ["Infinity", "Infinity"],
      ["x", "x"],
    ] as const) {
      expect(readTyped(scalar, text)).toEqual({ value });
      expect(typedOf(scalar, value)).toBe(text);
    }
  });
  it("is a list line by line", () => {
    const list = widgetOf({ type: "array", items: { type: "integer" } });
    expect(readTyped(list, "1\n\n2\n")).toEqual({ value: [1, 2] });
    expect(readTyped(list, "1\nx")).toEqual({ misfit: "number" });
    expect(typedOf(list, [1, 2])).toBe("1\n2");
  });
});
