use indexmap::IndexMap;
use serde_json::Value;

use super::fields::Decoder;
use super::table::expression;
use crate::rule::{SHORT_FORMS, ShortForm, ShortShape, expand_params};
use crate::yaml::{Content, Mark, Node};
use crate::{ColumnRule, FoldCase, NamePattern, OnInvalid, Problem, Secrets};

/// Keys of a column's rule; all others are parameters of its transformer.
pub const RULE_KEYS: &[&str] = &[
    "transformer",
    "domain",
    "fold",
    "persona",
    "on_invalid",
    "when",
    "else",
    "class",
    "optional",
    "reason",
    "review",
    "reviewed",
];

/// Reads the rules of a table's columns.
pub(super) fn map(
    node: &Node,
    secrets: Secrets,
    decoder: &mut Decoder,
) -> IndexMap<String, ColumnRule> {
    decoder.map(node, |decoder, column, at, node| {
        let pattern = NamePattern::of_column(column);
        if pattern.is_none() {
            let text = column.to_owned();
            let what = "a column";
            decoder.problem(Problem::Selector { text, what }, at);
        }
        let rule = rule(node, Standing::Column, decoder)?;
        let glob = pattern.is_some_and(|pattern| pattern.looseness() > 0);
        if glob && rule.keeps() && secrets != Secrets::Report {
            let column = column.to_owned();
            decoder.problem(Problem::KeepThroughGlob { column }, at);
        }
        Some(rule)
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The rule of a column.
    Column,
    /// What holds where the condition does not.
    Otherwise,
}

fn rule(node: &Node, standing: Standing, decoder: &mut Decoder) -> Option<ColumnRule> {
    let Content::Map(entries) = &node.content else {
        return decoder.words(node).map(ColumnRule::of);
    };
    let mut rule = ColumnRule::default();
    // A problem within a condition must not look like a condition that is missing.
    let has = |name: &str| entries.iter().any(|entry| entry.key == name);
    for entry in entries {
        decoder.within(&entry.key, |decoder| {
            key(
                &mut rule,
                &entry.key,
                entry.at,
                &entry.value,
                standing,
                decoder,
            );
        });
    }
    name_transformer(&mut rule, node, decoder);
    match (has("when"), has("else")) {
        (true, false) => decoder.problem(Problem::WhenWithoutElse, node.at),
        (false, true) => decoder.problem(Problem::ElseWithoutWhen, node.at),
        _ => {}
    }
    Some(rule)
}

fn key(
    rule: &mut ColumnRule,
    name: &str,
    at: Mark,
    node: &Node,
    standing: Standing,
    decoder: &mut Decoder,
) {
    const COLUMN_ONLY: &[&str] = &["when", "else", "class", "optional", "review", "reviewed"];
    const IN_ELSE: &[&str] = &[
        "transformer",
        "domain",
        "fold",
        "persona",
        "on_invalid",
        "reason",
    ];
    if standing == Standing::Otherwise && COLUMN_ONLY.contains(&name) {
        let unknown = Problem::UnknownKey {
            key: name.to_owned(),
            near: None,
            known: IN_ELSE,
        };
        decoder.problem(unknown, at);
        return;
    }
    match name {
        "transformer" => rule.transformer = decoder.words(node).unwrap_or_default(),
        "domain" => rule.domain = decoder.words(node),
        "fold" => {
            let values = [FoldCase::None, FoldCase::Lower];
            rule.fold = decoder.word(node, &["none", "lower"], &values);
        }
        "persona" => rule.persona = decoder.words(node),
        "on_invalid" => {
            let values = [OnInvalid::Fail, OnInvalid::Null, OnInvalid::Redact];
            rule.on_invalid = decoder.word(node, &["fail", "null", "redact"], &values);
        }
        "when" => rule.when = decoder.read(node, expression),
        "else" => rule.otherwise = self::rule(node, Standing::Otherwise, decoder).map(Box::new),
        "class" => rule.class = decoder.words(node),
        "optional" => rule.optional = decoder.flag(node).unwrap_or_default(),
        "reason" => rule.reason = decoder.words(node),
        "review" => rule.review = decoder.words(node),
        "reviewed" => rule.reviewed = decoder.words(node),
        _ => {
            if let Some(value) = decoder.value(node) {
                rule.params.insert(name.to_owned(), value);
            }
        }
    }
}

/// Finds the transformer that the keys name, and writes short forms out.
fn name_transformer(rule: &mut ColumnRule, node: &Node, decoder: &mut Decoder) {
    let Content::Map(entries) = &node.content else {
        return;
    };
    let long = entries.iter().any(|entry| entry.key == "transformer");
    let mut shorts = SHORT_FORMS
        .iter()
        .filter(|short| entries.iter().any(|entry| entry.key == short.transformer));
    if let (false, Some(short)) = (long, shorts.next()) {
        if let Some(other) = shorts.next() {
            let twice = Problem::TransformerTwice {
                first: short.transformer.to_owned(),
                second: other.transformer.to_owned(),
            };
            decoder.problem(twice, node.at);
        }
        write_out(rule, *short, node, decoder);
    } else if !long {
        decoder.problem(Problem::Missing { key: "transformer" }, node.at);
    }
    let short = SHORT_FORMS
        .iter()
        .find(|short| short.transformer == rule.transformer);
    if let Some(short) = short {
        expand_params(&mut rule.params, *short);
    }
}

fn write_out(rule: &mut ColumnRule, short: ShortForm, node: &Node, decoder: &mut Decoder) {
    let Some(inner) = rule.params.shift_remove(short.transformer) else {
        return;
    };
    let fits = match short.shape {
        ShortShape::Map => inner.is_object(),
        ShortShape::One => inner.is_object() || inner.is_string(),
    };
    if !fits {
        let expected = match short.shape {
            ShortShape::Map => "a map from paths to transformers",
            ShortShape::One => "a transformer",
        };
        let found = match inner {
            Value::Object(_) => "a map",
            Value::Array(_) => "a list",
            _ => "a text",
        };
        decoder.problem(Problem::Expected { expected, found }, node.at);
    }
    if rule.params.contains_key(short.param) {
        let twice = Problem::TransformerTwice {
            first: short.transformer.to_owned(),
            second: short.param.to_owned(),
        };
        decoder.problem(twice, node.at);
    }
    short.transformer.clone_into(&mut rule.transformer);
    rule.params.shift_insert(0, short.param.to_owned(), inner);
}
