import { SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "@/components/choice/Toggles";
import { SearchField } from "@/components/field/TextField";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import type { DataColumn } from "@/components/table/DataTable";
import { useFormats } from "@/i18n";
import { ClassBadge } from "./ClassBadge";
import { useReviewing } from "./context";
import { PlacesView } from "./PlacesView";
import styles from "./review.module.css";
import { placeKey, placeText, type ReviewedColumn } from "./reviewed";

const SHOWN = ["all", "personal", "kept", "changed", "noted"] as const;
type Shown = (typeof SHOWN)[number];

/** What becomes of every column, with what it holds. */
export function RulesTab() {
  const { t } = useTranslation("review");
  const { count } = useFormats();
  const { columns, since, remarks } = useReviewing();
  const [query, setQuery] = useState("");
  const [shown, setShown] = useState<Shown>("all");

  const changed = useMemo(() => {
    const places = (since?.changes ?? []).flatMap(({ place }) => (place ? [place] : []));
    return new Set(places.map(({ table, column }) => placeKey(table, column)));
  }, [since]);
  const noted = useMemo(
    () => new Set(remarks.notes.map(({ table, column }) => placeKey(table, column))),
    [remarks],
  );
  const rowsOf = useMemo<Record<Shown, readonly ReviewedColumn[]>>(
    () => ({
      all: columns,
      personal: columns.filter(({ kind }) => kind !== null),
      kept: columns.filter(({ action }) => action === "keep" || action === ""),
      changed: columns.filter(
        ({ key, table }) => changed.has(key) || changed.has(placeKey(table, null)),
      ),
      noted: columns.filter(({ key }) => noted.has(key)),
    }),
    [columns, changed, noted],
  );
  const rows = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return rowsOf[shown];
    return rowsOf[shown].filter(({ table, name, kind, action }) => {
      const text = `${table}.${name} ${kind ?? ""} ${action}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [rowsOf, shown, query]);

  const shape = useMemo<DataColumn<ReviewedColumn>[]>(
    () => [
      {
        id: "place",
        header: t("rules.column"),
        width: 13,
        text: ({ table, name }) => placeText(table, name),
        cell: ({ key, table, name }) => (
          <span className={styles.where}>
            <span className={styles.cut}>{placeText(table, name)}</span>
            {changed.has(key) && <Badge tone="accent">{t("rules.isChanged")}</Badge>}
            {noted.has(key) && <Badge tone="warn">{t("rules.isNoted")}</Badge>}
          </span>
        ),
      },
      {
        id: "kind",
        header: t("rules.holds"),
        width: 8,
        text: ({ kind }) => kind ?? "",
        cell: (column) =>
          column.kind === null ? (
            <span className={styles.muted}>{t("rules.nothing")}</span>
          ) : (
            <ClassBadge of={column} />
          ),
      },
      {
        id: "action",
        header: t("rules.becomes"),
        width: 9,
        text: ({ action }) => action || t("rules.undecided"),
        cell: ({ action, kind }) => (
          <span className={action === "keep" && kind !== null ? styles.keptClass : styles.cut}>
            {action || t("rules.undecided")}
          </span>
        ),
      },
    ],
    [t, changed, noted],
  );
  return (
    <PlacesView
      label={t("tabs.rules")}
      head={
        <div className={styles.filters}>
          <div className={styles.search}>
            <SearchField
              label={t("rules.search")}
              placeholder={t("rules.search")}
              value={query}
              onChange={setQuery}
            />
          </div>
          <Segments<Shown>
            label={t("rules.show")}
            labelHidden
            choices={SHOWN.map((id) => ({
              id,
              label: t(`rules.${id}`),
              count: count(rowsOf[id].length),
            }))}
            value={shown}
            onChange={setShown}
          />
        </div>
      }
      columns={shape}
      rows={rows}
      rowKey={({ key }) => key}
      placeOf={({ table, name }) => ({ table, column: name })}
      empty={<EmptyState icon={SearchX} title={t("rules.none")} />}
    />
  );
}
