import { describe, expect, it } from "vitest";
import { createFormats } from "./formats";
import { languageOf, localeFor, safeLocale } from "./locale";

describe("safeLocale", () => {
  it.each([
    ["C", "en"],
    ["POSIX", "en"],
    ["", "en"],
    [undefined, "en"],
    ["not a tag", "en"],
    ["de-AT", "de-AT"],
    ["en_US.UTF-8", "en-US"],
    ["de_DE@euro", "de-DE"],
    ["C.UTF-8", "en"],
  ])("makes of %s what Intl takes: %s", (tag, expected) => {
    expect(safeLocale(tag)).toBe(expected);
    expect(() => new Intl.NumberFormat(safeLocale(tag))).not.toThrow();
  });
});

describe("locale of a language", () => {
  it("is the system's where it speaks the language", () => {
    expect(localeFor("de", "de-CH")).toBe("de-CH");
  });
  it("is the plain language where the system speaks another", () => {
    expect(localeFor("de", "en-GB")).toBe("de");
    expect(localeFor("en", "fr-FR")).toBe("en");
  });
  it("falls back to English for languages that are not spoken", () => {
    expect(languageOf("fr-FR")).toBe("en");
  });
});

describe("formats", () => {
  const en = createFormats("en");
  const de = createFormats("de-DE");

  it("writes counts by locale", () => {
    expect(en.count(1234567)).toBe("1,234,567");
    expect(de.count(1234567)).toBe("1.234.567");
  });
  it("writes sizes in powers of a thousand", () => {
    expect(en.bytes(0)).toBe("0 byte");
    expect(en.bytes(999)).toBe("999 byte");
    expect(en.bytes(1_440_000_000)).toBe("1.4 GB");
    expect(de.bytes(1_440_000_000)).toBe("1,4\u00a0GB");
    expect(en.bytesPerSecond(12_400_000)).toBe("12 MB/s");
  });
  it("writes nearly all and nearly nothing as such", () => {
    expect([0, 0.0001, 0.42, 0.99951, 1].map(en.share)).toEqual([
      "0%",
      "0.1%",
      "42%",
      "99.9%",
      "100%",
    ]);
  });
  it("writes durations in the two largest units", () => {
    expect(en.duration(4)).toBe("4 sec");
    expect(en.duration(0.31)).toBe("0.3 sec");
    expect(en.duration(0.01)).toBe("0.1 sec");
    expect(en.duration(75)).toBe("1 min 15 sec");
    expect(en.duration(4_330)).toBe("1 hr 12 min");
    expect(en.duration(-3)).toBe("0 sec");
  });
  it("says how long ago", () => {
    const now = new Date("2026-11-29T12:00:00Z");
    expect(en.relative("2026-11-28T12:00:00Z", now)).toBe("yesterday");
    expect(en.relative("2026-11-29T14:00:00Z", now)).toBe("in 2 hours");
    expect(de.relative("2026-11-26T12:00:00Z", now)).toBe("vor 3 Tagen");
  });
  it("shows what is no date as it is instead of throwing", () => {
    expect(en.date("soon")).toBe("soon");
  });
});
