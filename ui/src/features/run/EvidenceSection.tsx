import { useTranslation } from "react-i18next";
import { Switch } from "@/components/choice/Toggles";
import { FieldProblems } from "@/components/field/FieldProblems";
import { FileField } from "@/components/field/FileField";
import { TextField } from "@/components/field/TextField";
import { Section } from "@/components/screen/Screen";
import { useFormats } from "@/i18n";
import { chooseFile } from "@/stores/choose";
import { changeForm, isOn, useRunForm } from "./form";
import { useLock } from "./lock";
import styles from "./run.module.css";
import type { Planned } from "./use-plan";

/** What shows afterwards that the clone is safe, and where it is: proof, attestation, register. */
export function EvidenceSection({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const form = useRunForm();
  const lock = useLock(planned);
  const attests = isOn("attestation", form, planned.bounds);
  const registers = isOn("registration", form, planned.bounds);
  return (
    <>
      <Section title={t("evidence.title")} detail={t("evidence.detail")}>
        <Switch
          label={t("evidence.verify")}
          detail={t("evidence.verifyDetail")}
          locked={lock("verification")}
          isSelected={isOn("verification", form, planned.bounds)}
          onChange={(verify) => changeForm({ verify })}
        />
        <Switch
          label={t("evidence.attest")}
          detail={t("evidence.attestDetail")}
          locked={lock("attestation")}
          isSelected={attests}
          onChange={(attest) => changeForm({ attest })}
        />
        {attests && <Attestation planned={planned} />}
      </Section>
      <Section title={t("register.title")} detail={t("register.detail")}>
        <Switch
          label={t("register.register")}
          detail={t("register.registerDetail")}
          locked={lock("registration")}
          isSelected={registers}
          onChange={(register) => changeForm({ register })}
        />
        {registers && <Registration planned={planned} />}
      </Section>
    </>
  );
}

function Attestation({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const { signingKey, attestation } = useRunForm();
  const beside = planned.plan?.attestation ?? null;
  const chooseKey = async () => {
    const file = await chooseFile("openSigningKey", t("failed.choose"));
    if (file) changeForm({ signingKey: file });
  };
  const chooseFileFor = async () => {
    const file = await chooseFile("saveAttestation", t("failed.choose"), beside);
    if (file) changeForm({ attestation: file });
  };
  return (
    <div className={styles.indented}>
      <FileField
        label={t("evidence.signingKey")}
        file={signingKey}
        none={t("evidence.noSigningKey")}
        description={t("evidence.signingKeyDetail")}
        problems={planned.problemsAt("attestation")}
        onChoose={() => void chooseKey()}
        onClear={() => changeForm({ signingKey: null })}
      />
      <FileField
        label={t("evidence.file")}
        file={attestation}
        none={beside === null ? t("evidence.beside") : t("evidence.besideAs", { name: beside })}
        onChoose={() => void chooseFileFor()}
        onClear={() => changeForm({ attestation: null })}
      />
    </div>
  );
}

function Registration({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const { owner, purpose, expires } = useRunForm();
  const latest = planned.plan?.latestExpiry ?? null;
  const problems = planned.problemsAt("registration");
  return (
    <div className={styles.indented}>
      <div className={styles.pair}>
        <TextField
          label={t("register.expires")}
          description={
            latest === null
              ? t("register.expiresDetail")
              : t("register.latest", { date: formats.date(latest) })
          }
          placeholder="2026-12-31"
          isRequired
          mono
          value={expires}
          onChange={(value) => changeForm({ expires: value })}
        />
        <TextField
          label={t("register.owner")}
          description={t("register.ownerDetail")}
          value={owner}
          onChange={(value) => changeForm({ owner: value })}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          label={t("register.purpose")}
          value={purpose}
          onChange={(value) => changeForm({ purpose: value })}
        />
      </div>
      <FieldProblems problems={problems} />
    </div>
  );
}
