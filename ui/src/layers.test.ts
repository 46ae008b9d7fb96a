import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = dirname(fileURLToPath(import.meta.url));

/** From the lowest up: a layer imports those before it and itself. */
const LAYERS = [
  "bindings",
  "platform",
  "i18n",
  "stores",
  "components",
  "features",
  "app",
  "askpass",
];

interface Import {
  from: string;
  to: string;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return /\.(ts|tsx|css)$/.test(entry.name) ? [path] : [];
  });
}

const FILES = filesOf(SRC);
const IS_TEST = /\.test\.tsx?$|^testing\//;

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const named = text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...named].flatMap(([, target = ""]) => {
    const path = target.startsWith("@/")
      ? join(SRC, target.slice(2))
      : target.startsWith(".")
        ? resolve(dirname(file), target)
        : null;
    return path ? [{ from: relative(SRC, file), to: relative(SRC, path) }] : [];
  });
}

const IMPORTS = FILES.filter((file) => !IS_TEST.test(relative(SRC, file))).flatMap(importsOf);
const layerOf = (path: string) => LAYERS.indexOf(path.split("/")[0] ?? "");

describe("layers", () => {
  it("import downwards only", () => {
    const upwards = IMPORTS.filter(
      ({ from, to }) => layerOf(from) >= 0 && layerOf(to) > layerOf(from),
    );
    expect(upwards).toEqual([]);
  });

  it("keep features from importing each other", () => {
    const across = IMPORTS.filter(
      ({ from, to }) =>
        from.startsWith("features/") &&
        to.startsWith("features/") &&
        from.split("/")[1] !== to.split("/")[1],
    );
    expect(across).toEqual([]);
  });

  it("keep Tauri within one file", () => {
    const knowing = FILES.filter((file) => !IS_TEST.test(file)).filter((file) =>
      readFileSync(file, "utf8").includes('from "@tauri-apps'),
    );
    expect(
      knowing.map((file) => relative(SRC, file)).filter((file) => file !== "platform/tauri.ts"),
    ).toEqual([]);
  });

  it("keep files short", () => {
    const long = FILES.filter(
      (file) =>
        !relative(SRC, file).startsWith("bindings/") &&
        readFileSync(file, "utf8").split("\n").length > 600,
    );
    expect(long.map((file) => relative(SRC, file))).toEqual([]);
  });
});

describe("texts", () => {
  it("hold no HTML", () => {
    const marked = FILES.filter((file) => /i18n\/(en|de)\//.test(file)).filter((file) =>
      /<\w+/.test(readFileSync(file, "utf8").replace(/Messages<[^>]*>/g, "")),
    );
    expect(marked.map((file) => relative(SRC, file))).toEqual([]);
  });
});
