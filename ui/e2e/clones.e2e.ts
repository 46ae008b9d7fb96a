import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "./keyboard";
import { choose, goTo, maskShop } from "./running";
import { expectAccessible, open, picture, useWindow } from "./window";

describe("clones", () => {
  const window = useWindow();

  const chooseClone = async (text: string) => {
    await window.page.getByRole("grid", { name: "Clones" }).getByText(text).click();
    await window.page.getByRole("button", { name: "Retire…" }).waitFor();
  };
  const register = () => readFileSync(join(window.folder, "state", "clones.jsonl"), "utf8");

  it("says that the register is empty", async () => {
    await open(window, "clones");
    await window.page.getByText("No clone is registered").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "clones-none");
  });

  it("extends, finds whom a key touches, and retires what is gone", async () => {
    const { page, folder } = window;
    await maskShop(window);
    await goTo(window, "Clones");
    await chooseClone("regression tests");
    await expectAccessible(page);
    await picture(page, "clones-one");

    await page.getByRole("button", { name: "Extend…" }).click();
    await page.getByRole("textbox", { name: /New last day/ }).fill("2100-01-31");
    await page.getByRole("textbox", { name: /Why/ }).fill("the audit needs it");
    await expectAccessible(page);
    await picture(page, "clones-extend");
    await page.getByRole("button", { name: "Extend", exact: true }).click();
    await page.getByText("The clone was given more time").waitFor();
    await page.getByText("Jan 31, 2100").first().waitFor();

    await page.getByRole("button", { name: "Other clones with the same: Key" }).click();
    await page.getByText("1 clone is touched").waitFor();
    await expectAccessible(page);
    await picture(page, "clones-touched");
    const line = await page.getByLabel("The equal command line").inputValue();
    expect(line).toMatch(/^bauta clone list --key-id \w+$/);
    await page.getByRole("button", { name: "Show all" }).click();

    await chooseClone("regression tests");
    await page.getByRole("button", { name: "Retire…" }).click();
    await page.getByRole("button", { name: "Look and retire" }).click();
    await page.getByText("The masked dump is still there.").waitFor();
    await expectAccessible(page);
    await picture(page, "clones-still-there");
    await page.keyboard.press("Escape");
    rmSync(join(folder, "clone.sql"));
    await page.getByRole("button", { name: "Retire…" }).click();
    await page.getByRole("button", { name: "Look and retire" }).click();
    await page.getByText("The clone is retired").waitFor();
    expect(register()).toContain("retired");
    await page.getByText(/^All/).last().click();
    await page.getByText("Gone", { exact: true }).first().waitFor();
    await expectAccessible(page);
    await picture(page, "clones-retired");
  });

  it("asks a database whether it is the clone, and later whether it is gone", async (context) => {
    if (spawnSync("sqlite3", ["--version"]).status !== 0) return context.skip("no sqlite3");
    const { page, folder } = window;
    await maskShop(window);
    const id = /"clone":"(\w+)"/.exec(register())?.[1] ?? "";
    const database = join(folder, "loaded.db");
    spawnSync("sqlite3", [
      database,
      `CREATE TABLE bauta_clone (id); INSERT INTO bauta_clone VALUES ('${id}');`,
    ]);
    await goTo(window, "Clones");
    await chooseClone("regression tests");
    await page.getByRole("button", { name: "Confirm load…" }).click();
    await page
      .getByRole("textbox", { name: "Database" })
      .fill("postgres://ada:secret@db.test/shop");
    await page.getByRole("button", { name: "Ask the server" }).click();
    await page.getByText(/The address holds a password/).waitFor();
    await expectAccessible(page);
    await picture(page, "clones-confirm");
    await page.getByRole("textbox", { name: "Database" }).fill(`sqlite:${database}`);
    await page.getByRole("button", { name: "Ask the server" }).click();
    await page.getByText("The database is that clone").waitFor();
    await page.getByText(`sqlite:${database}`).first().waitFor();

    rmSync(join(folder, "clone.sql"));
    await page.getByRole("button", { name: "Retire…" }).click();
    await page.getByRole("button", { name: "Look and retire" }).click();
    await page.getByText("The database is still there.").waitFor();
    rmSync(database);
    await page.getByRole("button", { name: "Look and retire" }).click();
    await page.getByText("The clone is retired").waitFor();
    expect(register()).toContain("server+file");
  });

  it("takes a clone over by its attestation", async () => {
    const { page, folder } = window;
    await maskShop(window);
    // As on another machine, whose register knows nothing of it.
    rmSync(join(folder, "state"), { recursive: true });
    await goTo(window, "Clones");
    await page.getByText("No clone is registered").waitFor();
    await page.getByRole("button", { name: "Import…" }).first().click();
    await choose(window, "Attestation", join(folder, "clone.sql.attestation.json"));
    await choose(window, "Trusted keys", join(folder, "pipeline.pub.pem"));
    await expectAccessible(page);
    await picture(page, "clones-import");
    await page.getByRole("button", { name: "Take it over" }).click();
    await page.getByText("The clone is registered here").waitFor();
    await chooseClone("regression tests");
    await page.getByText("elsewhere, by its attestation").waitFor();
    expect(existsSync(join(folder, "state", "clones.jsonl"))).toBe(true);
  });

  it("shows what is overdue and due first", async () => {
    const { page } = window;
    await open(window, "clones", "full");
    await page.getByText("1 is overdue").waitFor();
    await chooseClone("load tests");
    await expectAccessible(page);
    await picture(page, "clones-due");
    await page.getByRole("button", { name: "Retire…" }).click();
    await page.getByText("Revoke these with it").waitFor();
    await expectAccessible(page);
    await picture(page, "clones-retire");
  });

  it("says why the register cannot be read", async () => {
    await open(window, "clones", "failing");
    await window.page.getByText("The register could not be read").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "clones-error");
  });

  it("is worked with by the keyboard alone", async () => {
    const { page } = window;
    await maskShop(window);
    await command(page, "go to clones");
    const grid = page.getByRole("grid", { name: "Clones" });
    await grid.waitFor();
    const tabTo = async (matches: (label: string) => boolean) => {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press("Tab");
        const label = await page.evaluate(() => {
          const focused = document.activeElement;
          const name = focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
          return [focused?.getAttribute("role"), name].filter(Boolean).join(" ");
        });
        if (matches(label)) return;
      }
      throw new Error("Tab does not reach it.");
    };
    // The link of the screen is named so, too.
    await tabTo((label) => label === "grid Clones");
    await page.keyboard.press("Home");
    await page.getByRole("button", { name: "Extend…" }).waitFor();
    await tabTo((label) => label === "Extend…");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("2100-01-31");
    await page.keyboard.press("Tab");
    await page.keyboard.type("audit");
    await tabTo((label) => label === "Extend");
    await page.keyboard.press("Enter");
    await page.getByText("The clone was given more time").waitFor();
  });
});
