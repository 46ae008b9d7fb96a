import { BadgeCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ReviewState } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Switch } from "@/components/choice/Toggles";
import { FieldProblems } from "@/components/field/FieldProblems";
import { Section } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { useFormats } from "@/i18n";
import { navigate } from "@/stores/route";
import { changeForm } from "./form";
import { useLock } from "./lock";
import styles from "./run.module.css";
import type { ApprovalState } from "./use-approval";
import type { Planned } from "./use-plan";

/** Whether somebody has approved this profile for this dump, and whether the run asks for it. */
export function ApprovalSection({
  approval,
  planned,
}: {
  approval: ApprovalState;
  planned: Planned;
}) {
  const { t } = useTranslation("run");
  const lock = useLock(planned);
  const { answer, isAsked } = approval;
  const loaded = answer === "nothing" ? null : answer.loaded;
  return (
    <Section title={t("approval.title")} detail={t("approval.detail")}>
      {loaded === null && <p className={styles.muted}>{t("approval.notJudged")}</p>}
      {loaded?.state === "loading" && <p className={styles.muted}>{t("approval.judging")}</p>}
      {loaded?.state === "failed" && (
        <div className={styles.stack}>
          <p>{t("approval.failed")}</p>
          <FieldProblems problems={loaded.problems} />
          <Button size="small" onPress={() => navigate("profile", { tab: "problems" })}>
            {t("source.goToProfile")}
          </Button>
        </div>
      )}
      {loaded?.state === "there" && <Standing review={loaded.value} matters={isAsked} />}
      <Switch
        label={t("approval.require")}
        detail={t("approval.requireDetail")}
        locked={lock("approval")}
        isSelected={isAsked}
        onChange={(requireApproval) => changeForm({ requireApproval })}
      />
      <FieldProblems problems={planned.problemsAt("approval")} />
    </Section>
  );
}

function Standing({ review, matters }: { review: ReviewState; matters: boolean }) {
  const { t } = useTranslation("run");
  const formats = useFormats();
  const { granted, refusal } = review;
  return (
    <div className={styles.stack}>
      <div className={styles.approval}>
        {granted ? (
          <>
            <Badge tone="good" icon={BadgeCheck}>
              {t("approval.granted")}
            </Badge>
            <span>
              {t("approval.by", {
                people: granted.approvers.join(", "),
                serial: granted.serial,
                expires: formats.date(granted.expires),
              })}
            </span>
          </>
        ) : (
          <Badge tone={matters ? "bad" : "note"} icon={CircleDashed}>
            {t("approval.none")}
          </Badge>
        )}
        <Button size="small" onPress={() => navigate("review")}>
          {t("approval.review")}
        </Button>
      </div>
      {refusal && matters && <FieldProblems problems={[refusal]} />}
    </div>
  );
}
