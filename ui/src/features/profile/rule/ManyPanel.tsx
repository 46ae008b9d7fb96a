import { ClipboardPaste, Sparkles, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edit, EditorColumn, RuleForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ProblemText } from "@/components/status/ProblemText";
import type { Problem } from "@/platform/problem";
import { advisedEdits, bulkEdits } from "../bulk/bulk";
import { useEditor } from "../editor";
import { useCopiedRule } from "./copied";
import { plainRule, type Treatment } from "./rule";
import styles from "./rule.module.css";
import { TransformerPicker } from "./TransformerPicker";
import { TreatmentFields } from "./TreatmentFields";

export interface ManyPanelProps {
  table: string;
  selected: readonly EditorColumn[];
  columns: readonly string[];
  recommended: ReadonlyMap<string, RuleForm>;
}

/** One rule for several columns at once, with what would change before it does. */
export function ManyPanel({ table, selected, columns, recommended }: ManyPanelProps) {
  const { t } = useTranslation("profile");
  const { edit } = useEditor();
  const copied = useCopiedRule();
  const [treatment, setTreatment] = useState<Treatment>({ transformer: "", params: {} });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const places = selected.map(({ name }) => ({ table, column: name }));
  const count = selected.length;

  const make = (step: string, edits: Edit[]) => void edit(step, edits).then(setProblems);
  const give = (rule: RuleForm) =>
    make(t("steps.many", { count, transformer: rule.transformer }), bulkEdits(places, rule));
  const advised = advisedEdits(places.filter(({ column }) => recommended.has(column)));

  return (
    <section className={styles.panel} aria-label={t("many.title", { count })}>
      <header className={styles.head}>
        <h2 className={styles.name}>{t("many.title", { count })}</h2>
        <p className={styles.muted}>{t("many.detail")}</p>
      </header>
      <div className={styles.form}>
        <TransformerPicker
          label={t("rule.transformer")}
          treatment={treatment}
          onChange={(next) => next && setTreatment(next)}
        />
        <TreatmentFields treatment={treatment} columns={columns} onChange={setTreatment} />
        <ul className={styles.changes} aria-label={t("many.changes")}>
          {selected.map((column) => (
            <li key={column.name} className={styles.change}>
              <code>{column.name}</code>
              <span>
                {column.action || t("status.undecided")}
                {treatment.transformer !== "" && ` → ${treatment.transformer}`}
              </span>
            </li>
          ))}
        </ul>
        {problems.map((problem) => (
          <div key={problem.message} className={styles.faults}>
            <ProblemText problem={problem} />
          </div>
        ))}
        <div className={styles.row}>
          <Button
            variant="primary"
            isDisabled={treatment.transformer === ""}
            onPress={() => give(plainRule(treatment.transformer, treatment.params))}
          >
            {t("many.apply", { count })}
          </Button>
          {advised.length > 0 && (
            <Button
              icon={Sparkles}
              onPress={() => make(t("steps.recommended", { count: advised.length }), advised)}
            >
              {t("many.recommended")}
            </Button>
          )}
          {copied.rule && (
            <Button
              icon={ClipboardPaste}
              variant="quiet"
              onPress={() => copied.rule && give(copied.rule)}
            >
              {t("rule.paste", { from: copied.from })}
            </Button>
          )}
          <Button
            icon={Undo2}
            variant="quiet"
            onPress={() => make(t("steps.removeMany", { count }), bulkEdits(places, null))}
          >
            {t("many.remove")}
          </Button>
        </div>
      </div>
    </section>
  );
}
