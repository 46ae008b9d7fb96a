import { describe, expect, it } from "vitest";
import { plainRule } from "../rule/rule";
import { board } from "../testing";
import { advisedEdits, type BulkQuery, bulkEdits, findColumns, pattern } from "./bulk";

const { overview, marks } = board({
  "public.users": {
    id: { type: "integer" },
    email: { kind: "email", type: "varchar(100)", status: "undecided" },
    full: { kind: "person-name", type: "varchar(100)" },
    gone: { kind: "email", status: "dropped" },
  },
  "crm.leads": {
    Email_Work: { kind: "email", status: "atRisk", action: "keep" },
    sum: { kind: "email", status: "computed" },
  },
});
const found = (query: Partial<BulkQuery>) =>
  findColumns(overview, marks, {
    by: "class",
    wanted: "email",
    tables: "",
    onlyOpen: false,
    ...query,
  }).map(({ table, column, before }) => `${table}.${column} ${before}`);

describe("columns for one rule", () => {
  it("are found by class, but for those that no rule reaches", () => {
    expect(found({})).toEqual(["public.users.email ", "crm.leads.Email_Work keep"]);
  });
  it("are found by a pattern of the name, whatever the case", () => {
    expect(found({ by: "name", wanted: "email*" })).toEqual([
      "public.users.email ",
      "crm.leads.Email_Work keep",
    ]);
    expect(found({ by: "name", wanted: "mail" })).toEqual([]);
  });
  it("are found by the beginning of the type", () => {
    expect(found({ by: "type", wanted: "VARCHAR" })).toHaveLength(2);
  });
  it("can be held to some tables, by whole or by short name", () => {
    expect(found({ tables: "leads" })).toEqual(["crm.leads.Email_Work keep"]);
    expect(found({ tables: "public.*" })).toEqual(["public.users.email "]);
  });
  it("can leave alone what is decided", () => {
    expect(found({ by: "type", wanted: "varchar", onlyOpen: true })).toEqual([
      "public.users.email ",
    ]);
  });
  it("are none while nothing is asked for", () => {
    expect(found({ wanted: " " })).toEqual([]);
  });
});

describe("patterns", () => {
  it("mean every other sign as it is", () => {
    expect(pattern("a.b")("axb")).toBe(false);
    expect(pattern("(x)?")("(x)1")).toBe(true);
    expect(pattern("ü*")("Über")).toBe(true);
  });
});

describe("edits of many columns", () => {
  const places = [{ table: "t", column: "a" }];
  it("leave what was noted of each to the session, which knows it", () => {
    expect(bulkEdits(places, plainRule("hash"))).toEqual([
      { kind: "column", table: "t", column: "a", rule: plainRule("hash"), keepsNotes: true },
    ]);
    expect(advisedEdits(places)).toEqual([{ kind: "advised", table: "t", column: "a" }]);
  });
  it("can take rules away", () => {
    expect(bulkEdits(places, null)).toMatchObject([
      { kind: "column", table: "t", column: "a", rule: null },
    ]);
  });
});
