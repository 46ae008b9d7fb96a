import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParamEntry } from "@/bindings";
import { Select } from "@/components/choice/Select";
import { TextField } from "@/components/field/TextField";
import { useFormats } from "@/i18n";
import { NestedTreatment } from "./NestedTreatment";
import { TreatmentList, TreatmentMap } from "./TreatmentMap";
import { type Read, readTyped, typedOf, type Widget, widgetOf } from "./widget";

/** `typing` while somebody still types, `done` once it is meant. */
export type ChangeStage = "typing" | "done";

export interface ParamFieldProps {
  param: ParamEntry;
  value: unknown;
  /** Columns of the table, for parameters that name one. */
  columns: readonly string[];
  error?: string | null;
  /** How deep the transformer is nested; 0 for the rule's own. */
  depth: number;
  onChange(value: unknown, stage: ChangeStage): void;
}

/** Asks for one parameter in the way its JSON Schema fits. */
export function ParamField(props: ParamFieldProps) {
  const { t } = useTranslation("profile");
  const { param, value, columns, depth, onChange } = props;
  const widget = widgetOf(param.schema);
  const text = {
    label: param.name,
    description: describe(param, t("params.default")),
    error: props.error,
  };

  switch (widget.kind) {
    case "choice":
      return <OptionalChoice {...props} values={widget.values} text={text} />;
    case "boolean":
      return <OptionalChoice {...props} values={["true", "false"]} text={text} />;
    case "transformer":
      return (
        <NestedTreatment
          {...text}
          value={value}
          columns={columns}
          depth={depth}
          optional={!param.required}
          onChange={onChange}
        />
      );
    case "transformerMap":
      return (
        <TreatmentMap
          {...text}
          param={param}
          value={value}
          columns={columns}
          depth={depth}
          onChange={onChange}
        />
      );
    case "transformers":
      return (
        <TreatmentList
          {...text}
          value={value}
          columns={columns}
          depth={depth}
          onChange={onChange}
        />
      );
    default:
      if (param.input === "column") {
        return <OptionalChoice {...props} values={columns} text={text} />;
      }
      return (
        <TypedField
          {...text}
          widget={widget}
          value={value}
          placeholder={param.default ?? undefined}
          isRequired={param.required}
          mono={param.input !== "text" && param.input !== "integer" && param.input !== "number"}
          onChange={onChange}
        />
      );
  }
}

function describe(param: ParamEntry, word: string): string {
  return param.default === null ? param.doc : `${param.doc} ${word} ${param.default}`;
}

function OptionalChoice(
  props: ParamFieldProps & {
    values: readonly string[];
    text: { label: string; description: string; error?: string | null };
  },
) {
  const { t } = useTranslation("profile");
  const { param, value, values, text, onChange } = props;
  const shown = value === undefined ? "" : String(value);
  const unset = param.required ? [] : [{ id: "", label: t("params.unset") }];
  const known = shown === "" || values.includes(shown) ? values : [...values, shown];
  const typed = (id: string) => (widgetOf(param.schema).kind === "boolean" ? id === "true" : id);
  return (
    <Select
      {...text}
      isRequired={param.required}
      choices={[...unset, ...known.map((id) => ({ id, label: id }))]}
      value={param.required && shown === "" ? null : shown}
      placeholder={t("params.choose")}
      onChange={(id) => onChange(id === "" ? undefined : typed(id), "done")}
    />
  );
}

interface TypedFieldProps {
  label: string;
  labelHidden?: boolean;
  description?: string;
  error?: string | null;
  widget: Widget;
  value: unknown;
  placeholder?: string;
  isRequired?: boolean;
  mono?: boolean;
  rows?: number;
  onChange(value: unknown, stage: ChangeStage): void;
}

/**
 * A text that means a value. What can't be read stays as it was typed, with the reason beside it,
 * and the value before it stands.
 */
export function TypedField(props: TypedFieldProps) {
  const { t } = useTranslation("profile");
  const formats = useFormats();
  const { widget, value, onChange } = props;
  const saved = typedOf(widget, value);
  // What was typed holds until another value comes from elsewhere: an undo, another column.
  const [typing, setTyping] = useState<{ text: string; over: string } | null>(null);
  const text = typing && typing.over === saved ? typing.text : saved;
  const read = readTyped(widget, text);

  const finish = () => {
    if ("value" in read) onChange(read.value, "done");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && (widget.kind !== "list" || mod)) finish();
    if (event.key === "Escape") setTyping(null);
  };
  return (
    <TextField
      label={props.label}
      labelHidden={props.labelHidden}
      description={props.description}
      placeholder={props.placeholder}
      isRequired={props.isRequired}
      mono={props.mono}
      rows={widget.kind === "list" ? 4 : props.rows}
      error={misfitText(read, t, formats.count) ?? props.error}
      value={text}
      onChange={(now) => {
        const next = readTyped(widget, now);
        setTyping({ text: now, over: "value" in next ? typedOf(widget, next.value) : saved });
        if ("value" in next) onChange(next.value, "typing");
      }}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}

function misfitText(
  read: Read,
  t: (
    key: `misfits.${Extract<Read, { misfit: unknown }>["misfit"]}`,
    values: { bound: string },
  ) => string,
  count: (value: number) => string,
): string | null {
  if (!("misfit" in read)) return null;
  return t(`misfits.${read.misfit}`, { bound: read.bound === undefined ? "" : count(read.bound) });
}
