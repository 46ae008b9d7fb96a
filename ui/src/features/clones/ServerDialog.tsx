import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { FieldProblems } from "@/components/field/FieldProblems";
import { call } from "@/platform";
import { reportSuccess } from "@/stores/toasts";
import { AddressField } from "./AddressField";
import styles from "./clones.module.css";
import type { CloneDialogProps } from "./ExtendDialog";
import { useChange } from "./use-change";

/** Asks a server whether one of its databases is the clone. */
export function ServerDialog({ clone, isOpen, onClose, onDone }: CloneDialogProps) {
  const { t } = useTranslation("clones");
  const { t: words } = useTranslation("components");
  const [server, setServer] = useState({ address: "", askPassword: false });
  const change = useChange(onDone);
  const confirm = async () => {
    const asked = { clone: clone.clone, server };
    if (await change.attempt(() => call("confirm_clone", asked))) reportSuccess(t("confirm.done"));
  };
  return (
    <Dialog
      title={t("confirm.title")}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={change.isBusy || server.address.trim() === ""}
            onPress={() => void confirm()}
          >
            {change.isBusy ? t("asking") : t("confirm.confirm")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t("confirm.detail")}</p>
        <AddressField server={server} onChange={setServer} autoFocus />
        <FieldProblems problems={change.problems} />
      </div>
    </Dialog>
  );
}
