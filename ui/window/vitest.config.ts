import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Stories in the app's own window: a display and a driver of their own, one window at a time. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    environment: "node",
    include: ["window/**/*.window.ts"],
    globalSetup: ["window/setup.ts"],
    fileParallelism: false,
    // A loaded machine may be late with a key; what fails twice is wrong, and both tries are told.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
