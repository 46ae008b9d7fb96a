import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/components/button/Button";
import { classNames } from "@/components/class-names";
import { CopyButton } from "@/components/status/CodeLine";
import { ProblemText } from "@/components/status/ProblemText";
import { problemReport } from "@/components/status/problem-report";
import { PAGE_DEFECT } from "@/platform/problem";
import { type Toast, useToasts } from "@/stores/toasts";
import styles from "./Toasts.module.css";

/** What happened, at the lower right. What failed stays until it is dismissed. */
export function Toasts() {
  const { t } = useTranslation("components");
  const toasts = useToasts((state) => state.toasts);
  return (
    <section aria-label={t("notifications")} className={styles.region}>
      <ol className={styles.list}>
        {toasts.map((toast) => (
          <li key={toast.id}>
            <ToastCard toast={toast} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation("components");
  const { t: app } = useTranslation("app");
  const dismiss = useToasts((state) => state.dismiss);
  const [paused, setPaused] = useState(false);
  const stays = toast.tone === "bad";
  useEffect(() => {
    if (stays || paused) return;
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [stays, paused, dismiss, toast.id]);

  const Icon = ICONS[toast.tone];
  const isDefect = toast.problems.some(({ code }) => code === PAGE_DEFECT);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only keeps it from going
    <div
      role={stays ? "alert" : "status"}
      className={classNames(styles.toast, styles[toast.tone])}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.title}>{toast.title}</p>
        {toast.problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
          <ProblemText
            key={`${problem.code} ${problem.place} ${problem.message}`}
            problem={problem}
          />
        ))}
        {isDefect && <p className={styles.hint}>{app("problems.unexpectedHint")}</p>}
        {(toast.action || toast.problems.length > 0) && (
          <div className={styles.actions}>
            {toast.action && (
              <Button
                size="small"
                onPress={() => {
                  toast.action?.run();
                  dismiss(toast.id);
                }}
              >
                {toast.action.label}
              </Button>
            )}
            {toast.problems.length > 0 && (
              <CopyButton text={problemReport(toast.problems)} label={t("copyDetails")} />
            )}
          </div>
        )}
      </div>
      <IconButton icon={X} label={t("dismiss")} size="small" onPress={() => dismiss(toast.id)} />
    </div>
  );
}

const ICONS = { good: CircleCheck, note: Info, bad: TriangleAlert };
const SHOWN_MS = 6_000;
const PROBLEMS_SHOWN = 3;
