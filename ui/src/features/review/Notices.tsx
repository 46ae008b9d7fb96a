import { useTranslation } from "react-i18next";
import type { ReviewFile } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import { chooseProfile } from "@/stores/choose";
import { navigate } from "@/stores/route";
import { reportFailure } from "@/stores/toasts";
import { useReviewing } from "./context";

/** What a reviewer should know before anything else. */
export function Notices({ file, onSave }: { file: ReviewFile | null; onSave(): void }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { profile, state, refused, remarks, notices, settings } = useReviewing();
  const open = () => {
    chooseProfile().catch((thrown) => reportFailure(t("failed.open"), thrown));
  };
  const back = remarks.sentBack;
  return (
    <>
      {settings.secrets === "report" && <Notice tone="bad">{t("notices.reportOnly")}</Notice>}
      {file && (
        <Notice
          tone="note"
          actions={
            profile === null ? (
              <Button size="small" onPress={open}>
                {t("none.profile")}
              </Button>
            ) : undefined
          }
        >
          {t("notices.file", { name: file.name, made: formats.dateTime(file.made) })}
          {profile === null && ` ${t("notices.noProfile")}`}
        </Notice>
      )}
      {refused.map(({ message, hint }) => (
        <Notice
          key={message}
          tone="bad"
          actions={
            <Button size="small" onPress={open}>
              {t("notices.otherProfile")}
            </Button>
          }
        >
          {[message, hint].filter(Boolean).join("; ")}
        </Notice>
      ))}
      {profile?.dirty && (
        <Notice
          tone="warn"
          actions={
            <Button size="small" onPress={onSave}>
              {t("save")}
            </Button>
          }
        >
          {t(state?.approvals.length ? "notices.editedApproved" : "notices.edited")}
        </Notice>
      )}
      {back && (
        <Notice
          tone={back.changedSince ? "note" : "warn"}
          actions={
            <Button size="small" onPress={() => navigate("profile")}>
              {t("failed.editor")}
            </Button>
          }
        >
          {t(back.changedSince ? "notices.sentBackBefore" : "notices.sentBack", {
            by: back.by,
            at: formats.date(back.at),
            reason: back.reason,
          })}
        </Notice>
      )}
      {state && !state.signersNamed && (
        <Notice
          tone="note"
          actions={
            <Button size="small" onPress={() => navigate("settings")}>
              {t("notices.settings")}
            </Button>
          }
        >
          {t("notices.noSigners")}
        </Notice>
      )}
      {notices.map((text) => (
        <Notice key={text} tone="note">
          {text}
        </Notice>
      ))}
    </>
  );
}
