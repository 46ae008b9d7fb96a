import { useCallback, useEffect, useState } from "react";
import type { CommandName } from "@/bindings";
import { call, type Input, type Output } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";

/** An answer that is on its way, there, or not to be had. */
export type Loaded<T> =
  | { state: "loading" }
  | { state: "there"; value: T }
  | { state: "failed"; problems: readonly Problem[] };

export interface Answer<T> {
  loaded: Loaded<T>;
  /** Asks again; what is shown stays until the answer comes. */
  reload(): void;
  /** Takes over what another command has answered. */
  show(value: T): void;
}

/**
 * What a command answers, asked anew whenever its input changes. `"nothing"` asks nothing yet. An answer
 * to an earlier input is never shown for a later one.
 */
export function useAnswer<N extends CommandName>(
  name: N,
  input: Input<N> | "nothing",
): Answer<Output<N>> {
  const key = JSON.stringify(input);
  const [answered, setAnswered] = useState<{ key: string; loaded: Loaded<Output<N>> }>({
    key: "",
    loaded: { state: "loading" },
  });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    const asked = JSON.parse(key) as Input<N> | "nothing";
    if (asked === "nothing") return;
    let isCurrent = true;
    const settle = (loaded: Loaded<Output<N>>) => {
      if (isCurrent) setAnswered({ key, loaded });
    };
    call(name, asked).then(
      (value) => settle({ state: "there", value }),
      (thrown) => settle({ state: "failed", problems: problemsOf(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [name, key, round]);

  return {
    loaded: answered.key === key ? answered.loaded : { state: "loading" },
    reload: useCallback(() => setRound((before) => before + 1), []),
    show: useCallback((value) => setAnswered({ key, loaded: { state: "there", value } }), [key]),
  };
}
