import { Plus, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/components/button/Button";
import { Select } from "@/components/choice/Select";
import { FieldProblems } from "@/components/field/FieldProblems";
import { TextField } from "@/components/field/TextField";
import styles from "./settings.module.css";
import { type SettingKey, useSetting } from "./use-setting";

/** A text; taken over when its field is left. */
export function SettingText({ of, mono }: { of: SettingKey; mono?: boolean }) {
  const { name, detail, value = "", problems, set } = useSetting<string>(of);
  return (
    <div className={styles.field}>
      <TypedText
        label={name}
        description={detail}
        mono={mono}
        value={String(value)}
        onDone={(text) => set(text === "" ? undefined : text)}
      />
      <FieldProblems problems={problems} />
    </div>
  );
}

/** One of a few words; the first is what holds where the profile says nothing. */
export function SettingChoice<Id extends string>({
  of,
  choices,
  unset,
}: {
  of: SettingKey;
  choices: readonly { id: Id; label: string; detail?: string }[];
  unset: Id;
}) {
  const { name, detail, value, problems, set } = useSetting<Id>(of);
  return (
    <div className={styles.field}>
      <Select
        label={name}
        description={detail}
        choices={choices}
        value={value ?? unset}
        onChange={(id) => set(id === unset ? undefined : id)}
      />
      <FieldProblems problems={problems} />
    </div>
  );
}

/** Names and what stands for each. */
export function SettingMap({ of, from, to }: { of: SettingKey; from: string; to: string }) {
  const { name, detail, value = {}, problems, set } = useSetting<Record<string, string>>(of);
  return (
    <NamesMap
      label={name}
      detail={detail}
      from={from}
      to={to}
      value={value}
      onChange={(next) => set(Object.keys(next).length === 0 ? undefined : next)}
    >
      <FieldProblems problems={problems} />
    </NamesMap>
  );
}

interface NamesMapProps {
  label: string;
  detail: string;
  from: string;
  to: string;
  value: Readonly<Record<string, string>>;
  onChange(value: Record<string, string>): void;
  children?: React.ReactNode;
}

/** Pairs of names, in the order of the profile. */
export function NamesMap({ label, detail, from, to, value, onChange, children }: NamesMapProps) {
  const { t } = useTranslation("profile");
  const [added, setAdded] = useState({ name: "", value: "" });
  const entries = Object.entries(value);
  const isTaken = added.name in value;
  const isReady = added.name !== "" && added.value !== "" && !isTaken;
  const add = () => {
    if (!isReady) return;
    onChange({ ...value, [added.name]: added.value });
    setAdded({ name: "", value: "" });
  };
  return (
    <fieldset className={styles.map}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.muted}>{detail}</p>
      {entries.map(([name, each]) => (
        <div key={name} className={styles.entry}>
          <code className={styles.entryName}>{name}</code>
          <span aria-hidden>→</span>
          <TypedText
            label={`${to}: ${name}`}
            labelHidden
            mono
            value={each}
            onDone={(text) => text !== "" && onChange({ ...value, [name]: text })}
          />
          <IconButton
            icon={Trash2}
            size="small"
            label={t("map.remove", { path: name })}
            onPress={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== name)))}
          />
        </div>
      ))}
      <div className={styles.entryNew}>
        <TextField
          label={from}
          mono
          value={added.name}
          error={isTaken ? t("map.taken") : null}
          onChange={(name) => setAdded((before) => ({ ...before, name }))}
        />
        <TextField
          label={to}
          mono
          value={added.value}
          onChange={(each) => setAdded((before) => ({ ...before, value: each }))}
          onKeyDown={(event) => event.key === "Enter" && add()}
        />
        <Button icon={Plus} isDisabled={!isReady} onPress={add}>
          {t("map.addButton")}
        </Button>
      </div>
      {children}
    </fieldset>
  );
}

interface TypedTextProps {
  label: string;
  labelHidden?: boolean;
  description?: string;
  mono?: boolean;
  value: string;
  /** When the field is left, or Enter is pressed, with another text than before. */
  onDone(text: string): void;
}

export function TypedText({ value, onDone, ...field }: TypedTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const done = () => {
    if (text.trim() !== value) onDone(text.trim());
  };
  return (
    <TextField
      {...field}
      value={text}
      onChange={setText}
      onBlur={done}
      onKeyDown={(event) => event.key === "Enter" && done()}
    />
  );
}
