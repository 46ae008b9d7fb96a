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

/** What the first cell says of the row that the keyboard is on. */
function activeName(): string {
  const id = document.activeElement?.getAttribute("aria-activedescendant");
  const row = id ? document.getElementById(id) : null;
  return row?.querySelector("[role=gridcell]")?.textContent.trim() ?? "";
}
