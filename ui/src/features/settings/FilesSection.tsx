import { FileCog } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FilePurpose, PickedFile, Settings, SettingsState } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Section } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import styles from "./settings.module.css";

const FILES = [
  { id: "policyFile", purpose: "openPolicy" },
  { id: "rulesFile", purpose: "openRules" },
  { id: "signersFile", purpose: "openSigners" },
] as const satisfies readonly { id: keyof Settings; purpose: FilePurpose }[];

type FileSetting = (typeof FILES)[number];

interface FilesSectionProps {
  state: SettingsState;
  onChanged(state: SettingsState): void;
}

/** What applies to all dumps: the policy, detectors of one's own, who may sign. */
export function FilesSection({ state, onChanged }: FilesSectionProps) {
  const { t } = useTranslation("settings");
  const save = async ({ id, purpose }: FileSetting, choose: boolean) => {
    try {
      const file = choose ? await call("choose_file", { purpose, suggestedName: null }) : null;
      if (choose && !file) return;
      onChanged(await call("save_settings", { ...state.settings, [id]: file?.file ?? null }));
    } catch (thrown) {
      reportFailure(t("files.failed"), thrown);
    }
  };
  return (
    <Section title={t("files.title")} detail={t("files.detail")}>
      <ul className={styles.list}>
        {FILES.map((setting) => {
          const handle = state.settings[setting.id];
          const file = state.files.find((each) => each.file === handle) ?? null;
          return (
            <FileRow
              key={setting.id}
              setting={setting}
              file={file}
              onChoose={() => void save(setting, true)}
              onClear={() => void save(setting, false)}
            />
          );
        })}
      </ul>
    </Section>
  );
}

interface FileRowProps {
  setting: FileSetting;
  file: PickedFile | null;
  onChoose(): void;
  onClear(): void;
}

function FileRow({ setting, file, onChoose, onClear }: FileRowProps) {
  const { t } = useTranslation("settings");
  const name = t(`files.${setting.id}.title`);
  return (
    <li className={styles.item}>
      <FileCog aria-hidden className={styles.itemIcon} />
      <span className={styles.itemText}>
        <span className={styles.itemName}>{name}</span>
        <span className={styles.itemDetail}>
          {file ? `${file.name} – ${file.folder}` : t(`files.${setting.id}.none`)}
        </span>
      </span>
      {file?.bytes === null && <Badge tone="warn">{t("files.missing")}</Badge>}
      {file && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t("files.clearOf", { name })}
          onPress={onClear}
        >
          {t("files.clear")}
        </Button>
      )}
      <Button size="small" aria-label={t("files.chooseOf", { name })} onPress={onChoose}>
        {t("files.choose")}
      </Button>
    </li>
  );
}
