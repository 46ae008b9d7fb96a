import type { CommandName, SessionEvent } from "@/bindings";
import type { Input, Output, Platform } from "./platform";
import { failureOf } from "./problem";

let current: Platform | null = null;

/** Names what runs the commands, once, before anything is drawn. */
export function choosePlatform(platform: Platform): void {
  current = platform;
}

function platform(): Platform {
  if (!current) throw new Error("No platform was chosen.");
  return current;
}

/**
 * Runs a command of the session.
 *
 * @throws CommandFailure with all that was found
 */
export async function call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
  try {
    return await platform().call(name, input);
  } catch (rejected) {
    throw failureOf(rejected);
  }
}

/** Hears all events of the session until the returned function is called. */
export function listen(listener: (event: SessionEvent) => void): () => void {
  return platform().listen(listener);
}

export type { Input, Output, Platform } from "./platform";
