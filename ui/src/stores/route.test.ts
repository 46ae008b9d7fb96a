import { expect, it } from "vitest";
import { readRoute, writeRoute } from "./route";

it("finds the way back to any place", () => {
  const route = { screen: "dump", at: { table: "public.odd & name?", column: "ü" } } as const;
  expect(readRoute(writeRoute(route))).toEqual(route);
});

it("starts at the start where the address says nothing known", () => {
  for (const hash of ["", "#", "#/", "#/nowhere", "#/../etc"]) {
    expect(readRoute(hash).screen).toBe("start");
  }
});
