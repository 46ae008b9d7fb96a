import { describe, expect, it } from "vitest";
import type { ColumnSummary, EditorTables, TableSummary } from "@/bindings";
import { columnKey, EVERYTHING, indexSchema, rowsOf, type SchemaQuery, search } from "./schema";

const email: ColumnSummary = {
  name: "email",
  type: "text",
  class: { kind: "email", category: "pii", sensitivity: "high", confidence: 0.98 },
};
const id: ColumnSummary = { name: "id", type: "integer" };
const country: ColumnSummary = {
  name: "country",
  type: "char(2)",
  class: { kind: "country", category: "quasi", sensitivity: "low", confidence: 0.9 },
};

const TABLES: TableSummary[] = [
  { name: "public.customers", rows: 3, columns: [id, email, country] },
  { name: "public.email_queue", rows: 0, columns: [id] },
  { name: "public.orders", rows: 9, columns: [id] },
  { name: "public.empty", rows: 0, columns: [] },
];

const index = indexSchema(TABLES);

function found(query: Partial<SchemaQuery>, marks: EditorTables | null = null) {
  const { tables } = search(index, { ...EVERYTHING, ...query }, marks);
  return tables.map(({ table, columns }) =>
    [table.name, ...columns.map(({ name }) => name)].join(" "),
  );
}

describe("search", () => {
  it("shows everything without a query, tables without columns too", () => {
    expect(found({})).toHaveLength(4);
  });
  it("finds tables by name with all their columns, and columns by name and class", () => {
    expect(found({ text: "email" })).toEqual(["public.customers email", "public.email_queue id"]);
    expect(found({ text: "orders" })).toEqual(["public.orders id"]);
  });
  it("takes words apart, so that table and column together lead to one", () => {
    expect(found({ text: "CUST mail" })).toEqual(["public.customers email"]);
    expect(found({ text: "cust integer" })).toEqual(["public.customers id"]);
  });
  it("narrows down by class and by how sensitive it is", () => {
    expect(found({ kind: "country" })).toEqual(["public.customers country"]);
    expect(found({ show: "sensitive" })).toEqual(["public.customers email"]);
    expect(found({ show: "classified" })).toEqual(["public.customers email country"]);
  });
  it("asks the profile for what is unassigned and overridden", () => {
    const mark = (status: "masked" | "undecided", own?: boolean) => ({ status, action: "", own });
    const marks: EditorTables = {
      revision: 1,
      meter: { columns: 5, decided: 3, review: 0, atRisk: 0, undecided: 2 },
      problems: [],
      tables: [
        {
          table: "public.customers",
          columns: [mark("masked", true), mark("undecided"), mark("masked")],
        },
        { table: "public.email_queue", columns: [mark("masked")] },
        { table: "public.orders", columns: [mark("undecided")] },
        { table: "public.empty", columns: [] },
      ],
    };
    expect(found({ show: "undecided" }, marks)).toEqual([
      "public.customers email",
      "public.orders id",
    ]);
    expect(found({ show: "own" }, marks)).toEqual(["public.customers id"]);
  });
  it("counts classes, most frequent first", () => {
    expect(index.kinds).toEqual([
      { kind: "country", columns: 1 },
      { kind: "email", columns: 1 },
    ]);
  });
});

describe("rows", () => {
  const keys = (query: Partial<SchemaQuery>, toggled: string[]) =>
    rowsOf(search(index, { ...EVERYTHING, ...query }, null), new Set(toggled)).map(
      ({ key }) => key,
    );

  it("are those of opened tables alone", () => {
    expect(keys({}, [])).toHaveLength(4);
    expect(keys({}, ["public.customers"])).toHaveLength(7);
  });
  it("are opened by a search, and closed by hand", () => {
    expect(keys({ text: "mail" }, [])).toEqual([
      "public.customers",
      columnKey("public.customers", "email"),
      "public.email_queue",
      columnKey("public.email_queue", "id"),
    ]);
    expect(keys({ text: "mail" }, ["public.customers"])).toHaveLength(3);
  });
  it("say that there is nothing to open in a table without columns", () => {
    const rows = rowsOf(search(index, EVERYTHING, null), new Set());
    expect(rows.at(-1)).toMatchObject({
      label: "public.empty",
      expanded: null,
      position: 4,
      siblings: 4,
    });
  });
});

describe("a schema of 100,000 columns", () => {
  const large = Array.from({ length: 5_000 }, (_, table) => ({
    name: `public.table_${table}`,
    rows: table,
    columns: Array.from({ length: 20 }, (__, column) =>
      column === 7 ? email : { ...id, name: `c${column}` },
    ),
  }));
  const largeIndex = indexSchema(large);

  it("is searched by table and column at once", () => {
    const matches = search(largeIndex, { ...EVERYTHING, text: "table_49 email" }, null);
    expect(matches.columns).toBe(111);
    expect(rowsOf(matches, new Set())).toHaveLength(222);
  });
  it("leaves tables closed where all would open", () => {
    const matches = search(largeIndex, { ...EVERYTHING, text: "table" }, null);
    expect(rowsOf(matches, new Set())).toHaveLength(5_000);
  });
});
