import { describe, expect, it } from "vitest";
import {
  findTyped,
  type Move,
  moveSelection,
  NOTHING_SELECTED,
  type SelectionMode,
} from "./selection";

const KEYS = ["a", "b", "c", "d", "e"];

function outcome(moves: Move[], mode: SelectionMode = "multiple") {
  let state = NOTHING_SELECTED;
  for (const move of moves) state = moveSelection(KEYS, state, move, mode);
  return { active: state.active, selected: [...state.selected].sort().join("") };
}

describe("moving through rows", () => {
  it("selects the row one goes to, and that alone", () => {
    expect(
      outcome([
        { kind: "go", to: 1 },
        { kind: "go", to: 3 },
      ]),
    ).toEqual({ active: "d", selected: "d" });
  });
  it("stays within the rows", () => {
    expect(outcome([{ kind: "go", to: 99 }]).active).toBe("e");
    expect(outcome([{ kind: "go", to: -4 }]).active).toBe("a");
  });
  it("extends from the anchor to both sides", () => {
    const start: Move = { kind: "go", to: 2 };
    expect(outcome([start, { kind: "extend", to: 4 }]).selected).toBe("cde");
    expect(outcome([start, { kind: "extend", to: 4 }, { kind: "extend", to: 0 }]).selected).toBe(
      "abc",
    );
  });
  it("keeps what is selected while wandering and toggling", () => {
    const moves: Move[] = [
      { kind: "go", to: 0 },
      { kind: "wander", to: 2 },
      { kind: "toggle", at: 2 },
    ];
    expect(outcome(moves)).toEqual({ active: "c", selected: "ac" });
    expect(outcome([...moves, { kind: "toggle", at: 0 }]).selected).toBe("c");
  });
  it("selects one at most where only one can be", () => {
    expect(
      outcome(
        [
          { kind: "go", to: 0 },
          { kind: "extend", to: 3 },
        ],
        "single",
      ).selected,
    ).toBe("d");
    expect(outcome([{ kind: "all" }], "single").selected).toBe("");
  });
  it("selects nothing where nothing can be", () => {
    expect(outcome([{ kind: "go", to: 2 }], "none")).toEqual({ active: "c", selected: "" });
  });
  it("selects all and none", () => {
    expect(outcome([{ kind: "all" }]).selected).toBe("abcde");
    expect(outcome([{ kind: "all" }, { kind: "clear" }]).selected).toBe("");
  });
  it("does nothing where there are no rows", () => {
    expect(moveSelection([], NOTHING_SELECTED, { kind: "go", to: 0 }, "multiple")).toBe(
      NOTHING_SELECTED,
    );
  });
});

describe("type-ahead", () => {
  const names = ["customers", "invoices", "customer_log", "Items"];
  it("goes on from where one is and around", () => {
    expect(findTyped(names, "cust", 0)).toBe(0);
    expect(findTyped(names, "cust", 1)).toBe(2);
    expect(findTyped(names, "cust", 3)).toBe(0);
  });
  it("minds no case and finds nothing where nothing is", () => {
    expect(findTyped(names, "ITEM", 0)).toBe(3);
    expect(findTyped(names, "zzz", 0)).toBe(-1);
    expect(findTyped([], "a", 0)).toBe(-1);
  });
});
