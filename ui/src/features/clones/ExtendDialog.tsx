import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CloneRow } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { FieldProblems } from "@/components/field/FieldProblems";
import { TextField } from "@/components/field/TextField";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { reportSuccess } from "@/stores/toasts";
import styles from "./clones.module.css";
import { useChange } from "./use-change";

export interface CloneDialogProps {
  clone: CloneRow;
  isOpen: boolean;
  onClose(): void;
  /** It was done: the register says otherwise now. */
  onDone(): void;
}

/** Gives a clone more time, for a reason. */
export function ExtendDialog({ clone, isOpen, onClose, onDone }: CloneDialogProps) {
  const { t } = useTranslation("clones");
  const { t: words } = useTranslation("components");
  const formats = useFormats();
  const [expires, setExpires] = useState("");
  const [reason, setReason] = useState("");
  const change = useChange(onDone);
  const extend = async () => {
    const asked = { clone: clone.clone, expires: expires.trim(), reason };
    if (await change.attempt(() => call("extend_clone", asked))) reportSuccess(t("extend.done"));
  };
  return (
    <Dialog
      title={t("extend.title")}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={change.isBusy || expires.trim() === "" || reason.trim() === ""}
            onPress={() => void extend()}
          >
            {t("extend.confirm")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t("extend.detail", { date: formats.date(clone.expires) })}</p>
        <TextField
          label={t("extend.expires")}
          placeholder="2026-12-31"
          mono
          isRequired
          autoFocus
          value={expires}
          onChange={setExpires}
        />
        <TextField
          label={t("extend.reason")}
          isRequired
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <FieldProblems problems={change.problems} />
      </div>
    </Dialog>
  );
}
