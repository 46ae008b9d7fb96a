/** What a parameter is asked for with. It follows from the JSON Schema of its value alone. */
export type Widget =
  | { kind: "choice"; values: readonly string[] }
  | { kind: "boolean" }
  | { kind: "number"; whole: boolean; min: number | null; max: number | null }
  | { kind: "text"; most: number | null; code: boolean }
  /** A text, a number or a boolean, as what is typed reads. */
  | { kind: "scalar" }
  | { kind: "list"; of: Widget }
  | { kind: "transformer" }
  | { kind: "transformers" }
  /** A transformer for each path, field or key. */
  | { kind: "transformerMap" };

type Schema = Record<string, unknown>;

export function widgetOf(schema: Schema): Widget {
  if (typeof schema.$ref === "string") return { kind: "transformer" };
  if (Array.isArray(schema.enum)) return { kind: "choice", values: schema.enum.map(String) };
  switch (schema.type) {
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return {
        kind: "number",
        whole: schema.type === "integer",
        min: numberOr(schema.minimum),
        max: numberOr(schema.maximum),
      };
    case "array": {
      const of = widgetOf((schema.items ?? {}) as Schema);
      return of.kind === "transformer" ? { kind: "transformers" } : { kind: "list", of };
    }
    case "object":
      return { kind: "transformerMap" };
    case "string":
      return {
        kind: "text",
        most: numberOr(schema.maxLength),
        code: schema.format === "regex",
      };
    default:
      return { kind: "scalar" };
  }
}

function numberOr(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** Why what was typed can't be taken. */
export type Misfit = "number" | "whole" | "least" | "most" | "tooLong" | "precision";

export type Read = { value: unknown } | { misfit: Misfit; bound?: number };

/** Reads what was typed. Nothing typed is no value, so that the default holds. */
export function readTyped(widget: Widget, typed: string): Read {
  if (widget.kind === "list") return readLines(widget.of, typed);
  if (typed === "") return { value: undefined };
  switch (widget.kind) {
    case "number":
      return readNumber(widget, typed);
    case "scalar":
      return { value: scalarOf(typed) };
    case "text":
      return widget.most !== null && [...typed].length > widget.most
        ? { misfit: "tooLong", bound: widget.most }
        : { value: typed };
    default:
      return { value: typed };
  }
}

function readLines(widget: Widget, typed: string): Read {
  const values: unknown[] = [];
  for (const line of typed.split("\n").filter((each) => each !== "")) {
    const read = readTyped(widget, line);
    if ("misfit" in read) return read;
    values.push(read.value);
  }
  return { value: values.length === 0 ? undefined : values };
}

function readNumber({ whole, min, max }: Widget & { kind: "number" }, typed: string): Read {
  const text = typed.trim();
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return { misfit: "number" };
  if (whole && !Number.isInteger(number)) return { misfit: "whole" };
  if (min !== null && number < min) return { misfit: "least", bound: min };
  if (max !== null && number > max) return { misfit: "most", bound: max };
  // A page's numbers hold 53 bits; a longer one would be saved as another.
  if (whole && !Number.isSafeInteger(number)) return { misfit: "precision" };
  return { value: number };
}

function scalarOf(typed: string): string | number | boolean {
  if (typed === "true" || typed === "false") return typed === "true";
  const number = Number(typed);
  return typed !== "" && String(number) === typed && Number.isFinite(number) ? number : typed;
}

/** A value as it is typed. */
export function typedOf(widget: Widget, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (widget.kind === "list" && Array.isArray(value)) return value.map(String).join("\n");
  return String(value);
}
