import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { ComboBox } from "@/components/choice/ComboBox";
import { Checkbox, Segments } from "@/components/choice/Toggles";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { ProblemText } from "@/components/status/ProblemText";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import type { Problem } from "@/platform/problem";
import { useEditor } from "../editor";
import styles from "../profile.module.css";
import { useCopiedRule } from "../rule/copied";
import { plainRule, type Treatment } from "../rule/rule";
import { TransformerPicker } from "../rule/TransformerPicker";
import { TreatmentFields } from "../rule/TreatmentFields";
import { advisedEdits, type BulkChange, type BulkQuery, bulkEdits, findColumns } from "./bulk";

/** Gives one rule to all columns of a class, a name or a type; says first what that changes. */
export function BulkDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("profile");
  const { dump, marks, edit } = useEditor();
  const copied = useCopiedRule(({ rule }) => rule);
  const [query, setQuery] = useState<BulkQuery>({
    by: "class",
    wanted: "",
    tables: "",
    onlyOpen: false,
  });
  const [treatment, setTreatment] = useState<Treatment>(
    copied
      ? { transformer: copied.transformer, params: copied.params }
      : { transformer: "", params: {} },
  );
  const [give, setGive] = useState<"rule" | "advised">("rule");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const kinds = useMemo(() => kindsOf(dump.tables), [dump]);
  const found = useMemo(() => findColumns(dump, marks, query), [dump, marks, query]);
  const set = (changed: Partial<BulkQuery>) => setQuery((before) => ({ ...before, ...changed }));

  const count = found.length;
  const apply = async () => {
    const { transformer, params } = treatment;
    const wrong =
      give === "advised"
        ? await edit(t("steps.recommended", { count }), advisedEdits(found))
        : await edit(
            t("steps.many", { count, transformer }),
            bulkEdits(found, plainRule(transformer, params)),
          );
    if (wrong.length === 0) onClose();
    else setProblems(wrong);
  };

  return (
    <Dialog
      isOpen
      size="large"
      title={t("bulk.title")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={count === 0 || (give === "rule" && treatment.transformer === "")}
            onPress={() => void apply()}
          >
            {t("many.apply", { count })}
          </Button>
        </>
      }
    >
      <div className={styles.bulk}>
        <div className={styles.fields}>
          <Segments
            label={t("bulk.by")}
            choices={(["class", "name", "type"] as const).map((id) => ({
              id,
              label: t(`bulk.${id}`),
            }))}
            value={query.by}
            onChange={(by) => set({ by, wanted: "" })}
          />
          {query.by === "class" ? (
            <ComboBox
              label={t("bulk.class")}
              choices={kinds.map(({ kind, columns }) => ({
                id: kind,
                label: kind,
                detail: t("bulk.kindCount", { count: columns }),
              }))}
              value={query.wanted === "" ? null : query.wanted}
              onChange={(kind) => set({ wanted: kind ?? "" })}
            />
          ) : (
            <TextField
              label={t(`bulk.${query.by}`)}
              description={query.by === "name" ? t("bulk.patternDetail") : t("bulk.typeDetail")}
              placeholder={query.by === "name" ? "*email*" : "varchar"}
              mono
              value={query.wanted}
              onChange={(wanted) => set({ wanted })}
            />
          )}
          <TextField
            label={t("bulk.tables")}
            description={t("bulk.tablesDetail")}
            placeholder="*"
            mono
            value={query.tables}
            onChange={(tables) => set({ tables })}
          />
          <Checkbox
            label={t("bulk.onlyOpen")}
            isSelected={query.onlyOpen}
            onChange={(onlyOpen) => set({ onlyOpen })}
          />
          <Segments<typeof give>
            label={t("bulk.give")}
            choices={[
              { id: "rule", label: t("bulk.giveRule") },
              { id: "advised", label: t("bulk.giveAdvised") },
            ]}
            value={give}
            onChange={setGive}
          />
          {give === "advised" ? (
            <p className={styles.muted}>{t("bulk.advisedDetail")}</p>
          ) : (
            <>
              <TransformerPicker
                label={t("rule.transformer")}
                treatment={treatment}
                onChange={(next) => next && setTreatment(next)}
              />
              <TreatmentFields treatment={treatment} columns={[]} onChange={setTreatment} />
            </>
          )}
          {problems.map((problem) => (
            <ProblemText key={problem.message} problem={problem} />
          ))}
        </div>
        <div className={styles.bulkFound}>
          <p role="status" className={styles.muted}>
            {t("bulk.found", { count })}
          </p>
          <Changes
            found={found}
            to={give === "advised" ? t("bulk.advised") : treatment.transformer}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Changes({ found, to }: { found: readonly BulkChange[]; to: string }) {
  const { t } = useTranslation("profile");
  const columns = useMemo<DataColumn<BulkChange>[]>(
    () => [
      {
        id: "place",
        header: t("bulk.column"),
        width: 12,
        grow: 2,
        text: (row) => `${row.table}.${row.column}`,
      },
      {
        id: "change",
        header: t("bulk.change"),
        width: 9,
        text: ({ before }) => `${before || t("status.undecided")} → ${to || "…"}`,
      },
    ],
    [t, to],
  );
  return (
    <DataTable
      label={t("many.changes")}
      columns={columns}
      rows={found}
      rowKey={({ table, column }) => `${table}\0${column}`}
      mode="none"
      empty={t("bulk.none")}
    />
  );
}

function kindsOf(tables: readonly { columns: readonly { class?: { kind: string } }[] }[]) {
  const counts = new Map<string, number>();
  for (const { columns } of tables) {
    for (const { class: of } of columns) {
      if (of) counts.set(of.kind, (counts.get(of.kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([kind, columns]) => ({ kind, columns }))
    .sort((a, b) => b.columns - a.columns);
}
