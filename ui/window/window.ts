import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, inject } from "vitest";
import { type Browser, Key, remote } from "webdriverio";
import { type Driver, startDriver } from "./setup";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Pictures that the README shows; `UPDATE_EXPECT=1` takes them anew. */
const SHOWN = join(ROOT, "docs/pictures");
const SCREENSHOTS = fileURLToPath(new URL("screenshots", import.meta.url));

/** The app's window, driven through WebKitWebDriver. */
export interface AppWindow {
  browser: Browser;
  /** A folder for this test alone: home, state, keys and whatever it writes. */
  folder: string;
  /** What the next dialogs are answered, in order. */
  answer(...paths: string[]): void;
}

/**
 * A window of its own for each test, with empty folders. Afterwards nothing may have failed in the
 * page unseen.
 *
 * @param files what the app is started with
 */
export function useAppWindow(files: readonly string[] = []): AppWindow {
  const window = {} as AppWindow;
  let driver: Driver;

  beforeEach(async () => {
    window.folder = mkdtempSync(join(tmpdir(), "bauta-window-"));
    const answers = join(window.folder, "answers");
    window.answer = (...paths) =>
      appendFileSync(answers, paths.map((path) => `${path}\n`).join(""));
    driver = await startDriver({
      ...process.env,
      DISPLAY: inject("display"),
      // WebKitGTK makes "C" of LANG=C, which is no language tag.
      LANG: "en_US.UTF-8",
      HOME: window.folder,
      XDG_DATA_HOME: join(window.folder, "data"),
      XDG_CONFIG_HOME: join(window.folder, "config"),
      XDG_CACHE_HOME: join(window.folder, "cache"),
      BAUTA_STATE: join(window.folder, "state"),
      BAUTA_KEYS: join(window.folder, "keys"),
      BAUTA_DIALOG_ANSWERS: answers,
      TAURI_AUTOMATION: "true",
      TAURI_WEBVIEW_AUTOMATION: "true",
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    });
    window.browser = await remote({
      hostname: "127.0.0.1",
      port: driver.port,
      logLevel: "error",
      connectionRetryTimeout: 120_000,
      waitforTimeout: 60_000,
      capabilities: {
        "wdio:enforceWebDriverClassic": true,
        "webkitgtk:browserOptions": { binary: inject("app"), args: [...files] },
      } as WebdriverIO.Capabilities,
    });
    await named(window.browser, "navigation", "Screens").waitForExist();
    await window.browser.execute(() => {
      const complaints: string[] = [];
      Reflect.set(window, "complaints", complaints);
      for (const level of ["error", "warn"] as const)
        console[level] = (...words: unknown[]) => complaints.push(words.map(String).join(" "));
    });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await picture(window.browser, "failed");
    try {
      const failures = await window.browser
        .$$("section[aria-label=Notifications] [role=alert]")
        .map((toast) => toast.getText());
      expect(failures).toEqual([]);
      expect(
        await window.browser.execute(() => Reflect.get(window, "complaints") as string[]),
      ).toEqual([]);
    } finally {
      await window.browser.deleteSession().catch(() => undefined);
      driver.stop();
      rmSync(window.folder, { recursive: true, force: true });
    }
  });
  return window;
}

const ROLES: Record<string, string> = {
  button: "//button",
  navigation: "//nav",
  region: "//section",
};

/** An element by its role and its whole accessible name, as `aria-label` or text says it. */
export function named(browser: Browser, role: string, name: string) {
  const base = ROLES[role] ?? `//*[@role=${quoted(role)}]`;
  return browser.$(`${base}[@aria-label=${quoted(name)} or normalize-space()=${quoted(name)}]`);
}

/** Clicks a button as soon as it can be clicked. */
export async function press(browser: Browser, name: string): Promise<void> {
  const button = named(browser, "button", name);
  await button.waitForEnabled();
  await button.click();
}

/** Answers the dialog that a field for a file opens, and waits until the file stands there. */
export async function choose(window: AppWindow, field: string, path: string): Promise<void> {
  window.answer(path);
  await press(window.browser, `Choose: ${field}`);
  const chosen = `//main//*[starts-with(normalize-space(), ${quoted(basename(path))})] | //*[@role="dialog"]//*[starts-with(normalize-space(), ${quoted(basename(path))})]`;
  await window.browser.$(chosen).waitForExist();
}

/** Goes to a tab, whatever count it shows. */
export async function tab(browser: Browser, name: string): Promise<void> {
  const found = browser.$(`//*[@role="tab"][starts-with(normalize-space(), ${quoted(name)})]`);
  await found.waitForClickable();
  await found.click();
}

/** Writes a text into a field. */
export async function fill(browser: Browser, selector: string, text: string): Promise<void> {
  await browser.$(selector).click();
  await type(browser, text);
}

/** Runs a command from the palette, once it is the one that is offered. */
export async function command(browser: Browser, words: string): Promise<void> {
  await browser.keys([Key.Ctrl, "k"]);
  await browser.$("[role=dialog] input").waitForExist();
  await type(browser, words);
  await browser.waitUntil(() => browser.execute(offers, words.toLowerCase()), {
    timeoutMsg: `The palette does not offer ${words}.`,
  });
  await browser.keys(Key.Enter);
  await browser.$("[role=dialog] input").waitForExist({ reverse: true });
}

/** Whether the palette has a command of these words under the keyboard. */
function offers(words: string): boolean {
  const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.textContent.toLowerCase().includes(words) ?? false;
}

/** Types a text. Keys that are given together are held together, so each is given alone. */
export async function type(browser: Browser, text: string): Promise<void> {
  for (const sign of text) await browser.keys(sign);
}

/** Megabytes that the processes of the window hold, pages that they share counted by their share. */
export function memory(window: AppWindow): number {
  let kilobytes = 0;
  for (const process of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${process}/environ`, "utf8");
      if (!environment.includes(`BAUTA_STATE=${window.folder}`)) continue;
      const command = readFileSync(`/proc/${process}/cmdline`, "utf8");
      if (command.includes("WebDriver")) continue;
      const held = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(held)?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return Math.round(kilobytes / 1024);
}

/** A picture of the window as the display shows it, not as the driver paints it anew. */
export async function picture(browser: Browser, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const file = join(SCREENSHOTS, `${name}.png`);
  // What was just asked for is painted in the next frames.
  await browser.executeAsync((done: () => void) => setTimeout(done, 300));
  const taken = spawnSync("import", ["-silent", "-window", "bauta", file], {
    env: { ...process.env, DISPLAY: inject("display") },
    encoding: "utf8",
  });
  if (taken.status !== 0) throw new Error(`There is no picture: ${taken.stderr}`);
  const shown = join(SHOWN, `${name}.png`);
  if (process.env.UPDATE_EXPECT && existsSync(shown)) copyFileSync(file, shown);
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
