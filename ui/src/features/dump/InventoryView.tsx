import { SearchX } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NamedValue } from "@/bindings";
import { SearchField } from "@/components/field/TextField";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import styles from "./dump.module.css";

interface InventoryViewProps<Row> {
  label: string;
  searchLabel: string;
  note?: string;
  rows: readonly Row[];
  rowKey(row: Row): string;
  columns: readonly DataColumn<Row>[];
  detail(row: Row): ReactNode;
}

/** Found things in a table that can be searched, and the chosen one beside. */
export function InventoryView<Row>(props: InventoryViewProps<Row>) {
  const { label, searchLabel, note, rows, rowKey, columns, detail } = props;
  const { t } = useTranslation("dump");
  const [query, setQuery] = useState("");
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const shown = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter((row) => {
      const text = columns
        .map((column) => column.text(row))
        .join(" ")
        .toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [rows, columns, query]);
  const chosen = shown.find((row) => selection.selected.has(rowKey(row)));
  return (
    <div className={styles.inventory}>
      <div className={styles.inventoryList}>
        <div className={styles.inventoryHead}>
          <SearchField
            label={searchLabel}
            placeholder={searchLabel}
            value={query}
            onChange={setQuery}
          />
          {note && <p className={styles.muted}>{note}</p>}
        </div>
        <DataTable
          label={label}
          columns={columns}
          rows={shown}
          rowKey={rowKey}
          selection={selection}
          onSelection={setSelection}
          empty={<EmptyState icon={SearchX} title={t("inventory.noMatch")} />}
        />
      </div>
      <aside className={styles.inventoryDetail} aria-label={t("inventory.details")}>
        {chosen === undefined ? (
          <p className={styles.muted}>{t("inventory.choose")}</p>
        ) : (
          detail(chosen)
        )}
      </aside>
    </div>
  );
}

/** What a credential or an account tells of itself. */
export function Details({ details }: { details: readonly NamedValue[] }) {
  const { t } = useTranslation("dump");
  const formats = useFormats();
  const said = (name: string, value: string) => {
    if (value === "yes" || value === "no") return t(`inventory.${value}`);
    return name === "expires" ? formats.date(value) : value;
  };
  return details.map(({ name, value }) => (
    <div key={`${name} ${value}`}>
      <dt>{isNamed(name) ? t(`inventory.names.${name}`) : name}</dt>
      <dd>{said(name, value)}</dd>
    </div>
  ));
}

const NAMED = ["issuer", "account", "expires", "expired", "live"] as const;

function isNamed(name: string): name is (typeof NAMED)[number] {
  return NAMED.some((each) => each === name);
}
