import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { choose, command, picture, press, useAppWindow } from "./window";

describe("a run in the window", () => {
  const window = useAppWindow();

  it("shows how far it is, and a cancel leaves nothing", async () => {
    const { browser, folder } = window;
    const { dump, profile } = large(folder);
    window.answer(dump);
    await press(browser, "Open a dump…");
    await browser.$("//h1[contains(., 'large.sql')]").waitForExist();
    await command(browser, "go to profile");
    window.answer(profile);
    await press(browser, "Open a profile…");
    await browser.$('//*[@role="grid"][@aria-label="Tables"]').waitForExist();
    await command(browser, "go to run");
    await browser.$("//label[starts-with(normalize-space(), 'Sign an attestation')]").click();
    await choose(window, "Masked dump", join(folder, "clone.sql"));
    await press(browser, "Start the run");
    await browser.$("//main//*[contains(., 'public.people')]").waitForExist();
    await picture(browser, "run-progress");
    await press(browser, "Cancel");
    await browser.$("//*[normalize-space()='The run was cancelled']").waitForExist();
    expect(readdirSync(folder).filter((name) => /clone|tmp/.test(name))).toEqual([]);
    await picture(browser, "run-cancelled");
    expect(existsSync(dump)).toBe(true);
  });
});

/** A dump that takes some seconds to mask, and its profile. */
function large(folder: string): { dump: string; profile: string } {
  const dump = join(folder, "large.sql");
  writeFileSync(
    dump,
    "CREATE TABLE public.people (id integer NOT NULL, email text, note text);\nCOPY public.people (id, email, note) FROM stdin;\n",
  );
  for (let part = 0; part < 20; part++) {
    const rows = Array.from({ length: 100_000 }, (_, row) => {
      const id = part * 100_000 + row + 1;
      return `${id}\tada.${id}@example.com\tplain\n`;
    });
    appendFileSync(dump, rows.join(""));
  }
  appendFileSync(dump, "\\.\n");
  const profile = join(folder, "large.yaml");
  const rules = "{ id: integer-key, email: email, note: redact }";
  writeFileSync(
    profile,
    `version: 1\nname: large\ntables:\n  public.people:\n    columns: ${rules}\n`,
  );
  return { dump, profile };
}
