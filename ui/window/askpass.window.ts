import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Key } from "webdriverio";
import { trust } from "../stories/trust";
import { choose, command, press, ROOT, tab, type, useAppWindow } from "./window";

describe("a key under a passphrase", () => {
  const window = useAppWindow();

  it("is asked for in a window of its own, and the page never sees it", async () => {
    const { browser, folder } = window;
    const { lead, policy } = trust(folder, "open sesame");
    const profile = join(folder, "shop.yaml");
    copyFileSync(join(ROOT, "profiles/shop.yaml"), profile);
    await command(browser, "go to settings");
    await choose(window, "Policy", policy);
    await command(browser, "go to start");
    window.answer(join(ROOT, "sample-data/shop.postgres.sql"));
    await press(browser, "Open a dump…");
    await browser.$('//*[@role="tab"][contains(., "Coverage")]').waitForExist();
    await command(browser, "go to profile");
    window.answer(profile);
    await press(browser, "Open a profile…");
    await browser.$('//*[@role="grid"][@aria-label="Tables"]').waitForExist();

    await command(browser, "go to review");
    await tab(browser, "Changes");
    await press(browser, "Approve…");
    await choose(window, "Key that signs", lead);
    await press(browser, "Sign the approval");
    const main = await browser.getWindowHandle();
    await browser.waitUntil(async () => (await browser.getWindowHandles()).length === 2);
    const handles = await browser.getWindowHandles();
    await browser.switchToWindow(handles.find((handle) => handle !== main) ?? main);
    await browser.$("input[type=password]").waitForExist();
    await browser.$("input[type=password]").click();
    await type(browser, "open sesame");
    // The window goes with the key that is pressed, before it is let go.
    await browser.keys(Key.Enter).catch(() => undefined);
    await browser.switchToWindow(main);
    await browser.$("//*[starts-with(normalize-space(), 'approved until ')]").waitForExist();
    const seen = await browser.execute(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }),
    );
    expect(seen).not.toContain("sesame");
  });
});
