import { describe, expect, it } from "vitest";
import { readPreferences, zoomStep } from "./preferences";

describe("stored preferences", () => {
  it("are the defaults where nothing or rubbish is stored", () => {
    for (const stored of [null, "", "{", "null", "[]", '"dark"', '{"theme":"pink","zoom":40}']) {
      expect(readPreferences(stored)).toMatchObject({
        theme: "system",
        zoom: 1,
        language: "system",
      });
    }
  });
  it("keep what is valid beside what is not", () => {
    expect(readPreferences('{"theme":"dark","zoom":"big"}')).toMatchObject({
      theme: "dark",
      zoom: 1,
    });
  });
});

describe("zoom", () => {
  it("goes by steps and stops at the ends", () => {
    expect(zoomStep(1, 1)).toBe(1.1);
    expect(zoomStep(1, -1)).toBe(0.9);
    expect(zoomStep(2, 1)).toBe(2);
    expect(zoomStep(0.7, -1)).toBe(0.7);
  });
});
