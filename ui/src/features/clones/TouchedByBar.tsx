import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/button/Button";
import { Select } from "@/components/choice/Select";
import { TextField } from "@/components/field/TextField";
import { useFormats } from "@/i18n";
import { refineRoute } from "@/stores/route";
import styles from "./clones.module.css";
import { isAsked, TOUCHED_BY, type Touched } from "./touched";

/** Who is touched by a key, a dump, a profile or a secret that has leaked. */
export function TouchedByBar({ touched, found }: { touched: Touched; found: number }) {
  const { t } = useTranslation("clones");
  const { count } = useFormats();
  const [by, setBy] = useState(touched.by ?? "keyId");
  const [value, setValue] = useState(touched.value);
  const look = () => refineRoute({ by, value });
  return (
    <search className={styles.touched} aria-label={t("touched.title")}>
      <div className={styles.touchedBy}>
        <Select
          label={t("touched.by")}
          choices={TOUCHED_BY.map((id) => ({ id, label: t(`touched.kinds.${id}`) }))}
          value={by}
          onChange={(id) => setBy(id)}
        />
      </div>
      <div className={styles.touchedValue}>
        <TextField
          label={t(`touched.values.${by}`)}
          mono
          value={value}
          onChange={setValue}
          onKeyDown={(event) => {
            if (event.key === "Enter") look();
          }}
        />
      </div>
      <Button isDisabled={value.trim() === ""} onPress={look}>
        {t("touched.look")}
      </Button>
      {isAsked(touched) && (
        <>
          <Button
            variant="quiet"
            onPress={() => {
              setValue("");
              refineRoute({});
            }}
          >
            {t("touched.showAll")}
          </Button>
          <span className={styles.touchedFound} role="status">
            {t("touched.found", { count: found, formatted: count(found) })}
          </span>
        </>
      )}
    </search>
  );
}
