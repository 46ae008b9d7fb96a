import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { memory, useAppWindow } from "./window";

const TABLES = 5_000;
const folder = mkdtempSync(join(tmpdir(), "bauta-big-"));
const dump = join(folder, "big.sql");
writeFileSync(dump, schema());

describe("a schema of 5,000 tables with 100,000 columns, in the window", () => {
  const window = useAppWindow([dump]);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("opens, is searched and scrolls", async () => {
    const { browser } = window;
    const whole = "5,000 tables, 100,000 columns";
    await browser.$(`//*[normalize-space()="${whole}"]`).waitForExist();
    const searched = await browser.executeAsync((done: (ms: number) => void) => {
      const input = document.querySelector<HTMLInputElement>("main input[type=search]");
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
      const began = performance.now();
      if (!input) return done(Number.NaN);
      value?.set?.call(input, "table_4998 email");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const look = () => {
        if (document.body.textContent.includes("1 table, 1 column")) {
          done(performance.now() - began);
        } else {
          requestAnimationFrame(look);
        }
      };
      look();
    });
    await browser.execute(() => {
      const input = document.querySelector<HTMLInputElement>("main input[type=search]");
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
      value?.set?.call(input, "");
      input?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await browser.$(`//*[normalize-space()="${whole}"]`).waitForExist();
    const frames = await browser.executeAsync((done: (times: number[]) => void) => {
      const tree = document.querySelector("[role=tree]");
      const times: number[] = [];
      let last = performance.now();
      const next = () => {
        times.push(performance.now() - last);
        last = performance.now();
        if (times.length === 120) return done(times.sort((a, b) => a - b));
        if (tree) tree.scrollTop += 900;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    const [median = 0, p95 = 0] = [frames[60], frames[114]];
    process.stdout.write(
      `big schema in the window: searched in ${Math.round(searched)} ms, frames ${median.toFixed(1)} ms ` +
        `median, ${p95.toFixed(1)} ms 95th percentile, ${memory(window)} MB resident\n`,
    );
    expect(frames.length).toBe(120);
    expect(await browser.$$("[role=treeitem]").length).toBeLessThan(120);
    expect(await browser.$("[role=tree]").getProperty("scrollTop")).toBeGreaterThan(50_000);
  });
});

/** Definitions alone, as pg_dump writes them. */
function schema(): string {
  const names = ["id", "email", "first_name", "last_name", "phone", "note", "created_at"];
  const tables = Array.from({ length: TABLES }, (_, table) => {
    const columns = Array.from({ length: 20 }, (_, column) => {
      const name = names[column] ?? `value_${column}`;
      return `    ${name} ${name === "id" ? "integer NOT NULL" : "text"}`;
    });
    return `CREATE TABLE public.table_${table} (\n${columns.join(",\n")}\n);\n`;
  });
  return `--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n\n${tables.join("\n")}\n--\n-- PostgreSQL database dump complete\n--\n`;
}
