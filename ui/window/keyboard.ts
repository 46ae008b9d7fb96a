import { type Browser, Key } from "webdriverio";
import { named, type } from "./window";

/** Gives a column a rule by the keyboard. */
export async function decide(
  browser: Browser,
  table: string,
  column: string,
  transformer: string,
): Promise<void> {
  await focusGrid(browser, "Tables");
  await goDownTo(browser, table);
  await named(browser, "grid", `Columns of public.${table}`).waitForExist();
  await focusGrid(browser, `Columns of public.${table}`);
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

/** Puts the focus on a grid as soon as it is there. */
export async function focusGrid(browser: Browser, grid: string): Promise<void> {
  const focus = (name: string) => {
    const found = document.querySelector<HTMLElement>(`[role=grid][aria-label="${name}"]`);
    found?.focus();
    return found?.contains(document.activeElement) ?? false;
  };
  await browser.waitUntil(() => browser.execute(focus, grid), {
    timeoutMsg: `The grid ${grid} does not take the focus.`,
  });
}

/** Goes down the grid that has the focus to the row whose first cell says `name`. */
export async function goDownTo(browser: Browser, name: string): Promise<void> {
  await browser.keys(Key.Home);
  for (let row = 0; row < 100; row++) {
    // Rows that come into view are drawn a moment after the key.
    const cell = await browser.waitUntil(() => browser.execute(firstCell, row), {
      timeout: 5_000,
      timeoutMsg: `There is no row ${name}.`,
    });
    if (cell === name) return;
    await browser.keys(Key.ArrowDown);
  }
  throw new Error(`There is no row ${name}.`);
}

/** What the first cell says of the row of that number, once the keyboard is on it. */
function firstCell(row: number): string | null {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  const active = document.getElementById(id);
  // The head is row 1.
  if (active?.getAttribute("aria-rowindex") !== String(row + 2)) return null;
  return active.querySelector("[role=gridcell]")?.textContent.trim() ?? null;
}
