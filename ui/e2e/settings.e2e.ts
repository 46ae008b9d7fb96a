import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectAccessible, open, picture, useWindow } from "./window";

describe("settings", () => {
  const window = useWindow();

  it("keeps how the window looks in the session, not in the page alone", async () => {
    const { page } = window;
    await open(window, "settings");
    await page.getByText("There is no key yet").waitFor();
    await expectAccessible(page);
    await picture(page, "settings-empty");
    await page.getByText("Compact", { exact: true }).click();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.waitForTimeout(1_000);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByText("110%").waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.density)).toBe("compact");
  });

  it("makes a key and never makes it again", async () => {
    const { page, folder } = window;
    await open(window, "settings");
    for (const _ of [1, 2]) {
      await page.getByRole("button", { name: "Make a key…" }).click();
      await page.getByRole("textbox", { name: "Environment" }).fill("staging");
      await page.getByRole("button", { name: "Make it" }).click();
      await page.getByText("Made the key of staging").waitFor();
    }
    await page.getByText("BAUTA-U001: the environment has a key").waitFor();
    await expectAccessible(page);
    await picture(page, "settings-key-dialog");
    await page.keyboard.press("Escape");
    await page.getByText("staging", { exact: true }).waitFor();
    await picture(page, "settings-full");
    await page
      .getByRole("button", { name: /^Open the folder: / })
      .first()
      .click();
    await expect.poll(() => existsSync(join(folder, "state"))).toBe(true);
  });

  it("speaks German, with German numbers", async () => {
    const { page } = window;
    await open(window, "settings");
    await page.getByRole("button", { name: /Language of the window/ }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
    await page.getByText("1.234.567,89").waitFor();
    await expectAccessible(page);
    await picture(page, "settings-german");
  });

  it("can be used at twice the size and in forced colours", async () => {
    const { page } = window;
    await open(window, "start");
    for (let step = 0; step < 6; step++) await page.keyboard.press("Control++");
    expect(await page.evaluate(() => document.documentElement.style.fontSize)).toBe("200%");
    await picture(page, "start-zoomed");
    await page.keyboard.press("Control+0");
    await page.emulateMedia({ forcedColors: "active" });
    await expectAccessible(page);
    await picture(page, "start-forced-colors");
  });
});
