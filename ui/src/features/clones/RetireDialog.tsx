import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PickedFile, ServerAddress } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Checkbox } from "@/components/choice/Toggles";
import { Dialog } from "@/components/dialog/Dialog";
import { FieldProblems } from "@/components/field/FieldProblems";
import { FileField } from "@/components/field/FileField";
import { call } from "@/platform";
import { chooseFile } from "@/stores/choose";
import { reportSuccess } from "@/stores/toasts";
import { AddressField } from "./AddressField";
import styles from "./clones.module.css";
import type { CloneDialogProps } from "./ExtendDialog";
import { useChange } from "./use-change";

/** Takes a clone out of use, once it was seen to be gone. */
export function RetireDialog({ clone, isOpen, onClose, onDone }: CloneDialogProps) {
  const { t } = useTranslation("clones");
  const { t: words } = useTranslation("components");
  const places = [...new Set(clone.confirmed.map(({ name }) => name))];
  const [asks, setAsks] = useState<ReadonlySet<string>>(new Set());
  const [other, setOther] = useState<ServerAddress>({ address: "", askPassword: false });
  const [evidence, setEvidence] = useState<PickedFile | null>(null);
  const change = useChange(onDone);
  const retire = async () => {
    const known = places.map((address) => ({ address, askPassword: asks.has(address) }));
    const servers = other.address.trim() === "" ? known : [...known, other];
    const asked = { clone: clone.clone, servers, evidence: evidence?.file ?? null };
    if (await change.attempt(() => call("retire_clone", asked))) reportSuccess(t("retire.done"));
  };
  const choose = async () => {
    const file = await chooseFile("openEvidence", t("failed.choose"));
    if (file) setEvidence(file);
  };
  const toggle = (place: string, on: boolean) => {
    const next = new Set(asks);
    if (on) next.add(place);
    else next.delete(place);
    setAsks(next);
  };
  const Icon = clone.there ? CircleX : CircleCheck;
  return (
    <Dialog
      title={t("retire.title")}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button variant="danger" isDisabled={change.isBusy} onPress={() => void retire()}>
            {change.isBusy ? t("asking") : t("retire.confirm")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t("retire.detail")}</p>
        <section className={styles.step} aria-label={t("retire.file")}>
          <h3 className={styles.subheading}>{t("retire.file")}</h3>
          {clone.there === null ? (
            <p className={styles.muted}>{t("retire.fileElsewhere", { place: clone.place })}</p>
          ) : (
            <p className={styles.check}>
              <Icon aria-hidden className={clone.there ? styles.bad : styles.good} />
              {t(clone.there ? "retire.fileThere" : "retire.fileGone", { place: clone.place })}
            </p>
          )}
        </section>
        <section className={styles.step} aria-label={t("retire.servers")}>
          <h3 className={styles.subheading}>{t("retire.servers")}</h3>
          {places.map((place) => (
            <Checkbox
              key={place}
              label={place}
              detail={t("retire.serverAsk")}
              isSelected={asks.has(place)}
              onChange={(on) => toggle(place, on)}
            />
          ))}
          <AddressField server={other} onChange={setOther} />
        </section>
        <FileField
          label={t("retire.evidence")}
          file={evidence}
          none={t("retire.noEvidence")}
          description={t("retire.evidenceDetail")}
          onChoose={() => void choose()}
          onClear={() => setEvidence(null)}
        />
        {clone.staged.length > 0 && (
          <section className={styles.step} aria-label={t("retire.revoke")}>
            <h3 className={styles.subheading}>{t("retire.revoke")}</h3>
            <ul className={styles.lines}>
              {clone.staged.map(({ name, value }) => (
                <li key={`${name} ${value}`}>{[name, value].filter(Boolean).join(": ")}</li>
              ))}
            </ul>
          </section>
        )}
        <FieldProblems problems={change.problems} />
      </div>
    </Dialog>
  );
}
