//! The format as JSON Schema, draft 2020-12, for editors.

use serde_json::{Map, Value, json};

use crate::rule::{SHORT_FORMS, ShortShape};

/// The JSON Schema of profiles. `transformer` becomes `#/$defs/transformer`: what may stand where
/// a transformer is named, with parameters.
///
/// Conditions, dates and selectors are checked by reading the profile; the schema only describes
/// their shape.
pub fn json_schema(transformer: &Value) -> Value {
    let text = json!({"type": "string", "minLength": 1});
    let texts = json!({"type": "object", "additionalProperties": text});
    let retention = json!({"enum": ["drop", "keep"], "default": "drop"});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bauta profile",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "version": {"const": 1, "description": "Version of the format."},
            "name": described(&text, "The profile's name, for reports."),
            "dialect": {
                "enum": ["postgres", "mysql", "sqlite"],
                "description": "Refuses a dump of another dialect.",
            },
            "environment": described(&text, "The environment where none is named."),
            "key_id": described(&texts, "Pins a root key, by its id, for each environment."),
            "reveal_key": described(
                &texts,
                "Pins a reveal key, by its public half, for each environment.",
            ),
            "epoch": {
                "type": ["string", "number"],
                "description": "Makes successive clones unlinkable.",
            },
            "include": described(&list(&text), "Presets whose rules hold where none here does."),
            "unlisted": {
                "enum": ["refuse", "null", "redact", null],
                "default": "refuse",
                "description": "What becomes of columns that no rule names.",
            },
            "secrets": {
                "enum": ["scrub", "report"],
                "default": "scrub",
                "description": "What becomes of embedded secrets and identities.",
            },
            "statistics": described(&retention, "What becomes of planner statistics."),
            "large-objects": described(&retention, "What becomes of large objects."),
            "databases": described(&texts, "Databases and what they are called in the clone."),
            "identities": identities(&text, &texts),
            "replacements": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/replacement"},
                "description": "Staging credentials in place of dead ones, by kind of secret.",
            },
            "endpoints": described(&texts, "Production hosts and the staging hosts instead."),
            "tables": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/table"},
                "description": "Rules by table: a name or glob, with schema and database or not.",
            },
            "exceptions": {
                "type": "array",
                "items": {"$ref": "#/$defs/exception"},
                "description": "What is kept although a detector objects.",
            },
            "reviewed": reviewed(&text),
        },
        "$defs": {
            "transformer": transformer,
            "column": column(&text),
            "else": otherwise(&text),
            "table": table(&text),
            "replacement": replacement(&text),
            "exception": exception(&text),
        },
    })
}

fn described(schema: &Value, description: &str) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(map) = &mut schema {
        map.insert("description".into(), description.into());
    }
    schema
}

fn list(item: &Value) -> Value {
    json!({"type": "array", "items": item})
}

fn identities(text: &Value, texts: &Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "owner": described(text, "`keep`, or the role that owns objects in the clone."),
            "definer": described(text, "`current-user`, `keep`, or an account."),
            "roles": described(texts, "Roles and what they are called in the clone."),
        },
        "description": "Accounts that the DDL names.",
    })
}

fn reviewed(text: &Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "schema": {
                "type": "string",
                "pattern": "^sha256:[0-9a-f]{64}$",
                "description": "The fingerprint of the schema; a dump of another one is refused.",
            },
            "accounts": described(
                &list(text),
                "Roles, memberships, grants and owners; others are refused.",
            ),
            "leaves": {
                "type": "object",
                "additionalProperties": list(text),
                "description": "Leaves of kept documents, by column; others are refused.",
            },
        },
        "description": "What the dump was like when the profile was reviewed.",
    })
}

fn table(text: &Value) -> Value {
    let row_keys = ["rows", "keep-rows", "drop-rows", "limit"];
    let one_of_them: Vec<Value> = row_keys
        .iter()
        .enumerate()
        .flat_map(|(index, first)| {
            let later = row_keys.iter().skip(index + 1);
            later.map(move |second| json!({"not": {"required": [first, second]}}))
        })
        .collect();
    json!({
        "anyOf": [
            {"const": "drop-rows"},
            {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "optional": {"type": "boolean", "description": "May mean no table at all."},
                    "rows": {"enum": ["all", "drop"]},
                    "keep-rows": described(text, "Rows for which this is true stay."),
                    "drop-rows": described(text, "Rows for which this is not false go."),
                    "limit": {"type": "integer", "minimum": 0, "description": "So many rows stay."},
                    "columns": {
                        "type": "object",
                        "additionalProperties": {"$ref": "#/$defs/column"},
                    },
                    "reason": text,
                    "review": described(text, "An open doubt."),
                    "reviewed": described(text, "How a doubt was settled."),
                },
                "allOf": one_of_them,
            },
        ],
    })
}

fn column(text: &Value) -> Value {
    let mut properties = shared(text);
    let mut put = |key: &str, schema: Value| properties.insert(key.into(), schema);
    put(
        "when",
        described(
            text,
            "For which rows the rule holds; unknown counts as true.",
        ),
    );
    put("else", json!({"$ref": "#/$defs/else"}));
    put(
        "class",
        described(text, "What the column held when the profile was drafted."),
    );
    put(
        "optional",
        json!({"type": "boolean", "description": "May match no column."}),
    );
    put(
        "review",
        described(text, "An open doubt; nothing with one can be approved."),
    );
    put("reviewed", described(text, "How a doubt was settled."));
    rule(&properties, &json!({"when": ["else"], "else": ["when"]}))
}

fn otherwise(text: &Value) -> Value {
    rule(&shared(text), &json!({}))
}

/// A transformer by name, or an object with keys of the rule among the parameters.
fn rule(properties: &Map<String, Value>, dependent: &Value) -> Value {
    let named: Vec<Value> = std::iter::once("transformer")
        .chain(SHORT_FORMS.iter().map(|short| short.transformer))
        .map(|key| json!({"required": [key]}))
        .collect();
    json!({
        "anyOf": [
            {"$ref": "#/$defs/transformer"},
            {
                "type": "object",
                "properties": properties,
                "oneOf": named,
                "dependentRequired": dependent,
            },
        ],
    })
}

fn shared(text: &Value) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |key: &str, schema: Value| properties.insert(key.into(), schema);
    put("transformer", described(text, "Its name."));
    put(
        "domain",
        described(text, "Equal values of a domain get equal tokens."),
    );
    put("fold", json!({"enum": ["none", "lower"]}));
    put(
        "persona",
        described(text, "The column that tells who the row is about."),
    );
    put(
        "on_invalid",
        json!({"enum": ["fail", "null", "redact", null], "default": "redact"}),
    );
    put("reason", text.clone());
    for short in SHORT_FORMS {
        let transformer = json!({"$ref": "#/$defs/transformer"});
        let schema = match short.shape {
            ShortShape::Map => json!({"type": "object", "additionalProperties": transformer}),
            ShortShape::One => transformer,
        };
        put(short.transformer, schema);
    }
    properties
}

fn replacement(text: &Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["from"],
        "properties": {
            "from": {
                "anyOf": [
                    {"type": "string", "pattern": "^(env|file|keychain):."},
                    {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["command"],
                        "properties": {"command": {
                            "type": "array", "items": text, "minItems": 1,
                        }},
                    },
                ],
            },
            "owner": text,
            "rotate_by": {"type": "string", "format": "date"},
        },
    })
}

fn exception(text: &Value) -> Value {
    let date = json!({"type": "string", "format": "date"});
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["kinds", "reason", "owner", "issued", "expires"],
        "anyOf": [{"required": ["column"]}, {"required": ["fingerprint"]}],
        "properties": {
            "column": described(text, "One column, as `table.column`."),
            "fingerprint": described(text, "One secret; the only way for critical kinds."),
            "kinds": {"type": "array", "items": text, "minItems": 1},
            "reason": text,
            "ticket": text,
            "owner": text,
            "issued": date,
            "expires": date,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    fn keys(schema: &Value, pointer: &str) -> Vec<String> {
        let found = schema.pointer(pointer).unwrap();
        let mut keys: Vec<String> = found.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    }

    fn sorted(known: &[&str]) -> Vec<String> {
        let mut keys: Vec<String> = known.iter().map(|key| (*key).to_owned()).collect();
        keys.sort();
        keys
    }

    #[test]
    fn the_schema_knows_the_keys_that_the_reader_knows() {
        let schema = json_schema(&json!({"type": "string"}));
        assert_eq!(keys(&schema, "/properties"), sorted(decode::KEYS));
        let table = keys(&schema, "/$defs/table/anyOf/1/properties");
        assert_eq!(table, sorted(decode::TABLE_KEYS));
        let exception = keys(&schema, "/$defs/exception/properties");
        assert_eq!(exception, sorted(decode::EXCEPTION_KEYS));
        let mut column: Vec<&str> = decode::RULE_KEYS.to_vec();
        column.extend(SHORT_FORMS.iter().map(|short| short.transformer));
        assert_eq!(
            keys(&schema, "/$defs/column/anyOf/1/properties"),
            sorted(&column)
        );
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn follow(node: &Value, root: &Value) {
            if let Some(target) = node.get("$ref").and_then(Value::as_str) {
                assert!(
                    root.pointer(target.trim_start_matches('#')).is_some(),
                    "{target}"
                );
            }
            match node {
                Value::Object(map) => map.values().for_each(|child| follow(child, root)),
                Value::Array(items) => items.iter().for_each(|child| follow(child, root)),
                _ => {}
            }
        }
        let schema = json_schema(&json!({"type": "string"}));
        follow(&schema, &schema);
    }
}
