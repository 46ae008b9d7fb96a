import { generateKeyPairSync } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, tabTo } from "./keyboard";
import { expectAccessible, open, openShop, picture, useWindow } from "./window";

describe("run", () => {
  const window = useWindow();

  const goToRun = async () => {
    await window.page.getByRole("link", { name: "Run" }).click();
    await window.page.getByRole("heading", { level: 1, name: "Run" }).waitFor();
  };
  /** Answers the next dialog, which a button opens. */
  const choose = async (field: string, path: string) => {
    await window.bridge.tell("/test/answer", { path });
    await window.page.getByRole("button", { name: `Choose: ${field}` }).click();
    await window.page.getByRole("group", { name: field }).getByText(window.folder).waitFor();
  };
  const signingKey = () => {
    const path = join(window.folder, "pipeline.pem");
    const { privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    return path;
  };
  const start = async () => {
    await window.page.getByRole("button", { name: "Start the run" }).click();
  };
  const inFolder = (name: string) => join(window.folder, name);

  it("says what to open first", async () => {
    await open(window, "run");
    await window.page.getByText("No dump is open").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "run-none");
  });

  it("masks, verifies, attests and registers, one run after the other", async () => {
    const { page } = window;
    await openShop(window);
    await goToRun();
    await page.getByText("2 things are missing").waitFor();
    await page.getByText("Not approved").waitFor();
    await expectAccessible(page);
    await picture(page, "run-missing");

    await choose("Masked dump", inFolder("clone.sql"));
    await choose("Signing key", signingKey());
    await page.getByText("Put the clone into the register").click();
    await page.getByRole("textbox", { name: /Last day/ }).fill("2099-12-31");
    await page.getByRole("textbox", { name: "What it is for" }).fill("tests");
    await page.getByText("missing").waitFor({ state: "detached" });
    await page.getByLabel("The equal command line").waitFor();
    const line = await page.getByLabel("The equal command line").inputValue();
    expect(line).toMatch(/^bauta mask .* --verify .*--attest .*clone\.sql\.attestation\.json/);
    await expectAccessible(page);
    await picture(page, "run-ready");
    await start();
    await page.getByText("The masked dump is written").waitFor();
    expect(readFileSync(inFolder("clone.sql"), "utf8")).toContain("COPY public.customers");
    expect(existsSync(inFolder("clone.sql.attestation.json"))).toBe(true);
    expect(readFileSync(inFolder("state/clones.jsonl"), "utf8")).toContain("clone.sql");
    await expectAccessible(page);
    await picture(page, "run-done");

    await start();
    await page.getByRole("alertdialog", { name: "Replace 2 files?" }).waitFor();
    await expectAccessible(page);
    await picture(page, "run-replace");
    await page.getByRole("button", { name: "Replace and start" }).click();
    await page.getByRole("button", { name: "Result of clone.sql" }).nth(1).waitFor();
  });

  it("holds what the policy asks for", async () => {
    const { page } = window;
    const policy = "version: 1\nrequire: [approval, attestation, registration, verification]\n";
    writeFileSync(inFolder("policy.yaml"), `${policy}longest_clone_days: 30\n`, { mode: 0o600 });
    await openShop(window);
    await goToRun();
    await page.getByText("The policy asks for it in").first().waitFor();
    expect(await page.getByText("The policy asks for it in").count()).toBe(4);
    await page
      .getByText(/approval for|nobody/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await picture(page, "run-policy");
  });

  it("brings credentials from sources that somebody allows, and no others", async () => {
    const { page } = window;
    const live = ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dcA1"].join("_");
    const copy = `COPY public.config (name, value) FROM stdin;\npayments\t${live}\n\\.\n`;
    writeFileSync(
      inFolder("dump.sql"),
      `CREATE TABLE public.config (name text, value text);\n${copy}`,
    );
    writeFileSync(inFolder("token"), "staging-only-token\n");
    const source = `file:${inFolder("token")}`;
    const brought = `{ from: "${source}", owner: payments@shop.example, rotate_by: 2099-01-01 }`;
    writeFileSync(
      inFolder("dump.yaml"),
      `version: 1\nname: config\nreplacements: { stripe-secret: ${brought} }\ntables:\n  public.config:\n    columns: { name: keep, value: redact-text }\n`,
    );
    await open(window, "start");
    await window.bridge.tell("/test/drop", {
      paths: [inFolder("dump.sql"), inFolder("dump.yaml")],
    });
    await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
    await goToRun();
    await page.getByText("Sign an attestation").click();
    await choose("Masked dump", inFolder("clone.sql"));
    await page.getByText("1 thing is missing").waitFor();
    await page.getByText("This source is not allowed").waitFor();
    await page.getByText("Key chain", { exact: true }).click();
    await expectAccessible(page);
    await picture(page, "run-credentials");
    await page.getByText("Fresh", { exact: true }).click();
    await page.getByText("Bring stripe-secret").click();
    await page.getByText("missing").waitFor({ state: "detached" });
    await start();
    await page.getByText("The masked dump is written").waitFor();
    const clone = readFileSync(inFolder("clone.sql"), "utf8");
    expect(clone).toContain("staging-only-token");
    expect(clone).not.toContain(live);
  });

  it("says why it failed and leaves nothing", async () => {
    const { page } = window;
    await openShop(window);
    await goToRun();
    await page.getByText("Sign an attestation").click();
    await choose("Masked dump", inFolder("no/such/folder/clone.sql"));
    await start();
    await page.getByRole("alert", { name: "The run failed" }).waitFor();
    await expectAccessible(page);
    await picture(page, "run-failed");
    expect(existsSync(inFolder("no"))).toBe(false);
  });

  it("shows how far it is, and a cancel leaves nothing", async () => {
    const { page } = window;
    const rows = Array.from(
      { length: 1_500_000 },
      (_, id) => `${id + 1}\tada.${id}@example.com\tplain\n`,
    );
    const head = "CREATE TABLE public.people (id integer NOT NULL, email text, note text);\n";
    writeFileSync(
      inFolder("large.sql"),
      `${head}COPY public.people (id, email, note) FROM stdin;\n`,
    );
    for (let at = 0; at < rows.length; at += 100_000) {
      appendFileSync(inFolder("large.sql"), rows.slice(at, at + 100_000).join(""));
    }
    appendFileSync(inFolder("large.sql"), "\\.\n");
    const rules = "{ id: integer-key, email: email, note: redact }";
    writeFileSync(
      inFolder("large.yaml"),
      `version: 1\nname: large\ntables:\n  public.people:\n    columns: ${rules}\n`,
    );
    await open(window, "start");
    await window.bridge.tell("/test/drop", {
      paths: [inFolder("large.sql"), inFolder("large.yaml")],
    });
    await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
    await goToRun();
    await page.getByText("Sign an attestation").click();
    await choose("Masked dump", inFolder("clone.sql"));
    await start();
    await page.getByText("public.people").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The run was cancelled").waitFor();
    expect(readdirSync(window.folder).filter((name) => /clone|tmp/.test(name))).toEqual([]);
    await picture(page, "run-cancelled");
    // The dump goes while one is elsewhere.
    rmSync(inFolder("large.sql"));
    await page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
    await page.getByText("The dump is gone").waitFor();
    await expectAccessible(page);
    await picture(page, "run-gone");
  });

  it("tells of numbers and findings while it goes on", async () => {
    const { page } = window;
    await open(window, "start", "slow");
    await page.getByRole("button", { name: "shop.yaml" }).first().click();
    await page.getByRole("link", { name: "Start" }).click();
    await page.getByRole("button", { name: "shop.postgres.sql" }).first().click();
    await goToRun();
    await page.getByRole("button", { name: "Choose: Masked dump" }).click();
    await page.getByRole("button", { name: "Choose: Signing key" }).click();
    await start();
    await page.getByText("stripe-secret").waitFor();
    await expectAccessible(page);
    await picture(page, "run-progress");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The run was cancelled").waitFor();
  });

  it("is worked with by the keyboard alone", async () => {
    const { page } = window;
    await open(window, "start");
    await page.getByRole("button", { name: "Try the sample shop" }).waitFor();
    await command(page, "sample shop");
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    await command(page, "go to run");
    await page.getByText("2 things are missing").waitFor();
    await tabTo(page, "Choose: Masked dump");
    await window.bridge.tell("/test/answer", { path: inFolder("clone.sql") });
    await page.keyboard.press("Enter");
    await page.getByText("1 thing is missing").waitFor();
    await tabTo(page, "Sign an attestation");
    await page.keyboard.press("Space");
    await page.getByText("is missing").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await page.getByText("The masked dump is written").waitFor();
  });
});
