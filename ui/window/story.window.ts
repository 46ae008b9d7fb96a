import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Key } from "webdriverio";
import {
  bauta,
  DECISIONS,
  DOUBTS,
  hasPagila,
  PAGILA,
  PROBLEM,
  profileByCommandLine,
} from "../stories/pagila";
import { trust } from "../stories/trust";
import { decide } from "./keyboard";
import { choose, command, fill, named, picture, press, tab, useAppWindow } from "./window";

describe.skipIf(!hasPagila)("Pagila, from the dump to a clone, in the window", () => {
  const window = useAppWindow();

  it("is drafted, decided, approved and masked as on the command line", async () => {
    const { browser, folder } = window;
    const inFolder = (name: string) => join(folder, name);
    const dump = inFolder("pagila.sql.zst");
    copyFileSync(PAGILA, dump);
    const { author, lead, policy } = trust(folder);
    bauta(folder, ["key", "new", "--env", "staging", "-o", inFolder("staging.key")]);
    await command(browser, "go to settings");
    await choose(window, "Policy", policy);

    // The DBA.
    window.answer(dump);
    await command(browser, "go to profile");
    await press(browser, "Open a dump…");
    await press(browser, "Draft a profile");
    await named(browser, "grid", "Tables").waitForExist();
    for (const { table, column, transformer } of DECISIONS) {
      await decide(browser, table, column, transformer);
    }
    await decide(browser, PROBLEM.table, PROBLEM.column, PROBLEM.broken);
    await browser.$(`//section//code[.="${PROBLEM.code}"]`).waitForExist();
    await picture(browser, "profile-problem");
    await decide(browser, PROBLEM.table, PROBLEM.column, PROBLEM.mended);
    await browser.$(`//section//code[.="${PROBLEM.code}"]`).waitForExist({ reverse: true });
    await browser.keys([Key.Ctrl, "z"]);
    const step = `${PROBLEM.mended} for public.${PROBLEM.table}.${PROBLEM.column}`;
    await named(browser, "button", `Redo: ${step}`).waitForEnabled();
    await browser.keys([Key.Ctrl, Key.Shift, "z"]);
    await named(browser, "button", `Undo: ${step}`).waitForEnabled();
    await picture(browser, "profile");
    const profile = inFolder("saved.yaml");
    window.answer(profile);
    await browser.keys([Key.Ctrl, "s"]);
    await browser.$("//*[contains(normalize-space(), 'Saved pagila')]").waitForExist();

    // The lead: what is doubtful is settled, then the whole is approved.
    await command(browser, "go to review");
    await tab(browser, "Open doubts");
    for (const { place, how } of DOUBTS) {
      const doubt = `//section[@aria-label="Doubt about ${place}"]`;
      const row = browser.$(`//*[@role="row"][contains(., "${place}")]`);
      await row.waitForClickable();
      await row.click();
      await browser.$(`${doubt}//input`).waitForExist();
      await fill(browser, `${doubt}//input`, how);
      await browser.$(`${doubt}//button[normalize-space()="Settle it"]`).click();
      await named(browser, "button", `Undo: Doubt about ${place} settled`).waitForEnabled();
    }
    await picture(browser, "review-doubts");
    await browser.keys([Key.Ctrl, "s"]);
    await named(browser, "button", "Approve…").waitForEnabled();
    await tab(browser, "All rules");
    await picture(browser, "review");
    await press(browser, "Approve…");
    await choose(window, "Key that signs", lead);
    await press(browser, "Sign the approval");
    await browser.$("//*[starts-with(normalize-space(), 'approved until ')]").waitForExist();
    expect(existsSync(`${profile}.approvals/staging/1/approval.json`)).toBe(true);
    await picture(browser, "review-approved");
    expect(readFileSync(profile, "utf8")).toBe(profileByCommandLine(folder));

    // The run, with everything that shows afterwards what was done.
    const output = inFolder("clone.sql");
    await command(browser, "go to run");
    await choose(window, "Masked dump", output);
    await browser.$("//label[normalize-space()='A file']").click();
    await choose(window, "Key file", inFolder("staging.key"));
    await choose(window, "Signing key", author);
    await picture(browser, "run");
    await press(browser, "Start the run");
    await browser.$("//*[normalize-space()='The masked dump is written']").waitForExist();
    await picture(browser, "run-done");
    const signers = ["--allowed-signers", inFolder("signers")];
    const attestation = `${output}.attestation.json`;
    bauta(folder, [
      ...["attestation", "verify", attestation, "--subject", output, ...signers],
      ...["--trusted", `${author}.pub`, "--require", "approved,verified,env=staging"],
    ]);
    const again = inFolder("again.sql");
    const key = ["--key", `file:${inFolder("staging.key")}`, "--policy", policy];
    bauta(folder, ["mask", dump, "-p", profile, ...key, "-o", again]);
    expect(readFileSync(output).equals(readFileSync(again))).toBe(true);

    await press(browser, "Show the result");
    await browser.$("//*[normalize-space()='Columns by what was done']").waitForExist();
    await picture(browser, "result");

    // One word more, and the approval is void.
    await command(browser, "go to profile");
    await decide(browser, "actor", "first_name", "redact");
    await command(browser, "go to review");
    await browser.$("//*[contains(normalize-space(), 'approval void')]").waitForExist();
    await picture(browser, "review-void");
  }, 420_000);
});
