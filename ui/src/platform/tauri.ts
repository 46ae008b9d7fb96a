import { Channel, invoke } from "@tauri-apps/api/core";
import type { SessionEvent } from "@/bindings";
import type { Platform } from "./platform";

const listeners = new Set<(event: SessionEvent) => void>();
let listening: Promise<unknown> | null = null;

/** One channel for all that listen: the program tells the last page that subscribed. */
function subscribe(): Promise<unknown> {
  const channel = new Channel<SessionEvent>();
  channel.onmessage = (event) => {
    for (const listener of listeners) listener(event);
  };
  return invoke("subscribe", { channel });
}

/** The window's own program. */
export const tauri: Platform = {
  name: "tauri",
  async call(name, input) {
    // What a command begins may end before the program knows whom to tell: commands wait for that.
    await listening;
    return invoke(name, { input });
  },
  listen(listener) {
    listeners.add(listener);
    listening ??= subscribe();
    return () => listeners.delete(listener);
  },
};

/** Gives the passphrase, or `null` for none, to the program; the window of the question alone may. */
export async function answerPassphrase(answer: string | null): Promise<void> {
  await invoke("answer_passphrase", { answer });
}
