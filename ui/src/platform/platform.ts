import type { CommandName, Commands, SessionEvent } from "@/bindings";

export type Input<N extends CommandName> = Commands[N]["input"];
export type Output<N extends CommandName> = Commands[N]["output"];

/** What runs the commands: the window's own program, the loopback bridge, or a mock of both. */
export interface Platform {
  readonly name: "tauri" | "bridge" | "mock";
  /** Runs a command. Rejects with a `CommandError`, or with anything if the platform itself fails. */
  call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Hears all events until the returned function is called. */
  listen(listener: (event: SessionEvent) => void): () => void;
}
