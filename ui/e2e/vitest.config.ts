import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Whole flows in Chromium over the loopback bridge; `setup.ts` builds the pages and starts both. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/setup.ts"],
    // One browser and one program at a time: machines that run this have few cores.
    fileParallelism: false,
    // A loaded machine may be late with a key; what fails twice is wrong, and both tries are told.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
