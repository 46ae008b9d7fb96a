import { useTranslation } from "react-i18next";
import type { DumpOverview, ProfileState } from "@/bindings";
import { Button } from "@/components/button/Button";
import { FieldProblems } from "@/components/field/FieldProblems";
import { FileField } from "@/components/field/FileField";
import { Section } from "@/components/screen/Screen";
import { useFormats } from "@/i18n";
import { chooseFile } from "@/stores/choose";
import { navigate } from "@/stores/route";
import { changeForm, useRunForm } from "./form";
import styles from "./run.module.css";
import type { Planned } from "./use-plan";

interface SourceSectionProps {
  dump: DumpOverview;
  profile: ProfileState;
  planned: Planned;
}

/** The dump and the profile that are open. */
export function SourceSection({ dump, profile, planned }: SourceSectionProps) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const ofDump = planned.problemsAt("dump");
  const ofProfile = planned.problemsAt("profile");
  return (
    <Section title={t("source.title")} detail={t("source.detail")}>
      <dl className={styles.facts}>
        <dt>{t("source.dump")}</dt>
        <dd>
          {dump.name}
          {dump.bytes !== null && `, ${formats.bytes(dump.bytes)}`}
          <span className={styles.place}> {dump.folder}</span>
        </dd>
        <dt>{t("source.profile")}</dt>
        <dd>
          {profile.name}
          <span className={styles.place}> {profile.fileName ?? t("source.noFile")}</span>
        </dd>
      </dl>
      {ofDump.length > 0 && (
        <div className={styles.stack}>
          <FieldProblems problems={ofDump} />
          <Button size="small" onPress={() => navigate("dump")}>
            {t("source.goToDump")}
          </Button>
        </div>
      )}
      {ofProfile.length > 0 && (
        <div className={styles.stack}>
          <FieldProblems problems={ofProfile} />
          <Button size="small" onPress={() => navigate("profile")}>
            {t("source.goToProfile")}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Where the masked dump goes. */
export function TargetSection({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const output = useRunForm((form) => form.output);
  const choose = async () => {
    const suggested = output?.name ?? planned.plan?.suggestedOutput ?? null;
    const file = await chooseFile("saveOutput", t("failed.choose"), suggested);
    if (file) changeForm({ output: file });
  };
  const replaces = output !== null && planned.plan?.replaced.includes(output.name);
  return (
    <Section title={t("target.title")} detail={t("target.detail")}>
      <FileField
        label={t("target.output")}
        file={output}
        none={t("target.none")}
        description={replaces ? t("target.replaces") : undefined}
        problems={planned.problemsAt("output")}
        onChoose={() => void choose()}
      />
    </Section>
  );
}
