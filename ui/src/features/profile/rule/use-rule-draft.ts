import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnPlace, Edit, EditorColumn, RuleForm } from "@/bindings";
import type { Problem } from "@/platform/problem";
import { useEditor } from "../editor";
import { placeKey } from "../tables/filter";
import type { ChangeStage } from "./ParamField";
import { plainRule, ruleForPartner, sameRule } from "./rule";

export interface RuleDraft {
  /** What the form holds. */
  rule: RuleForm;
  /** Whether that is not what the profile says. */
  isChanged: boolean;
  /** Why it could not be taken over. */
  problems: readonly Problem[];
  /** The changes that would be made, for the preview; none where the form holds what is there. */
  edits: readonly Edit[];
  /** Whether the columns that foreign keys join get the rule too. */
  together: boolean;
  setTogether(together: boolean): void;
  change(rule: RuleForm, stage: ChangeStage): void;
  /** Takes the column's own rule away. */
  remove(): void;
}

interface Held {
  key: string;
  rule: RuleForm;
  problems: readonly Problem[];
}

/** The rule of one column as a form that is taken over field by field. */
export function useRuleDraft(table: string, column: EditorColumn | null): RuleDraft {
  const { t } = useTranslation("profile");
  const { edit, pending } = useEditor();
  const [held, setHeld] = useState<Held | null>(null);
  const [together, setTogether] = useState(true);
  const key = column ? placeKey(table, column.name) : "";
  const saved = column?.rule ?? NO_RULE;
  const mine = held?.key === key ? held : null;
  const rule = mine?.rule ?? saved;
  const isChanged = mine !== null && !sameRule(mine.rule, saved);

  const commit = useCallback(
    async (next: RuleForm): Promise<boolean> => {
      if (!column || next.transformer === "") return true;
      if (sameRule(next, column.rule)) {
        setHeld((now) => (now?.key === key ? null : now));
        return true;
      }
      const place = `${table}.${column.name}`;
      const step = t("steps.rule", { place, transformer: next.transformer });
      const problems = await edit(step, editsOf(table, column, next, together));
      setHeld((now) => {
        // More may have been typed while the answer was on its way.
        if (now?.key !== key || !sameRule(now.rule, next)) return now;
        return problems.length === 0 ? null : { ...now, problems };
      });
      return problems.length === 0;
    },
    [column, edit, key, t, table, together],
  );

  useEffect(() => {
    if (!isChanged) return;
    return pending.hold({
      flush: () => commit(rule),
      discard: () => {
        setHeld(null);
        return true;
      },
    });
  }, [pending, isChanged, commit, rule]);

  const edits = useMemo(
    () =>
      column && isChanged && rule.transformer !== "" ? editsOf(table, column, rule, false) : [],
    [column, isChanged, rule, table],
  );

  return {
    rule,
    isChanged,
    problems: mine?.problems ?? [],
    edits,
    together,
    setTogether,
    change: (next, stage) => {
      setHeld({ key, rule: next, problems: [] });
      if (stage === "done") void commit(next);
    },
    remove: () => {
      if (!column) return;
      const place = `${table}.${column.name}`;
      setHeld(null);
      void edit(t("steps.remove", { place }), [
        { kind: "column", table, column: column.name, rule: null },
      ]);
    },
  };
}

function editsOf(table: string, column: EditorColumn, rule: RuleForm, together: boolean): Edit[] {
  const one = (place: ColumnPlace, of: RuleForm): Edit => ({ kind: "column", ...place, rule: of });
  const own = one({ table, column: column.name }, rule);
  if (!together || !concernsPartners(column.rule, rule)) return [own];
  const joined = ruleForPartner(rule);
  return [own, ...column.partners.map((place) => one(place, joined))];
}

/** Whether what joined columns share is changed: notes and conditions are each column's own. */
export function concernsPartners(before: RuleForm | null, after: RuleForm): boolean {
  return (
    before === null ||
    !sameRule(ruleForPartner({ ...before, reason: after.reason }), ruleForPartner(after))
  );
}

const NO_RULE = plainRule("");
