import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { DUMP_FILE, OVERVIEW } from "@/platform/mock/shop";
import { useCliLine } from "@/stores/cli-line";
import { navigate, useRoute } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { inspect, openDump, useWorkspace } from "@/stores/workspace";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import DumpScreen from ".";

async function showInspected() {
  const mock = beginSession("full", "dump");
  await openDump(DUMP_FILE);
  render(<DumpScreen />);
  await screen.findByRole("tree", { name: "Tables and columns" });
  return mock;
}

async function showColumn(table: string, column: string) {
  const mock = await showInspected();
  act(() => navigate("dump", { table, column }));
  await screen.findByRole("heading", { level: 2, name: column });
  return mock;
}

describe("dump screen", () => {
  it("says what to do while nothing is open", async () => {
    beginSession("full", "dump");
    render(<DumpScreen />);
    await userEvent.click(screen.getByRole("button", { name: "Go to Start" }));
    expect(useRoute.getState().screen).toBe("start");
    await expectAccessible();
  });

  it("shows how far inspecting is, and cancels it leaving nothing behind", async () => {
    beginSession("slow", "dump").answer({
      open_dump: () => ({ dump: "dump-1" }),
      dump_overview: () => ({ ...OVERVIEW, state: "unread", coverage: null, tables: [] }),
    });
    render(<DumpScreen />);
    act(() => void openDump(DUMP_FILE));
    expect(await screen.findByText("public.order_items")).toBeInTheDocument();
    expect(screen.getByRole("progressbar")).toHaveAttribute(
      "aria-valuetext",
      expect.stringContaining("of 10 GB"),
    );
    await expectAccessible();
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByText("Inspecting was cancelled.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Inspect" })).toBeEnabled();
    expect(useToasts.getState().toasts).toEqual([]);
  });

  it("says why a file is no dump, where and what to do", async () => {
    beginSession("failing", "dump").answer({
      open_dump: () => ({ dump: "dump-1" }),
      dump_overview: () => ({ ...OVERVIEW, state: "unread", coverage: null, tables: [] }),
    });
    await openDump(DUMP_FILE);
    render(<DumpScreen />);
    const alert = screen.getByRole("alert");
    for (const text of ["BAUTA-D004", /holiday\.jpg, byte 0/, /pg_restore/]) {
      expect(within(alert).getByText(text)).toBeInTheDocument();
    }
    await expectAccessible();
  });

  it("keeps what was known when inspecting again fails", async () => {
    const mock = await showInspected();
    mock.answer({
      inspect_dump: () => {
        setTimeout(() =>
          mock.emit({
            type: "failed",
            job: "job-9",
            work: "inspect",
            error: {
              kind: "damaged",
              problems: [
                {
                  code: "BAUTA-D001",
                  message: "It is cut off.",
                  place: null,
                  hint: null,
                  table: null,
                  column: null,
                },
              ],
            },
          }),
        );
        return { job: "job-9" };
      },
    });
    await act(() => inspect());
    expect(screen.getByRole("alert")).toHaveTextContent("It is cut off.");
    expect(screen.getByRole("tree")).toBeInTheDocument();
  });

  it("says that the file has changed since", async () => {
    await showInspected();
    act(() => useWorkspace.setState({ dump: { ...OVERVIEW, state: "changed" } }));
    expect(screen.getByText(/has changed since it was inspected/)).toBeInTheDocument();
  });

  it("shows the equal command line", async () => {
    await showInspected();
    expect(useCliLine.getState().line).toBe("bauta inspect /home/ada/dumps/shop.postgres.sql");
  });
});

describe("schema", () => {
  it("is searched as one types, by the keyboard alone", async () => {
    await showInspected();
    await userEvent.type(
      screen.getByRole("searchbox", { name: "Search tables and columns" }),
      "cust mail",
    );
    const tree = screen.getByRole("tree");
    await waitFor(() => expect(within(tree).getAllByRole("treeitem")).toHaveLength(2));
    tree.focus();
    await userEvent.keyboard("{Home}{ArrowDown}");
    expect(await screen.findByRole("heading", { level: 2, name: "email" })).toBeInTheDocument();
    expect(useRoute.getState().at).toEqual({ table: "public.customers", column: "email" });
    await expectAccessible();
  });

  it("offers a way back where nothing fits", async () => {
    await showInspected();
    await userEvent.type(screen.getByRole("searchbox"), "zzz");
    await userEvent.click(await screen.findByRole("button", { name: "Show everything" }));
    await waitFor(() => expect(screen.getAllByRole("treeitem")).toHaveLength(4));
  });

  it("opens the table of a column that a link leads to", async () => {
    await showColumn("public.addresses", "street");
    expect(
      await screen.findByRole("treeitem", { name: /^street/, selected: true }),
    ).toBeInTheDocument();
  });

  it("tells type, keys, class and evidence of a column, and leads on along its keys", async () => {
    await showColumn("public.addresses", "customer_id");
    await userEvent.click(await screen.findByRole("button", { name: "public.customers.id" }));
    expect(await screen.findByRole("heading", { level: 2, name: "id" })).toBeInTheDocument();
    expect(
      await screen.findByRole("button", { name: "public.addresses.customer_id" }),
    ).toBeInTheDocument();
    act(() => navigate("dump", { table: "public.customers", column: "email" }));
    expect(await screen.findByText("name says email")).toBeInTheDocument();
    expect(screen.getByRole("meter", { name: "Confidence" })).toHaveAttribute(
      "aria-valuetext",
      "98%, 120 of 120 values fit",
    );
  });
});

describe("samples", () => {
  it("are dotted out, uncovered one by one or by column, and covered again", async () => {
    const mock = await showColumn("public.customers", "full_name");
    await userEvent.click(await screen.findByRole("button", { name: "Reveal row 2 of full_name" }));
    expect(await screen.findByText("full_name 2")).toBeInTheDocument();
    expect(screen.queryByText("full_name 1")).not.toBeInTheDocument();
    expect(mock.calls.find(({ name }) => name === "reveal_samples")?.input).toMatchObject({
      table: "public.customers",
      column: "full_name",
      row: 1,
    });
    await userEvent.click(screen.getByRole("button", { name: "Reveal full_name" }));
    expect(await screen.findByText("full_name 1")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Cover all again" }));
    await waitFor(() => expect(screen.queryByText("full_name 1")).not.toBeInTheDocument());
  });

  it("stay covered when the audit log cannot be told", async () => {
    const mock = await showColumn("public.customers", "email");
    mock.answer({
      reveal_samples: () => {
        throw new Error("disk full");
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Reveal email" }));
    await waitFor(() => expect(useToasts.getState().toasts[0]?.title).toBe("Nothing was revealed"));
    expect(screen.queryByText("email 1")).not.toBeInTheDocument();
  });

  it("never reach the page's storage", async () => {
    await showColumn("public.customers", "full_name");
    await userEvent.click(await screen.findByRole("button", { name: "Reveal full_name" }));
    await screen.findByText("full_name 1");
    const stored = JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
    expect(stored).not.toContain("full_name 1");
  });
});

describe("inventories and coverage", () => {
  it("list secrets with what a run does, and what each tells of itself", async () => {
    await showInspected();
    await userEvent.click(screen.getByRole("tab", { name: /^Secrets/ }));
    await userEvent.click(await screen.findByRole("row", { name: /stripe-secret/ }));
    const details = screen.getByRole("complementary", { name: "Details" });
    expect(within(details).getByText("Stripe")).toBeInTheDocument();
    expect(within(details).getByText("line 412, byte 88012, row 3")).toBeInTheDocument();
    await expectAccessible();
  });

  it("list identities and say which to rotate", async () => {
    await showInspected();
    await userEvent.click(screen.getByRole("tab", { name: /^Identities/ }));
    expect(await screen.findByRole("row", { name: /app_rw.*critical.*yes/ })).toBeInTheDocument();
    await userEvent.type(screen.getByRole("searchbox", { name: "Search identities" }), "owner");
    await waitFor(() =>
      expect(screen.queryByRole("row", { name: /app_rw/ })).not.toBeInTheDocument(),
    );
    await expectAccessible();
  });

  it("say how much was read and what the columns hold", async () => {
    await showInspected();
    await userEvent.click(screen.getByRole("tab", { name: "Coverage" }));
    expect(screen.getByText("23,493 of 23,505 fields")).toBeInTheDocument();
    expect(screen.getByText(/were not opened to the end/)).toBeInTheDocument();
    await expectAccessible();
  });
});

describe("drafting", () => {
  it("opens the proposed profile and keeps the edits of the one before", async () => {
    await showInspected();
    await userEvent.click(screen.getByRole("button", { name: "Draft a profile" }));
    await waitFor(() =>
      expect(useToasts.getState().toasts[0]?.title).toMatch(/13 columns decided, 1 doubts/),
    );
    expect(useWorkspace.getState().profile?.profile).toBe("profile-1");
  });
});
