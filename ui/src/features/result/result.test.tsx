import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { RunResult } from "@/bindings";
import { failure } from "@/platform/mock/mock";
import { RESULT, RUN_ROW } from "@/platform/mock/runs";
import { useCliLine } from "@/stores/cli-line";
import { useRoute } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import ResultScreen from ".";

function open(result: RunResult = RESULT) {
  const mock = beginSession("full", "result");
  mock.answer({ runs: () => [RUN_ROW], run_result: () => result });
  return mock;
}

const goTo = async (tab: RegExp) => userEvent.click(await screen.findByRole("tab", { name: tab }));

describe("result screen", () => {
  it("says that there is nothing yet", async () => {
    beginSession("empty", "result");
    render(<ResultScreen />);
    await userEvent.click(await screen.findByRole("button", { name: "Go to the run" }));
    expect(useRoute.getState().screen).toBe("run");
    await expectAccessible();
  });

  it("tells in numbers and charts, each with a table beside it", async () => {
    open();
    render(<ResultScreen />);
    expect(await screen.findByRole("heading", { name: "shop.masked.sql" })).toBeInTheDocument();
    for (const badge of ["Verified", "Attested", "Registered"]) {
      expect(screen.getByText(badge)).toBeInTheDocument();
    }
    expect(useCliLine.getState().line).toContain("bauta mask");
    const chart = screen.getByRole("figure", { name: "Findings by kind" });
    await userEvent.click(within(chart).getByRole("button", { name: "Show as table" }));
    expect(within(chart).getByRole("rowheader", { name: "stripe-secret" })).toBeInTheDocument();
    await expectAccessible();
  });

  it("tells what was done to each column, of all tables or of one", async () => {
    open();
    render(<ResultScreen />);
    await goTo(/Tables/);
    const all = screen.getByRole("grid", { name: "Columns of all tables" });
    expect(within(all).getAllByRole("row")).toHaveLength(6);
    const tables = screen.getByRole("grid", { name: "Tables" });
    await userEvent.click(within(tables).getByText("public.customers"));
    const some = screen.getByRole("grid", { name: "Columns of public.customers" });
    expect(within(some).getAllByRole("row")).toHaveLength(4);
    await userEvent.type(screen.getByRole("searchbox", { name: "Search columns" }), "email");
    await waitFor(() => expect(within(some).getAllByRole("row")).toHaveLength(2));
    await expectAccessible();
  });

  it("tells of findings and identities with what became of them", async () => {
    open();
    render(<ResultScreen />);
    await goTo(/Findings/);
    expect(screen.getByText("stripe-secret")).toBeInTheDocument();
    expect(screen.getByText("statements")).toBeInTheDocument();
    await expectAccessible();
    await goTo(/Identities/);
    expect(screen.getByText("rehashed")).toBeInTheDocument();
    expect(screen.getByText("kept, and named here")).toBeInTheDocument();
    await expectAccessible();
  });

  it("shows the proof, and says so where there is none", async () => {
    const mock = open();
    render(<ResultScreen />);
    await goTo(/Proof/);
    expect(screen.getByRole("rowheader", { name: /No secrets are left/ })).toBeInTheDocument();
    expect(screen.getByText("keys: the original names none")).toBeInTheDocument();
    expect(screen.getByText(/parser tests need real text/)).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(screen.getByRole("button", { name: "Show in Clones" }));
    expect(useRoute.getState()).toMatchObject({ screen: "clones", at: { clone: "0a".repeat(16) } });

    const evidence = { run: null, attestationName: null, attestationDigest: null, clone: null };
    mock.answer({
      run_result: () => ({
        ...RESULT,
        verification: null,
        evidence,
        exceptions: [],
        outputThere: false,
      }),
    });
    act(() => void window.dispatchEvent(new Event("focus")));
    await goTo(/Proof/);
    expect(await screen.findByText("The output was not verified.")).toBeInTheDocument();
    expect(screen.getByText(/is no longer in/)).toBeInTheDocument();
    expect(screen.getByText("Not verified")).toBeInTheDocument();
  });

  it("exports in three formats, and says why it could not", async () => {
    const mock = open();
    render(<ResultScreen />);
    await userEvent.click(await screen.findByRole("button", { name: "Export…" }));
    await expectAccessible();
    await userEvent.click(screen.getByRole("radio", { name: "SARIF" }));
    mock.answer({
      export_result: () => {
        throw failure("failed", "BAUTA-I001", "cannot write the file: permission denied");
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Choose a file…" }));
    expect(await screen.findByText(/permission denied/)).toBeInTheDocument();
    mock.answer({ export_result: () => null });
    await userEvent.click(screen.getByRole("button", { name: "Choose a file…" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(useToasts.getState().toasts.at(-1)?.tone).toBe("good");
    const asked = mock.calls.filter(({ name }) => name === "export_result").at(-1);
    expect(asked?.input).toMatchObject({ format: "sarif", run: "job-9" });
  });

  it("says why it cannot be read", async () => {
    beginSession("failing", "result");
    render(<ResultScreen />);
    expect(await screen.findByText("The result could not be read")).toBeInTheDocument();
    await expectAccessible();
  });
});
