import { ListChecks, Rows3 } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditorTable, RuleForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Segments } from "@/components/choice/Toggles";
import { SearchField } from "@/components/field/TextField";
import { NOTHING_SELECTED, type RowSelection } from "@/components/rows/selection";
import { EmptyState } from "@/components/status/EmptyState";
import { useFormats } from "@/i18n";
import { type Action, useActions } from "@/stores/actions";
import { useAnswer } from "@/stores/loaded";
import { refineRoute, useRoute } from "@/stores/route";
import { BulkDialog } from "./bulk/BulkDialog";
import { useEditor } from "./editor";
import { Preview } from "./preview/Preview";
import { usePreview } from "./preview/use-preview";
import styles from "./profile.module.css";
import { RowsDialog } from "./rows/RowsDialog";
import { rowsText } from "./rows/rows-text";
import { ManyPanel } from "./rule/ManyPanel";
import { RulePanel } from "./rule/RulePanel";
import { useRuleDraft } from "./rule/use-rule-draft";
import { type ColumnRow, ColumnsTable } from "./tables/ColumnsTable";
import {
  boardOf,
  COLUMN_FILTERS,
  type ColumnFilter,
  filterTables,
  nextOpen,
  type TableRow,
} from "./tables/filter";
import { TablesPane } from "./tables/TablesPane";

/** Tables left, columns in the middle with their preview below, the rule on the right. */
export function RulesTab() {
  const { t } = useTranslation("profile");
  const { dump, marks } = useEditor();
  const { count } = useFormats();
  const { at } = useRoute();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<ColumnFilter>("all");
  const [isBulk, setBulk] = useState(false);
  const searchInput = useRef<HTMLInputElement>(null);
  const columnsPane = useRef<HTMLDivElement>(null);

  const board = useMemo(() => boardOf(dump, marks), [dump, marks]);
  const tables = useMemo(() => filterTables(board, search, filter), [board, search, filter]);
  const table = at.table ?? dump.tables[0]?.name ?? null;
  const row = useMemo(() => rowOf(board.rows, tables, table), [board, tables, table]);

  const actions = useMemo<Action[]>(() => {
    const section = t("title");
    return [
      {
        id: "profile.search",
        title: t("actions.search"),
        section,
        shortcut: "/",
        run: () => searchInput.current?.focus(),
      },
      {
        id: "profile.next",
        title: t("actions.next"),
        section,
        shortcut: "Mod+J",
        run: () => {
          const next = nextOpen(board, { table: table ?? "", column: at.column ?? null });
          if (!next) return;
          setFilter("all");
          setSearch("");
          refineRoute({ ...at, ...next });
        },
      },
      {
        id: "profile.bulk",
        title: t("actions.bulk"),
        section,
        shortcut: "Mod+B",
        run: () => setBulk(true),
      },
    ];
  }, [t, board, table, at]);
  useActions(actions);

  return (
    <div className={styles.rules}>
      <div className={styles.filters}>
        <div className={styles.search}>
          <SearchField
            label={t("filters.search")}
            placeholder={t("filters.placeholder")}
            value={search}
            onChange={setSearch}
            inputRef={searchInput}
          />
        </div>
        <Segments
          label={t("filters.show")}
          labelHidden
          choices={COLUMN_FILTERS.map((id) => ({
            id,
            label: t(`filters.${id}`),
            count: count(board.counts[id]),
          }))}
          value={filter}
          onChange={(id) => setFilter(id)}
        />
        <Button icon={ListChecks} size="small" onPress={() => setBulk(true)}>
          {t("actions.bulkShort")}
        </Button>
      </div>
      <div className={styles.panes}>
        <div className={styles.tables}>
          <TablesPane
            rows={tables}
            schema={board.schema}
            selected={table}
            onSelect={(name) => name !== table && refineRoute({ table: name })}
            onOpen={() => columnsPane.current?.querySelector<HTMLElement>("[role=grid]")?.focus()}
          />
        </div>
        {row ? (
          <TableEditor
            key={row.table.name}
            row={row}
            isNarrowed={filter !== "all" || search !== ""}
            paneRef={columnsPane}
          />
        ) : (
          <EmptyState icon={Rows3} title={t("tables.choose")} />
        )}
      </div>
      {isBulk && <BulkDialog onClose={() => setBulk(false)} />}
    </div>
  );
}

/** The table in the list; one that the filter hides is still shown, with all its columns. */
function rowOf(
  all: readonly Omit<TableRow, "fitting">[],
  shown: readonly TableRow[],
  name: string | null,
): TableRow | null {
  const found = shown.find((row) => row.table.name === name);
  if (found) return found;
  const hidden = all.find((row) => row.table.name === name);
  return hidden ? { ...hidden, fitting: hidden.table.columns.map((_, at) => at) } : null;
}

interface TableEditorProps {
  row: TableRow;
  isNarrowed: boolean;
  paneRef: React.RefObject<HTMLDivElement | null>;
}

function TableEditor({ row, isNarrowed, paneRef }: TableEditorProps) {
  const { t } = useTranslation("profile");
  const { profile, dump } = useEditor();
  const { at } = useRoute();
  const table = row.table.name;
  const place = { profile: profile.profile, dump: dump.dump, table };
  const { detail, recommended } = useTable(place, profile.revision);
  const [focusRequest, setFocusRequest] = useState(0);
  const [isRows, setRows] = useState(false);

  const details = useMemo(
    () => new Map(detail?.columns.map((column) => [column.name, column])),
    [detail],
  );
  const [selection, onSelection] = useColumnSelection(row, at.column ?? null);
  const rows = useMemo<ColumnRow[]>(
    () =>
      row.table.columns.flatMap((summary, index) =>
        isNarrowed && !row.fitting.includes(index) && summary.name !== selection.active
          ? []
          : [{ summary, mark: row.marks[index], detail: details.get(summary.name) }],
      ),
    [row, isNarrowed, details, selection.active],
  );
  const names = useMemo(() => row.table.columns.map(({ name }) => name), [row.table]);
  const chosen = names.filter((name) => selection.selected.has(name));
  const active = chosen.length === 1 ? (chosen[0] ?? null) : selection.active;
  const column = active === null ? null : (details.get(active) ?? null);
  const summary = row.table.columns.find(({ name }) => name === active);

  const draft = useRuleDraft(table, column);
  const live = usePreview(profile.profile, profile.revision, dump.dump, table, draft.edits);
  const many = chosen.length > 1 ? chosen.flatMap((name) => details.get(name) ?? []) : [];

  return (
    <>
      <div className={styles.middle} ref={paneRef}>
        <header className={styles.tableHead}>
          <h2 className={styles.tableName}>{table}</h2>
          <span className={styles.muted}>{rowsText(detail?.rows ?? null, t)}</span>
          <Button icon={Rows3} size="small" variant="quiet" onPress={() => setRows(true)}>
            {t("rows.change")}
          </Button>
        </header>
        {detail && detail.problems.length > 0 && (
          <p className={styles.tableProblem} role="alert">
            {detail.problems[0]?.message}
          </p>
        )}
        <ColumnsTable
          label={t("columns.label", { table })}
          rows={rows}
          selection={selection}
          onSelection={onSelection}
          onOpen={() => setFocusRequest((before) => before + 1)}
        />
        {active !== null && <Preview table={table} column={active} live={live} />}
      </div>
      {many.length > 1 ? (
        <ManyPanel table={table} selected={many} columns={names} recommended={recommended} />
      ) : column && summary ? (
        <RulePanel
          key={column.name}
          table={table}
          summary={summary}
          column={column}
          columns={names}
          draft={draft}
          live={live.preview?.columns.find(({ name }) => name === column.name) ?? null}
          recommended={recommended.get(column.name) ?? null}
          focusRequest={focusRequest}
          onLeave={() => paneRef.current?.querySelector<HTMLElement>("[role=grid]")?.focus()}
        />
      ) : (
        <div className={styles.noColumn}>
          <EmptyState icon={ListChecks} title={t("columns.choose")}>
            {t("columns.chooseDetail")}
          </EmptyState>
        </div>
      )}
      {isRows && detail && <RowsDialog detail={detail} onClose={() => setRows(false)} />}
    </>
  );
}

interface TablePlace {
  profile: string;
  dump: string;
  table: string;
}

/** What the profile says of a table, asked again after each step; and what a draft would say. */
function useTable(place: TablePlace, revision: number) {
  const answer = useAnswer("editor_table", place);
  const advice = useAnswer("recommended_rules", place);
  const shown = useRef(revision);
  const { reload } = answer;
  useEffect(() => {
    if (shown.current === revision) return;
    shown.current = revision;
    reload();
  }, [revision, reload]);
  const rules = advice.loaded.state === "there" ? advice.loaded.value : NO_ADVICE;
  const recommended = useMemo(
    () => new Map<string, RuleForm>(rules.map(({ column, rule }) => [column, rule])),
    [rules],
  );
  const detail: EditorTable | null = answer.loaded.state === "there" ? answer.loaded.value : null;
  return { detail, recommended };
}

const NO_ADVICE: readonly never[] = [];

/** Which columns are selected; the one the keyboard is on is part of the address. */
function useColumnSelection(row: TableRow, column: string | null) {
  const { at } = useRoute();
  const [selection, setSelection] = useState<RowSelection>(NOTHING_SELECTED);
  const first = row.table.columns[row.fitting[0] ?? 0]?.name ?? null;
  const wanted = column ?? first;
  const current =
    selection.active === wanted || wanted === null
      ? selection
      : { active: wanted, anchor: wanted, selected: new Set([wanted]) };
  const onSelection = useCallback(
    (next: RowSelection) => {
      setSelection(next);
      if (next.active !== null) refineRoute({ ...at, table: row.table.name, column: next.active });
    },
    [at, row.table.name],
  );
  return [current, onSelection] as const;
}
