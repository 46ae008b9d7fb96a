import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilePurpose, PickedFile } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { FieldProblems } from "@/components/field/FieldProblems";
import { FileField } from "@/components/field/FileField";
import { call } from "@/platform";
import { chooseFile } from "@/stores/choose";
import { reportSuccess } from "@/stores/toasts";
import styles from "./clones.module.css";
import { useChange } from "./use-change";

interface ImportDialogProps {
  isOpen: boolean;
  onClose(): void;
  onImported(): void;
}

/** Takes a clone over that was made elsewhere, by its attestation. */
export function ImportDialog({ isOpen, onClose, onImported }: ImportDialogProps) {
  const { t } = useTranslation("clones");
  const { t: words } = useTranslation("components");
  const [attestation, setAttestation] = useState<PickedFile | null>(null);
  const [trusted, setTrusted] = useState<PickedFile | null>(null);
  const change = useChange(onImported);
  const choose = async (purpose: FilePurpose, keep: (file: PickedFile) => void) => {
    const file = await chooseFile(purpose, t("failed.choose"));
    if (!file) return;
    change.clear();
    keep(file);
  };
  const take = async () => {
    if (!attestation || !trusted) return;
    const asked = { attestation: attestation.file, trusted: trusted.file };
    if (await change.attempt(() => call("import_clone", asked))) {
      setAttestation(null);
      reportSuccess(t("import.done"));
    }
  };
  return (
    <Dialog
      title={t("import.title")}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={change.isBusy || !attestation || !trusted}
            onPress={() => void take()}
          >
            {t("import.confirm")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t("import.detail")}</p>
        <FileField
          label={t("import.attestation")}
          file={attestation}
          none={t("import.noAttestation")}
          onChoose={() => void choose("openAttestation", setAttestation)}
        />
        <FileField
          label={t("import.trusted")}
          file={trusted}
          none={t("import.noTrusted")}
          description={t("import.trustedDetail")}
          onChoose={() => void choose("openTrustedKeys", setTrusted)}
        />
        <FieldProblems problems={change.problems} />
      </div>
    </Dialog>
  );
}
