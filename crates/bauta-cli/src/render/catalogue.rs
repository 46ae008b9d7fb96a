//! The catalogue of transformers, for people and for programs.

use bauta_transform::{Example, Kind, Lengths, Param, TRANSFORMERS, Traits};
use serde_json::{Map, Value, json};

use super::{Lines, human, table, width};

/// Names and what they do.
pub(crate) fn list(columns: Option<usize>) -> String {
    let rows: Vec<[String; 2]> = TRANSFORMERS
        .iter()
        .map(|kind| [kind.name.to_owned(), kind.summary.to_owned()])
        .collect();
    table::align(&rows, columns)
}

/// Everything about one transformer.
pub(crate) fn explain(kind: &Kind, columns: usize) -> String {
    let mut lines = Lines::default();
    let mut paragraph = |label: &str, indent: usize, words: &str| {
        let wrapped = width::wrap(words, columns.saturating_sub(indent));
        for (index, line) in wrapped.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            lines.add(format!("{label:<indent$}{line}"));
        }
    };
    paragraph("", 0, kind.name);
    paragraph("", 2, kind.summary);
    paragraph("", 2, kind.notes);
    paragraph("types", 12, &types(kind));
    paragraph("guarantees", 12, &guarantees(&kind.traits).join(", "));
    if !kind.params.is_empty() {
        paragraph("", 0, "parameters");
    }
    for param in kind.params {
        paragraph("", 2, &takes(param));
        paragraph("", 6, param.doc);
    }
    lines.add("examples");
    for example in kind.examples {
        lines.append(&shown_example(kind, example));
    }
    lines.into_text()
}

/// All transformers for programs.
pub(crate) fn list_json() -> Value {
    json!({ "transformers": TRANSFORMERS.iter().map(|kind| explain_json(kind)).collect::<Vec<_>>() })
}

/// One transformer for programs.
pub(crate) fn explain_json(kind: &Kind) -> Value {
    let traits = kind.traits;
    let parameters = kind.params.iter().map(|param| {
        json!({
            "name": param.name,
            "takes": param.ty.describe(),
            "schema": param.ty.schema(),
            "required": param.required,
            "default": (!param.default.is_empty()).then_some(param.default),
            "doc": param.doc,
        })
    });
    let examples = kind.examples.iter().map(|example| {
        json!({
            "rule": rule_of(kind, example),
            "parameters": parameters_of(example),
            "input": example.input,
            "output": example.output,
        })
    });
    json!({
        "name": kind.name,
        "summary": kind.summary,
        "notes": kind.notes,
        "accepts": kind.accepts.iter().map(|class| format!("{class:?}").to_lowercase()).collect::<Vec<_>>(),
        "guarantees": {
            "deterministic": traits.deterministic,
            "injective": traits.injective,
            "disjoint": traits.disjoint,
            "reversible": traits.reversible,
            "keeps_length": traits.keeps_length,
            "keeps_format": traits.keeps_format,
            "longest": match traits.lengths { Lengths::AtMost(most) => Some(most), _ => None },
            "never_longer": traits.lengths == Lengths::NotLonger,
        },
        "parameters": parameters.collect::<Vec<_>>(),
        "examples": examples.collect::<Vec<_>>(),
    })
}

fn types(kind: &Kind) -> String {
    if kind.accepts.is_empty() {
        return "all".to_owned();
    }
    let names: Vec<String> = kind
        .accepts
        .iter()
        .map(|class| format!("{class:?}").to_lowercase())
        .collect();
    names.join(", ")
}

fn guarantees(traits: &Traits) -> Vec<String> {
    let told = [
        (traits.deterministic, "equal values get equal results"),
        (traits.injective, "different values get different results"),
        (traits.disjoint, "never yields an original"),
        (traits.reversible, "reversible with the key"),
        (traits.keeps_length, "keeps the length"),
        (traits.keeps_format, "keeps the format"),
    ];
    let mut told: Vec<String> = told
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| (*words).to_owned())
        .collect();
    match traits.lengths {
        Lengths::NotLonger if !traits.keeps_length => {
            told.push("never longer than the value".to_owned());
        }
        Lengths::AtMost(most) => told.push(format!(
            "at most {}",
            human::counted(most as u64, "character", "characters")
        )),
        Lengths::NotLonger | Lengths::Unknown => {}
    }
    if told.is_empty() {
        told.push("none".to_owned());
    }
    told
}

fn takes(param: &Param) -> String {
    let default = match (param.required, param.default) {
        (true, _) => "; required".to_owned(),
        (false, "") => String::new(),
        (false, default) => format!("; default {default}"),
    };
    format!("{}: {}{default}", param.name, param.ty.describe())
}

fn shown_example(kind: &Kind, example: &Example) -> String {
    let said = |side: Option<&str>| {
        side.map_or_else(
            || "NULL".to_owned(),
            |text| human::printable(text).into_owned(),
        )
    };
    format!(
        "  {}\n      {}\n   -> {}\n",
        rule_of(kind, example),
        said(example.input),
        said(example.output)
    )
}

/// The rule of an example, as it may stand in a profile.
fn rule_of(kind: &Kind, example: &Example) -> String {
    match parameters_of(example) {
        Value::Object(parameters) if !parameters.is_empty() => {
            let mut rule = Map::new();
            rule.insert("transformer".into(), kind.name.into());
            rule.extend(parameters);
            flow(&Value::Object(rule))
        }
        _ => kind.name.to_owned(),
    }
}

/// A rule as it may stand in a profile: YAML in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entries: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", scalar(key), flow(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(flow).collect::<Vec<_>>().join(", ")
        ),
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// Quoted, unless it is a word that YAML takes for nothing else.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    if starts_well && !reserved && text.chars().all(plain) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

fn parameters_of(example: &Example) -> Value {
    serde_json::from_str(example.params).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use bauta_profile::Profile;

    use super::*;

    #[test]
    fn every_example_is_a_rule_that_a_profile_may_hold() {
        for kind in TRANSFORMERS {
            for example in kind.examples {
                let rule = rule_of(kind, example);
                let text = format!("version: 1\ntables: {{ t: {{ columns: {{ c: {rule} }} }} }}");
                let profile =
                    Profile::parse(&text).unwrap_or_else(|problems| panic!("{rule}: {problems:?}"));
                let rule = &profile.tables["t"].columns["c"];
                assert_eq!(rule.transformer, kind.name);
                assert_eq!(
                    Value::Object(rule.params.clone()),
                    parameters_of(example),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn an_explanation_keeps_within_the_width() {
        for kind in TRANSFORMERS {
            let explained = explain(kind, 80);
            let prose = explained
                .split("\nparameters\n")
                .next()
                .unwrap()
                .split("\nexamples\n")
                .next()
                .unwrap();
            assert!(
                prose.lines().all(|line| width::of(line) <= 80),
                "{explained}"
            );
        }
    }
}
