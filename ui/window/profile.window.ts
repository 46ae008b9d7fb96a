import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Browser, Key } from "webdriverio";
import { DECISIONS, hasPagila, PAGILA, PROBLEM, profileByCommandLine } from "../stories/pagila";
import { command, named, picture, press, type, useAppWindow } from "./window";

describe.skipIf(!hasPagila)("a DBA with Pagila, in the window", () => {
  const window = useAppWindow();

  it("drafts, decides, mends, undoes and saves the profile that the command line makes", async () => {
    const { browser, folder } = window;
    window.answer(PAGILA);
    await command(browser, "go to profile");
    await press(browser, "Open a dump…");
    await press(browser, "Draft a profile");
    await named(browser, "grid", "Tables").waitForExist();

    for (const { table, column, transformer } of DECISIONS) {
      await decide(browser, table, column, transformer);
    }
    await decide(browser, PROBLEM.table, PROBLEM.column, PROBLEM.broken);
    await browser.$(`//section//code[.="${PROBLEM.code}"]`).waitForExist();
    await picture(browser, "profile-problem");
    await decide(browser, PROBLEM.table, PROBLEM.column, PROBLEM.mended);
    await browser.$(`//section//code[.="${PROBLEM.code}"]`).waitForExist({ reverse: true });

    await browser.keys([Key.Ctrl, "z"]);
    const step = `${PROBLEM.mended} for public.${PROBLEM.table}.${PROBLEM.column}`;
    await named(browser, "button", `Redo: ${step}`).waitForEnabled();
    await browser.keys([Key.Ctrl, Key.Shift, "z"]);
    await named(browser, "button", `Undo: ${step}`).waitForEnabled();
    await picture(browser, "profile");

    const path = join(folder, "saved.yaml");
    window.answer(path);
    await browser.keys([Key.Ctrl, "s"]);
    await browser.$("//*[contains(normalize-space(), 'Saved pagila')]").waitForExist();
    expect(readFileSync(path, "utf8")).toBe(profileByCommandLine(folder));
  });
});

/** Gives a column a rule by the keyboard. */
async function decide(
  browser: Browser,
  table: string,
  column: string,
  transformer: string,
): Promise<void> {
  await focus(browser, "Tables");
  await goDownTo(browser, table);
  await named(browser, "grid", `Columns of public.${table}`).waitForExist();
  await focus(browser, `Columns of public.${table}`);
  await goDownTo(browser, column);
  await named(browser, "region", `Rule of ${column}`).waitForExist();
  await browser.keys(Key.Enter);
  await browser.keys([Key.Ctrl, "a"]);
  await type(browser, transformer);
  const option = browser.$(`//*[@role="option"][.//*[normalize-space()="${transformer}"]]`);
  await option.waitForExist();
  await option.click();
  const step = `${transformer} for public.${table}.${column}`;
  await named(browser, "button", `Undo: ${step}`).waitForEnabled();
}

async function focus(browser: Browser, grid: string): Promise<void> {
  await browser.execute((name: string) => {
    document.querySelector<HTMLElement>(`[role=grid][aria-label="${name}"]`)?.focus();
  }, grid);
}

/** Goes down the grid that has the focus to the row whose first cell says `name`. */
async function goDownTo(browser: Browser, name: string): Promise<void> {
  await browser.keys(Key.Home);
  for (let step = 0; step < 100; step++) {
    const active = await browser.execute(() => {
      const id = document.activeElement?.getAttribute("aria-activedescendant");
      const row = id ? document.getElementById(id) : null;
      return row?.querySelector("[role=gridcell]")?.textContent.trim() ?? "";
    });
    if (active === name) return;
    await browser.keys(Key.ArrowDown);
  }
  throw new Error(`There is no row ${name}.`);
}
