import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { failure } from "@/platform/mock/mock";
import { endRun, MASKING, plan, UNAPPROVED } from "@/platform/mock/runs";
import type { Scenario } from "@/platform/mock/scenarios";
import { OVERVIEW, PROFILE } from "@/platform/mock/shop";
import { useAnnouncements } from "@/stores/announcements";
import { useCliLine } from "@/stores/cli-line";
import { useRoute } from "@/stores/route";
import { useWorkspace } from "@/stores/workspace";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import RunScreen from ".";
import { forgetRun } from "./current";
import { resetForm } from "./form";

function open(name: Scenario = "full") {
  const mock = beginSession(name, "run");
  resetForm();
  forgetRun();
  useWorkspace.setState({ dump: OVERVIEW, profile: { ...PROFILE, dirty: false } });
  return mock;
}

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

/** Chooses all that a run needs. */
async function fill() {
  await press("Choose: Masked dump");
  await press("Choose: Signing key");
  await screen.findByText("pipeline");
}

describe("run screen", () => {
  it("says what to open first", async () => {
    beginSession("full", "run");
    render(<RunScreen />);
    expect(screen.getByText("No dump is open")).toBeInTheDocument();
    await expectAccessible();
    act(() => useWorkspace.setState({ dump: OVERVIEW }));
    await press("Go to the profile");
    expect(useRoute.getState().screen).toBe("profile");
  });

  it("has proof switched on, and says beside each field what is missing", async () => {
    open();
    render(<RunScreen />);
    expect(await screen.findByText("2 things are missing")).toBeInTheDocument();
    expect(screen.getByRole("switch", { name: /Verify the output/ })).toBeChecked();
    expect(screen.getByRole("switch", { name: /Sign an attestation/ })).toBeChecked();
    const key = screen.getByRole("group", { name: "Signing key" });
    expect(key).toHaveAccessibleDescription(/No key signs the attestation/);
    expect(screen.getByRole("button", { name: "Start the run" })).toBeDisabled();
    await expectAccessible();
    await fill();
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Start the run" })).toBeEnabled(),
    );
    expect(useCliLine.getState().line).toContain("bauta mask");
  });

  it("starts, ends, and leads to the result", async () => {
    const mock = open();
    render(<RunScreen />);
    await fill();
    await press("Start the run");
    expect(await screen.findByText("The masked dump is written")).toBeInTheDocument();
    const started = mock.calls.find(({ name }) => name === "start_run");
    expect(started?.input).toMatchObject({
      output: "file-5",
      verify: true,
      attest: { file: null, signingKey: "file-6" },
      register: null,
      key: { kind: "fresh" },
      fingerprintKey: null,
    });
    await expectAccessible();
    await press("Show the result");
    expect(useRoute.getState()).toMatchObject({ screen: "result", at: { run: "job-9" } });
  });

  it("holds what the policy asks for, with the reason", async () => {
    const mock = open();
    mock.answer({
      plan_run: (request) =>
        plan(request, { required: ["verification", "registration"], latestExpiry: "2026-12-30" }),
    });
    render(<RunScreen />);
    const verify = await screen.findByRole("switch", { name: /Verify the output/ });
    expect(verify).toHaveAccessibleName(/The policy asks for it in staging/);
    await userEvent.click(verify);
    expect(verify).toBeChecked();
    expect(screen.getByRole("textbox", { name: /Last day/ })).toHaveAccessibleDescription(
      /Dec 30, 2026 at the latest/,
    );
    await expectAccessible();
  });

  it("fetches credentials only from sources that are allowed", async () => {
    const mock = open();
    const credential = { source: "env:STAGING_STRIPE", owner: "pay@shop.example" };
    const credentials = [
      { ...credential, kind: "stripe-secret", rotateBy: "2027-01-01", listed: null },
      { ...credential, kind: "jwt", source: "file:jwt", rotateBy: null, listed: false },
    ];
    mock.answer({ plan_run: (request) => plan(request, { credentials }) });
    render(<RunScreen />);
    const stripe = await screen.findByRole("switch", { name: /Bring stripe-secret/ });
    expect(stripe).toHaveAccessibleName(/from env:STAGING_STRIPE · pay@shop.example answers/);
    expect(stripe).not.toBeChecked();
    const jwt = screen.getByRole("switch", { name: /Bring jwt.*does not list this source/ });
    await userEvent.click(jwt);
    expect(jwt).not.toBeChecked();
    await expectAccessible();
    await userEvent.click(stripe);
    const sources = () => mock.calls.filter(({ name }) => name === "plan_run").at(-1)?.input;
    await waitFor(() => expect(sources()).toMatchObject({ sources: ["env:STAGING_STRIPE"] }));
    await userEvent.click(stripe);
    await waitFor(() => expect(sources()).toMatchObject({ sources: [] }));
  });

  it("takes the key from an entry of the key chain", async () => {
    const mock = open();
    render(<RunScreen />);
    await userEvent.click(await screen.findByRole("radio", { name: "Key chain" }));
    await userEvent.type(screen.getByRole("textbox", { name: /Entry/ }), "staging");
    const last = () => mock.calls.filter(({ name }) => name === "plan_run").at(-1)?.input;
    await waitFor(() =>
      expect(last()).toMatchObject({ key: { kind: "keychain", name: "staging" } }),
    );
    await expectAccessible();
  });

  it("does not start without an approval that is asked for", async () => {
    const mock = open();
    render(<RunScreen />);
    await fill();
    await userEvent.click(await screen.findByRole("switch", { name: /Run only what is approved/ }));
    expect(await screen.findByText("1 thing is missing")).toBeInTheDocument();
    expect(screen.getByText(/There is no approval for environment/)).toBeInTheDocument();
    const granted = {
      serial: 4,
      approvers: ["grace"],
      author: null,
      expires: "2027-01-31T00:00:00Z",
    };
    mock.answer({ review_state: () => ({ ...UNAPPROVED, granted, refusal: null }) });
    await userEvent.click(screen.getByRole("radio", { name: "Of the environment" }));
    act(() => useWorkspace.setState({ dump: { ...OVERVIEW, dump: "dump-2" } }));
    expect(await screen.findByText(/by grace, number 4/)).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Start the run" })).toBeEnabled(),
    );
  });

  it("asks before it replaces a file", async () => {
    const mock = open();
    mock.answer({ plan_run: (request) => plan(request, { replaced: ["shop.masked.sql"] }) });
    render(<RunScreen />);
    await fill();
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Start the run" })).toBeEnabled(),
    );
    await press("Start the run");
    const dialog = screen.getByRole("alertdialog", { name: "Replace shop.masked.sql?" });
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(mock.calls.some(({ name }) => name === "start_run")).toBe(false);
    await press("Start the run");
    await press("Replace and start");
    await waitFor(() => expect(mock.calls.some(({ name }) => name === "start_run")).toBe(true));
  });

  it("shows how far it is, says it now and then, and can be cancelled", async () => {
    const mock = open();
    const error = failure("cancelled", "BAUTA-I003", "it was cancelled");
    mock.answer({
      start_run: () => ({ job: MASKING.job }),
      cancel_job: () => {
        setTimeout(() => mock.emit({ type: "failed", job: MASKING.job, work: "run", error }), 0);
        return null;
      },
    });
    render(<RunScreen />);
    await fill();
    await press("Start the run");
    await screen.findByText("Writing shop.masked.sql");
    act(() => mock.emit({ type: "progress", ...MASKING }));
    expect(screen.getByText("18,300,000")).toBeInTheDocument();
    expect(screen.getByText("stripe-secret")).toBeInTheDocument();
    expect(useAnnouncements.getState().polite).toBe(
      "Masking, 42%, 1 min 1 sec left, 1,206 secrets found",
    );
    act(() => mock.emit({ type: "progress", ...MASKING, rows: 18_400_000 }));
    expect(useAnnouncements.getState().polite).toContain("42%");
    await expectAccessible();
    await press("Cancel");
    expect(await screen.findByText("The run was cancelled")).toBeInTheDocument();
    expect(screen.getByText(/Nothing is left of it/)).toBeInTheDocument();
  });

  it("says why a run failed, and where to mend it", async () => {
    const mock = open();
    const told = failure(
      "failed",
      "BAUTA-I001",
      "cannot write the output: no storage space",
      null,
      "the disk is full",
    );
    mock.answer({
      start_run: () => {
        setTimeout(() => mock.emit({ type: "failed", job: "job-9", work: "run", error: told }), 0);
        return { job: "job-9" };
      },
    });
    render(<RunScreen />);
    await fill();
    await press("Start the run");
    const panel = await screen.findByRole("alert", { name: "The run failed" });
    expect(panel).toHaveTextContent("the disk is full");
    await expectAccessible();

    const locked = failure("usage", "BAUTA-U003", "no passphrase was given; the key stays locked");
    mock.answer({
      start_run: () => {
        throw locked;
      },
    });
    await press("Start the run");
    expect(await screen.findByText(/It has not begun/)).toBeInTheDocument();
    expect(screen.queryByText(/no storage space/)).not.toBeInTheDocument();
  });

  it("finds the run again that went on while the pages were loaded anew", async () => {
    const mock = open();
    mock.answer({ jobs: () => [{ job: "job-9", work: "run", progress: MASKING }] });
    render(<RunScreen />);
    expect(await screen.findByText("Masking", { selector: "h2" })).toBeInTheDocument();
    act(() => endRun(mock, "job-9"));
    expect(await screen.findByText("The masked dump is written")).toBeInTheDocument();
  });

  it("says why no run can be planned", async () => {
    open("failing");
    render(<RunScreen />);
    expect(await screen.findByText("The run could not be planned")).toBeInTheDocument();
    await expectAccessible();
  });

  it("plans anew when the window comes to the front", async () => {
    const mock = open();
    const asked = () => mock.calls.filter(({ name }) => name === "plan_run").length;
    render(<RunScreen />);
    await screen.findByText("2 things are missing");
    const before = asked();
    act(() => void window.dispatchEvent(new Event("focus")));
    await waitFor(() => expect(asked()).toBe(before + 1));
  });
});
