import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from "vitest";
import { type Bridge, startBridge } from "./setup";

const SCREENSHOTS = fileURLToPath(new URL("screenshots", import.meta.url));

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const SHOP_DUMP = join(ROOT, "sample-data/shop.postgres.sql");
export const SHOP_PROFILE = join(ROOT, "profiles/shop.yaml");

/** Sizes and themes in which every screen is looked at. */
export const LOOKS = [
  { theme: "light", width: 1280, height: 800 },
  { theme: "dark", width: 1280, height: 800 },
  { theme: "light", width: 1920, height: 1080 },
  { theme: "dark", width: 1920, height: 1080 },
] as const;

export interface Window {
  page: Page;
  bridge: Bridge;
  /** A folder for this test alone, gone afterwards. */
  folder: string;
}

/**
 * A window of its own for each test of the file: fresh browser context, fresh bridge with empty
 * folders. After each test the console must be clean.
 */
export function useWindow(): Window {
  const window = {} as Window;
  let browser: Browser;
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    complaints = [];
    window.folder = mkdtempSync(join(tmpdir(), "bauta-e2e-"));
    window.bridge = await startBridge(inject("bridge"), window.folder);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: "en-US",
      colorScheme: "light",
    });
    window.page = await context.newPage();
    window.page.setDefaultTimeout(60_000);
    window.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    window.page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await window.page.screenshot({ path: join(SCREENSHOTS, "failed.png") });
    }
    await window.page.context().close();
    window.bridge.stop();
    rmSync(window.folder, { recursive: true, force: true });
    // A command that is refused is no complaint of the pages.
    expect(complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });
  return window;
}

/** Opens the pages over the bridge, or over a scenario of the mock. */
export async function open(window: Window, screen: string, mock?: string): Promise<void> {
  const query = mock === undefined ? window.bridge.query : `?mock=${mock}`;
  await window.page.goto(`${inject("pages")}${query}#/${screen}`);
  await window.page.getByRole("navigation").waitFor();
}

/** Opens the sample shop from the first screen and waits until it is inspected. */
export async function openShop(window: Window): Promise<void> {
  await open(window, "start");
  await window.page.getByRole("button", { name: "Try the sample shop" }).click();
  await window.page.getByRole("tab", { name: "Coverage" }).waitFor();
}

/** Fails where axe finds a violation of WCAG 2.2 AA, in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Colours on their way from one theme to the other are no colours of either.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForTimeout(100);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    const told = violations.map(
      ({ id, nodes }) =>
        `${colorScheme} ${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );
    expect(told).toEqual([]);
  }
}

/** How far the window itself has been scrolled, of which it has to stay free. */
function scrolled(): number {
  const root = document.getElementById("root");
  const all = [document.documentElement, document.body, root, root?.firstElementChild];
  return Math.max(...all.map((element) => element?.scrollTop ?? 0));
}

/** Takes a picture of the page as it is, in each size and theme: `dump-schema.dark.1280.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const { theme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
    // Parts of it scroll, the window does not.
    expect(await page.evaluate(scrolled)).toBe(0);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.${theme}.${width}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
  await page.setViewportSize({ width: 1280, height: 800 });
}
