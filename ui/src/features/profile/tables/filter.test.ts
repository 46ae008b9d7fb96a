import { describe, expect, it } from "vitest";
import { board as specify } from "../testing";
import { boardOf, filterTables, nextOpen } from "./filter";

const { overview, marks } = specify({
  "public.users": {
    id: { own: true },
    email: { kind: "email", status: "undecided" },
    note: { status: "review" },
  },
  "public.orders": { id: {}, total: { type: "numeric", status: "atRisk" } },
  "public.empty": {},
});
marks.problems.push({
  code: "BAUTA-P001",
  message: "no",
  place: "public.orders.id",
  hint: null,
  table: "public.orders",
  column: "id",
});
const board = boardOf(overview, marks);
const shown = (search: string, filter: Parameters<typeof filterTables>[2] = "all") =>
  filterTables(board, search, filter).map(
    ({ table, fitting }) =>
      `${table.name}:${fitting.map((at) => table.columns[at]?.name).join(",")}`,
  );

describe("tables", () => {
  it("are counted by how their columns stand", () => {
    expect(board.counts).toEqual({
      all: 5,
      undecided: 1,
      atRisk: 1,
      review: 1,
      own: 1,
      problems: 1,
    });
    expect(board.schema).toBe("public");
  });
  it("are found by their own name, columns, types and classes", () => {
    expect(shown("user")).toEqual(["public.users:id,email,note"]);
    expect(shown("numeric")).toEqual(["public.orders:total"]);
    expect(shown("orders ID")).toEqual(["public.orders:id"]);
    expect(shown("empty")).toEqual(["public.empty:"]);
  });
  it("are narrowed down to what wants a decision", () => {
    expect(shown("", "undecided")).toEqual(["public.users:email"]);
    expect(shown("", "own")).toEqual(["public.users:id"]);
    expect(shown("", "problems")).toEqual(["public.orders:id"]);
    expect(shown("empty", "review")).toEqual([]);
  });
});

describe("the next open column", () => {
  it("comes after the present one, around the end", () => {
    const places: string[] = [];
    let at: { table: string; column: string | null } = { table: "public.users", column: null };
    for (let step = 0; step < 5; step++) {
      const next = nextOpen(board, at);
      if (!next) break;
      places.push(next.column);
      at = next;
    }
    expect(places).toEqual(["email", "note", "id", "total", "email"]);
  });
  it("is nowhere when all is decided", () => {
    const done = specify({ t: { a: {} } });
    expect(nextOpen(boardOf(done.overview, done.marks), { table: "t", column: null })).toBeNull();
  });
});
