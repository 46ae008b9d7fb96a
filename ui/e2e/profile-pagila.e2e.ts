import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DECISIONS, hasPagila, PAGILA, PROBLEM, profileByCommandLine } from "../stories/pagila";
import { goDownTo } from "./keyboard";
import { open, picture, useWindow } from "./window";

describe.skipIf(!hasPagila)("a DBA with Pagila", () => {
  const window = useWindow();

  it("drafts, decides, mends and saves the profile that the command line makes", async () => {
    const { page, bridge, folder } = window;
    await open(window, "profile");
    await bridge.tell("/test/answer", { path: PAGILA });
    await page.getByRole("button", { name: "Open a dump…" }).click();
    await page.getByRole("button", { name: "Draft a profile" }).click();
    await page.getByRole("grid", { name: "Tables" }).waitFor();
    await picture(page, "profile-pagila-draft");

    for (const decision of DECISIONS)
      await decide(page, decision.table, decision.column, decision.transformer);
    await decide(page, PROBLEM.table, PROBLEM.column, PROBLEM.broken);
    await page
      .getByRole("list", { name: "Problems of this rule" })
      .getByText(PROBLEM.code)
      .waitFor();
    await decide(page, PROBLEM.table, PROBLEM.column, PROBLEM.mended);
    await page.getByRole("list", { name: "Problems of this rule" }).waitFor({ state: "detached" });
    await picture(page, "profile-pagila");

    const path = join(folder, "saved.yaml");
    await bridge.tell("/test/answer", { path });
    await page.keyboard.press("Control+s");
    await page.getByText("Saved pagila").waitFor();
    expect(readFileSync(path, "utf8")).toBe(profileByCommandLine(folder, []));
  });
});

async function decide(
  page: Page,
  table: string,
  column: string,
  transformer: string,
): Promise<void> {
  const tables = page.getByRole("grid", { name: "Tables" });
  await tables.focus();
  await goDownTo(page, table);
  const columns = page.getByRole("grid", { name: `Columns of public.${table}`, exact: true });
  await columns.waitFor();
  await columns.focus();
  await goDownTo(page, column);
  await page.getByRole("region", { name: `Rule of ${column}`, exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(transformer);
  await page.getByRole("option", { name: transformer, exact: true }).click();
  await page
    .getByRole("button", {
      name: `Undo: ${transformer} for public.${table}.${column}`,
      exact: true,
    })
    .waitFor();
}
