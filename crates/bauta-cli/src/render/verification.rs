//! What a verification found.

use bauta_engine::{Check, Proof};
use serde_json::{Value, json};

use super::{Lines, human, table};

/// For programs; the shape is part of the contract.
pub(crate) fn json(proof: &Proof) -> Value {
    serde_json::to_value(proof).unwrap_or_else(|_| json!({ "passed": proof.passed }))
}

/// For people: a line for each check, and what it found below it.
pub(crate) fn text(proof: &Proof) -> String {
    let mut lines = Lines::default();
    let rows: Vec<[String; 3]> = proof.checks.iter().map(row).collect();
    let heads = table::align(&rows, None);
    for (head, check) in heads.lines().zip(&proof.checks) {
        lines.add(head);
        for found in &check.findings {
            let place = human::printable(&found.place()).into_owned();
            lines.add(format!("  {place}: {}", human::printable(&found.words())));
        }
        if check.unlisted > 0 {
            lines.add(format!("  and {} more", human::count(check.unlisted)));
        }
    }
    for missing in &proof.not_checked {
        lines.add(format!("not checked: {missing}"));
    }
    let covered = proof.coverage;
    lines.add(format!(
        "read {}, {}, {} fields{}",
        human::bytes(covered.bytes),
        human::counted(covered.rows, "row", "rows"),
        human::count(covered.cells),
        unread(proof),
    ));
    lines.into_text()
}

fn row(check: &Check) -> [String; 3] {
    let verdict = if check.passed { "passed" } else { "FAILED" };
    let mut told = vec![format!("{} judged", human::count(check.judged))];
    let mut add = |count: u64, what: &str| {
        if count > 0 {
            told.push(format!("{} {what}", human::count(count)));
        }
    };
    add(check.unjudged, "not judged");
    add(check.excluded, "excluded");
    add(check.findings.len() as u64 + check.unlisted, "found");
    [check.name.to_owned(), verdict.to_owned(), told.join(", ")]
}

fn unread(proof: &Proof) -> String {
    let covered = proof.coverage;
    let mut text = String::new();
    for (count, what) in [
        (covered.undecodable, "fields that are no values"),
        (
            covered.unread_statements,
            "statements with rows that cannot be told apart",
        ),
    ] {
        if count > 0 {
            text = format!("{text}; {} {what}", human::count(count));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use bauta_engine::{Covered, Leftover};

    use super::*;

    #[test]
    fn a_finding_is_told_by_place_and_kind() {
        let found = Leftover {
            table: Some("public.t".to_owned()),
            column: Some("a".to_owned()),
            row: Some(7),
            line: None,
            kind: "original-value".to_owned(),
            origin: Some("public.t.email".to_owned()),
        };
        let proof = Proof {
            passed: false,
            checks: vec![Check {
                name: "originals-gone",
                passed: false,
                judged: 1200,
                unjudged: 0,
                excluded: 3,
                findings: vec![found],
                unlisted: 0,
            }],
            not_checked: vec!["keys: no original".to_owned()],
            coverage: Covered {
                bytes: 1_000_000,
                rows: 1,
                cells: 9,
                ..Covered::default()
            },
        };
        assert_eq!(
            text(&proof),
            "originals-gone  FAILED  1,200 judged, 3 excluded, 1 found\n\
             \x20 public.t.a, row 7: original-value of public.t.email\n\
             not checked: keys: no original\n\
             read 1.0 MB, 1 row, 9 fields\n"
        );
    }
}
