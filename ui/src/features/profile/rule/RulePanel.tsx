import { ClipboardPaste, Copy, Sparkles, Undo2 } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnSummary, EditorColumn, PreviewColumn, RuleForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Checkbox } from "@/components/choice/Toggles";
import { ProblemText } from "@/components/status/ProblemText";
import { announce } from "@/stores/announcements";
import { useEditor } from "../editor";
import { ReviewerNote } from "../remarks/ReviewerNote";
import { ClassBadge, StatusBadge } from "../status";
import { useCopiedRule } from "./copied";
import { Doubt } from "./Doubt";
import { MoreOptions } from "./MoreOptions";
import { ruleInPlaceOf } from "./rule";
import styles from "./rule.module.css";
import { TransformerFacts } from "./TransformerFacts";
import { TransformerPicker } from "./TransformerPicker";
import { TreatmentFields } from "./TreatmentFields";
import { concernsPartners, type RuleDraft } from "./use-rule-draft";

export interface RulePanelProps {
  table: string;
  summary: ColumnSummary;
  column: EditorColumn;
  columns: readonly string[];
  draft: RuleDraft;
  /** What the preview says of what the form holds. */
  live: PreviewColumn | null;
  /** What a draft would decide. */
  recommended: RuleForm | null;
  /** Grows whenever the form is to be gone to. */
  focusRequest: number;
  /** Back to where one came from. */
  onLeave(): void;
}

/** What becomes of one column, as a form; problems stand beside what causes them. */
export function RulePanel(props: RulePanelProps) {
  const { t } = useTranslation("profile");
  const { table, summary, column, columns, draft, live, focusRequest, onLeave } = props;
  const { rule, change } = draft;
  const panel = useRef<HTMLElement>(null);
  const found = draft.isChanged && live ? live.problems : column.problems;
  const problems = draft.problems.length > 0 ? draft.problems : found;

  useEffect(() => {
    if (focusRequest > 0) panel.current?.querySelector("input")?.focus();
  }, [focusRequest]);

  const errors = useMemo(() => {
    const byParam = new Map<string, string>();
    for (const { place, message } of problems) {
      const last = place?.split(/[.\s]/).at(-1);
      if (last && last !== column.name) byParam.set(last, message);
    }
    return byParam;
  }, [problems, column.name]);

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t("rule.label", { column: column.name })}
      onKeyDown={(event) => event.key === "Escape" && onLeave()}
    >
      <ColumnHead table={table} summary={summary} column={column} />
      <div className={styles.form}>
        <ReviewerNote table={table} column={column.name} />
        <Doubt rule={rule} onSettle={(settled) => change(settled, "done")} />
        <TransformerPicker
          label={t("rule.transformer")}
          treatment={rule}
          onChange={(next) => next && change({ ...rule, ...next }, "done")}
        />
        {problems.length > 0 && (
          <ul className={styles.faults} aria-label={t("rule.problems")}>
            {problems.map((problem) => (
              <li key={`${problem.code} ${problem.message}`}>
                <ProblemText problem={problem} />
              </li>
            ))}
          </ul>
        )}
        <Shortcuts {...props} />
        <TreatmentFields
          treatment={rule}
          columns={columns}
          errors={errors}
          onChange={(next, stage) => change({ ...rule, ...next }, stage)}
        />
        {column.partners.length > 0 && <Partners column={column} draft={draft} />}
        <MoreOptions rule={rule} columns={columns} onChange={change} />
        <TransformerFacts name={rule.transformer} />
        {column.origin === "own" && (
          <div className={styles.row}>
            <Button icon={Undo2} size="small" variant="quiet" onPress={draft.remove}>
              {t("rule.remove")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function ColumnHead({
  table,
  summary,
  column,
}: Pick<RulePanelProps, "table" | "summary" | "column">) {
  const { t } = useTranslation("profile");
  const facts = [
    summary.primary && t("columns.primary"),
    summary.unique && !summary.primary && t("columns.unique"),
    !summary.nullable && t("columns.notNull"),
    summary.references && t("columns.references", { target: summary.references }),
  ].filter((fact) => typeof fact === "string");
  return (
    <header className={styles.head}>
      <h2 className={styles.name}>{column.name}</h2>
      <p className={styles.facts}>
        <code>{table}</code>
        <span>{summary.type || t("columns.noType")}</span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <div className={styles.facts}>
        <StatusBadge status={column.status} />
        {summary.class && <ClassBadge of={summary.class} />}
        {column.origin !== "own" && column.origin !== "none" && column.selector && (
          <span>
            {t(column.origin === "conflict" ? "rule.conflict" : "rule.inherited", {
              selector: column.selector,
            })}
          </span>
        )}
      </div>
    </header>
  );
}

/** One click instead of a form: what a draft would say, or what was copied from elsewhere. */
function Shortcuts({ column, draft, recommended, table }: RulePanelProps) {
  const { t } = useTranslation("profile");
  const copied = useCopiedRule();
  const { rule, change } = draft;
  const isNews = recommended !== null && recommended.transformer !== rule.transformer;
  return (
    <div className={styles.row}>
      {isNews && (
        <Button
          icon={Sparkles}
          size="small"
          onPress={() => change(ruleInPlaceOf(column.rule, recommended), "done")}
        >
          {t("rule.recommended", { transformer: recommended.transformer })}
        </Button>
      )}
      {rule.transformer !== "" && (
        <Button
          icon={Copy}
          size="small"
          variant="quiet"
          onPress={() => {
            useCopiedRule.setState({ rule, from: `${table}.${column.name}` });
            announce(t("rule.copied"));
          }}
        >
          {t("rule.copy")}
        </Button>
      )}
      {copied.rule && copied.from !== `${table}.${column.name}` && (
        <Button
          icon={ClipboardPaste}
          size="small"
          variant="quiet"
          onPress={() => copied.rule && change(ruleInPlaceOf(column.rule, copied.rule), "done")}
        >
          {t("rule.paste", { from: copied.from })}
        </Button>
      )}
    </div>
  );
}

/** Columns that foreign keys join are offered together: masked apart they would no longer meet. */
function Partners({ column, draft }: { column: EditorColumn; draft: RuleDraft }) {
  const { t } = useTranslation("profile");
  const { edit } = useEditor();
  const { rule } = draft;
  const concerned = concernsPartners(column.rule, rule) || draft.together;
  const spread = () =>
    edit(
      t("steps.partners", { column: column.name }),
      column.partners.map((place) => ({
        kind: "column",
        ...place,
        rule: ruleInPlaceOf(null, { ...rule, when: null, otherwise: null, persona: null }),
      })),
    );
  return (
    <fieldset className={styles.partners}>
      <legend className="visually-hidden">{t("partners.title")}</legend>
      <Checkbox
        label={t("partners.together", { count: column.partners.length })}
        detail={t("partners.why")}
        isSelected={draft.together}
        onChange={draft.setTogether}
      />
      <ul className={styles.places}>
        {column.partners.map(({ table, column: name }) => (
          <li key={`${table}.${name}`}>
            {table}.{name}
          </li>
        ))}
      </ul>
      {concerned && rule.transformer !== "" && (
        <div className={styles.row}>
          <Button size="small" onPress={() => void spread()}>
            {t("partners.apply")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
