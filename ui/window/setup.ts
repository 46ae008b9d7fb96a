import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    app: string;
    display: string;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts the display that all windows are shown on. The app is what `cargo xtask desktop build`
 * makes: a debug build, since only those take answers to dialogs from a file.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const app = process.env.BAUTA_APP ?? join(target, "debug/bauta-desktop");
  if (!existsSync(app)) throw new Error(`${app} is missing: run \`cargo xtask desktop build\`.`);
  project.provide("app", app);
  const display = process.env.BAUTA_DISPLAY ?? ":97";
  project.provide("display", display);
  if (existsSync(`/tmp/.X11-unix/X${display.slice(1)}`)) return () => undefined;
  const server = spawn("Xvfb", [display, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], {
    stdio: "ignore",
  });
  await until(() => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`), "Xvfb did not start.");
  return () => server.kill();
}

/** A driver of its own for each window: it ends with it, and what the app left open ends too. */
export async function startDriver(environment: NodeJS.ProcessEnv): Promise<Driver> {
  const port = 4445 + Math.floor(Math.random() * 1000);
  const child: ChildProcess = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    env: environment,
    stdio: "ignore",
  });
  await until(() => answers(port), "WebKitWebDriver did not start: install webkit2gtk-driver.");
  return { port, stop: () => child.kill() };
}

export interface Driver {
  port: number;
  stop(): void;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function until(holds: () => boolean | Promise<boolean>, failure: string): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(failure);
}
