import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openShop, type Window } from "./window";

/** Goes to a screen by its link. */
export async function goTo(window: Window, screen: string): Promise<void> {
  await window.page.getByRole("link", { name: screen, exact: true }).click();
}

/** Chooses a file in the dialog that the field's button opens. */
export async function choose(window: Window, field: string, path: string): Promise<void> {
  await window.bridge.tell("/test/answer", { path });
  await window.page.getByRole("button", { name: `Choose: ${field}` }).click();
  await window.page.getByRole("group", { name: field }).getByText(window.folder).waitFor();
}

/** A key that signs, and the file of its public half. */
export function signingKey(window: Window): { key: string; publicKey: string } {
  const [key, publicKey] = ["pipeline.pem", "pipeline.pub.pem"].map((name) =>
    join(window.folder, name),
  ) as [string, string];
  const pair = generateKeyPairSync("ed25519");
  writeFileSync(key, pair.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  writeFileSync(publicKey, pair.publicKey.export({ type: "spki", format: "pem" }));
  return { key, publicKey };
}

/** Masks the sample shop into `clone.sql`: verified, attested, registered. */
export async function maskShop(window: Window, expires = "2099-12-31"): Promise<void> {
  const { page, folder } = window;
  await openShop(window);
  await goTo(window, "Run");
  await choose(window, "Masked dump", join(folder, "clone.sql"));
  await choose(window, "Signing key", signingKey(window).key);
  await page.getByText("Put the clone into the register").click();
  await page.getByRole("textbox", { name: /Last day/ }).fill(expires);
  await page.getByRole("textbox", { name: "What it is for" }).fill("regression tests");
  await page.getByText("missing").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.getByText("The masked dump is written").waitFor();
}
