import { FileCheck, FileOutput, PenLine } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApprovalRow, ReviewState, Standing } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Badge, type Tone } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import { type Formats, useFormats } from "@/i18n";
import { reportFailure, reportSuccess } from "@/stores/toasts";
import { SignDialog } from "./approve/SignDialog";
import { useReviewing } from "./context";
import styles from "./review.module.css";
import type { Text } from "./words";
import { writeReview } from "./writing";

const TONES: Record<Standing, Tone> = {
  holds: "good",
  waiting: "warn",
  replaced: "note",
  otherProfile: "bad",
  otherSchema: "bad",
  outOfTime: "bad",
  revoked: "bad",
  void: "bad",
};

/** Who approved what, when, until when, and whether it still holds. */
export function ApprovalsTab() {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { state, source, request } = useReviewing();
  const [isSigning, setSigning] = useState(false);
  const needed = state?.terms.needed ?? 1;
  const columns = useMemo<DataColumn<ApprovalRow>[]>(
    () => [
      {
        id: "serial",
        header: t("approvals.serial"),
        width: 4.5,
        grow: 0,
        align: "end",
        text: ({ serial }) => formats.count(serial),
        order: ({ serial }) => serial,
      },
      {
        id: "standing",
        header: t("approvals.standing"),
        width: 13,
        text: ({ standing }) => t(`standings.${standing}`),
        cell: ({ standing }) => <Badge tone={TONES[standing]}>{t(`standings.${standing}`)}</Badge>,
      },
      {
        id: "signers",
        header: t("approvals.signers"),
        width: 14,
        grow: 2,
        text: ({ signers }) => signers.join(", "),
      },
      {
        id: "counted",
        header: t("approvals.counted"),
        width: 6,
        grow: 0,
        text: ({ standing, counted }) =>
          standing === "holds" || standing === "waiting"
            ? t("approvals.of", { counted, needed })
            : "",
      },
      {
        id: "issued",
        header: t("approvals.issued"),
        width: 11,
        text: ({ issued }) => formats.dateTime(issued),
        order: ({ issued }) => issued,
      },
      {
        id: "expires",
        header: t("approvals.expires"),
        width: 7,
        text: ({ expires }) => formats.date(expires),
        order: ({ expires }) => expires,
      },
    ],
    [t, formats, needed],
  );
  const write = () => {
    if (!request) return;
    writeReview(request).then(
      (name) => name && reportSuccess(t("write.done", { name })),
      (thrown) => reportFailure(t("write.failed"), thrown),
    );
  };
  return (
    <div className={styles.list}>
      <header className={styles.approvalsHead}>
        {state && <Standings />}
        <span className={styles.row}>
          {source === "dump" && (
            <Button icon={FileOutput} onPress={write}>
              {t("write.open")}
            </Button>
          )}
          <Button icon={PenLine} isDisabled={!request} onPress={() => setSigning(true)}>
            {t("sign.open")}
          </Button>
        </span>
      </header>
      {state?.approvals.length ? (
        <DataTable
          label={t("tabs.approvals")}
          columns={columns}
          rows={state.approvals}
          rowKey={({ serial }) => String(serial)}
        />
      ) : (
        <EmptyState icon={FileCheck} title={t("approvals.none")}>
          {t(state ? "approvals.noneDetail" : "approvals.noProfile")}
        </EmptyState>
      )}
      {isSigning && <SignDialog onClose={() => setSigning(false)} />}
    </div>
  );
}

/** What is asked for and what is there, in sentences. */
function Standings() {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { state, environment } = useReviewing();
  if (!state) return null;
  const sentences = [
    t(state.terms.required ? "approvals.required" : "approvals.notRequired", { environment }),
    t("approvals.needed", { count: state.terms.needed }),
    ...(state.terms.longestDays === null
      ? []
      : [t("approvals.longest", { count: state.terms.longestDays })]),
    state.signedByAuthor
      ? t("approvals.authorSigned")
      : t(state.terms.separateAuthor ? "approvals.authorNeeded" : "approvals.authorUnsigned"),
    verdictText(state, t, formats),
  ];
  return (
    <ul className={styles.sentences} aria-label={t("approvals.label")}>
      {sentences.filter(Boolean).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Whether a run would go ahead, and why not. */
function verdictText(
  { granted, approvals, terms, refusal }: ReviewState,
  t: Text,
  formats: Formats,
) {
  if (granted) {
    const until = formats.date(granted.expires);
    return t("approvals.granted", { who: granted.approvers.join(", "), until });
  }
  const last = approvals[0];
  if (!last) return t("approvals.noneDetail");
  switch (last.standing) {
    case "waiting":
      return t("approvals.why.waiting", {
        serial: last.serial,
        counted: last.counted,
        needed: terms.needed,
      });
    case "otherProfile":
    case "otherSchema":
    case "outOfTime":
    case "revoked":
      return t(`approvals.why.${last.standing}`, { serial: last.serial });
    default:
      return refusal?.message ?? "";
  }
}
