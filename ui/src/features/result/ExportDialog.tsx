import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportFormat, RunResult } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Segments } from "@/components/choice/Toggles";
import { Dialog } from "@/components/dialog/Dialog";
import { FieldProblems } from "@/components/field/FieldProblems";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { reportSuccess } from "@/stores/toasts";
import styles from "./result.module.css";

const FORMATS = ["html", "json", "sarif"] as const satisfies readonly ReportFormat[];

interface ExportDialogProps {
  result: RunResult;
  isOpen: boolean;
  onClose(): void;
}

/** Writes the report to a file. The audit log is told. */
export function ExportDialog({ result, isOpen, onClose }: ExportDialogProps) {
  const { t } = useTranslation("result");
  const { t: words } = useTranslation("components");
  const [format, setFormat] = useState<ReportFormat>("html");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const write = async () => {
    setProblems([]);
    try {
      const suggestedName = `${result.outputName}.report.${format}`;
      const file = await call("choose_file", { purpose: "saveReport", suggestedName });
      if (!file) return;
      await call("export_result", { run: result.run, format, file: file.file });
      reportSuccess(t("export.done", { name: file.name }));
      onClose();
    } catch (thrown) {
      setProblems(problemsOf(thrown));
    }
  };
  return (
    <Dialog
      title={t("export.title")}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button variant="primary" onPress={() => void write()}>
            {t("export.choose")}
          </Button>
        </>
      }
    >
      <div className={styles.export}>
        <Segments
          label={t("export.format")}
          choices={FORMATS.map((id) => ({ id, label: t(`export.formats.${id}`) }))}
          value={format}
          onChange={(chosen) => setFormat(chosen)}
        />
        <p className={styles.muted}>{t(`export.about.${format}`)}</p>
        <p className={styles.muted}>{t("export.logged")}</p>
        <FieldProblems problems={problems} />
      </div>
    </Dialog>
  );
}
