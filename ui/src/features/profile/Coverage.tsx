import { useTranslation } from "react-i18next";
import type { Meter as MeterOf } from "@/bindings";
import { Meter } from "@/components/status/Meter";
import { useFormats } from "@/i18n";
import styles from "./profile.module.css";

/** How much is decided; what is not, the filters count. */
export function Coverage({ meter }: { meter: MeterOf }) {
  const { t } = useTranslation("profile");
  const { count } = useFormats();
  const share = meter.columns === 0 ? 1 : meter.decided / meter.columns;
  const tone = meter.atRisk > 0 ? "bad" : meter.decided < meter.columns ? "warn" : "good";
  return (
    <div className={styles.coverage}>
      <Meter
        label={t("coverage.label")}
        value={share}
        text={t("coverage.text", { decided: count(meter.decided), columns: count(meter.columns) })}
        tone={tone}
      />
    </div>
  );
}
