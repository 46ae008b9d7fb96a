import type {
  ColumnStatus,
  ColumnSummary,
  EditorMark,
  EditorTables,
  TableSummary,
} from "@/bindings";

export type Spec = Record<
  string,
  Record<
    string,
    { kind?: string; type?: string; status?: ColumnStatus; action?: string; own?: boolean }
  >
>;

/** A schema and how a profile stands on it, in a few words, for tests. */
export function board(spec: Spec): { overview: { tables: TableSummary[] }; marks: EditorTables } {
  const tables: TableSummary[] = [];
  const marked: EditorTables["tables"] = [];
  for (const [name, columns] of Object.entries(spec)) {
    const summaries: ColumnSummary[] = [];
    const marks: EditorMark[] = [];
    for (const [
      column,
      { kind, type = "text", status = "masked", action = "redact", own },
    ] of Object.entries(columns)) {
      const found = { kind: kind ?? "", category: "pii", sensitivity: "high", confidence: 1 };
      summaries.push({ name: column, type, ...(kind ? { class: found } : {}) });
      marks.push({ status, action: status === "undecided" ? "" : action, ...(own ? { own } : {}) });
    }
    tables.push({ name, rows: 1, columns: summaries });
    marked.push({ table: name, columns: marks });
  }
  const meter = { columns: 0, decided: 0, review: 0, atRisk: 0, undecided: 0 };
  return { overview: { tables }, marks: { revision: 0, tables: marked, meter, problems: [] } };
}
