import { bridge } from "./bridge";
import { SCENARIOS, scenario } from "./mock/scenarios";
import type { Platform } from "./platform";

/** In a browser: the bridge that the page's address names, else a mock (`?mock=big`). */
export function browserPlatform(search: string): Platform {
  const query = new URLSearchParams(search);
  const url = query.get("bridge");
  if (url !== null) return bridge(url, query.get("token") ?? "");
  return scenario(SCENARIOS.find((name) => name === query.get("mock")) ?? "full");
}
