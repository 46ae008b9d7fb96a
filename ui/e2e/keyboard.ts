import type { Page } from "playwright-core";

/** Goes down the grid that has the focus, row by row, to the one whose first cell says `name`. */
export async function goDownTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let row = 0; row < 100; row++) {
    // Rows that come into view are drawn a moment after the key.
    const cell = await page.waitForFunction(firstCell, row, { timeout: 5_000 });
    if ((await cell.jsonValue()) === name) return;
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

/** What the first cell says of the row of that number, once the keyboard is on it. */
function firstCell(row: number): string | null {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  const active = document.getElementById(id);
  // The head is row 1.
  if (active?.getAttribute("aria-rowindex") !== String(row + 2)) return null;
  return active.querySelector("[role=gridcell]")?.textContent.trim() ?? null;
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
