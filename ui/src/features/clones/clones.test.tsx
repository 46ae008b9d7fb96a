import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CLONES } from "@/platform/mock/clones";
import { failure } from "@/platform/mock/mock";
import { useCliLine } from "@/stores/cli-line";
import { useRoute } from "@/stores/route";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import ClonesScreen from ".";

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const choose = async (purpose: string) =>
  userEvent.click(within(screen.getByRole("grid")).getByText(purpose));
const rows = () => within(screen.getByRole("grid")).getAllByRole("row").slice(1);

describe("clones screen", () => {
  it("says that the register is empty", async () => {
    beginSession("empty", "clones");
    render(<ClonesScreen />);
    expect(await screen.findByText("No clone is registered")).toBeInTheDocument();
    await expectAccessible();
    await press("Go to the run");
    expect(useRoute.getState().screen).toBe("run");
  });

  it("shows what is due first, and those that are gone when asked", async () => {
    beginSession("full", "clones");
    render(<ClonesScreen />);
    expect(await screen.findByText("1 is overdue")).toBeInTheDocument();
    expect(screen.getByText("1 is due within a week")).toBeInTheDocument();
    expect(rows()).toHaveLength(3);
    expect(rows()[0]).toHaveTextContent("Overdue");
    await userEvent.click(screen.getByRole("radio", { name: /All/ }));
    expect(rows()).toHaveLength(4);
    expect(useCliLine.getState().line).toBe("bauta clone list --all");
    await expectAccessible();
  });

  it("tells of one what is known, and who else is touched by its key", async () => {
    beginSession("full", "clones");
    render(<ClonesScreen />);
    await screen.findByText("1 is overdue");
    await choose("load tests");
    const detail = screen.getByRole("complementary", { name: "The clone" });
    expect(detail).toHaveTextContent("postgres://ada@db.test/load");
    expect(detail).toHaveTextContent("It should be gone since");
    await expectAccessible();
    await press("Other clones with the same: Key");
    expect(await screen.findByText("3 clones are touched")).toBeInTheDocument();
    expect(rows()).toHaveLength(3);
    await press("Show all");
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.queryByText(/touched$/)).not.toBeInTheDocument();
  });

  it("looks for whom a secret has touched", async () => {
    const mock = beginSession("full", "clones");
    render(<ClonesScreen />);
    await screen.findByText("1 is overdue");
    await press(/What has leaked/);
    await userEvent.click(screen.getByRole("option", { name: "Secret" }));
    await userEvent.type(
      screen.getByRole("textbox", { name: "Fingerprint of the secret" }),
      "none-such{Enter}",
    );
    expect(await screen.findByText("0 clones are touched")).toBeInTheDocument();
    expect(mock.calls.at(-1)?.input).toMatchObject({ secret: "none-such", keyId: null });
    await expectAccessible();
  });

  it("extends with a reason, and says what the policy has against it", async () => {
    const mock = beginSession("full", "clones");
    render(<ClonesScreen />);
    await screen.findByText("1 is overdue");
    await choose("load tests");
    await press("Extend…");
    const dialog = screen.getByRole("dialog", { name: "Give it more time" });
    await userEvent.type(
      within(dialog).getByRole("textbox", { name: /New last day/ }),
      "2027-01-31",
    );
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Why/ }), "audit");
    await expectAccessible();
    mock.answer({
      extend_clone: () => {
        throw failure("refused", "BAUTA-P030", "the policy lets a clone live for 30 days");
      },
    });
    await userEvent.click(within(dialog).getByRole("button", { name: "Extend" }));
    expect(await within(dialog).findByText(/live for 30 days/)).toBeInTheDocument();
    mock.answer({
      extend_clone: () => ({ clones: [...CLONES], cli: "" }),
    });
    await userEvent.click(within(dialog).getByRole("button", { name: "Extend" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(mock.calls.findLast(({ name }) => name === "extend_clone")?.input).toEqual({
      clone: CLONES[0]?.clone,
      expires: "2027-01-31",
      reason: "audit",
    });
  });

  it("retires only what is gone, and says what is still there", async () => {
    const mock = beginSession("full", "clones");
    render(<ClonesScreen />);
    await screen.findByText("1 is overdue");
    await choose("load tests");
    await press("Retire…");
    const dialog = screen.getByRole("dialog", { name: "Retire the clone" });
    expect(dialog).toHaveTextContent("is still there");
    expect(dialog).toHaveTextContent("stripe-secret: payments@example.com");
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole("checkbox", { name: /db.test/ }));
    await press("Look and retire");
    expect(await within(dialog).findByText(/The masked dump is still there/)).toBeInTheDocument();
    expect(mock.calls.findLast(({ name }) => name === "retire_clone")?.input).toEqual({
      clone: CLONES[0]?.clone,
      servers: [{ address: "postgres://ada@db.test/load", askPassword: true }],
      evidence: null,
    });
  });

  it("asks a server whether it holds the clone", async () => {
    const mock = beginSession("full", "clones");
    render(<ClonesScreen />);
    await screen.findByText("1 is overdue");
    await choose("training");
    await press("Confirm load…");
    await userEvent.type(screen.getByRole("textbox", { name: "Database" }), "sqlite:clone.db");
    await expectAccessible();
    await press("Ask the server");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(mock.calls.findLast(({ name }) => name === "confirm_clone")?.input).toMatchObject({
      server: { address: "sqlite:clone.db", askPassword: false },
    });
    expect(await screen.findByText("sqlite:clone.db")).toBeInTheDocument();
  });

  it("takes a clone over by its attestation", async () => {
    const mock = beginSession("full", "clones");
    render(<ClonesScreen />);
    await press("Import…");
    expect(screen.getByRole("button", { name: "Take it over" })).toBeDisabled();
    await press("Choose: Attestation");
    await press("Choose: Trusted keys");
    await expectAccessible();
    await press("Take it over");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(mock.calls.some(({ name }) => name === "import_clone")).toBe(true);
  });

  it("says why the register cannot be read", async () => {
    beginSession("failing", "clones");
    render(<ClonesScreen />);
    expect(await screen.findByText("The register could not be read")).toBeInTheDocument();
    await expectAccessible();
  });
});
