import { expect, it } from "vitest";
import { shellLine } from "./cli-line";

it("quotes what a shell would read otherwise", () => {
  expect(shellLine(["bauta", "inspect", "shop.sql"])).toBe("bauta inspect shop.sql");
  expect(shellLine(["bauta", "inspect", "it's here/$HOME.sql", ""])).toBe(
    "bauta inspect 'it'\\''s here/$HOME.sql' ''",
  );
});
