//! The catalogue of detectors as a page, from what `bauta detectors --format json` says.

use anyhow::{Context, Result};
use serde_json::Value;

const HEAD: &str = "<!-- Written by `cargo xtask docs`; change the detectors instead. -->
# Detectors

What bauta finds by itself. `bauta detectors NAME` tells more, with examples.

- *found in* `all-text`: every text, also within columns that stay; `prose`: text that a rule calls
  prose, and whole columns; `columns`: a column's name and all of its values together tell.
- *treatment*: what becomes of it unless a profile says otherwise. A secret is replaced by a dead one
  of the same shape (`stage`), or by the staging credential that `replacements:` names.
- *mark*: how replacements of ours are told from originals; none where a value can carry none.
";

/// The page.
pub(crate) fn page(catalogue: &str) -> Result<String> {
    let catalogue: Value = serde_json::from_str(catalogue)?;
    let kinds = list(&catalogue, "detectors");
    let mut page = vec![HEAD.to_owned()];
    for (category, title) in TITLES {
        page.push(format!("## {title}\n"));
        page.push("| kind | is | sensitivity | found in | treatment | mark |".to_owned());
        page.push("|---|---|---|---|---|---|".to_owned());
        for kind in kinds {
            if text(kind, "category")? == *category {
                page.push(row(kind)?);
            }
        }
        page.push(String::new());
    }
    page.push("## Names of columns\n".to_owned());
    page.push("| kind | columns that hold it |\n|---|---|".to_owned());
    for kind in kinds {
        let names: Vec<&str> = list(kind, "columns")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        if !names.is_empty() {
            page.push(format!(
                "| {} | {} |",
                text(kind, "kind")?,
                names.join(", ")
            ));
        }
    }
    Ok(page.join("\n") + "\n")
}

static TITLES: &[(&str, &str)] = &[
    ("secret", "Secrets"),
    ("pii", "What identifies a person"),
    ("quasi", "What identifies together with other values"),
    ("special", "What is under special protection"),
];

fn row(kind: &Value) -> Result<String> {
    Ok(format!(
        "| `{}` | {} | {} | {} | {} | {} |",
        text(kind, "kind")?,
        cell(text(kind, "summary")?),
        text(kind, "sensitivity")?,
        text(kind, "found_in")?,
        text(kind, "treatment")?,
        cell(kind["mark"].as_str().unwrap_or("none")),
    ))
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
    fn a_detector_becomes_a_row_of_its_category() {
        let catalogue = r#"{"detectors": [{
            "kind": "iban", "summary": "An a|b account.", "category": "pii", "sensitivity": "high",
            "treatment": "token", "found_in": "all-text", "mark": null, "columns": ["iban", "konto"]
        }]}"#;
        let page = page(catalogue).unwrap();
        assert!(page.contains("| `iban` | An a\\|b account. | high | all-text | token | none |"));
        assert!(page.contains("| iban | iban, konto |"));
    }

    #[test]
    fn a_catalogue_of_another_shape_is_an_error() {
        assert!(page(r#"{"detectors": [{"kind": "a"}]}"#).is_err());
    }
}
