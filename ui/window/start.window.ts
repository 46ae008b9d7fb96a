import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { named, picture, press, ROOT, useAppWindow } from "./window";

describe("the window", () => {
  const window = useAppWindow();

  it("starts, and opens the sample shop with one click", async () => {
    const { browser } = window;
    await named(browser, "button", "Try the sample shop").waitForExist();
    await picture(browser, "start");
    await press(browser, "Try the sample shop");
    await named(browser, "tab", "Coverage").waitForExist();
    expect(await browser.getTitle()).toContain("bauta");
    await picture(browser, "dump");
  });

  it("says what is wrong with a file that is no dump, and stays usable", async () => {
    const { browser, folder } = window;
    const picked = join(folder, "photo.jpg");
    copyFileSync(join(ROOT, "src-tauri/icons/icon.png"), picked);
    window.answer(picked);
    await press(browser, "Open a dump…");
    await browser.$("//main//*[contains(., 'BAUTA-')]").waitForExist();
    await picture(browser, "dump-error");
    await browser.$("//nav//*[normalize-space()='Start']").click();
    await named(browser, "button", "Try the sample shop").waitForExist();
  });

  it("runs no script but its own, and reaches no other place", async () => {
    const { browser } = window;
    const inline = await browser.execute(() => {
      const script = document.createElement("script");
      script.textContent = "window.inlineRan = true";
      document.body.append(script);
      return "inlineRan" in window;
    });
    expect(inline).toBe(false);
    const reached = await browser.executeAsync((done: (how: string) => void) => {
      let violated = "";
      document.addEventListener("securitypolicyviolation", (event) => {
        violated = event.effectiveDirective;
      });
      fetch("http://127.0.0.1:9/").then(
        () => done("reached"),
        () => setTimeout(() => done(violated), 100),
      );
    });
    expect(reached).toBe("connect-src");
    const frozen = await browser.execute(() => ({
      prototype: Object.isFrozen(Object.prototype),
      tauri: "__TAURI__" in window,
    }));
    expect(frozen).toEqual({ prototype: true, tauri: false });
  });

  it("lets the page call the session's commands and nothing else", async () => {
    const call = (command: string, input: object) =>
      window.browser.executeAsync(
        (command: string, input: object, done: (how: string) => void) => {
          const internals = Reflect.get(window, "__TAURI_INTERNALS__") as {
            invoke(command: string, input: object): Promise<unknown>;
          };
          internals.invoke(command, input).then(
            () => done("answered"),
            (error) => done(String(error)),
          );
        },
        command,
        input,
      );
    expect(await call("list_keys", { input: null })).toBe("answered");
    expect(await call("answer_passphrase", { answer: null })).toContain("not allowed");
    expect(await call("plugin:opener|open_path", { path: "/" })).toContain("not allowed");
    expect(await call("plugin:dialog|open", { options: {} })).toContain("not allowed");
  });
});

describe("a window that is started with a file", () => {
  const dump = join(ROOT, "sample-data/shop.postgres.sql");
  const window = useAppWindow([dump]);

  it("opens it", async () => {
    expect(existsSync(dump)).toBe(true);
    await named(window.browser, "tab", "Coverage").waitForExist();
  });
});
