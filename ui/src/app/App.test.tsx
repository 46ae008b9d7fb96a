import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { choosePlatform } from "@/platform";
import { failure } from "@/platform/mock/mock";
import { scenario } from "@/platform/mock/scenarios";
import { usePreferences } from "@/stores/preferences";
import { navigate } from "@/stores/route";
import { reportFailure, useToasts } from "@/stores/toasts";
import { expectAccessible } from "@/testing/axe";
import { App } from "./App";

async function show() {
  choosePlatform(scenario("full"));
  navigate("settings");
  render(<App />);
  await screen.findByRole("heading", { level: 1, name: "Settings" });
}

describe("shell", () => {
  it("has landmarks, a skip link and no violation", async () => {
    await show();
    expect(screen.getByRole("navigation", { name: "Screens" })).toBeInTheDocument();
    expect(screen.getByRole("main", { name: "Settings" })).toBeInTheDocument();
    await userEvent.tab();
    expect(screen.getByRole("button", { name: "Skip to content" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("main")).toHaveFocus();
    await expectAccessible();
  });

  it("runs any command from the palette by keyboard alone", async () => {
    await show();
    await userEvent.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog", { name: "Commands" });
    await expectAccessible(palette);
    await userEvent.keyboard("compact{Enter}");
    expect(usePreferences.getState().density).toBe("compact");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    usePreferences.getState().set({ density: "comfortable" });
  });

  it("shows its shortcuts on ?, unless single keys are off", async () => {
    await show();
    await userEvent.keyboard("?");
    const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    expect(within(sheet).getByText("Show all commands")).toBeInTheDocument();
    await expectAccessible(sheet);
    await userEvent.keyboard("{Escape}");
    usePreferences.getState().set({ singleKeys: false });
    await userEvent.keyboard("?");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    usePreferences.getState().set({ singleKeys: true });
  });

  it("says what failed, where and what to do until it is dismissed", async () => {
    await show();
    const problem = failure("damaged", "BAUTA-D004", "No dump.", "byte 0", "Name a dump.");
    act(() => reportFailure("Could not open it", problem));
    const toast = screen.getByText("Could not open it").closest("[role=alert]") as HTMLElement;
    for (const text of ["BAUTA-D004", "No dump.", /byte 0/, /Name a dump/]) {
      expect(within(toast).getByText(text)).toBeInTheDocument();
    }
    await expectAccessible();
    await userEvent.click(within(toast).getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(toast).not.toBeInTheDocument());
  });

  it("says what nobody caught", async () => {
    await show();
    const event = new Event("unhandledrejection", { cancelable: true });
    Object.assign(event, { reason: new TypeError("x is undefined") });
    act(() => {
      window.dispatchEvent(event);
    });
    expect(screen.getByText("TypeError: x is undefined")).toBeInTheDocument();
    expect(event.defaultPrevented).toBe(true);
    act(() => useToasts.setState({ toasts: [] }));
  });

  it("says nothing of what somebody cancelled", async () => {
    await show();
    act(() => reportFailure("Inspecting", failure("cancelled", "BAUTA-I001", "Cancelled.")));
    expect(useToasts.getState().toasts).toEqual([]);
  });

  it("speaks German when asked to", async () => {
    await show();
    act(() => usePreferences.getState().set({ language: "de" }));
    expect(
      await screen.findByRole("heading", { level: 1, name: "Einstellungen" }),
    ).toBeInTheDocument();
    expect(document.documentElement.lang).toBe("de");
    act(() => usePreferences.getState().set({ language: "system" }));
  });

  it("zooms by the root's font size", async () => {
    await show();
    await userEvent.keyboard("{Control>}+{/Control}");
    expect(document.documentElement.style.fontSize).toBe("110%");
    await userEvent.keyboard("{Control>}0{/Control}");
    expect(document.documentElement.style.fontSize).toBe("100%");
  });
});
