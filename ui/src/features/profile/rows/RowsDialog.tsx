import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditorTable, RowsForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Select } from "@/components/choice/Select";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { ProblemText } from "@/components/status/ProblemText";
import type { Problem } from "@/platform/problem";
import { useEditor } from "../editor";
import styles from "../profile.module.css";

const KINDS = ["none", "all", "drop", "keep", "dropWhere", "limit"] as const;
type Kind = (typeof KINDS)[number];

/** Which rows of a table stay: all, none, those that fit a condition, or the first so many. */
export function RowsDialog({ detail, onClose }: { detail: EditorTable; onClose(): void }) {
  const { t } = useTranslation("profile");
  const { edit } = useEditor();
  const before = detail.rows;
  const [kind, setKind] = useState<Kind>(before?.kind ?? "none");
  const [condition, setCondition] = useState(
    before && "condition" in before ? before.condition : "",
  );
  const [limit, setLimit] = useState(before?.kind === "limit" ? String(before.rows) : "1000");
  const [reason, setReason] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const needsCondition = kind === "keep" || kind === "dropWhere";
  const count = Number(limit);
  const isReady =
    (!needsCondition || condition.trim() !== "") &&
    (kind !== "limit" || (Number.isSafeInteger(count) && count >= 0 && limit.trim() !== ""));

  const save = async () => {
    const rows = formOf(kind, condition.trim(), count);
    const step = t("steps.rows", { table: detail.table });
    const said = reason.trim() === "" ? null : reason.trim();
    const found = await edit(step, [{ kind: "rows", table: detail.table, rows, reason: said }]);
    if (found.length === 0) onClose();
    else setProblems(found);
  };

  return (
    <Dialog
      isOpen
      title={t("rows.title", { table: detail.table })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={() => void save()}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Select
          label={t("rows.kind")}
          choices={KINDS.map((id) => ({ id, label: t(`rows.kinds.${id}`) }))}
          value={kind}
          onChange={(id) => setKind(id)}
        />
        {needsCondition && (
          <TextField
            label={t("rows.condition")}
            description={t("more.whenDetail")}
            placeholder="created_at < '2024-01-01'"
            mono
            isRequired
            value={condition}
            onChange={setCondition}
          />
        )}
        {kind === "limit" && (
          <TextField
            label={t("rows.limit")}
            isRequired
            value={limit}
            onChange={setLimit}
            error={Number.isSafeInteger(count) && count >= 0 ? null : t("misfits.whole")}
          />
        )}
        <TextField label={t("more.reason")} value={reason} onChange={setReason} />
        {problems.map((problem) => (
          <ProblemText key={problem.message} problem={problem} />
        ))}
      </div>
    </Dialog>
  );
}

function formOf(kind: Kind, condition: string, rows: number): RowsForm | null {
  switch (kind) {
    case "none":
      return null;
    case "keep":
    case "dropWhere":
      return { kind, condition };
    case "limit":
      return { kind, rows };
    default:
      return { kind };
  }
}
