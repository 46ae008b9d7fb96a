import { ArrowDown, ArrowUp, type LucideIcon } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "@/platform/clipboard";
import { announce } from "@/stores/announcements";
import { reportFailure } from "@/stores/toasts";
import { IconButton } from "../button/Button";
import { classNames } from "../class-names";
import { NOTHING_SELECTED, type RowSelection, type SelectionMode } from "../rows/selection";
import { useRows } from "../rows/use-rows";
import styles from "./DataTable.module.css";
import { type Sort, sortRows } from "./sort";
import { useWidths, type Widths } from "./use-widths";

export interface DataColumn<Row> {
  id: string;
  header: string;
  /** Least width in rem. */
  width: number;
  /** Its part of the room that is left; 0 stays at its width. */
  grow?: number;
  align?: "start" | "end";
  /** What stands in the cell, as text: for sorting, copying and type-ahead. */
  text(row: Row): string;
  /** What it is sorted by where that is not the text. */
  order?(row: Row): number | string;
  /** What is drawn, where that is more than the text. */
  cell?(row: Row): ReactNode;
  sortable?: boolean;
  /** A button beside the header that does something to the whole column. */
  headerAction?: { icon: LucideIcon; label: string; run(): void };
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  mode?: SelectionMode;
  /** Left out, the table keeps its selection itself. */
  selection?: RowSelection;
  onSelection?(selection: RowSelection): void;
  onActivate?(row: Row): void;
  initialSort?: Sort;
  /** Stands where the rows would. */
  empty?: ReactNode;
}

/** A table of any length: sticky header, rows drawn only where they are in sight, keyboard, sorting. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, mode = "single", onActivate } = props;
  const [sort, setSort] = useState<Sort | null>(props.initialSort ?? null);
  const [ownSelection, setOwnSelection] = useState(NOTHING_SELECTED);
  const selection = props.selection ?? ownSelection;
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const keys = useMemo(() => sorted.map(rowKey), [sorted, rowKey]);
  const first = columns[0];

  const grid = useRows({
    keys,
    textOf: (index) => {
      const row = sorted[index];
      return row !== undefined && first ? first.text(row) : "";
    },
    selection,
    onSelection: props.onSelection ?? setOwnSelection,
    mode,
    onActivate: (index) => {
      const row = sorted[index];
      if (row !== undefined) onActivate?.(row);
    },
    onKey: (event: KeyboardEvent, index) => {
      if (event.key !== "c" || !(event.ctrlKey || event.metaKey)) return false;
      const chosen = sorted.filter(
        (row, at) =>
          selection.selected.has(rowKey(row)) || (selection.selected.size === 0 && at === index),
      );
      const lines = chosen.map((row) => columns.map((column) => column.text(row)).join("\t"));
      copyText(lines.join("\n")).catch((thrown) => reportFailure(label, thrown));
      return true;
    },
  });

  const widths = useWidths(columns);
  const rowStyle = { gridTemplateColumns: widths.template, minWidth: `${widths.least + 1.5}rem` };

  return (
    <div
      ref={grid.scrollRef}
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable={mode === "multiple" || undefined}
      {...grid.containerProps}
    >
      <div className={styles.head} role="rowgroup">
        <div className={styles.headRow} role="row" aria-rowindex={1} style={rowStyle}>
          {columns.map((column, index) => (
            <HeaderCell
              key={column.id}
              column={column}
              index={index}
              sort={sort?.column === column.id ? sort : null}
              onSort={() => setSort(nextSort(sort, column.id))}
              widths={widths}
            />
          ))}
        </div>
      </div>
      {sorted.length === 0 ? null : (
        <div
          className={styles.body}
          role="rowgroup"
          style={{ height: grid.virtualizer.getTotalSize() }}
        >
          {grid.virtualizer.getVirtualItems().map((item) => {
            const row = sorted[item.index];
            if (row === undefined) return null;
            const isSelected = mode !== "none" && selection.selected.has(rowKey(row));
            return (
              <div
                key={item.key}
                id={grid.rowId(item.index)}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={mode === "none" ? undefined : isSelected}
                className={classNames(
                  styles.row,
                  isSelected && styles.selected,
                  item.index === grid.activeIndex && styles.active,
                )}
                style={{ ...rowStyle, height: item.size, transform: `translateY(${item.start}px)` }}
                onClick={(event) => grid.onRowClick(event, item.index)}
                onDoubleClick={() => onActivate?.(row)}
              >
                {columns.map((column, at) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    aria-colindex={at + 1}
                    className={classNames(styles.cell, column.align === "end" && styles.end)}
                  >
                    {column.cell ? (
                      column.cell(row)
                    ) : (
                      <span className={styles.text}>{column.text(row)}</span>
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      )}
      {sorted.length === 0 && (
        <div role="rowgroup" className={styles.none}>
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        </div>
      )}
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: DataColumn<Row>;
  index: number;
  sort: Sort | null;
  onSort(): void;
  widths: Widths;
}

function HeaderCell<Row>({ column, index, sort, onSort, widths }: HeaderCellProps<Row>) {
  const { t } = useTranslation("components");
  const resize = (event: KeyboardEvent<HTMLElement>) => {
    const width = widths.onKey(event, column.id);
    if (width !== null) announce(t("table.width", { column: column.header, width }));
  };
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  const action = column.headerAction;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sort ? (sort.descending ? "descending" : "ascending") : undefined}
      className={classNames(styles.headCell, column.align === "end" && styles.end)}
    >
      {column.sortable === false ? (
        <span className={styles.text}>{column.header}</span>
      ) : (
        <button
          type="button"
          className={styles.sort}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
          onClick={onSort}
          onKeyDown={resize}
        >
          {column.header}
          {sort && <Arrow aria-hidden className={styles.arrow} />}
        </button>
      )}
      {action && (
        <IconButton
          icon={action.icon}
          label={action.label}
          size="small"
          onPress={() => action.run()}
        />
      )}
      {/* The keyboard does the same on the header's button. */}
      <span aria-hidden className={styles.edge} {...widths.edge(column.id)} />
    </div>
  );
}

/** Up, down, and back to the order that the rows came in. */
function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
