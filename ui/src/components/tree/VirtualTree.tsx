import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import { classNames } from "../class-names";
import type { RowSelection, SelectionMode } from "../rows/selection";
import { useRows } from "../rows/use-rows";
import styles from "./VirtualTree.module.css";

/** One row in sight. A closed branch is one row, whatever is in it. */
export interface TreeRow {
  key: string;
  /** What it is called: its accessible name's beginning, and what type-ahead compares with. */
  label: string;
  /** 1 for the outermost. */
  level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
  /** `null` for what has nothing in it. */
  expanded: boolean | null;
}

export interface VirtualTreeProps<Row extends TreeRow> {
  label: string;
  rows: readonly Row[];
  selection: RowSelection;
  onSelection(selection: RowSelection): void;
  mode?: SelectionMode;
  onToggle(key: string, expand: boolean): void;
  onActivate?(row: Row): void;
  render(row: Row): ReactNode;
  /** What a screen reader hears of a row instead of all its text. */
  describe?(row: Row): string;
  empty?: ReactNode;
}

/**
 * A tree that holds only the rows in sight, so that 5,000 tables with 100,000 columns scroll.
 * React Aria's own builds its whole collection first, which takes seconds at that size.
 */
export function VirtualTree<Row extends TreeRow>(props: VirtualTreeProps<Row>) {
  const { label, rows, selection, onSelection, mode = "single", onToggle, onActivate } = props;
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);

  const tree = useRows({
    keys,
    textOf: (index) => rows[index]?.label ?? "",
    selection,
    onSelection,
    mode,
    onActivate: (index) => {
      const row = rows[index];
      if (!row) return;
      if (onActivate) onActivate(row);
      else if (row.expanded !== null) onToggle(row.key, !row.expanded);
    },
    onKey: (event: KeyboardEvent, index) => {
      const row = rows[index];
      if (!row || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === "ArrowRight") {
        if (row.expanded === false) onToggle(row.key, true);
        else if (row.expanded) tree.move({ kind: "go", to: index + 1 });
        return true;
      }
      if (event.key === "ArrowLeft") {
        if (row.expanded) onToggle(row.key, false);
        else {
          const parent = rows.findLastIndex((each, at) => at < index && each.level < row.level);
          if (parent >= 0) tree.move({ kind: "go", to: parent });
        }
        return true;
      }
      return false;
    },
  });

  if (rows.length === 0 && props.empty) return <>{props.empty}</>;
  return (
    <div
      ref={tree.scrollRef}
      className={styles.tree}
      role="tree"
      aria-label={label}
      aria-multiselectable={mode === "multiple"}
      {...tree.containerProps}
    >
      <div
        className={styles.space}
        style={{ height: tree.virtualizer.getTotalSize() }}
        role="presentation"
      >
        {tree.virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const isSelected = selection.selected.has(row.key);
          return (
            <div
              key={item.key}
              id={tree.rowId(item.index)}
              role="treeitem"
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-expanded={row.expanded ?? undefined}
              aria-selected={isSelected}
              aria-label={props.describe?.(row)}
              className={classNames(
                styles.row,
                isSelected && styles.selected,
                item.index === tree.activeIndex && styles.active,
              )}
              style={{
                height: item.size,
                transform: `translateY(${item.start}px)`,
                paddingInlineStart: `${0.375 + (row.level - 1) * 1.125}rem`,
              }}
              onClick={(event) => tree.onRowClick(event, item.index)}
              onDoubleClick={() => row.expanded !== null && onToggle(row.key, !row.expanded)}
            >
              <span
                className={classNames(styles.twist, row.expanded && styles.open)}
                onClick={(event) => {
                  if (row.expanded === null) return;
                  event.stopPropagation();
                  onToggle(row.key, !row.expanded);
                }}
              >
                {row.expanded !== null && <ChevronRight aria-hidden />}
              </span>
              {props.render(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
