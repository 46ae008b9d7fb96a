import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { DUMP_FILE, OVERVIEW } from "@/platform/mock/shop";
import { useRoute } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { openDump, useWorkspace } from "@/stores/workspace";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import StartScreen from ".";

describe("start screen", () => {
  it("lists what was open, what is missing and what can be recovered", async () => {
    beginSession("full", "start");
    render(<StartScreen />);
    const recent = await screen.findByRole("region", { name: "Recent" });
    expect(within(recent).getAllByRole("listitem")).toHaveLength(3);
    expect(within(recent).getByText("Missing")).toBeInTheDocument();
    expect(
      within(recent).queryByRole("button", { name: /^orders-2026-10/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByText("Draft of shop.yaml")).toBeInTheDocument();
    await expectAccessible();
  });

  it("opens a recent dump and goes to it", async () => {
    beginSession("full", "start");
    render(<StartScreen />);
    await userEvent.click(await screen.findByRole("button", { name: /^shop\.postgres\.sql/ }));
    await waitFor(() => expect(useWorkspace.getState().dump?.state).toBe("inspected"));
    expect(useRoute.getState().screen).toBe("dump");
  });

  it("opens the sample shop with its profile", async () => {
    beginSession("full", "start");
    render(<StartScreen />);
    await userEvent.click(screen.getByRole("button", { name: "Try the sample shop" }));
    await waitFor(() => expect(useWorkspace.getState().dump?.state).toBe("inspected"));
    expect(useWorkspace.getState().profile?.name).toBe("shop");
  });

  it("asks for a file by the right purpose, and does nothing when none was chosen", async () => {
    const mock = beginSession("full", "start");
    mock.answer({ choose_file: () => null });
    render(<StartScreen />);
    await userEvent.click(screen.getByRole("button", { name: "Open a profile…" }));
    const asked = mock.calls.find(({ name }) => name === "choose_file");
    expect(asked?.input).toEqual({ purpose: "openProfile", suggestedName: null });
    expect(useWorkspace.getState().profile).toBeNull();
    expect(useToasts.getState().toasts).toEqual([]);
  });

  it("goes to the editor with a profile", async () => {
    beginSession("full", "start");
    render(<StartScreen />);
    await userEvent.click(await screen.findByRole("button", { name: /^shop\.yaml/ }));
    await waitFor(() => expect(useRoute.getState().screen).toBe("profile"));
    expect(useWorkspace.getState().profile?.name).toBe("shop");
  });

  it("stops reading a dump when another takes its place", async () => {
    const mock = beginSession("slow", "start");
    mock.answer({
      open_dump: ({ file }) => ({ dump: `dump of ${file}` }),
      dump_overview: ({ dump }) => ({
        ...OVERVIEW,
        dump,
        state: "unread",
        coverage: null,
        tables: [],
      }),
      close_dump: () => null,
    });
    void openDump({ ...DUMP_FILE, file: "a" });
    await waitFor(() => expect(useWorkspace.getState().inspecting).toBe("job-1"));
    void openDump({ ...DUMP_FILE, file: "b" });
    await waitFor(() => expect(mock.calls.some(({ name }) => name === "cancel_job")).toBe(true));
    await waitFor(() => expect(useWorkspace.getState().dump?.dump).toBe("dump of b"));
  });

  it("takes a file off the list", async () => {
    beginSession("full", "start");
    render(<StartScreen />);
    await userEvent.click(
      await screen.findByRole("button", { name: "Take shop.yaml off this list" }),
    );
    const recent = screen.getByRole("region", { name: "Recent" });
    await waitFor(() => expect(within(recent).getAllByRole("listitem")).toHaveLength(2));
  });

  it("says what will be here on a first start", async () => {
    beginSession("empty", "start");
    render(<StartScreen />);
    expect(await screen.findByText(/Only its place is remembered/)).toBeInTheDocument();
    await expectAccessible();
  });

  it("says what failed and asks again", async () => {
    const mock = beginSession("failing", "start");
    render(<StartScreen />);
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("BAUTA-I001")).toBeInTheDocument();
    mock.answer({ start: () => ({ version: "1.2.3", recent: [], drafts: [] }) });
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Version 1.2.3")).toBeInTheDocument();
  });
});
