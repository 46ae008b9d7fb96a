import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.ts";

/**
 * `vite build` makes the pages of the window: they know Tauri and nothing else.
 * `vite build --mode web` makes those of browser tests: they know the loopback bridge and the mock.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: { __WINDOW_ONLY__: JSON.stringify(mode === "production") },
  build: {
    target: "safari16",
    outDir: mode === "web" ? "dist-web" : "dist",
    rolldownOptions: {
      input: ["index.html", "askpass.html"].map((page) =>
        fileURLToPath(new URL(page, import.meta.url)),
      ),
    },
    // A data: font would break the content-security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  preview: {
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY },
  },
}));
