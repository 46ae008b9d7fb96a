import { SearchX } from "lucide-react";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n";
import { SearchField } from "../field/TextField";
import { EmptyState } from "../status/EmptyState";
import { DataTable, type DataTableProps } from "./DataTable";
import styles from "./SearchedTable.module.css";

export interface SearchedTableProps<Row> extends Omit<DataTableProps<Row>, "empty"> {
  searchLabel: string;
  /** Beside the search: filters, or a word about the rows. */
  tools?: ReactNode;
}

/** A table of any length that is narrowed down by words, each of which has to be in a row. */
export function SearchedTable<Row>({ searchLabel, tools, ...table }: SearchedTableProps<Row>) {
  const { t } = useTranslation("components");
  const { count } = useFormats();
  const { rows, columns } = table;
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query);
  // Written once for all searches: rows may be many.
  const texts = useMemo(
    () =>
      rows.map((row) =>
        columns
          .map((column) => column.text(row))
          .join("\n")
          .toLowerCase(),
      ),
    [rows, columns],
  );
  const shown = useMemo(() => {
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    return rows.filter((_, at) => words.every((word) => texts[at]?.includes(word)));
  }, [rows, texts, asked]);
  return (
    <div className={styles.searched}>
      <div className={styles.head}>
        <div className={styles.search}>
          <SearchField
            label={searchLabel}
            placeholder={searchLabel}
            value={query}
            onChange={setQuery}
          />
        </div>
        {tools}
        <span className={styles.count} role="status">
          {t("table.rows", { count: shown.length, formatted: count(shown.length) })}
        </span>
      </div>
      <DataTable
        {...table}
        rows={shown}
        empty={<EmptyState icon={SearchX} title={t("table.noMatch")} />}
      />
    </div>
  );
}
