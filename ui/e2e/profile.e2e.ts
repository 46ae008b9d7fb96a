import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { chooseFocused, command, goDownTo, tabTo } from "./keyboard";
import { startBridge } from "./setup";
import { expectAccessible, open, openShop, picture, SHOP_PROFILE, useWindow } from "./window";

describe("profile editor", () => {
  const window = useWindow();

  /** Opens the sample shop and goes to its profile. */
  const openEditor = async () => {
    await openShop(window);
    await window.page.getByRole("link", { name: "Profile" }).click();
    await tables(window.page).waitFor();
  };

  it("says what is missing while no profile is open", async () => {
    const { page } = window;
    await open(window, "profile");
    await page.getByRole("heading", { name: "No profile is open" }).waitFor();
    await expectAccessible(page);
    await picture(page, "profile-none");
  });

  it("shows rules, with rows before and after", async () => {
    const { page } = window;
    await openEditor();
    await goTo(page, "customers", "email");
    await page.getByRole("region", { name: "Preview of email" }).getByRole("table").waitFor();
    const line = page.getByRole("textbox", { name: "The equal command line" });
    expect(await line.inputValue()).toMatch(/^bauta check \S+shop\.yaml \S+shop\.postgres\.sql$/);
    await expectAccessible(page);
    await picture(page, "profile-rules");

    await goTo(page, "events", "payload");
    await expectAccessible(page);
    await picture(page, "profile-json-paths");
  });

  it("shows domains, exceptions, problems and the file", async () => {
    const { page } = window;
    await openEditor();
    for (const tab of ["Domains", "Exceptions", "Settings", "Problems", "File"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.waitForTimeout(500);
      await expectAccessible(page);
      await picture(page, `profile-${tab.toLowerCase()}`);
    }
  });

  it("shows a rule that breaks a constraint beside the field and in the list", async () => {
    const { page } = window;
    await openEditor();
    await goTo(page, "customers", "email");
    await choose(page, "redact");
    const faults = page.getByRole("list", { name: "Problems of this rule" });
    await faults.getByText("BAUTA-P005").waitFor();
    await expectAccessible(page);
    await picture(page, "profile-problem");
    await page.getByRole("tab", { name: /^Problems/ }).click();
    const problem = page.getByRole("grid", { name: "Problems" }).getByText("BAUTA-P005").first();
    await problem.click();
    await expectAccessible(page);
    await picture(page, "profile-problem-list");
    await problem.dblclick();
    await rule(page, "email").waitFor();
  });

  it("follows what is typed within 300 ms and reveals a value only when asked", async () => {
    const { page, folder } = window;
    await openEditor();
    await goTo(page, "customers", "email");
    const preview = page.getByRole("region", { name: "Preview of email" });
    await preview.getByRole("table").waitFor();
    expect(await page.locator("main").textContent()).not.toContain("@shop");
    const host = page.getByRole("textbox", { name: "host" });
    await host.fill("example.net");
    await preview.getByText("@example.net").first().waitFor();
    const took = await preview.getByText(/^[\d,]+ ms$/).textContent();
    process.stdout.write(`preview after a change: ${took}\n`);

    await preview.getByRole("button", { name: "Reveal row 1 of email" }).click();
    const cell = preview.getByRole("cell").nth(1);
    await cell.getByText("@").waitFor();
    expect(readFileSync(join(folder, "state", "audit.jsonl"), "utf8")).toContain("sample");
    await picture(page, "profile-revealed");
    await preview.getByRole("button", { name: "Cover all" }).click();
    await cell.getByText("@").waitFor({ state: "detached" });
  });

  it("gives many columns one rule, by selection and by class", async () => {
    const { page } = window;
    await openEditor();
    await goTo(page, "customers", "first_name");
    await row(page, "full_name").click({ modifiers: ["Shift"] });
    await page.getByRole("region", { name: "3 columns" }).waitFor();
    await choose(page, "redact");
    await expectAccessible(page);
    await picture(page, "profile-many");
    await page.getByRole("button", { name: "Apply to 3 columns" }).click();
    await page.getByRole("button", { name: "Undo: redact for 3 columns" }).waitFor();

    await page.keyboard.press("Control+b");
    const dialog = page.getByRole("dialog", { name: "Give a rule to many columns" });
    await dialog.getByRole("combobox", { name: /^Class/ }).fill("email");
    await page.getByRole("option", { name: "email" }).first().click();
    await dialog.getByRole("combobox", { name: /What becomes of it/ }).fill("hash");
    await page.getByRole("option", { name: "hash", exact: true }).click();
    await dialog.getByText(/columns would change/).waitFor();
    await expectAccessible(page);
    await picture(page, "profile-bulk");
    await dialog.getByRole("button", { name: /^Apply to/ }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Undo: hash for \d+ columns/ }).waitFor();

    await page.keyboard.press("Control+b");
    await dialog.getByRole("combobox", { name: /^Class/ }).fill("email");
    await page.getByRole("option", { name: "email" }).first().click();
    await dialog.getByRole("radio", { name: "What is recommended" }).click({ force: true });
    await expectAccessible(page);
    await picture(page, "profile-bulk-advised");
    await dialog.getByRole("button", { name: /^Apply to/ }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Undo: Recommended rules for \d+ columns/ }).waitFor();
  });

  it("sets what stands at the top of the profile, step by step", async () => {
    const { page } = window;
    await openEditor();
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: /Columns without a rule/ }).click();
    await page.getByRole("option", { name: "It becomes NULL" }).click();
    await page
      .getByRole("button", { name: "Undo: Columns without a rule of the profile" })
      .waitFor();
    const servers = page.getByRole("group", { name: "Servers" });
    await servers.getByRole("textbox", { name: "Production host" }).fill("pay.shop.example");
    await servers.getByRole("textbox", { name: "Staging host", exact: true }).fill("pay.staging");
    await page.keyboard.press("Enter");
    await servers.getByText("pay.shop.example", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Undo: Servers of the profile/ }).waitFor();
    await expectAccessible(page);
    await picture(page, "profile-settings-changed");
    await page.getByRole("tab", { name: "File" }).click();
    await page.getByText('unlisted: "null"').or(page.getByText("unlisted: null")).waitFor();
    await page.getByText("pay.shop.example: pay.staging").waitFor();
  });

  it("leaves rows out, and adds an exception with owner and end", async () => {
    const { page } = window;
    await openEditor();
    await goTo(page, "audit_log", "id");
    await page.getByRole("button", { name: "Rows…" }).click();
    const rows = page.getByRole("dialog", { name: /^Rows of/ });
    await rows.getByRole("button", { name: /Which rows stay/ }).click();
    await page.getByRole("option", { name: "the first so many" }).click();
    await rows.getByRole("textbox", { name: "How many" }).fill("7");
    await expectAccessible(page);
    await picture(page, "profile-rows-dialog");
    await rows.getByRole("button", { name: "Apply" }).click();
    await page.getByText("the first 7 rows stay").waitFor();

    await page.getByRole("tab", { name: /^Exceptions/ }).click();
    await page.getByRole("button", { name: "Add an exception" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an exception" });
    await dialog.getByRole("combobox", { name: "Column" }).fill("customers.phone");
    await page.getByRole("option", { name: /customers\.phone/ }).click();
    await dialog.getByRole("combobox", { name: /^Another kind/ }).fill("email");
    await page
      .getByRole("option", { name: /^email/ })
      .first()
      .click();
    await dialog.getByRole("button", { name: "Take email off" }).waitFor();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("test numbers only");
    await dialog.getByRole("textbox", { name: /^Owner/ }).fill("qa@shop.example");
    await dialog.getByRole("textbox", { name: /^Last day/ }).fill("next year");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await dialog.getByRole("alert").first().waitFor();
    await expectAccessible(page);
    await picture(page, "profile-exception-dialog");
    await dialog.getByRole("textbox", { name: /^Last day/ }).fill("2099-12-31");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("grid", { name: "Exceptions" }).getByText("test numbers only").waitFor();
    await picture(page, "profile-exceptions-full");
    await page.getByRole("tab", { name: "File" }).click();
    await page.getByText("limit: 7").waitFor();
  });

  it("is worked with by the keyboard alone: draft, rules, a problem, undo, save", async () => {
    const { page, bridge, folder } = window;
    await open(window, "start");
    await page.getByRole("button", { name: "Try the sample shop" }).waitFor();
    await command(page, "sample shop");
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    await command(page, "go to profile");
    await tables(page).waitFor();

    await page.keyboard.press("/");
    await page.keyboard.type("customers");
    await tabTo(page, "Tables");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    for (const [column, transformer] of [
      ["first_name", "redact"],
      ["last_name", "redact"],
      ["phone", "null"],
      ["notes", "lorem"],
      ["email", "redact"],
    ] as const) {
      await tabTo(page, "Columns of public.customers");
      await goDownTo(page, column);
      await rule(page, column).waitFor();
      await page.keyboard.press("Enter");
      await chooseFocused(page, transformer);
      await page
        .getByRole("button", { name: `Undo: ${transformer} for public.customers.${column}` })
        .waitFor();
      await page.keyboard.press("Escape");
    }
    await page
      .getByRole("list", { name: "Problems of this rule" })
      .getByText("BAUTA-P005")
      .waitFor();
    // From problem to problem, around to the first one.
    await page.keyboard.press("Control+j");
    await rule(page, "owner_email").waitFor();
    for (let step = 0; step < 8; step++) {
      if (await page.getByRole("grid", { name: "Columns of public.customers" }).isVisible()) break;
      await page.keyboard.press("Control+j");
      await page.waitForTimeout(500);
    }
    await rule(page, "email").waitFor();
    await tabTo(page, "Columns of public.customers");
    await page.keyboard.press("Enter");
    await chooseFocused(page, "email");
    await page.getByRole("button", { name: "Undo: email for public.customers.email" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "Redo: email for public.customers.email" }).waitFor();
    await page.keyboard.press("Control+Shift+z");
    await page.getByRole("button", { name: "Undo: email for public.customers.email" }).waitFor();

    const path = join(folder, "mine.yaml");
    await bridge.tell("/test/answer", { path });
    await page.keyboard.press("Control+Shift+s");
    await page.getByText("Saved shop").waitFor();
    const saved = readFileSync(path, "utf8");
    expect(saved).toContain("first_name: { transformer: redact");
    // Comments of the profile that it came from are still there.
    expect(saved.split("\n")[0]).toBe(readFileSync(SHOP_PROFILE, "utf8").split("\n")[0]);
  });

  it("recovers edits that a crash has left unsaved", async () => {
    const { page, bridge, folder } = window;
    const path = join(folder, "shop.yaml");
    copyFileSync(SHOP_PROFILE, path);
    await openShop(window);
    await bridge.tell("/test/drop", { paths: [path] });
    await command(page, "go to profile");
    await tables(page).waitFor();
    await goTo(page, "customers", "phone");
    await choose(page, "null");
    await page.getByRole("button", { name: "Undo: null for public.customers.phone" }).waitFor();
    expect(readFileSync(path, "utf8")).toBe(readFileSync(SHOP_PROFILE, "utf8"));

    await page.goto("about:blank");
    bridge.kill();
    window.bridge = await startBridge(inject("bridge"), folder);
    await openShop(window);
    await window.bridge.tell("/test/drop", { paths: [path] });
    await command(page, "go to profile");
    await page.getByText("These edits were recovered").waitFor();
    await expectAccessible(page);
    await picture(page, "profile-recovered");
    await page.getByRole("button", { name: "Throw them away" }).click();
    await page.getByText("These edits were recovered").waitFor({ state: "detached" });
    await page.getByText("Not saved").waitFor({ state: "detached" });
    expect(existsSync(join(folder, ".shop.yaml.draft"))).toBe(false);
  });

  it("notices a file that somebody else changed", async () => {
    const { page, bridge, folder } = window;
    await openShop(window);
    const path = join(folder, "shop.yaml");
    copyFileSync(SHOP_PROFILE, path);
    await bridge.tell("/test/drop", { paths: [path] });
    await command(page, "go to profile");
    await tables(page).waitFor();
    await goTo(page, "customers", "phone");
    await choose(page, "null");
    await page.getByRole("button", { name: "Undo: null for public.customers.phone" }).waitFor();
    expect(existsSync(join(folder, ".shop.yaml.draft"))).toBe(true);

    writeFileSync(path, `${readFileSync(path, "utf8")}# by somebody else\n`);
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.waitFor();
    await expectAccessible(page);
    await picture(page, "profile-overtaken");
    await dialog.getByRole("button", { name: "Write over it" }).click();
    await page.getByText("Saved shop").waitFor();
    expect(existsSync(join(folder, ".shop.yaml.draft"))).toBe(false);
    expect(readFileSync(path, "utf8")).not.toContain("somebody else");
  });
});

const tables = (page: Page) => page.getByRole("grid", { name: "Tables" });
const rule = (page: Page, column: string) =>
  page.getByRole("region", { name: `Rule of ${column}` });
const row = (page: Page, column: string) =>
  page
    .getByRole("grid", { name: /^Columns of/ })
    .getByRole("row", { name: new RegExp(`^${column}\\b`) });

async function goTo(page: Page, table: string, column: string): Promise<void> {
  await tables(page)
    .getByRole("row", { name: new RegExp(`^${table} `) })
    .click();
  await page.getByRole("grid", { name: `Columns of public.${table}` }).waitFor();
  await row(page, column).click();
  await rule(page, column).waitFor();
}

async function choose(page: Page, transformer: string): Promise<void> {
  await page
    .getByRole("combobox", { name: /What becomes of it/ })
    .first()
    .focus();
  await chooseFocused(page, transformer);
}
