import { act, configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choosePlatform } from "@/platform";
import { navigate } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";
import { expectAccessible } from "@/testing/axe";
import ProfileScreen from ".";
import { fakeSession } from "./fake-session";
import { useCopiedRule } from "./rule/copied";

// Whether something is hidden takes a style computation for each of its ancestors.
configure({ defaultHidden: true });

let session: ReturnType<typeof fakeSession>;

async function show() {
  session = fakeSession();
  choosePlatform(session.mock);
  useWorkspace.setState({ dump: session.overview, profile: session.state(), recovered: false });
  navigate("profile");
  render(
    <main>
      <ProfileScreen />
    </main>,
  );
  await screen.findByRole("grid", { name: "Columns of public.users" });
  // The rule comes a moment after the mark.
  await screen.findByRole("region", { name: "Rule of id" });
}

const columns = () => screen.getByRole("grid", { name: /^Columns of/ });
const row = (name: RegExp) => within(columns()).getByRole("row", { name });
const transformer = () => screen.getByRole("combobox", { name: /What becomes of it/ });
const edits = () => session.mock.calls.filter(({ name }) => name === "edit_profile");

async function choose(name: string) {
  await userEvent.clear(transformer());
  await userEvent.type(transformer(), name);
  await userEvent.keyboard("{ArrowDown}{Enter}");
}

beforeEach(() => {
  useCopiedRule.setState({ rule: null, from: "" });
});
afterEach(() => {
  act(() => {
    useWorkspace.setState({ dump: null, profile: null });
    useToasts.setState({ toasts: [] });
  });
  window.location.hash = "";
});

describe("the profile editor", () => {
  it("shows tables, columns, rule and rows without a violation", async () => {
    await show();
    expect(row(/email/)).toHaveTextContent("undecided");
    expect(screen.getByRole("meter", { name: "Decided" })).toHaveAttribute(
      "aria-valuetext",
      "3 of 5",
    );
    await screen.findByRole("table");
    await expectAccessible();
  });

  it("gives a column a rule by keyboard alone, and takes it back by name", async () => {
    await show();
    columns().focus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await screen.findByRole("region", { name: "Rule of email" });
    expect(transformer()).toHaveFocus();
    await choose("hash");
    await waitFor(() => expect(row(/^email/)).toHaveTextContent("hash"));
    expect(session.rule("public.users", "email")).toMatchObject({ transformer: "hash" });
    await userEvent.click(
      screen.getByRole("button", { name: "Undo: hash for public.users.email" }),
    );
    await waitFor(() => expect(row(/^email/)).toHaveTextContent("undecided"));
    expect(screen.getByRole("button", { name: "Redo: hash for public.users.email" })).toBeEnabled();
  });

  it("tries what is typed in the preview and takes it over when the field is left", async () => {
    await show();
    await userEvent.click(row(/^note/));
    const length = await screen.findByRole("textbox", { name: /^length/ });
    await userEvent.clear(length);
    await userEvent.type(length, "12");
    await waitFor(() => {
      const tried = session.mock.calls.filter(({ name }) => name === "preview_table").at(-1);
      expect(JSON.stringify(tried?.input)).toContain('"length":12');
    });
    expect(edits()).toHaveLength(0);
    await userEvent.tab();
    await waitFor(() => expect(edits()).toHaveLength(1));
    expect(session.rule("public.users", "note")?.params).toEqual({ length: 12 });
  });

  it("says beside the field why a number can't be taken", async () => {
    await show();
    await userEvent.click(row(/^note/));
    const length = await screen.findByRole("textbox", { name: /^length/ });
    await userEvent.clear(length);
    await userEvent.type(length, "500{Enter}");
    expect(length).toHaveAccessibleDescription(/At most 64/);
    expect(edits()).toHaveLength(0);
  });

  it("offers columns joined by foreign keys together", async () => {
    await show();
    expect(screen.getByRole("checkbox", { name: /joined column/ })).toBeChecked();
    await choose("hash");
    await waitFor(() => expect(session.rule("public.orders", "user_id")?.transformer).toBe("hash"));
    expect(edits()).toHaveLength(1);
  });

  it("leaves joined columns alone when told so", async () => {
    await show();
    await userEvent.click(screen.getByRole("checkbox", { name: /joined column/ }));
    await choose("hash");
    await waitFor(() => expect(session.rule("public.users", "id")?.transformer).toBe("hash"));
    expect(session.rule("public.orders", "user_id")?.transformer).toBe("keep");
  });

  it("gives several columns one rule as one step, with what changes said before", async () => {
    await show();
    await userEvent.click(row(/^email/));
    const user = userEvent.setup();
    await user.keyboard("{Shift>}");
    await user.click(row(/^note/));
    await user.keyboard("{/Shift}");
    const panel = await screen.findByRole("region", { name: "2 columns" });
    await choose("redact");
    const changes = within(panel).getByRole("list", { name: "What would change" });
    expect(changes).toHaveTextContent("emailundecided → redact");
    await expectAccessible(panel);
    await userEvent.click(within(panel).getByRole("button", { name: "Apply to 2 columns" }));
    await waitFor(() => expect(session.rule("public.users", "note")?.transformer).toBe("redact"));
    expect(edits()).toHaveLength(1);
    expect(session.state().undo).toBe("redact for 2 columns");
  });

  it("copies a rule to another column", async () => {
    await show();
    await userEvent.click(row(/^note/));
    await userEvent.click(await screen.findByRole("button", { name: "Copy rule" }));
    await userEvent.click(row(/^email/));
    await userEvent.click(
      await screen.findByRole("button", { name: "Use the rule of public.users.note" }),
    );
    await waitFor(() =>
      expect(session.rule("public.users", "email")).toMatchObject({
        transformer: "hash",
        params: { length: 8 },
      }),
    );
  });

  it("finds columns for one rule by their class", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Many at once…" }));
    const dialog = await screen.findByRole("dialog", { name: "Give a rule to many columns" });
    await userEvent.click(within(dialog).getByRole("combobox", { name: /^Class/ }));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(await within(dialog).findByText("1 column would change")).toBeInTheDocument();
    await expectAccessible(dialog);
  });

  it("says what is wrong beside the rule and in a list that leads there", async () => {
    await show();
    await userEvent.click(row(/^email/));
    await choose("broken");
    const faults = await screen.findByRole("list", { name: "Problems of this rule" });
    expect(faults).toHaveTextContent("BAUTA-P005");
    await userEvent.click(screen.getByRole("tab", { name: /Problems/ }));
    const list = await screen.findByRole("grid", { name: "Problems" });
    list.focus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(await screen.findByRole("region", { name: "Rule of email" })).toBeInTheDocument();
  });

  it("saves what is still being typed", async () => {
    await show();
    await userEvent.click(row(/^note/));
    const length = await screen.findByRole("textbox", { name: /^length/ });
    await userEvent.clear(length);
    await userEvent.type(length, "16");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(session.mock.calls.some(({ name }) => name === "save_profile")).toBe(true),
    );
    expect(session.rule("public.users", "note")?.params).toEqual({ length: 16 });
  });

  it("asks before it writes over somebody else's changes", async () => {
    await show();
    session.overtake();
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const dialog = await screen.findByRole("alertdialog");
    await expectAccessible(dialog);
    await userEvent.click(within(dialog).getByRole("button", { name: "Write over it" }));
    await waitFor(() =>
      expect(session.mock.calls.filter(({ name }) => name === "save_profile").at(-1)).toMatchObject(
        { input: { overwrite: true } },
      ),
    );
  });

  it("settles a doubt only with a word on how", async () => {
    await show();
    await userEvent.click(screen.getByRole("row", { name: /orders/ }));
    await userEvent.click(
      within(await screen.findByRole("grid", { name: "Columns of public.orders" })).getByRole(
        "row",
        { name: /memo/ },
      ),
    );
    const settle = await screen.findByRole("button", { name: "Settle it" });
    expect(settle).toBeDisabled();
    await userEvent.type(
      screen.getByRole("textbox", { name: "How it is settled" }),
      "free text{Enter}",
    );
    await waitFor(() =>
      expect(session.rule("public.orders", "memo")).toMatchObject({
        review: null,
        reviewed: "free text",
      }),
    );
  });
});

describe("without a profile", () => {
  it("offers to draft one from an inspected dump", async () => {
    session = fakeSession();
    choosePlatform(session.mock);
    useWorkspace.setState({ dump: session.overview, profile: null });
    render(
      <main>
        <ProfileScreen />
      </main>,
    );
    expect(screen.getByRole("button", { name: "Draft a profile" })).toBeEnabled();
    await expectAccessible();
  });
});
