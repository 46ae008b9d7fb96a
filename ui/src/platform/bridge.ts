import type { SessionEvent } from "@/bindings";
import type { Platform } from "./platform";

/**
 * The session over loopback, for tests in a browser. `bauta-bridge` says its address and token;
 * they come in the page's own address: `?bridge=http://127.0.0.1:4711&token=…`.
 */
export function bridge(url: string, token: string): Platform {
  // What a command begins may end before the stream of events has: commands wait for it.
  let listening: Promise<void> = Promise.resolve();
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
      const source = new EventSource(`${url}/events?token=${token}`);
      source.onmessage = ({ data }) => listener(JSON.parse(data) as SessionEvent);
      const opened = new Promise<void>((resolve) => {
        source.onopen = () => resolve();
        source.onerror = () => resolve();
      });
      listening = Promise.all([listening, opened]).then(() => undefined);
      return () => source.close();
    },
  };
}
