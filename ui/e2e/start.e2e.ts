import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  expectAccessible,
  open,
  openShop,
  picture,
  SHOP_DUMP,
  SHOP_PROFILE,
  useWindow,
} from "./window";

describe("start", () => {
  const window = useWindow();

  it("is ready on a first start", async () => {
    await open(window, "start");
    await window.page.getByText("Only its place is remembered").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "start-empty");
  });

  it("remembers what was open and says what is missing", async () => {
    const { page, bridge, folder } = window;
    const dump = join(folder, "orders.sql");
    copyFileSync(SHOP_DUMP, dump);
    await open(window, "start");
    await bridge.tell("/test/answer", { path: dump });
    await page.getByRole("button", { name: "Open a dump…" }).click();
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    rmSync(dump);
    await openShop(window);
    await page.getByRole("link", { name: "Start" }).click();
    await page.getByText("Missing").waitFor();
    await page.getByRole("button", { name: /^shop\.postgres\.sql/ }).waitFor();
    await expectAccessible(page);
    await picture(page, "start-full");
    await page.getByRole("button", { name: "Take orders.sql off this list" }).click();
    await page.getByText("orders.sql").waitFor({ state: "detached" });
  });

  it("opens a dump and a profile that are dropped together", async () => {
    const { page, bridge } = window;
    await open(window, "start");
    await page.getByText("Only its place is remembered").waitFor();
    await bridge.tell("/test/drag", { over: true });
    const target = page.getByText("Drop a dump, a profile or a review file");
    await target.waitFor();
    await picture(page, "start-dragged");
    await bridge.tell("/test/drag", { over: false });
    await target.waitFor({ state: "detached" });
    await bridge.tell("/test/drop", { paths: [SHOP_PROFILE, SHOP_DUMP] });
    await page.getByRole("tab", { name: "Coverage" }).waitFor();
    const opened = page.getByRole("navigation", { name: "Screens" });
    await opened.getByText("shop.postgres.sql").waitFor();
    expect(await opened.getByText("No profile open").count()).toBe(0);
  });

  it("says what is wrong with a file that is no profile", async () => {
    const { page, bridge } = window;
    await open(window, "start");
    await bridge.tell("/test/answer", { path: SHOP_DUMP });
    await page.getByRole("button", { name: "Open a profile…" }).click();
    await page.getByText("BAUTA-U002").first().waitFor();
    await expectAccessible(page);
    await picture(page, "start-toast");
    await page.getByRole("button", { name: "Dismiss" }).click();
  });

  it("says what failed where the list cannot be read", async () => {
    await open(window, "start", "failing");
    await window.page.getByText("The recent files could not be read").waitFor();
    await expectAccessible(window.page);
    await picture(window.page, "start-error");
  });
});
