import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "./keyboard";
import { goTo, maskShop } from "./running";
import { expectAccessible, open, picture, SHOP_DUMP, useWindow } from "./window";

describe("result", () => {
  const window = useWindow();

  it("says that there is nothing yet", async () => {
    await open(window, "result");
    await window.page.getByText("There is no result yet").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "result-none");
  });

  it("tells what was done, found and proved, and exports it", async () => {
    const { page, folder } = window;
    await maskShop(window);
    await page.getByRole("button", { name: "Show the result" }).click();
    await page.getByText("Findings by kind").waitFor();
    await expectAccessible(page);
    await picture(page, "result-summary");
    for (const tab of ["Tables", "Findings", "Identities", "Proof"]) {
      await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
      if (tab === "Tables") {
        await page
          .getByRole("grid", { name: "Tables", exact: true })
          .getByText("public.customers")
          .click();
        await page.getByRole("grid", { name: "Columns of public.customers" }).waitFor();
      }
      await expectAccessible(page);
      await picture(page, `result-${tab.toLowerCase()}`);
    }
    await page.getByText("No secrets are left").waitFor();

    const texts: Record<string, string> = {};
    for (const format of ["HTML", "JSON", "SARIF"]) {
      const path = join(folder, `report.${format.toLowerCase()}`);
      await page.getByRole("button", { name: "Export…" }).click();
      await page.getByText(format, { exact: true }).click();
      if (format === "HTML") {
        await expectAccessible(page);
        await picture(page, "result-export");
      }
      await window.bridge.tell("/test/answer", { path });
      await page.getByRole("button", { name: "Choose a file…" }).click();
      await page.getByText(`report.${format.toLowerCase()} is written`).waitFor();
      texts[format] = readFileSync(path, "utf8");
    }
    expect(texts.HTML).not.toContain("<script");
    expect(JSON.parse(texts.SARIF ?? "").version).toBe("2.1.0");
    expect(JSON.parse(texts.JSON ?? "").verification.passed).toBe(true);
    const email = /\t([\w.]+@[\w.-]+)\t/.exec(readFileSync(SHOP_DUMP, "utf8"))?.[1] ?? "";
    expect(email).not.toBe("");
    for (const text of Object.values(texts)) expect(text).not.toContain(email);
    const log = readFileSync(join(folder, "state", "audit.jsonl"), "utf8");
    expect(log.match(/report\.export/g)?.length ?? 0).toBeGreaterThanOrEqual(3);

    // The page stands on its own, in the browser too.
    await page.goto(`file://${join(folder, "report.html")}`);
    await page.getByRole("heading", { name: "Verification of the output" }).waitFor();
    await expectAccessible(page);
    await picture(page, "report-html");
  });

  it("says that the masked dump is gone", async () => {
    const { page, folder } = window;
    await maskShop(window);
    await goTo(window, "Result");
    await page.getByText("Findings by kind").waitFor();
    rmSync(join(folder, "clone.sql"));
    await page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
    await page.getByText("The masked dump is no longer in").waitFor();
    await picture(page, "result-gone");
    // Nothing shows folders here, and that is said.
    await page.getByRole("button", { name: "Open folder" }).click();
    await page.getByText("The folder could not be opened").waitFor();
    await expectAccessible(page);
  });

  it("is read by the keyboard alone", async () => {
    const { page } = window;
    await maskShop(window);
    await command(page, "go to result");
    const tab = page.getByRole("tab", { name: "Summary" });
    await tab.waitFor();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      if (await tab.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press("ArrowRight");
    await page.getByRole("grid", { name: "Tables", exact: true }).waitFor();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      if (label === "Tables") break;
    }
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.getByRole("grid", { name: /^Columns of public\./ }).waitFor();
  });

  it("stays smooth with 100,000 findings", async () => {
    const { page } = window;
    await open(window, "result", "big");
    const opened = performance.now();
    await page.getByRole("tab", { name: /Findings/ }).click();
    await page.getByText("100,000 rows").waitFor();
    const openMs = performance.now() - opened;
    const searched = performance.now();
    await page.getByRole("searchbox").fill("table_4998 iban");
    await page.getByText("5 rows", { exact: true }).waitFor();
    const searchMs = performance.now() - searched;
    await page.getByRole("searchbox").fill("");
    await page.getByText("100,000 rows").waitFor();
    const frames = await page.evaluate(async () => {
      const grid = document.querySelector("[role=grid]");
      if (!grid) throw new Error("There is no table.");
      const times: number[] = [];
      let last = performance.now();
      for (let frame = 0; frame < 120; frame++) {
        grid.scrollTop += 900;
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last);
        last = performance.now();
      }
      return times.sort((a, b) => a - b);
    });
    const [median = 0, p95 = 0] = [frames[60], frames[114]];
    process.stdout.write(
      `100,000 findings: shown in ${Math.round(openMs)} ms, searched in ${Math.round(searchMs)} ms, ` +
        `frames ${median.toFixed(1)} ms median, ${p95.toFixed(1)} ms 95th percentile\n`,
    );
    expect(await page.getByRole("row").count()).toBeLessThan(120);
    await picture(page, "result-big");
  });
});
