import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type Action, actionFor, matches, shortcutKeys, useActions } from "./actions";

const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key, ...init });

describe("shortcuts", () => {
  it("tell letters with Shift from letters without", () => {
    expect(matches(press("z", { ctrlKey: true }), "Mod+Z")).toBe(true);
    expect(matches(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Z")).toBe(false);
    expect(matches(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Shift+Z")).toBe(true);
    expect(matches(press("z", { metaKey: true }), "Mod+Z")).toBe(true);
  });
  it("take signs wherever the layout has them", () => {
    expect(matches(press("?", { shiftKey: true }), "?")).toBe(true);
    expect(matches(press("=", { ctrlKey: true }), "Mod++")).toBe(true);
    expect(matches(press("+", { ctrlKey: true, shiftKey: true }), "Mod++")).toBe(true);
  });
  it("are shown key by key", () => {
    expect(shortcutKeys("Mod+Shift+Z", false)).toEqual(["Ctrl", "Shift", "Z"]);
    expect(shortcutKeys("Mod++", true)).toEqual(["⌘", "+"]);
  });
});

describe("offered actions", () => {
  const action = (id: string, shortcut: string, disabled = false): Action => ({
    id,
    title: id,
    section: "test",
    shortcut,
    disabled,
    run: () => undefined,
  });

  it("are found by their keys for as long as they are offered", () => {
    const offered = [action("search", "/")];
    const { unmount } = renderHook(() => useActions(offered));
    expect(actionFor(press("/"), true)?.id).toBe("search");
    unmount();
    expect(actionFor(press("/"), true)).toBeNull();
  });

  it("leave single keys alone where people type or switched them off", () => {
    const offered = [action("search", "/"), action("undo", "Mod+Z")];
    renderHook(() => useActions(offered));
    const input = document.body.appendChild(document.createElement("input"));
    let found: (Action | null)[] = [];
    input.addEventListener("keydown", (event) => {
      found.push(actionFor(event, true));
    });
    input.dispatchEvent(press("/", { bubbles: true }));
    input.dispatchEvent(press("z", { ctrlKey: true, bubbles: true }));
    expect(found.map((each) => each?.id)).toEqual([undefined, "undo"]);
    found = [];
    expect(actionFor(press("/"), false)).toBeNull();
    input.remove();
  });

  it("do nothing while they are disabled", () => {
    const offered = [action("save", "Mod+S", true)];
    renderHook(() => useActions(offered));
    expect(actionFor(press("s", { ctrlKey: true }), true)).toBeNull();
  });
});
