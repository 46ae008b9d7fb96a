import { useTranslation } from "react-i18next";
import type { KeyChoice } from "@/bindings";
import { Select } from "@/components/choice/Select";
import { Segments } from "@/components/choice/Toggles";
import { FieldProblems } from "@/components/field/FieldProblems";
import { FileField } from "@/components/field/FileField";
import { TextField } from "@/components/field/TextField";
import { Section } from "@/components/screen/Screen";
import { chooseFile } from "@/stores/choose";
import { changeForm, useRunForm } from "./form";
import styles from "./run.module.css";
import type { Planned } from "./use-plan";

const KEYS = [
  "fresh",
  "folder",
  "file",
  "keychain",
] as const satisfies readonly KeyChoice["kind"][];

/** For which environment, and under which key: what decides the tokens. */
export function KeySection({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const { key, environment } = useRunForm();
  const { plan } = planned;
  const known = plan?.environments ?? [];
  return (
    <Section title={t("key.title")} detail={t("key.detail")}>
      <div className={styles.narrow}>
        <Select
          label={t("key.environment")}
          choices={known.map((id) => ({ id, label: id }))}
          value={environment ?? plan?.environment ?? null}
          onChange={(chosen) => changeForm({ environment: chosen })}
        />
      </div>
      <FieldProblems problems={planned.problemsAt("environment")} />
      <div className={styles.stack}>
        <Segments
          label={t("key.key")}
          choices={KEYS.map((id) => ({ id, label: t(`key.kinds.${id}`) }))}
          value={key}
          onChange={(chosen) => changeForm({ key: chosen })}
        />
        <p className={styles.muted}>{t(`key.about.${key}`)}</p>
      </div>
      {key === "file" && <KeyFile planned={planned} />}
      {key === "keychain" && <KeychainEntry />}
      {plan?.key && (
        <p className={styles.muted}>
          {t("key.id")} <code className={styles.mono}>{plan.key.keyId}</code>
          {plan.key.wrapped && ` – ${t("key.wrapped")}`}
        </p>
      )}
      {key !== "file" && <FieldProblems problems={planned.problemsAt("key")} />}
      <FingerprintKey planned={planned} />
    </Section>
  );
}

/** By what secrets are known again, in exceptions and in the register. */
function FingerprintKey({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const file = useRunForm((form) => form.fingerprintKey);
  const choose = async () => {
    const chosen = await chooseFile("openKey", t("failed.choose"));
    if (chosen) changeForm({ fingerprintKey: chosen });
  };
  return (
    <FileField
      label={t("key.fingerprints")}
      file={file}
      none={t("key.noFingerprints")}
      description={t("key.fingerprintsDetail")}
      problems={planned.problemsAt("fingerprintKey")}
      onChoose={() => void choose()}
      onClear={() => changeForm({ fingerprintKey: null })}
    />
  );
}

function KeychainEntry() {
  const { t } = useTranslation("run");
  const name = useRunForm((form) => form.keychain);
  return (
    <div className={styles.narrow}>
      <TextField
        label={t("key.entry")}
        description={t("key.entryDetail")}
        isRequired
        mono
        value={name}
        onChange={(keychain) => changeForm({ keychain })}
      />
    </div>
  );
}

function KeyFile({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const keyFile = useRunForm((form) => form.keyFile);
  const choose = async () => {
    const file = await chooseFile("openKey", t("failed.choose"));
    if (file) changeForm({ keyFile: file });
  };
  return (
    <FileField
      label={t("key.file")}
      file={keyFile}
      none={t("key.noFile")}
      problems={planned.problemsAt("key")}
      onChoose={() => void choose()}
    />
  );
}
