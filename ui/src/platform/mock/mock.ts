import type { CommandName, SessionEvent } from "@/bindings";
import type { Input, Output, Platform } from "../platform";
import { CommandFailure, problem } from "../problem";

/** What a mock answers; a command without a handler fails, visibly. */
export type Handlers = {
  [N in CommandName]?: (input: Input<N>, mock: Mock) => Output<N> | Promise<Output<N>>;
};

export interface Mock extends Platform {
  /** All that was called, for tests. */
  readonly calls: readonly { name: CommandName; input: unknown }[];
  emit(event: SessionEvent): void;
  /** Takes other answers from now on. */
  answer(handlers: Handlers): void;
}

/** The session without a program behind it: for tests of components, and for `npm run dev`. */
export function createMock(handlers: Handlers): Mock {
  const listeners = new Set<(event: SessionEvent) => void>();
  const calls: { name: CommandName; input: unknown }[] = [];
  let answers = handlers;
  const mock: Mock = {
    name: "mock",
    calls,
    async call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
      calls.push({ name, input });
      const handler = answers[name] as ((input: Input<N>, mock: Mock) => Output<N>) | undefined;
      if (!handler) throw failure("failed", "BAUTA-I002", `The mock does not answer ${name}.`);
      return handler(input, mock);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    answer: (others) => {
      answers = { ...answers, ...others };
    },
  };
  return mock;
}

/** A failure as the session tells it. */
export function failure(
  kind: CommandFailure["kind"],
  code: string,
  message: string,
  place: string | null = null,
  hint: string | null = null,
): CommandFailure {
  return new CommandFailure({ kind, problems: [{ ...problem(code, message, hint), place }] });
}
