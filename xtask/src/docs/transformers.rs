//! The catalogue of transformers as a page, from what `bauta transformers --format json` says.

use anyhow::{Context, Result};
use serde_json::Value;

const HEAD: &str = "<!-- Written by `cargo xtask docs`; change the transformers instead. -->
# Transformers

What may stand in a profile where a transformer is named. `bauta transformers NAME` shows the same.

NULL stays NULL unless a transformer says otherwise. A value that is not of the form a transformer
needs becomes what the rule's `on_invalid` says: `redact` (default), `null`, or `fail`.

What the guarantees mean, each under one key and domain, with default parameters:

| guarantee | means |
|---|---|
| deterministic | equal values get equal results, in every table, dump and run |
| injective | different values get different results, so UNIQUE stays unique |
| disjoint | a result is never a value that could be an original |
| reversible | whoever has the key can compute the original |
| keeps length | the result has as many characters as the value |
| keeps format | letters, digits and punctuation stay where they were |

Results in the examples are those of the key that the examples share; yours differ.
";

/// The page.
pub(crate) fn page(catalogue: &str) -> Result<String> {
    let catalogue: Value = serde_json::from_str(catalogue)?;
    let kinds = list(&catalogue, "transformers");
    let mut page = vec![
        HEAD.to_owned(),
        "| transformer | does |\n|---|---|".to_owned(),
    ];
    for kind in kinds {
        let name = text(kind, "name")?;
        page.push(format!(
            "| [{name}](#{name}) | {} |",
            cell(text(kind, "summary")?)
        ));
    }
    for kind in kinds {
        page.push(section(kind)?);
    }
    Ok(page.join("\n") + "\n")
}

fn section(kind: &Value) -> Result<String> {
    let mut parts = vec![format!(
        "\n## {}\n\n{}",
        text(kind, "name")?,
        text(kind, "summary")?
    )];
    let notes = text(kind, "notes")?;
    if !notes.is_empty() {
        parts.push(notes.to_owned());
    }
    let accepts: Vec<&str> = list(kind, "accepts")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let accepts = if accepts.is_empty() {
        "all".to_owned()
    } else {
        accepts.join(", ")
    };
    parts.push(format!(
        "*Types:* {accepts}. *Guarantees:* {}.",
        guarantees(kind)
    ));
    let parameters = list(kind, "parameters");
    if !parameters.is_empty() {
        parts.push(table(parameters)?);
    }
    let examples: Result<Vec<String>> = list(kind, "examples").iter().map(example).collect();
    parts.push(format!("```yaml\n{}\n```", examples?.join("\n")));
    Ok(parts.join("\n\n"))
}

fn guarantees(kind: &Value) -> String {
    let told = kind["guarantees"].as_object().into_iter().flatten();
    let told = told.filter_map(|(name, value)| match value {
        Value::Bool(true) => Some(name.replace('_', " ")),
        Value::Number(most) => Some(format!("at most {most} characters")),
        _ => None,
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "none".to_owned()
    } else {
        told.join(", ")
    }
}

fn table(parameters: &[Value]) -> Result<String> {
    let mut rows = vec!["| parameter | takes | default | |\n|---|---|---|---|".to_owned()];
    for parameter in parameters {
        let default = match (
            parameter["required"].as_bool(),
            parameter["default"].as_str(),
        ) {
            (Some(true), _) => "*required*".to_owned(),
            (_, Some(default)) => cell(default),
            _ => String::new(),
        };
        let (name, takes, doc) = (
            text(parameter, "name")?,
            text(parameter, "takes")?,
            text(parameter, "doc")?,
        );
        rows.push(format!(
            "| `{name}` | {} | {default} | {} |",
            cell(takes),
            cell(doc)
        ));
    }
    Ok(rows.join("\n"))
}

/// The rule as it may stand in a profile, and what becomes of a value.
fn example(example: &Value) -> Result<String> {
    let rule = text(example, "rule")?;
    let (input, output) = (side(&example["input"]), side(&example["output"]));
    Ok(format!("{rule}\n# {input}\n# → {output}"))
}

/// A value as it is, unless it could be taken for another one.
fn side(value: &Value) -> String {
    let Some(text) = value.as_str() else {
        return "NULL".to_owned();
    };
    let plain = !text.is_empty()
        && text != "NULL"
        && text.trim() == text
        && !text.contains(char::is_control)
        && !text.starts_with('"');
    if plain {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn text<'v>(value: &'v Value, key: &str) -> Result<&'v str> {
    value[key]
        .as_str()
        .with_context(|| format!("the catalogue has no {key}"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transformer_becomes_a_row_and_a_section() {
        let catalogue = r#"{"transformers": [{
            "name": "upper", "summary": "Writes a|b large.", "notes": "", "accepts": ["text"],
            "guarantees": {"deterministic": true, "injective": false, "longest": 9, "never_longer": false},
            "parameters": [{"name": "from", "takes": "a number", "required": true, "default": null, "doc": "Where."}],
            "examples": [{"rule": "upper", "input": "a\nb", "output": null}]
        }]}"#;
        let page = page(catalogue).unwrap();
        assert!(
            page.contains("| [upper](#upper) | Writes a\\|b large. |"),
            "{page}"
        );
        assert!(page.contains("*Types:* text. *Guarantees:* deterministic, at most 9 characters."));
        assert!(page.contains("| `from` | a number | *required* | Where. |"));
        assert!(page.contains("```yaml\nupper\n# \"a\\nb\"\n# → NULL\n```"));
    }

    #[test]
    fn a_catalogue_of_another_shape_is_an_error() {
        assert!(page(r#"{"transformers": [{"name": "a"}]}"#).is_err());
    }
}
