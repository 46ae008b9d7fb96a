import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParamEntry } from "@/bindings";
import { Button, IconButton } from "@/components/button/Button";
import { TextField } from "@/components/field/TextField";
import { NestedTreatment } from "./NestedTreatment";
import type { ChangeStage } from "./ParamField";
import styles from "./rule.module.css";

interface Shared {
  label: string;
  description?: string;
  error?: string | null;
  value: unknown;
  columns: readonly string[];
  depth: number;
  onChange(value: unknown, stage: ChangeStage): void;
}

/** A transformer for each path, field or key of a document. The order is that of the profile. */
export function TreatmentMap(props: Shared & { param: ParamEntry }) {
  const { t } = useTranslation("profile");
  const { label, description, param, value, columns, depth, onChange } = props;
  const [path, setPath] = useState("");
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  const isTaken = entries.some(([each]) => each === path);
  const add = () => {
    if (path === "" || isTaken) return;
    onChange(Object.fromEntries([...entries, [path, "redact"]]), "done");
    setPath("");
  };
  const remove = (gone: string) => {
    const left = entries.filter(([each]) => each !== gone);
    onChange(left.length === 0 && !param.required ? undefined : Object.fromEntries(left), "done");
  };
  return (
    <fieldset className={styles.map}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.muted}>{description}</p>
      {props.error && <p className={styles.fault}>{props.error}</p>}
      {entries.map(([each, treatment]) => (
        <div key={each} className={styles.entry}>
          <div className={styles.entryField}>
            <NestedTreatment
              label={each}
              value={treatment}
              columns={columns}
              depth={depth}
              onChange={(next, stage) =>
                onChange(
                  Object.fromEntries(entries.map(([key, old]) => [key, key === each ? next : old])),
                  stage,
                )
              }
            />
          </div>
          <IconButton
            icon={Trash2}
            size="small"
            label={t("map.remove", { path: each })}
            onPress={() => remove(each)}
          />
        </div>
      ))}
      <div className={styles.entry}>
        <div className={styles.entryField}>
          <TextField
            label={t("map.add")}
            placeholder={param.name === "paths" ? "$.address.city" : t("map.name")}
            mono
            value={path}
            error={isTaken ? t("map.taken") : null}
            onChange={setPath}
            onKeyDown={(event) => event.key === "Enter" && add()}
          />
        </div>
        <Button icon={Plus} size="small" isDisabled={path === "" || isTaken} onPress={add}>
          {t("map.addButton")}
        </Button>
      </div>
    </fieldset>
  );
}

/** Several transformers, tried or applied in their order. */
export function TreatmentList({ label, description, value, columns, depth, onChange }: Shared) {
  const { t } = useTranslation("profile");
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <fieldset className={styles.map}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.muted}>{description}</p>
      {list.map((treatment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells the entries apart
        <div key={at} className={styles.entry}>
          <div className={styles.entryField}>
            <NestedTreatment
              label={`${label} ${at + 1}`}
              value={treatment}
              columns={columns}
              depth={depth}
              onChange={(next, stage) => onChange(list.with(at, next), stage)}
            />
          </div>
          <IconButton
            icon={Trash2}
            size="small"
            label={t("map.remove", { path: `${label} ${at + 1}` })}
            onPress={() => onChange(list.toSpliced(at, 1), "done")}
          />
        </div>
      ))}
      <Button icon={Plus} size="small" onPress={() => onChange([...list, "redact"], "done")}>
        {t("map.addButton")}
      </Button>
    </fieldset>
  );
}
