import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExceptionForm } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ComboBox } from "@/components/choice/ComboBox";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { ProblemText } from "@/components/status/ProblemText";
import type { Problem } from "@/platform/problem";
import { useEditor } from "../editor";
import styles from "../profile.module.css";
import { KindsField } from "./KindsField";

export interface ExceptionDialogProps {
  /** Its place among the exceptions; their number for a new one. */
  at: number;
  /** As `2026-11-29`. */
  today: string;
  onClose(): void;
}

/** An exception as a form. What may not be missing, the session says. */
export function ExceptionDialog({ at, today, onClose }: ExceptionDialogProps) {
  const { t } = useTranslation("profile");
  const { profile, dump, edit } = useEditor();
  const before = profile.exceptions[at];
  const [form, setForm] = useState<ExceptionForm>(before ?? { ...EMPTY, issued: today });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const set = (changed: Partial<ExceptionForm>) => setForm((now) => ({ ...now, ...changed }));
  const places = useMemo(() => riskyFirst(dump.tables), [dump]);

  const put = async (exceptions: ExceptionForm[], step: string) => {
    const found = await edit(step, [{ kind: "exceptions", exceptions }]);
    if (found.length === 0) onClose();
    else setProblems(found);
  };
  const isFilled =
    form.kinds.length > 0 &&
    [form.reason, form.owner, form.issued, form.expires].every((text) => text.trim() !== "");
  const place = form.column ?? form.fingerprint ?? "";
  const others = profile.exceptions;
  const save = () =>
    put(
      before ? others.with(at, form) : [...others, form],
      t(before ? "steps.exceptionChanged" : "steps.exceptionAdded", { place }),
    );

  return (
    <Dialog
      isOpen
      title={t(before ? "exceptions.edit" : "exceptions.add")}
      onClose={onClose}
      actions={
        <>
          {before && (
            <Button
              variant="danger"
              onPress={() =>
                void put(others.toSpliced(at, 1), t("steps.exceptionRemoved", { place }))
              }
            >
              {t("exceptions.remove")}
            </Button>
          )}
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isDisabled={!isFilled} onPress={() => void save()}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <ComboBox
          label={t("exceptions.column")}
          description={t("exceptions.columnDetail")}
          choices={places}
          value={form.column}
          onChange={(column) =>
            set({ column, kinds: form.kinds.length > 0 ? form.kinds : kindsOf(places, column) })
          }
        />
        <TextField
          label={t("exceptions.fingerprint")}
          description={t("exceptions.fingerprintDetail")}
          mono
          value={form.fingerprint ?? ""}
          onChange={(text) => set({ fingerprint: text === "" ? null : text })}
        />
        <KindsField value={form.kinds} onChange={(kinds) => set({ kinds })} />
        <TextField
          label={t("exceptions.reason")}
          isRequired
          value={form.reason}
          onChange={(reason) => set({ reason })}
        />
        <div className={styles.pair}>
          <TextField
            label={t("exceptions.owner")}
            isRequired
            value={form.owner}
            onChange={(owner) => set({ owner })}
          />
          <TextField
            label={t("exceptions.ticket")}
            value={form.ticket ?? ""}
            onChange={(ticket) => set({ ticket: ticket === "" ? null : ticket })}
          />
          <TextField
            label={t("exceptions.issued")}
            placeholder="2026-11-30"
            mono
            isRequired
            value={form.issued}
            onChange={(issued) => set({ issued })}
          />
          <TextField
            label={t("exceptions.expires")}
            placeholder="2027-05-31"
            mono
            isRequired
            value={form.expires}
            onChange={(expires) => set({ expires })}
          />
        </div>
        {problems.map((problem) => (
          <div key={problem.message} className={styles.fault} role="alert">
            <ProblemText problem={problem} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}

const EMPTY: ExceptionForm = {
  column: null,
  fingerprint: null,
  kinds: [],
  reason: "",
  ticket: null,
  owner: "",
  issued: "",
  expires: "",
};

/** Columns with a class, those first for which an exception is needed at all. */
function riskyFirst(
  tables: readonly {
    name: string;
    columns: readonly { name: string; class?: { kind: string; sensitivity: string } }[];
  }[],
) {
  const rank = (sensitivity: string) =>
    sensitivity === "critical" || sensitivity === "high" ? 0 : 1;
  return tables
    .flatMap(({ name, columns }) =>
      columns.flatMap((column) =>
        column.class
          ? [
              {
                id: `${name}.${column.name}`,
                label: `${name}.${column.name}`,
                detail: column.class.kind,
                rank: rank(column.class.sensitivity),
              },
            ]
          : [],
      ),
    )
    .sort((a, b) => a.rank - b.rank);
}

function kindsOf(places: readonly { id: string; detail: string }[], column: string | null) {
  const kind = places.find(({ id }) => id === column)?.detail;
  return kind === undefined ? [] : [kind];
}
