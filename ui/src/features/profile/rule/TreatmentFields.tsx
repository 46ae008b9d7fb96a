import { useEditor } from "../editor";
import { type ChangeStage, ParamField } from "./ParamField";
import { type Treatment, withParam } from "./rule";

export interface TreatmentFieldsProps {
  treatment: Treatment;
  columns: readonly string[];
  depth?: number;
  /** What is wrong, by the parameter's name. */
  errors?: ReadonlyMap<string, string>;
  onChange(treatment: Treatment, stage: ChangeStage): void;
}

/** The parameters of a transformer, each as its own JSON Schema says. */
export function TreatmentFields(props: TreatmentFieldsProps) {
  const { treatment, columns, depth = 0, errors, onChange } = props;
  const { catalogue } = useEditor();
  const entry = catalogue.transformers.find(({ name }) => name === treatment.transformer);
  return entry?.params.map((param) => (
    <ParamField
      key={`${treatment.transformer} ${param.name}`}
      param={param}
      value={treatment.params[param.name]}
      columns={columns}
      depth={depth}
      error={errors?.get(param.name)}
      onChange={(value, stage) => onChange(withParam(treatment, param.name, value), stage)}
    />
  ));
}
