//! The JSON Schema of profiles, with the transformers that there are.

use bauta_profile::RULE_KEYS;
use bauta_transform::{Kind, TRANSFORMERS};
use serde_json::{Map, Value, json};

/// The JSON Schema of profiles, with the transformers that there are.
pub(crate) fn profiles() -> Value {
    // What may stand for a transformer without naming it stands in the schema beside the keys of a
    // rule; it may be nested in a transformer as well.
    let bare = bauta_profile::json_schema(&Value::Null);
    let rule = bare
        .pointer("/$defs/else/anyOf/1/properties")
        .and_then(Value::as_object);
    let short = rule
        .into_iter()
        .flatten()
        .filter(|(key, _)| !RULE_KEYS.contains(&key.as_str()));
    let named: Vec<&str> = TRANSFORMERS
        .iter()
        .filter(|kind| !needs_parameters(kind))
        .map(|kind| kind.name)
        .collect();
    let mut forms = vec![json!({ "enum": named })];
    forms.extend(TRANSFORMERS.iter().map(|kind| form_of(kind)));
    forms.extend(short.map(|(key, schema)| {
        let mut properties = Map::new();
        properties.insert(key.clone(), schema.clone());
        object(properties, &[key.as_str()])
    }));
    bauta_profile::json_schema(&json!({ "oneOf": forms }))
}

fn form_of(kind: &Kind) -> Value {
    let mut properties = Map::new();
    properties.insert(
        "transformer".into(),
        json!({ "const": kind.name, "description": kind.summary }),
    );
    for param in kind.params {
        let mut schema = param.ty.schema();
        if let Value::Object(map) = &mut schema {
            map.insert("description".into(), param.doc.into());
        }
        properties.insert(param.name.into(), schema);
    }
    let mut required = vec!["transformer"];
    let needed = kind.params.iter().filter(|param| param.required);
    required.extend(needed.map(|param| param.name));
    object(properties, &required)
}

/// A transformer with parameters; one that is nested may have a domain of its own.
fn object(mut properties: Map<String, Value>, required: &[&str]) -> Value {
    properties
        .entry("domain")
        .or_insert_with(|| json!({ "type": "string", "minLength": 1 }));
    properties
        .entry("fold")
        .or_insert_with(|| json!({ "enum": ["none", "lower"] }));
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn needs_parameters(kind: &Kind) -> bool {
    kind.params.iter().any(|param| param.required)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_every_transformer_and_the_short_forms() {
        let schema = profiles();
        let forms = schema
            .pointer("/$defs/transformer/oneOf")
            .and_then(Value::as_array)
            .unwrap();
        for kind in TRANSFORMERS {
            let named = forms.iter().any(|form| {
                form.pointer("/properties/transformer/const")
                    .is_some_and(|name| name == kind.name)
            });
            assert!(named, "{}", kind.name);
        }
        for short in ["json", "xml", "hstore", "array"] {
            assert!(
                forms.iter().any(
                    |form| form.pointer(&format!("/properties/{short}")).is_some()
                        && form.pointer("/properties/transformer").is_none()
                ),
                "{short}"
            );
        }
    }
}
