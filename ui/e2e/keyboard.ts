import type { Page } from "playwright-core";

/** Goes down the grid that has the focus, row by row, to the one whose first cell says `name`. */
export async function goDownTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let step = 0; step < 100; step++) {
    if ((await page.evaluate(activeName)) === name) return;
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
  await page.getByRole("dialog", { name: "Commands" }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** Chooses a transformer in the field that has the focus. */
export async function chooseFocused(page: Page, transformer: string): Promise<void> {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(transformer);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** What the first cell says of the row that the keyboard is on. */
function activeName(): string {
  const id = document.activeElement?.getAttribute("aria-activedescendant");
  const row = id ? document.getElementById(id) : null;
  return row?.querySelector("[role=gridcell]")?.textContent.trim() ?? "";
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
