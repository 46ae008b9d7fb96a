import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import { Select } from "@/components/choice/Select";
import { FileField } from "@/components/field/FileField";
import { chooseFile } from "@/stores/choose";
import { useAnswer } from "@/stores/loaded";

interface KeyFieldProps {
  value: PickedFile | null;
  onChange(key: PickedFile): void;
}

/** The key that signs, chosen in a dialog of the system; nothing of it but its name comes here. */
export function KeyField({ value, onChange }: KeyFieldProps) {
  const { t } = useTranslation("review");
  const choose = async () => {
    const file = await chooseFile("openSigningKey", t("failed.open"));
    if (file) onChange(file);
  };
  const { loaded } = useAnswer("agent_keys", null);
  const held = loaded.state === "there" ? loaded.value : [];
  const take = (file: string) => {
    const key = held.find((each) => each.file === file);
    if (!key) return;
    const name = key.comment || key.fingerprint;
    onChange({ file, name, folder: key.fingerprint, kind: "other", bytes: null });
  };
  return (
    <>
      {held.length > 0 && (
        <Select
          label={t("key.agent")}
          placeholder={t("key.agentChoose")}
          choices={held.map(({ file, comment, fingerprint }) => ({
            id: file,
            label: comment || fingerprint,
            detail: fingerprint,
          }))}
          value={held.some(({ file }) => file === value?.file) ? (value?.file ?? null) : null}
          onChange={take}
        />
      )}
      <FileField
        label={t("key.label")}
        none={t("key.none")}
        description={t("key.detail")}
        file={value}
        onChoose={() => void choose()}
      />
    </>
  );
}
