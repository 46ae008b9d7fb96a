import { FileSearch } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RulePlace } from "@/bindings";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { PlaceDetail } from "./PlaceDetail";
import styles from "./review.module.css";

interface PlacesViewProps<Row> {
  label: string;
  head?: ReactNode;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** The table or column of the dump that a row is about. */
  placeOf(row: Row): RulePlace | null;
  /** Stands above what is told of the place. */
  about?(row: Row): ReactNode;
  empty: ReactNode;
}

/** A list, and beside it what becomes of the column that the chosen line is about. */
export function PlacesView<Row>(props: PlacesViewProps<Row>) {
  const { label, head, columns, rows, rowKey, placeOf, about, empty } = props;
  const { t } = useTranslation("review");
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const chosen = rows.find((row) => selection.selected.has(rowKey(row))) ?? rows[0];
  const place = chosen === undefined ? null : placeOf(chosen);
  const shown =
    chosen !== undefined && !selection.selected.has(rowKey(chosen))
      ? { ...selection, selected: new Set([rowKey(chosen)]) }
      : selection;
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        {head}
        <DataTable
          label={label}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          selection={shown}
          onSelection={setSelection}
          empty={empty}
        />
      </div>
      <aside className={styles.detail} aria-label={t("detail.label")}>
        {chosen !== undefined && about?.(chosen)}
        {place !== null && (
          <PlaceDetail
            key={`${place.table}\0${place.column}`}
            table={place.table}
            column={place.column}
          />
        )}
        {chosen === undefined && (
          <EmptyState icon={FileSearch} title={t("detail.choose")}>
            {t("detail.chooseDetail")}
          </EmptyState>
        )}
      </aside>
    </div>
  );
}
