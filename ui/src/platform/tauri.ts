import { invoke } from "@tauri-apps/api/core";
import { listen as listenTo } from "@tauri-apps/api/event";
import type { SessionEvent } from "@/bindings";
import type { Platform } from "./platform";

// What a command begins may end before the program hears whom to tell: commands wait for that.
let listening: Promise<unknown> = Promise.resolve();

/** The window's own program. */
export const tauri: Platform = {
  name: "tauri",
  async call(name, input) {
    await listening;
    return invoke(name, { input });
  },
  listen(listener) {
    const begun = listenTo<SessionEvent>("session", ({ payload }) => listener(payload));
    listening = Promise.all([listening, begun]);
    return () => {
      void begun.then((stop) => stop());
    };
  },
};
