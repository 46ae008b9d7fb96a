import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
} from "react";
import { useRowHeight } from "./row-height";
import {
  findTyped,
  type Move,
  moveSelection,
  type RowSelection,
  type SelectionMode,
} from "./selection";

export interface RowsOptions {
  /** The rows in sight, in their order, by key. */
  keys: readonly string[];
  /** What type-ahead compares with. */
  textOf(index: number): string;
  selection: RowSelection;
  onSelection(selection: RowSelection): void;
  mode: SelectionMode;
  onActivate?(index: number): void;
  /** Keys that mean something of their own; true when they did. */
  onKey?(event: KeyboardEvent, activeIndex: number): boolean;
}

export interface Rows {
  scrollRef: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  activeIndex: number;
  rowId(index: number): string;
  move(move: Move): void;
  /** To be spread over the element that scrolls and has the focus. */
  containerProps: {
    tabIndex: 0;
    "aria-activedescendant": string | undefined;
    onKeyDown(event: KeyboardEvent): void;
    onFocus(event: React.FocusEvent): void;
  };
  onRowClick(event: MouseEvent, index: number): void;
}

/**
 * Keyboard, selection and virtual scrolling of a long list, shared by tree and table. The focus
 * stays on the container, which names the active row: rows outside the view need not exist.
 */
export function useRows(options: RowsOptions): Rows {
  const { keys, textOf, selection, onSelection, mode, onActivate, onKey } = options;
  const scrollRef = useRef<HTMLDivElement>(null);
  const idPrefix = useId();
  const rowHeight = useRowHeight();
  const typed = useRef({ text: "", at: 0 });

  const indices = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const activeIndex = selection.active === null ? -1 : (indices.get(selection.active) ?? -1);

  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    // The active row is always there, since the container names it to screen readers.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return activeIndex < 0 || shown.includes(activeIndex)
          ? shown
          : [...shown, activeIndex].sort((a, b) => a - b);
      },
      [activeIndex],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows is another layout
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const move = (made: Move) => {
    const next = moveSelection(keys, selection, made, mode);
    if (next === selection) return;
    onSelection(next);
    const index = next.active === null ? -1 : (indices.get(next.active) ?? -1);
    if (index >= 0 && next.active !== selection.active)
      virtualizer.scrollToIndex(index, { align: "auto" });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // A control within a row has its own keys.
    if (event.target !== event.currentTarget) return;
    if (onKey?.(event, activeIndex)) {
      event.preventDefault();
      return;
    }
    const to = destination(
      event.key,
      activeIndex,
      keys.length,
      pageOf(scrollRef.current, rowHeight),
    );
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (to !== null && !event.altKey) {
      handled();
      const wanders = event.ctrlKey && mode === "multiple";
      move({ kind: event.shiftKey ? "extend" : wanders ? "wander" : "go", to });
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      handled();
      move({ kind: "all" });
    } else if (event.key === "Escape" && selection.selected.size > 0 && mode === "multiple") {
      handled();
      move({ kind: "clear" });
    } else if (event.key === " " && typed.current.text === "") {
      handled();
      move(
        mode === "multiple" ? { kind: "toggle", at: activeIndex } : { kind: "go", to: activeIndex },
      );
    } else if (event.key === "Enter" && activeIndex >= 0) {
      handled();
      onActivate?.(activeIndex);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const now = event.timeStamp;
      const text =
        now - typed.current.at < TYPING_PAUSE_MS ? typed.current.text + event.key : event.key;
      const from = Math.max(0, activeIndex) + (text.length === 1 ? 1 : 0);
      const found = findTyped(
        keys.map((_, index) => textOf(index)),
        text,
        from,
      );
      typed.current = { text, at: now };
      setTimeout(() => {
        if (typed.current.at === now) typed.current = { text: "", at: 0 };
      }, TYPING_PAUSE_MS);
      if (found >= 0) {
        handled();
        move({ kind: "go", to: found });
      }
    }
  };

  return {
    scrollRef,
    virtualizer,
    activeIndex,
    rowId: (index) => `${idPrefix}-${index}`,
    move,
    containerProps: {
      tabIndex: 0,
      "aria-activedescendant": activeIndex >= 0 ? `${idPrefix}-${activeIndex}` : undefined,
      onKeyDown,
      onFocus: (event) => {
        if (event.target === event.currentTarget && activeIndex < 0 && keys.length > 0) {
          onSelection(
            moveSelection(
              keys,
              selection,
              { kind: "wander", to: 0 },
              mode === "single" ? "none" : mode,
            ),
          );
        }
      },
    },
    onRowClick: (event, index) => {
      if (event.shiftKey) move({ kind: "extend", to: index });
      else if (event.ctrlKey || event.metaKey) move({ kind: "toggle", at: index });
      else move({ kind: "go", to: index });
    },
  };
}

function pageOf(scroll: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor((scroll?.clientHeight ?? 0) / rowHeight) - 2);
}

function destination(key: string, active: number, count: number, page: number): number | null {
  switch (key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active < 0 ? count - 1 : active - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageDown":
      return active + page;
    case "PageUp":
      return active - page;
    default:
      return null;
  }
}

const TYPING_PAUSE_MS = 700;
