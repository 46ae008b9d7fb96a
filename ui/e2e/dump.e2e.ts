import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "./keyboard";
import { expectAccessible, open, openShop, picture, SHOP_DUMP, useWindow } from "./window";

describe("dump", () => {
  const window = useWindow();

  const openFile = async (path: string) => {
    await open(window, "dump");
    await window.bridge.tell("/test/answer", { path });
    await window.page.getByRole("button", { name: "Open a dump…" }).click();
  };

  it("offers a way in while nothing is open", async () => {
    await open(window, "dump");
    await window.page.getByRole("heading", { name: "No dump is open" }).waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "dump-none");
  });

  it("shows tables, columns, classes, samples, secrets, identities and coverage", async () => {
    const { page } = window;
    await openShop(window);
    await page.getByRole("treeitem", { name: "public.customers" }).click();
    await page.getByRole("grid", { name: "Columns" }).waitFor();
    await expectAccessible(page);
    await picture(page, "dump-table");

    await page.getByRole("tab", { name: "Samples" }).click();
    await page.getByRole("button", { name: "Reveal row 1 of email" }).waitFor();
    await expectAccessible(page);
    await picture(page, "dump-samples");

    await page.getByRole("searchbox").fill("customers email");
    await page
      .getByRole("treeitem", { name: /^email/ })
      .first()
      .click();
    await page.getByText("name says email").waitFor();
    await expectAccessible(page);
    await picture(page, "dump-column");

    for (const tab of ["Secrets", "Identities"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("row").nth(1).click();
      await expectAccessible(page);
      await picture(page, `dump-${tab.toLowerCase()}`);
    }
    await page.getByRole("tab", { name: "Coverage" }).click();
    await page.getByText("Columns by class").waitFor();
    await expectAccessible(page);
    await picture(page, "dump-coverage");
  });

  it("uncovers a value only when asked, tells the audit log and covers it again", async () => {
    const { page, folder } = window;
    const email = /public\.customers[\s\S]*?([\w.]+@[\w.-]+)/.exec(readFileSync(SHOP_DUMP, "utf8"));
    expect(email).not.toBeNull();
    await openShop(window);
    await page.goto(`${page.url().split("#")[0]}#/start`);
    await openShop(window);
    await page.getByRole("searchbox").fill("customers email");
    await page
      .getByRole("treeitem", { name: /^email/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Reveal row 1 of email" }).waitFor();
    expect(await page.locator("main").textContent()).not.toContain("@");
    await page.getByRole("button", { name: "Reveal row 1 of email" }).click();
    await page.getByText("@").first().waitFor();
    await page.getByRole("button", { name: "Cover all again" }).click();
    await page.getByText("@").first().waitFor({ state: "detached" });
    const stored = await page.evaluate(() =>
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    expect(stored).not.toContain("@");
    expect(auditLog(folder)).toContain("sample");
  });

  it("is worked with by the keyboard alone", async () => {
    const { page } = window;
    await open(window, "start");
    await page.getByRole("button", { name: "Try the sample shop" }).waitFor();
    await command(page, "sample shop");
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await page.keyboard.type("customers");
    await page.getByRole("treeitem", { name: "public.customers" }).waitFor();
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press("Tab");
      const role = await page.evaluate(() => document.activeElement?.getAttribute("role"));
      if (role === "tree") break;
    }
    await page.keyboard.press("Home");
    await page.keyboard.type("public.customers");
    await page.waitForFunction(isOn, "public.customers");
    // The search has opened the table: this goes to its first column.
    await page.getByRole("treeitem", { name: /^public_id/ }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { level: 2 }).filter({ hasText: /^id$/ }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Commands" });
    await palette.waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" });
    await command(page, "go to settings");
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  });

  it("says what is wrong with a file that is no dump", async () => {
    const { page, folder } = window;
    const path = join(folder, "holiday.jpg");
    writeFileSync(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
    await openFile(path);
    await page.getByRole("heading", { name: "holiday.jpg could not be inspected" }).waitFor();
    await expectAccessible(page);
    await picture(page, "dump-error");
  });

  it("notices that the file has changed, and that it is gone", async () => {
    const { page, folder } = window;
    const path = join(folder, "shop.sql");
    copyFileSync(SHOP_DUMP, path);
    await openFile(path);
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    writeFileSync(path, `${readFileSync(path, "utf8")}\n-- longer\n`);
    await page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
    await page.getByText("has changed since it was inspected").waitFor();
    await picture(page, "dump-changed");
    rmSync(path);
    await page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
    await page.getByText("shop.sql is gone").waitFor();
  });

  it("shows how far it is and can be cancelled", async () => {
    const { page } = window;
    await open(window, "start", "slow");
    await page.getByRole("button", { name: "Try the sample shop" }).click();
    await page.getByText("public.order_items").waitFor();
    await expectAccessible(page);
    await picture(page, "dump-progress");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Inspecting was cancelled").waitFor();
  });
});

function auditLog(folder: string): string {
  return readFileSync(join(folder, "state", "audit.jsonl"), "utf8");
}

/** Whether the keyboard is on the row of that name in the tree that has the focus. */
function isOn(name: string): boolean {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  const row = document.getElementById(id);
  const label = row?.getAttribute("aria-label") ?? row?.textContent ?? "";
  return label.trim().startsWith(name);
}
