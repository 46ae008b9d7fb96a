import { useTranslation } from "react-i18next";
import type { PickedFile } from "@/bindings";
import { FileField } from "@/components/field/FileField";
import { chooseFile } from "@/stores/choose";

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
  return (
    <FileField
      label={t("key.label")}
      none={t("key.none")}
      description={t("key.detail")}
      file={value}
      onChoose={() => void choose()}
    />
  );
}
