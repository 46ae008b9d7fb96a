import type { Page } from "playwright-core";

/** Goes down the grid that has the focus, row by row, to the one whose first cell says `name`. */
export async function goDownTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Home");
  let last = "";
  for (let step = 0; step < 100; step++) {
    // Rows that come into view are drawn a moment after the key.
    const row = await page.waitForFunction(activeRow, last, { timeout: 5_000 });
    const active = await row.jsonValue();
    if (active?.says === name) return;
    last = active?.id ?? "";
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`There is no row ${name}.`);
}

/** Presses Tab until what begins with that name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if ((await page.evaluate(focusedName)).startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`No way to ${name} by Tab.`);
}

/** Presses Tab until the grid of that name has the focus. */
export async function tabToGrid(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if ((await page.evaluate(focusedGrid)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`No way to the grid ${name} by Tab.`);
}

/** Runs a command from the palette. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await palette.waitFor();
  await page.keyboard.type(words);
  await page.waitForFunction(offers, words.toLowerCase(), { timeout: 5_000 });
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "detached" });
}

/** Chooses a transformer in the field that has the focus. */
export async function chooseFocused(page: Page, transformer: string): Promise<void> {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(transformer);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** The row that the keyboard is on, and what its first cell says, once that is another than `last`. */
function activeRow(last: string): { id: string; says: string } | null {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  const cell = document.getElementById(id)?.querySelector("[role=gridcell]");
  return cell && id !== last ? { id, says: cell.textContent.trim() } : null;
}

/** Whether the command that Enter would run has those words. */
function offers(words: string): boolean {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.textContent.toLowerCase().includes(words) ?? false;
}

function focusedName(): string {
  const focused = document.activeElement;
  const field = focused instanceof HTMLInputElement ? focused.labels?.[0] : null;
  const named = field ?? focused?.closest("label") ?? focused;
  return focused?.getAttribute("aria-label") ?? named?.textContent.trim() ?? "";
}

function focusedGrid(): string | null {
  const focused = document.activeElement;
  return focused?.getAttribute("role") === "grid" ? focused.getAttribute("aria-label") : null;
}
