import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DECISIONS, DOUBTS, hasPagila, PAGILA, profileByCommandLine } from "../stories/pagila";
import { trust } from "../stories/trust";
import { chooseFocused, command, goDownTo, tabTo, tabToGrid } from "./keyboard";
import { open, useWindow } from "./window";

describe.skipIf(!hasPagila)("Pagila, from the dump to a clone", () => {
  const window = useWindow();

  it("is drafted, decided, approved and masked by the keyboard alone", async () => {
    const { page, bridge, folder } = window;
    const answer = (path: string) => bridge.tell("/test/answer", { path });
    const { author, lead } = trust(folder);
    await open(window, "profile");
    await page.getByRole("button", { name: "Open a dump…" }).waitFor();

    await answer(PAGILA);
    await tabTo(page, "Open a dump…");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Draft a profile" }).waitFor();
    await tabTo(page, "Draft a profile");
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Tables" }).waitFor();
    for (const { table, column, transformer } of DECISIONS) {
      await tabToGrid(page, "Tables");
      await goDownTo(page, table);
      const grid = `Columns of public.${table}`;
      await page.getByRole("grid", { name: grid, exact: true }).waitFor();
      await tabToGrid(page, grid);
      await goDownTo(page, column);
      await page.getByRole("region", { name: `Rule of ${column}`, exact: true }).waitFor();
      await page.keyboard.press("Enter");
      await chooseFocused(page, transformer);
      const step = `${transformer} for public.${table}.${column}`;
      await page.getByRole("button", { name: `Undo: ${step}`, exact: true }).waitFor();
      await page.keyboard.press("Escape");
    }
    const profile = join(folder, "saved.yaml");
    await answer(profile);
    await page.keyboard.press("Control+s");
    await page.getByText("Saved pagila").waitFor();

    await command(page, "go to review");
    await page.getByRole("tab", { name: "Changes" }).waitFor();
    await tabTo(page, "Changes");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    for (const { place, how } of DOUBTS) {
      await tabToGrid(page, "Open doubts");
      await goDownTo(page, place);
      await page.keyboard.press("Space");
      await page.getByRole("region", { name: `Doubt about ${place}` }).waitFor();
      expect(await page.getByRole("region", { name: "Doubt about" }).count()).toBe(1);
      await tabTo(page, "How it is settled");
      await page.keyboard.type(how);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: `Undo: Doubt about ${place} settled` }).waitFor();
    }
    await page.keyboard.press("Control+s");
    await page.getByText("edits not saved").waitFor({ state: "detached" });
    await command(page, "approve");
    const dialog = page.getByRole("dialog", { name: "Approve for staging" });
    await dialog.waitFor();
    await answer(lead);
    await tabTo(page, "Choose: Key that signs");
    await page.keyboard.press("Enter");
    await dialog.getByText("lead", { exact: true }).waitFor();
    const sign = dialog.getByRole("button", { name: "Sign the approval" });
    await expect.poll(() => sign.isEnabled(), { timeout: 20_000 }).toBe(true);
    await tabTo(page, "Sign the approval");
    await page.keyboard.press("Enter");
    await page.getByText(/^approved until /).waitFor();

    const output = join(folder, "clone.sql");
    await command(page, "go to run");
    await page.getByText("2 things are missing").waitFor();
    await answer(output);
    await tabTo(page, "Choose: Masked dump");
    await page.keyboard.press("Enter");
    await page.getByText("1 thing is missing").waitFor();
    await answer(author);
    await tabTo(page, "Choose: Signing key");
    await page.keyboard.press("Enter");
    await page.getByText("is missing").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await page.getByText("The masked dump is written").waitFor();
    await tabTo(page, "Show the result");
    await page.keyboard.press("Enter");
    await page.getByText("Columns by what was done").waitFor();
    expect(existsSync(`${output}.attestation.json`)).toBe(true);
    const text = readFileSync(profile, "utf8");
    for (const { how } of DOUBTS) expect(text).toContain(`reviewed: ${how}`);
    expect(text).toBe(profileByCommandLine(folder, DOUBTS, DECISIONS));
  });
});
