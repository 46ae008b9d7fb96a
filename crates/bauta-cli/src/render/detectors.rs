//! The catalogue of detectors, for people and for programs.

use bauta_detect::{Category, Detector, Evidence, Example, OwnPattern, OwnRule, Place, catalogue};
use bauta_model::Sensitivity;
use serde_json::{Value, json};

use super::{Lines, human, table, width};

/// Kinds, what they are of, and what they are.
pub(crate) fn list<'r>(own: impl Iterator<Item = &'r OwnRule>, columns: Option<usize>) -> String {
    let ours = catalogue().map(|detector| {
        [
            detector.kind.to_owned(),
            class(detector.category, detector.sensitivity),
            detector.summary.to_owned(),
        ]
    });
    let own = own.map(|rule| {
        [
            rule.kind.clone(),
            class(rule.category, rule.sensitivity),
            rule.summary.clone(),
        ]
    });
    let rows: Vec<[String; 3]> = ours.chain(own).collect();
    table::align(&rows, columns)
}

/// Everything about one kind.
pub(crate) fn explain(detector: &Detector, columns: usize) -> String {
    let mut lines = Lines::default();
    let mut paragraph = |label: &str, indent: usize, words: &str| {
        let wrapped = width::wrap(words, columns.saturating_sub(indent));
        for (index, line) in wrapped.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            lines.add(format!("{label:<indent$}{line}"));
        }
    };
    paragraph("", 0, detector.kind);
    paragraph("", 2, detector.summary);
    paragraph("class", 14, &class(detector.category, detector.sensitivity));
    paragraph("treatment", 14, detector.treatment.name());
    paragraph("found in", 14, place(detector));
    paragraph("told by", 14, detector.evidence.name());
    if !detector.hints.is_empty() {
        paragraph("columns", 14, &detector.hints.join(", "));
    }
    paragraph(
        "mark of ours",
        14,
        detector.mark().unwrap_or("it can carry none"),
    );
    lines.add("examples");
    for example in detector.finds {
        lines.add(format!("  {}", within(detector, example)));
        if example.text != example.found {
            lines.add(format!("   -> {}", shown(detector, example.found)));
        }
    }
    if !detector.ignores.is_empty() {
        lines.add("ignored");
        for text in detector.ignores {
            lines.add(format!("  {}", shown(detector, text)));
        }
    }
    lines.into_text()
}

/// Everything about a kind of the user's own.
pub(crate) fn explain_own(rule: &OwnRule) -> String {
    let mut lines = Lines::default();
    lines.add(&rule.kind);
    lines.add(format!("  {}", human::printable(&rule.summary)));
    lines.add(format!(
        "class         {}",
        class(rule.category, rule.sensitivity)
    ));
    lines.add(format!(
        "looks like    {}",
        human::printable(&looks(&rule.pattern))
    ));
    for (label, words) in [
        ("near          ", &rule.keywords),
        ("columns       ", &rule.columns),
    ] {
        if !words.is_empty() {
            lines.add(format!("{label}{}", human::printable(&words.join(", "))));
        }
    }
    lines.into_text()
}

/// A kind of the user's own for programs.
pub(crate) fn own_json(rule: &OwnRule) -> Value {
    json!({
        "kind": rule.kind,
        "summary": rule.summary,
        "category": rule.category.name(),
        "sensitivity": rule.sensitivity.name(),
        "found_in": Place::AllText.name(),
        "columns": rule.columns,
        "keywords": rule.keywords,
        "pattern": looks(&rule.pattern),
    })
}

fn looks(pattern: &OwnPattern) -> String {
    match pattern {
        OwnPattern::Regex(pattern) => pattern.clone(),
        OwnPattern::Token {
            prefix,
            alphabet,
            least,
            most,
        } => format!("{prefix} and {least} to {most} of {alphabet}"),
    }
}

/// All detectors for programs.
pub(crate) fn list_json<'r>(own: impl Iterator<Item = &'r OwnRule>) -> Value {
    let kinds: Vec<Value> = catalogue()
        .map(explain_json)
        .chain(own.map(own_json))
        .collect();
    json!({ "detectors": kinds })
}

/// One detector for programs.
pub(crate) fn explain_json(detector: &Detector) -> Value {
    let examples = detector.finds.iter().map(|example| {
        json!({
            "text": within(detector, example),
            "found": shown(detector, example.found),
        })
    });
    json!({
        "kind": detector.kind,
        "summary": detector.summary,
        "category": detector.category.name(),
        "sensitivity": detector.sensitivity.name(),
        "treatment": detector.treatment.name(),
        "found_in": detector.place().name(),
        "evidence": detector.evidence.name(),
        "columns": detector.hints,
        "mark": detector.mark(),
        "examples": examples.collect::<Vec<_>>(),
        "ignored": detector.ignores.iter().map(|text| shown(detector, text)).collect::<Vec<_>>(),
    })
}

fn class(category: Category, sensitivity: Sensitivity) -> String {
    format!("{}, {}", category.name(), sensitivity.name())
}

fn place(detector: &Detector) -> &'static str {
    match detector.place() {
        Place::AllText => "every text, also within columns that stay",
        Place::Prose => "whole columns, and text that a rule calls prose",
        Place::Columns => "whole columns, whose name and values together tell",
    }
}

/// The text of an example in one line.
fn within(detector: &Detector, example: &Example) -> String {
    let found = human::printable(example.found);
    let text = human::printable(example.text);
    text.replace(found.as_ref(), &shown(detector, example.found))
}

/// A value in one line. The middle of tokens is left out: scanners of whatever this is written to
/// would take them for real.
fn shown(detector: &Detector, text: &str) -> String {
    let text = human::printable(text).into_owned();
    let count = text.chars().count();
    if detector.evidence != Evidence::Prefix || count < LONG {
        return text;
    }
    let front: String = text.chars().take(count / 3).collect();
    let end: String = text.chars().skip(count - count / 6).collect();
    format!("{front}…{end}")
}

const LONG: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_keeps_within_the_width() {
        for detector in catalogue() {
            let explained = explain(detector, 80);
            let prose = explained.split("\nexamples\n").next().unwrap();
            assert!(
                prose.lines().all(|line| width::of(line) <= 80),
                "{explained}"
            );
        }
    }

    #[test]
    fn no_example_of_a_token_is_shown_whole() {
        for detector in catalogue().filter(|detector| detector.evidence == Evidence::Prefix) {
            let told = explain_json(detector).to_string();
            for example in detector.finds {
                assert!(example.found.len() < LONG || !told.contains(example.found));
            }
        }
    }
}
