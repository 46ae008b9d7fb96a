import { KeyRound, Link2, MousePointerClick, SearchX, Table2 } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnSummary, DumpOverview } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ComboBox } from "@/components/choice/ComboBox";
import { Select } from "@/components/choice/Select";
import { SearchField } from "@/components/field/TextField";
import { NOTHING_SELECTED, type RowSelection } from "@/components/rows/selection";
import { EmptyState } from "@/components/status/EmptyState";
import { VirtualTree } from "@/components/tree/VirtualTree";
import { useFormats } from "@/i18n";
import { type Action, useActions } from "@/stores/actions";
import { useAnswer } from "@/stores/loaded";
import { refineRoute, useRoute } from "@/stores/route";
import { useWorkspace } from "@/stores/workspace";
import { ClassBadge } from "./ClassBadge";
import { ColumnDetail } from "./ColumnDetail";
import styles from "./dump.module.css";
import {
  columnKey,
  EVERYTHING,
  indexSchema,
  PLAIN_FILTERS,
  PROFILE_FILTERS,
  rowsOf,
  type SchemaRow,
  search,
  tableKey,
} from "./schema";
import { TableDetail } from "./TableDetail";

/** The tables of a dump in a tree, and what is chosen in it beside. */
export function SchemaTab({ dump }: { dump: DumpOverview }) {
  const { t } = useTranslation("dump");
  const { t: app } = useTranslation("app");
  const formats = useFormats();
  const profile = useWorkspace((state) => state.profile);
  const { loaded } = useAnswer(
    "editor_tables",
    profile ? { profile: profile.profile, dump: dump.dump } : "nothing",
  );
  const marks = loaded.state === "there" ? loaded.value : null;

  const [query, setQuery] = useState(EVERYTHING);
  const asked = useDeferredValue(query);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const index = useMemo(() => indexSchema(dump.tables), [dump.tables]);
  const matches = useMemo(() => search(index, asked, marks), [index, asked, marks]);
  const rows = useMemo(() => rowsOf(matches, toggled), [matches, toggled]);
  const [selection, setSelection, shown] = useShown(dump, setToggled);

  const searchRef = useRef<HTMLInputElement>(null);
  const actions = useMemo<Action[]>(
    () => [
      {
        id: "dump.search",
        title: t("actions.search"),
        section: app("sections.dump"),
        shortcut: "/",
        run: () => searchRef.current?.focus(),
      },
    ],
    [t, app],
  );
  useActions(actions);

  const filters = marks ? [...PLAIN_FILTERS, ...PROFILE_FILTERS] : PLAIN_FILTERS;
  const kinds = [
    { id: ANY, label: t("schema.anyClass") },
    ...index.kinds.map(({ kind, columns }) => ({
      id: kind,
      label: kind,
      detail: formats.count(columns),
    })),
  ];
  const toggle = (key: string) =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const narrow = (changed: Partial<typeof query>) => {
    setQuery({ ...query, ...changed });
    setToggled(new Set());
  };

  if (dump.tables.length === 0) {
    return (
      <EmptyState icon={Table2} title={t("schema.empty")}>
        {t("schema.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <div className={styles.split}>
      <div className={styles.side}>
        <div className={styles.filters}>
          <SearchField
            label={t("schema.search")}
            placeholder={t("schema.placeholder")}
            value={query.text}
            onChange={(text) => narrow({ text })}
            inputRef={searchRef}
          />
          <div className={styles.filterRow}>
            <Select
              label={t("schema.show")}
              labelHidden
              value={query.show}
              choices={filters.map((id) => ({ id, label: t(`schema.filters.${id}`) }))}
              onChange={(show) => narrow({ show })}
            />
            <ComboBox
              label={t("schema.class")}
              labelHidden
              value={query.kind ?? ANY}
              choices={kinds}
              onChange={(kind) => narrow({ kind: kind === ANY ? null : kind })}
            />
          </div>
          <p className={styles.found} role="status">
            {t("schema.found", {
              tables: t("about.tables", {
                count: matches.tables.length,
                formatted: formats.count(matches.tables.length),
              }),
              columns: t("about.columns", {
                count: matches.columns,
                formatted: formats.count(matches.columns),
              }),
            })}
          </p>
        </div>
        <VirtualTree
          label={t("schema.tree")}
          rows={rows}
          selection={selection}
          onSelection={setSelection}
          onToggle={toggle}
          render={(row) => <SchemaRowText row={row} />}
          describe={(row) => describe(row)}
          empty={
            <EmptyState
              icon={SearchX}
              title={t("schema.none")}
              actions={
                <Button size="small" onPress={() => narrow(EVERYTHING)}>
                  {t("schema.reset")}
                </Button>
              }
            >
              {t("schema.noneDetail")}
            </EmptyState>
          }
        />
      </div>
      <section
        className={styles.detail}
        aria-label={shown ? (shown.column?.name ?? shown.table.name) : t("schema.choose")}
      >
        {!shown && (
          <EmptyState icon={MousePointerClick} title={t("schema.choose")}>
            {t("schema.chooseDetail")}
          </EmptyState>
        )}
        {shown && !shown.column && (
          <TableDetail key={shown.table.name} dump={dump.dump} table={shown.table} marks={marks} />
        )}
        {shown?.column && (
          <ColumnDetail dump={dump.dump} table={shown.table} column={shown.column} />
        )}
      </section>
    </div>
  );
}

function SchemaRowText({ row: { table, column } }: { row: SchemaRow }) {
  const formats = useFormats();
  if (!column) {
    return (
      <>
        <Table2 aria-hidden className={styles.treeIcon} />
        <span className={styles.treeName}>{table.name}</span>
        <span className={styles.treeFact}>{formats.count(table.rows)}</span>
      </>
    );
  }
  return (
    <>
      <KeySign column={column} />
      <span className={styles.treeName}>{column.name}</span>
      <span className={styles.treeType}>{column.type}</span>
      {column.class && <ClassBadge class={column.class} />}
    </>
  );
}

function KeySign({ column }: { column: ColumnSummary }) {
  if (column.primary) return <KeyRound aria-hidden className={styles.treeIcon} />;
  if (column.references) return <Link2 aria-hidden className={styles.treeIcon} />;
  return <span className={styles.treeIcon} />;
}

function describe({ table, column }: SchemaRow): string {
  if (!column) return table.name;
  return [column.name, column.type, column.class?.kind, column.class?.sensitivity]
    .filter(Boolean)
    .join(", ");
}

interface Shown {
  table: DumpOverview["tables"][number];
  column: ColumnSummary | null;
}

/** What is chosen, kept in the address, so that a problem or a link elsewhere can lead to it. */
function useShown(
  dump: DumpOverview,
  setToggled: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): [RowSelection, (selection: RowSelection) => void, Shown | null] {
  const at = useRoute((route) => route.at);
  const [active, setActive] = useState<string | null>(null);
  const table = dump.tables.find(({ name }) => name === at.table) ?? null;
  const column = table?.columns.find(({ name }) => name === at.column) ?? null;
  const key = table ? (column ? columnKey(table.name, column.name) : tableKey(table.name)) : null;

  // Whoever comes by a link finds the table opened.
  const linked = useRef<string | null>(null);
  useEffect(() => {
    if (!table || !column || linked.current === key) return;
    linked.current = key;
    setToggled((before) => (before.has(table.name) ? before : new Set(before).add(table.name)));
  }, [table, column, key, setToggled]);

  const selection: RowSelection = useMemo(
    () =>
      key === null
        ? { ...NOTHING_SELECTED, active }
        : { active: active ?? key, anchor: key, selected: new Set([key]) },
    [key, active],
  );
  const choose = (next: RowSelection) => {
    setActive(next.active);
    const [chosen] = next.selected;
    if (chosen === undefined || chosen === key) return;
    linked.current = chosen;
    const [tableName = "", columnName] = chosen.split("\0");
    refineRoute(
      columnName === undefined ? { table: tableName } : { table: tableName, column: columnName },
    );
  };
  return [selection, choose, table ? { table, column } : null];
}

const ANY = "*";
