import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { command, goDownTo, tabTo, tabToGrid } from "./keyboard";
import { expectAccessible, open, openShop, picture, SHOP_PROFILE, useWindow } from "./window";

/** The agent that bridges of this file find, until they end. */
const agent = spawn("ssh-agent", [
  "-D",
  "-a",
  join(mkdtempSync(join(tmpdir(), "agent-")), "socket"),
]);

describe("review and approve", () => {
  beforeAll(async () => {
    const socket = agent.spawnargs.at(-1) ?? "";
    await vi.waitUntil(() => existsSync(socket), 10_000);
    process.env.SSH_AUTH_SOCK = socket;
  });
  afterAll(() => {
    delete process.env.SSH_AUTH_SOCK;
    agent.kill();
  });
  const window = useWindow();

  /** Opens the shop with a profile of its own in the test's folder, and goes to its review. */
  const openReview = async (change: (text: string) => string = (text) => text) => {
    const { page, bridge, folder } = window;
    const profile = join(folder, "shop.yaml");
    writeFileSync(profile, change(readFileSync(SHOP_PROFILE, "utf8")));
    await openShop(window);
    await bridge.tell("/test/drop", { paths: [profile] });
    await page.getByRole("grid", { name: "Tables" }).waitFor();
    await page.getByRole("link", { name: "Review" }).click();
    await tab(page, "Changes").waitFor();
    return profile;
  };

  it("says what is missing while nothing is open", async () => {
    const { page } = window;
    await open(window, "review");
    await page.getByRole("heading", { name: "Nothing to review is open" }).waitFor();
    await expectAccessible(page);
    await picture(page, "review-none");
  });

  it("shows all rules in words, with rows before and after", async () => {
    const { page } = window;
    await openReview();
    await page.getByText("Nothing was approved before").waitFor();
    await expectAccessible(page);
    await picture(page, "review-first");
    await tab(page, "All rules").click();
    await page.getByRole("searchbox", { name: "Search columns" }).fill("national");
    const rule = page.getByRole("region", { name: "Rule of national_id" });
    await rule.getByRole("table").waitFor();
    expect(await rule.textContent()).toContain("Only where");
    await expectAccessible(page);
    await picture(page, "review-rules");
    for (const name of ["Open doubts", "Exceptions", "Accounts and secrets", "Approvals"]) {
      await tab(page, name).click();
      await page.waitForTimeout(400);
      await expectAccessible(page);
      await picture(page, `review-${name.toLowerCase().replaceAll(" ", "-")}`);
    }
  });

  it("says why a profile that does not hold for the dump cannot be reviewed", async () => {
    const { page, bridge, folder } = window;
    const profile = join(folder, "shop.yaml");
    const text = readFileSync(SHOP_PROFILE, "utf8");
    writeFileSync(profile, text.replace("      phone: phone\n", ""));
    await openShop(window);
    await bridge.tell("/test/drop", { paths: [profile] });
    await page.getByRole("grid", { name: "Tables" }).waitFor();
    await page.getByRole("link", { name: "Review" }).click();
    await page.getByText("The profile could not be held against the dump").waitFor();
    await expectAccessible(page);
    await picture(page, "review-error");
    await page.getByRole("button", { name: "Open in the editor" }).click();
    await page.getByRole("grid", { name: "Tables" }).waitFor();
  });

  it("speaks German", async () => {
    const { page } = window;
    await openReview();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: /Language of the window/ }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await page.getByRole("link", { name: "Prüfung" }).click();
    await page.getByRole("tab", { name: /^Alle Regeln/ }).click();
    await page.getByRole("region", { name: "Regel von id" }).getByRole("table").waitFor();
    await expectAccessible(page);
    await picture(page, "review-german");
  });

  it("approves with a key whose passphrase the page never sees, and any edit voids that", async () => {
    const { page, bridge, folder } = window;
    const keys = trust(folder);
    const profile = await openReview();
    await approve(window, keys.lead, "open sesame");
    await page.getByText(/^approved until /).waitFor();
    expect(existsSync(join(`${profile}.approvals`, "staging/1/approval.json"))).toBe(true);
    expect(readFileSync(join(folder, "state", "audit.jsonl"), "utf8")).toContain(
      "profile.approved",
    );
    expect(await page.evaluate(storage)).not.toContain("sesame");
    await tab(page, "Approvals").click();
    await page.getByRole("grid", { name: "Approvals" }).getByText("holds").waitFor();
    await page.getByRole("grid").getByText("lead@shop.example").waitFor();
    await expectAccessible(page);
    await picture(page, "review-approved");

    await edit(page, "phone", "null");
    await page.getByText("approval void: edited").waitFor();
    await expectAccessible(page);
    await picture(page, "review-edited");
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByText("approval void", { exact: true }).waitFor();
    await tab(page, "Changes").click();
    const row = page.getByRole("grid", { name: "Changes" }).getByRole("row", { name: /phone/ });
    await row.getByText("What becomes of it").waitFor();
    await page.getByRole("region", { name: "Rule of phone" }).getByRole("table").waitFor();
    await expectAccessible(page);
    await picture(page, "review-changes");

    await approve(window, keys.lead, "open sesame");
    await page.getByText(/^approved until /).waitFor();
    await bridge.tell("/test/answer", { path: null });
  });

  it("approves with a key that only the agent holds", async () => {
    const { page, folder } = window;
    const keys = trust(folder);
    expect(spawnSync("ssh-add", ["-q", keys.deputy]).status).toBe(0);
    rmSync(keys.deputy);
    await openReview();
    await page.getByRole("button", { name: "Approve…" }).click();
    const dialog = page.getByRole("dialog", { name: "Approve for staging" });
    await dialog.getByRole("button", { name: /Key of the SSH agent/ }).click();
    await page.getByRole("option").first().click();
    await expectAccessible(page);
    await picture(page, "review-agent");
    await dialog.getByRole("button", { name: "Sign the approval" }).click();
    await page.getByText(/^approved until /).waitFor();
    expect(spawnSync("ssh-add", ["-q", "-D"]).status).toBe(0);
  });

  it("refuses the author and a wrong passphrase, beside the fields", async () => {
    const { page, bridge, folder } = window;
    const keys = trust(folder, "approvals: 2\nlongest_approval_days: 30\n");
    await openReview();
    await tab(page, "Approvals").click();
    await page.getByRole("button", { name: "Sign as the author…" }).click();
    await bridge.tell("/test/answer", { path: keys.author });
    await page.getByRole("button", { name: "Choose: Key that signs" }).click();
    await page
      .getByRole("group", { name: "Key that signs" })
      .getByText("author", { exact: true })
      .waitFor();
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByText("The author has signed this version.").waitFor();

    await page.getByRole("button", { name: "Approve…" }).click();
    const dialog = page.getByRole("dialog", { name: "Approve for staging" });
    await bridge.tell("/test/answer", { path: keys.author });
    await dialog.getByRole("button", { name: "Choose: Key that signs" }).click();
    await dialog
      .getByRole("group", { name: "Key that signs" })
      .getByText("author", { exact: true })
      .waitFor();
    await dialog.getByRole("button", { name: "Sign the approval" }).click();
    await dialog.getByText(/an author does not approve himself/).waitFor();
    await expectAccessible(page);
    await picture(page, "review-refused");

    await bridge.tell("/test/answer", { path: keys.lead });
    await bridge.tell("/test/passphrase", { passphrase: "wrong" });
    await dialog.getByRole("button", { name: "Choose: Key that signs" }).click();
    await dialog
      .getByRole("group", { name: "Key that signs" })
      .getByText("lead", { exact: true })
      .waitFor();
    await dialog.getByRole("button", { name: "Sign the approval" }).click();
    await dialog
      .getByText(/passphrase/i)
      .last()
      .waitFor();
    await bridge.tell("/test/passphrase", { passphrase: "open sesame" });
    await dialog.getByRole("button", { name: "Sign the approval" }).click();
    await page.getByText("1 of 2 approvals").waitFor();
    await page.getByRole("grid", { name: "Approvals" }).getByText("waits for others").waitFor();
    await picture(page, "review-waiting");

    await approve(window, keys.deputy);
    await page.getByText(/^approved until /).waitFor();
  });

  it("settles doubts one by one, as edits that can be undone", async () => {
    const { page, folder } = window;
    trust(folder);
    const profile = await openReview((text) =>
      text
        .replace(
          "      phone: phone\n",
          '      phone: { transformer: phone, review: "real prefixes?" }\n',
        )
        .replace(
          "      tier: keep\n",
          '      tier: { transformer: keep, review: "could tell who pays" }\n',
        ),
    );
    await page.getByRole("button", { name: "Approve…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("2 doubts are open").waitFor();
    expect(await dialog.getByRole("button", { name: "Sign the approval" }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await picture(page, "review-obstacles");
    await page.keyboard.press("Escape");

    await tab(page, "Open doubts").click();
    const doubt = page.getByRole("region", { name: "Doubt about customers.phone" });
    await doubt.getByRole("textbox").fill("prefixes are drawn anew");
    await expectAccessible(page);
    await picture(page, "review-doubts");
    await doubt.getByRole("button", { name: "Settle it" }).click();
    await page.getByRole("grid").getByText("prefixes are drawn anew").waitFor();
    await page.getByRole("button", { name: "Undo: Doubt about customers.phone settled" }).click();
    await page
      .getByRole("grid")
      .getByText("prefixes are drawn anew")
      .waitFor({ state: "detached" });
    await page.getByRole("row", { name: /customers\.phone/ }).click();
    await doubt.getByRole("textbox").fill("prefixes are drawn anew");
    await page.keyboard.press("Enter");
    await page.getByRole("grid").getByText("prefixes are drawn anew").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByText("Saved shop").waitFor();
    const text = readFileSync(profile, "utf8");
    expect(text).toContain("prefixes are drawn anew");
    expect(text).toContain("real prefixes?");
  });

  it("sends back with reasons and notes, which the author reads in the editor", async () => {
    const { page, folder } = window;
    await openReview();
    await tab(page, "All rules").click();
    await page.getByRole("searchbox", { name: "Search columns" }).fill("customers.phone");
    const rule = page.getByRole("region", { name: "Rule of phone" });
    await rule.getByRole("textbox", { name: "Your note on this rule" }).fill("Why not null?");
    await rule.getByRole("button", { name: "Keep the note" }).click();
    await rule.getByText(/^By tester/).waitFor();
    await page.getByRole("button", { name: "Send back…" }).click();
    const dialog = page.getByRole("dialog", { name: "Send back to the author" });
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Phones are not needed in tests.");
    await expectAccessible(page);
    await picture(page, "review-send-back");
    await dialog.getByRole("button", { name: "Send back" }).click();
    await page.getByText(/^Sent back by tester/).waitFor();
    await expectAccessible(page);
    await picture(page, "review-sent-back");
    const remarks = readFileSync(join(folder, "shop.yaml.remarks.json"), "utf8");
    expect(JSON.parse(remarks)).toMatchObject({
      type: "bauta-remarks/v1",
      sentBack: { environment: "staging", reason: "Phones are not needed in tests." },
      notes: [{ table: "public.customers", column: "phone", text: "Why not null?" }],
    });

    await page.getByRole("button", { name: "Open in the editor" }).first().click();
    await page.getByText(/Phones are not needed in tests/).waitFor();
    await page.getByRole("button", { name: "public.customers.phone" }).click();
    const note = page.getByRole("region", { name: "Note of a reviewer" });
    await note.getByText("Why not null?").waitFor();
    await expectAccessible(page);
    await picture(page, "profile-sent-back");
    await note.getByRole("button", { name: "Done" }).click();
    await note.waitFor({ state: "detached" });
  });

  it("reviews by a file without any original value", async () => {
    const { page, bridge, folder } = window;
    const keys = trust(folder);
    const profile = await openReview();
    await tab(page, "Approvals").click();
    const file = join(folder, "shop.review.json");
    await bridge.tell("/test/answer", { path: file });
    await page.getByRole("button", { name: "Write a review file…" }).click();
    await page.getByText("Written: shop.review.json").waitFor();
    await bridge.tell("/test/drop", { paths: [file] });
    await page.getByText(/^Review file shop.review.json/).waitFor();
    await tab(page, "All rules").click();
    await page.getByRole("searchbox", { name: "Search columns" }).fill("customers.email");
    const rule = page.getByRole("region", { name: "Rule of email" });
    await rule.getByText("How the originals look").waitFor();
    await expectAccessible(page);
    await picture(page, "review-file");
    await approve(window, keys.lead, "open sesame");
    await page.getByText(/^approved until /).waitFor();
    expect(existsSync(join(`${profile}.approvals`, "staging/1/approval.json"))).toBe(true);
  });

  it("is done by keyboard alone", async () => {
    const { page, bridge, folder } = window;
    const keys = trust(folder);
    await openReview();
    await tab(page, "Changes").focus();
    await page.keyboard.press("ArrowRight");
    await tabToGrid(page, "All rules");
    await goDownTo(page, "public.customers.email");
    await page.keyboard.press("Space");
    await page.getByRole("region", { name: "Rule of email" }).getByRole("table").waitFor();
    await command(page, "approve");
    const dialog = page.getByRole("dialog", { name: "Approve for staging" });
    await dialog.waitFor();
    await bridge.tell("/test/answer", { path: keys.deputy });
    await tabTo(page, "Choose: Key that signs");
    await page.keyboard.press("Enter");
    await dialog
      .getByRole("group", { name: "Key that signs" })
      .getByText("deputy", { exact: true })
      .waitFor();
    await tabTo(page, "Sign the approval");
    await page.keyboard.press("Enter");
    await page.getByText(/^approved until /).waitFor();
  });
});

const tab = (page: Page, name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });

/** A policy that wants approvals by two leads, and their keys; the first has a passphrase. */
function trust(folder: string, policy = "") {
  const people = { lead: "open sesame", deputy: "", author: "" };
  const lines = Object.entries(people).map(([name, passphrase]) => {
    const path = join(folder, name);
    const made = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-f", path]);
    expect(made.status).toBe(0);
    const [kind, key] = readFileSync(`${path}.pub`, "utf8").split(" ");
    return `${name}@shop.example ${kind} ${key}\n`;
  });
  writeFileSync(join(folder, "signers"), lines.join(""));
  const own = "version: 1\nrequire: [approval]\nallowed_signers: signers\nseparate_author: false\n";
  writeFileSync(join(folder, "policy.yaml"), own + policy);
  const path = (name: string) => join(folder, name);
  return { lead: path("lead"), deputy: path("deputy"), author: path("author") };
}

async function approve(
  { page, bridge }: ReturnType<typeof useWindow>,
  key: string,
  passphrase?: string,
): Promise<void> {
  await page.getByRole("button", { name: "Approve…" }).click();
  const dialog = page.getByRole("dialog", { name: "Approve for staging" });
  await bridge.tell("/test/answer", { path: key });
  await dialog.getByRole("button", { name: "Choose: Key that signs" }).click();
  const line = dialog.getByRole("textbox", { name: "The equal command line" });
  await line.waitFor();
  await expect.poll(() => line.inputValue()).toContain(`--signing-key ${key}`);
  if (passphrase !== undefined) await bridge.tell("/test/passphrase", { passphrase });
  await dialog.getByRole("button", { name: "Sign the approval" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Gives a column of the customers another transformer, in the editor, and comes back. */
async function edit(page: Page, column: string, transformer: string): Promise<void> {
  await page.getByRole("link", { name: "Profile" }).click();
  await page
    .getByRole("grid", { name: "Tables" })
    .getByRole("row", { name: /^customers / })
    .click();
  const columns = page.getByRole("grid", { name: "Columns of public.customers" });
  await columns.getByRole("row", { name: new RegExp(`^${column}\\b`) }).click();
  await page.getByRole("region", { name: `Rule of ${column}` }).waitFor();
  await page
    .getByRole("combobox", { name: /What becomes of it/ })
    .first()
    .focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(transformer);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Undo: / }).waitFor();
  await page.getByRole("link", { name: "Review" }).click();
}

function storage(): string {
  return JSON.stringify({ ...localStorage, ...sessionStorage });
}
