//! The catalogue of detectors, for people and for programs.

use bauta_detect::{Detector, Evidence, Example, Place, catalogue};
use serde_json::{Value, json};

use super::{Lines, human, table, width};

/// Kinds, what they are of, and what they are.
pub(crate) fn list(columns: Option<usize>) -> String {
    let rows: Vec<[String; 3]> = catalogue()
        .map(|detector| {
            [
                detector.kind.to_owned(),
                class(detector),
                detector.summary.to_owned(),
            ]
        })
        .collect();
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
    paragraph("class", 14, &class(detector));
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

/// All detectors for programs.
pub(crate) fn list_json() -> Value {
    json!({ "detectors": catalogue().map(explain_json).collect::<Vec<_>>() })
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

fn class(detector: &Detector) -> String {
    format!(
        "{}, {}",
        detector.category.name(),
        detector.sensitivity.name()
    )
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
