import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { choosePlatform } from "@/platform";
import { navigate } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { expectAccessible } from "@/testing/axe";
import ReviewScreen from ".";
import { fakeReview } from "./fake-review";

type Fake = ReturnType<typeof fakeReview>;

async function show(change: (fake: Fake) => void = () => undefined, tab?: string) {
  const fake = fakeReview();
  change(fake);
  choosePlatform(fake.mock);
  useWorkspace.setState({ dump: fake.overview, profile: fake.profile(), review: null });
  navigate("review", tab ? { tab } : {});
  render(
    <main>
      <ReviewScreen />
    </main>,
  );
  await screen.findByRole("tab", { name: /Changes/ });
  return fake;
}

afterEach(() => {
  useWorkspace.setState({ dump: null, profile: null, review: null });
  useToasts.setState({ toasts: [] });
  window.location.hash = "";
});

describe("the review screen", () => {
  it("says in words what has changed since the last approval", async () => {
    await show();
    const changes = await screen.findByRole("grid", { name: "Changes" });
    const [, rule, table, setting, drift] = within(changes).getAllByRole("row");
    expect(rule).toHaveTextContent("users.emailWhat becomes of itkeepemail");
    expect(table).toHaveTextContent("logsNew–1 column");
    expect(setting).toHaveTextContent("Columns without a ruleOther settingrefusenull");
    expect(drift).toHaveTextContent("dumpAnother type");
    expect(screen.getByText("approval void")).toBeInTheDocument();
    await expectAccessible();
  });

  it("shows the rule that a change is about, with covered values before and after", async () => {
    const fake = await show();
    const rule = await screen.findByRole("region", { name: "Rule of email" });
    expect(rule).toHaveTextContent("email What email does.");
    expect(await within(rule).findByText("2 characters, covered")).toBeInTheDocument();
    await userEvent.click(within(rule).getByRole("button", { name: "Reveal row 1 of email" }));
    expect(fake.calls("reveal_samples")).toEqual([
      expect.objectContaining({ table: "public.users", column: "email", row: 0 }),
    ]);
  });

  it("settles a doubt as one named step that keeps its question", async () => {
    const fake = await show(undefined, "doubts");
    const doubt = await screen.findByRole("region", { name: "Doubt about users.note" });
    await userEvent.type(within(doubt).getByRole("textbox"), "it is empty{Enter}");
    await waitFor(() => expect(fake.calls("edit_profile")).toHaveLength(1));
    expect(fake.calls("edit_profile")[0]).toMatchObject({
      step: "Doubt about users.note settled",
      edits: [{ kind: "settle", table: "users", column: "note", reviewed: "it is empty" }],
    });
    expect(await screen.findByText("approval void: edited")).toBeInTheDocument();
    expect(screen.getByText(/No approval holds any more/)).toBeInTheDocument();
  });

  it("lets nobody approve while a doubt is open or edits are not saved", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Approve…" }));
    const dialog = await screen.findByRole("dialog", { name: "Approve for staging" });
    expect(within(dialog).getByRole("list", { name: /In the way/ })).toHaveTextContent(
      "1 doubt is open",
    );
    expect(within(dialog).getByRole("button", { name: "Sign the approval" })).toBeDisabled();
    await expectAccessible(dialog);
  });

  it("approves with a chosen key and says until when", async () => {
    const fake = await show((each) => each.settle());
    await userEvent.click(screen.getByRole("button", { name: "Approve…" }));
    const dialog = await screen.findByRole("dialog", { name: "Approve for staging" });
    const day = within(dialog).getByRole("textbox", { name: /Last day/ });
    expect(day).toHaveValue("2026-12-30");
    await userEvent.click(within(dialog).getByRole("button", { name: /Choose: Key/ }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Sign the approval" }));
    expect(await screen.findByText(/^approved until /)).toBeInTheDocument();
    expect(fake.calls("approve_profile")[0]).toMatchObject({
      expires: "2026-12-30",
      signingKey: "file-key",
    });
  });

  it("approves with a key of the agent", async () => {
    const fake = await show((each) => each.settle());
    await userEvent.click(screen.getByRole("button", { name: "Approve…" }));
    const dialog = await screen.findByRole("dialog", { name: "Approve for staging" });
    await userEvent.click(await within(dialog).findByRole("button", { name: /SSH agent/ }));
    await userEvent.click(await screen.findByRole("option", { name: /lead@laptop/ }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Sign the approval" }));
    expect(await screen.findByText(/^approved until /)).toBeInTheDocument();
    expect(fake.calls("approve_profile")[0]).toMatchObject({ signingKey: "file-agent" });
  });

  it("keeps a refusal in the dialog", async () => {
    await show((each) => {
      each.settle();
      each.refuse();
    });
    await userEvent.click(screen.getByRole("button", { name: "Approve…" }));
    const dialog = await screen.findByRole("dialog", { name: "Approve for staging" });
    await userEvent.click(within(dialog).getByRole("button", { name: /Choose: Key/ }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Sign the approval" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("BAUTA-G005");
  });

  it("sends back with a reason, and with the notes at rules", async () => {
    const fake = await show();
    const rule = await screen.findByRole("region", { name: "Rule of email" });
    await userEvent.type(within(rule).getByRole("textbox", { name: /Your note/ }), "Why?");
    await userEvent.click(within(rule).getByRole("button", { name: "Keep the note" }));
    await within(rule).findByRole("button", { name: "Take it away" });
    await userEvent.click(screen.getByRole("button", { name: "Send back…" }));
    const dialog = await screen.findByRole("dialog", { name: "Send back to the author" });
    expect(dialog).toHaveTextContent("public.users.email Why?");
    const send = within(dialog).getByRole("button", { name: "Send back" });
    expect(send).toBeDisabled();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "See note.");
    await userEvent.click(send);
    expect(await screen.findByText(/^Sent back by lead/)).toHaveTextContent("See note.");
    expect(fake.calls("send_back")[0]).toMatchObject({ reason: "See note." });
  });

  it("tells who has approved what, until when, and how many are missing", async () => {
    await show(undefined, "approvals");
    const approvals = await screen.findByRole("grid", { name: "Approvals" });
    expect(within(approvals).getByRole("row", { name: /lead@shop/ })).toHaveTextContent(
      "void: rules have changed",
    );
    const said = screen.getByRole("list", { name: "How the profile stands" });
    expect(said).toHaveTextContent("2 people have to approve");
    expect(said).toHaveTextContent("Approval 1 is void: rules have changed since");
    await expectAccessible();
  });

  it("tells accounts and exceptions in words, with dates", async () => {
    await show(undefined, "identities");
    expect(await screen.findByText("The role app becomes app_staging.")).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /role-password/ })).toHaveTextContent("rehashed");
    await userEvent.click(screen.getByRole("tab", { name: /Exceptions/ }));
    expect(await screen.findByRole("row", { name: /public.users.note/ })).toHaveTextContent(
      "expired",
    );
    await expectAccessible();
  });

  it("shows a review file without the dump, and wants the profile before an answer", async () => {
    const fake = fakeReview();
    choosePlatform(fake.mock);
    useWorkspace.setState({ review: { file: "file-9", content: fake.file } });
    navigate("review", { tab: "rules" });
    render(
      <main>
        <ReviewScreen />
      </main>,
    );
    expect(await screen.findByText(/It holds no original value/)).toBeInTheDocument();
    const rule = await screen.findByRole("region", { name: "Rule of email" });
    expect(rule).toHaveTextContent("aaaaa@aaaa.aa");
    expect(rule).toHaveTextContent("withheld");
    expect(screen.getByRole("button", { name: "Approve…" })).toBeDisabled();
    await expectAccessible();
  });
});
