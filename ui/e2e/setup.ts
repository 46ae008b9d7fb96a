import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    pages: string;
    bridge: string;
  }
}

const UI = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the pages for browsers and the bridge, and serves the pages under the window's policy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide("bridge", process.env.BAUTA_BRIDGE ?? buildBridge());
  // Vitest says "test", which would build React with its checks for developers.
  process.env.NODE_ENV = "production";
  await build({ root: UI, mode: "web", logLevel: "warn" });
  process.env.NODE_ENV = "test";
  const server = await preview({
    root: UI,
    mode: "web",
    logLevel: "warn",
    build: { outDir: "dist-web" },
    preview: { port: 0, host: "127.0.0.1" },
  });
  const pages = server.resolvedUrls?.local[0];
  if (!pages) throw new Error("The pages are not served.");
  project.provide("pages", pages);
  return () => server.close();
}

/** The path of the bridge, built where it is stale. */
function buildBridge(): string {
  const built = spawnSync("cargo", ["build", "--locked", "-p", "bauta-bridge"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (built.status !== 0) throw new Error("The bridge could not be built.");
  const target = process.env.CARGO_TARGET_DIR ?? `${ROOT}/target`;
  return `${target}/debug/bauta-bridge`;
}

/** A bridge of its own, which ends with its standard input. */
export async function startBridge(binary: string, data: string): Promise<Bridge> {
  const child = spawn(binary, ["--data", data], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await firstLine(child);
  const { url, token } = JSON.parse(line) as { url: string; token: string };
  return {
    query: `?bridge=${url}&token=${token}`,
    tell: async (path, body) => {
      const response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`The bridge answered ${response.status}.`);
    },
    stop: () => child.stdin?.end(),
  };
}

export interface Bridge {
  /** What the address of the pages ends in. */
  query: string;
  /** `/test/answer` and `/test/drop`. */
  tell(path: string, body: unknown): Promise<void>;
  stop(): void;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += String(chunk);
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
    child.on("exit", () => reject(new Error("The bridge did not start.")));
  });
}
