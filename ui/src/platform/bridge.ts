import type { SessionEvent } from "@/bindings";
import type { Platform } from "./platform";

/**
 * The session over loopback, for tests in a browser. `bauta-bridge` says its address and token;
 * they come in the page's own address: `?bridge=http://127.0.0.1:4711&token=…`.
 */
export function bridge(url: string, token: string): Platform {
  const listeners = new Set<(event: SessionEvent) => void>();
  // What a command begins may end before the stream of events has opened: commands wait for it.
  const source = new EventSource(`${url}/events?token=${token}`);
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data) as SessionEvent;
    for (const listener of listeners) listener(event);
  };
  const listening = new Promise<void>((resolve) => {
    source.onopen = () => resolve();
    source.onerror = () => resolve();
  });
  return {
    name: "bridge",
    async call(name, input) {
      await listening;
      const response = await fetch(`${url}/call/${name}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(input),
      });
      const answer = await response.json();
      if (!response.ok) throw answer;
      return answer;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
