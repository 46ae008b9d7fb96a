import { useTranslation } from "react-i18next";
import type { PlannedCredential } from "@/bindings";
import { Switch } from "@/components/choice/Toggles";
import { FieldProblems } from "@/components/field/FieldProblems";
import { Section } from "@/components/screen/Screen";
import { useFormats } from "@/i18n";
import { changeForm, useRunForm } from "./form";
import type { Planned } from "./use-plan";

/** The environment's own credentials that the profile brings, and whether they may be fetched. */
export function CredentialsSection({ planned }: { planned: Planned }) {
  const { t } = useTranslation("run");
  const credentials = planned.plan?.credentials ?? [];
  if (credentials.length === 0) return null;
  return (
    <Section title={t("credentials.title")} detail={t("credentials.detail")}>
      {credentials.map((credential) => (
        <Credential key={credential.kind} credential={credential} />
      ))}
      <FieldProblems problems={planned.problemsAt("credentials")} />
    </Section>
  );
}

function Credential({ credential }: { credential: PlannedCredential }) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const allowed = useRunForm((form) => form.sources);
  const { kind, source, owner, rotateBy, listed } = credential;
  const about = [
    t("credentials.from", { source }),
    owner && t("credentials.owner", { owner }),
    rotateBy && t("credentials.rotateBy", { date: formats.date(rotateBy) }),
  ];
  const locked = listed === null ? null : t(listed ? "credentials.listed" : "credentials.unlisted");
  return (
    <Switch
      label={t("credentials.bring", { kind })}
      detail={about.filter(Boolean).join(" · ")}
      locked={locked}
      isSelected={listed ?? allowed.includes(source)}
      onChange={(isAllowed) => {
        const others = allowed.filter((other) => other !== source);
        changeForm({ sources: isAllowed ? [...others, source] : others });
      }}
    />
  );
}
