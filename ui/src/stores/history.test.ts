import { describe, expect, it } from "vitest";
import { change, isUnsaved, markSaved, redo, startHistory, undo } from "./history";

interface Document {
  rules: Record<string, string>;
}

const start = () => startHistory<Document>({ rules: { email: "keep" } });
const set = (column: string, rule: string) => (draft: Document) => {
  draft.rules[column] = rule;
};

describe("history", () => {
  it("undoes and does again, step by step", () => {
    let history = change(start(), "Mask email", set("email", "email"));
    history = change(history, "Redact name", set("name", "redact"));
    history = undo(history);
    expect(history.document.rules).toEqual({ email: "email" });
    history = undo(history);
    expect(history.document.rules).toEqual({ email: "keep" });
    history = redo(redo(history));
    expect(history.document.rules).toEqual({ email: "email", name: "redact" });
    expect(history.done.map((step) => step.name)).toEqual(["Mask email", "Redact name"]);
  });

  it("leaves no step where nothing changed", () => {
    const history = start();
    expect(change(history, "Keep email", set("email", "keep"))).toBe(history);
  });

  it("forgets what was undone once something else is done", () => {
    let history = undo(change(start(), "a", set("a", "1")));
    history = change(history, "b", set("b", "2"));
    expect(redo(history)).toBe(history);
    expect(history.document.rules).toEqual({ email: "keep", b: "2" });
  });

  it("undoes typing into one field at once", () => {
    let history = change(start(), "Percent", set("p", "1"), "p");
    history = change(history, "Percent", set("p", "10"), "p");
    expect(history.done).toHaveLength(1);
    expect(undo(history).document.rules).toEqual({ email: "keep" });
    expect(redo(undo(history)).document.rules).toEqual({ email: "keep", p: "10" });
  });

  it("knows whether it differs from what was saved", () => {
    let history = markSaved(change(start(), "a", set("a", "1")));
    expect(isUnsaved(history)).toBe(false);
    history = undo(history);
    expect(isUnsaved(history)).toBe(true);
    expect(isUnsaved(redo(history))).toBe(false);
  });

  it("stays unsaved when the saved state was undone and something else done", () => {
    let history = markSaved(change(start(), "a", set("a", "1")));
    history = change(undo(history), "b", set("b", "2"));
    expect(isUnsaved(history)).toBe(true);
  });

  it("does not merge into a step that was saved", () => {
    let history = markSaved(change(start(), "Percent", set("p", "1"), "p"));
    history = change(history, "Percent", set("p", "10"), "p");
    expect(isUnsaved(history)).toBe(true);
    expect(undo(history).document.rules).toEqual({ email: "keep", p: "1" });
  });

  it("keeps the latest five hundred steps", () => {
    let history = start();
    for (let index = 0; index < 510; index++) {
      history = change(history, `step ${index}`, set("n", String(index)));
    }
    expect(history.done).toHaveLength(500);
    expect(isUnsaved(history)).toBe(true);
  });
});
