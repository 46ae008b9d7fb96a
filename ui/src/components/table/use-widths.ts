import { type KeyboardEvent, type PointerEvent, useState } from "react";

interface Sized {
  id: string;
  /** Least width in rem. */
  width: number;
  grow?: number;
}

export interface Widths {
  /** For `grid-template-columns`. */
  template: string;
  /** The least width of all, in rem. */
  least: number;
  /** Drags the right edge of a column; two clicks give it its own width back. */
  edge(id: string): {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onDoubleClick(): void;
  };
  /** Alt and an arrow make a column wider or narrower; answers its width in rem if that was meant. */
  onKey(event: KeyboardEvent<HTMLElement>, id: string): number | null;
}

/** What people have made of widths, by the columns that a table has, until the window closes. */
const chosen = new Map<string, Readonly<Record<string, number>>>();

/** How wide columns are: as wide as they ask for, or as somebody has dragged them. */
export function useWidths(columns: readonly Sized[]): Widths {
  const key = columns.map(({ id }) => id).join(" ");
  const [, redraw] = useState(0);
  const own = chosen.get(key) ?? {};

  const set = (id: string, width: number | null) => {
    const { [id]: _, ...rest } = chosen.get(key) ?? {};
    chosen.set(key, width === null ? rest : { ...rest, [id]: Math.max(LEAST, width) });
    redraw((before) => before + 1);
  };
  const widthOf = (cell: Element | null) =>
    (cell?.getBoundingClientRect().width ?? 0) / rootFontSize();

  return {
    template: columns
      .map(({ id, width, grow = 1 }) => {
        if (own[id] !== undefined) return `${own[id]}rem`;
        return grow === 0 ? `${width}rem` : `minmax(${width}rem, ${grow}fr)`;
      })
      .join(" "),
    least: columns.reduce((sum, { id, width }) => sum + (own[id] ?? width), 0),
    edge: (id) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        const handle = event.currentTarget;
        const begun = { x: event.clientX, width: widthOf(handle.parentElement) };
        handle.setPointerCapture(event.pointerId);
        const drag = (to: globalThis.PointerEvent) =>
          set(id, begun.width + (to.clientX - begun.x) / rootFontSize());
        const end = () => {
          handle.removeEventListener("pointermove", drag);
          handle.removeEventListener("pointerup", end);
          handle.removeEventListener("pointercancel", end);
        };
        handle.addEventListener("pointermove", drag);
        handle.addEventListener("pointerup", end);
        handle.addEventListener("pointercancel", end);
      },
      onDoubleClick: () => set(id, null),
    }),
    onKey: (event, id) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!event.altKey || step === 0) return null;
      event.preventDefault();
      event.stopPropagation();
      const cell = event.currentTarget.closest('[role="columnheader"]');
      const width = Math.max(LEAST, Math.round(widthOf(cell)) + step);
      set(id, width);
      return width;
    },
  };
}

const rootFontSize = () =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** No column is narrower, in rem: its edge must be there to be dragged back. */
const LEAST = 3;
