//! Columns as they occur, with what they hold; the table is `cases.txt`.

use bauta_model::{
    Column, ColumnName, ColumnType, Generated, SpanFinder, Table, TableName, TypeClass, UniqueKey,
};
use proptest::prelude::*;

use super::named::AMBIGUOUS;
use super::standing::Standing;
use super::{ColumnFacts, Reach, Tally, Verdict, judge};
use crate::{Detector, Finder, Fit, detectors};

static CASES: &str = include_str!("cases.txt");

struct Case<'c> {
    line: &'c str,
    expected: &'c str,
    table: TableName,
    schema: Table,
    patterns: Vec<&'c str>,
}

impl Case<'_> {
    fn value(&self, row: u64) -> String {
        let which = usize::try_from(row).unwrap() % self.patterns.len();
        value(self.patterns[which], row)
    }
}

fn cases() -> impl Iterator<Item = Case<'static>> {
    CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.split(" | ");
            let mut next = || parts.next().unwrap_or_else(|| panic!("{line}"));
            let expected = next();
            let mut column = next().split(' ');
            let beside = next();
            let (table, name) = column.next().unwrap().split_once('.').unwrap();
            let class = class(column.next().unwrap());
            let mut schema = Table {
                columns: vec![self::column(name, class)],
                ..Table::default()
            };
            if column.next() == Some("pk") {
                schema.keys.push(UniqueKey {
                    columns: vec![ColumnName::from(name)],
                    primary: true,
                });
            }
            let others = beside.split(' ').filter(|name| !name.is_empty());
            schema
                .columns
                .extend(others.map(|name| self::column(name, TypeClass::Text)));
            Case {
                line,
                expected,
                table: TableName::bare(table),
                schema,
                patterns: parts.collect(),
            }
        })
}

fn column(name: &str, class: TypeClass) -> Column {
    Column {
        name: ColumnName::from(name),
        ty: ColumnType::of(class, ""),
        nullable: true,
        generated: Generated::No,
        identity: false,
        default: None,
    }
}

fn class(word: &str) -> TypeClass {
    match word {
        "text" | "varchar" | "char" => TypeClass::Text,
        "integer" | "bigint" => TypeClass::Integer,
        "numeric" => TypeClass::Decimal,
        "float" | "double" => TypeClass::Float,
        "boolean" => TypeClass::Bool,
        "date" => TypeClass::Date,
        "timestamp" => TypeClass::Timestamp,
        "uuid" => TypeClass::Uuid,
        "jsonb" => TypeClass::Json,
        "enum" => TypeClass::Enum,
        "geometry" => TypeClass::Geometry,
        other => panic!("{other}"),
    }
}

/// A value of a pattern, another for each row.
fn value(pattern: &str, row: u64) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').map(|(inside, _)| inside) {
            Some("n") => out.push_str(&row.to_string()),
            Some(inside) if alphabet(inside).is_some() => {
                fill(inside, row * 131 + out.len() as u64, &mut out);
            }
            _ => {
                out.push('{');
                rest = after;
                continue;
            }
        }
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn alphabet(inside: &str) -> Option<(&'static [u8], usize)> {
    const B62: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/-_.";
    let count = inside.get(1..)?.parse().ok()?;
    let alphabet = match inside.as_bytes()[0] {
        b'h' => &B62[..16],
        b'x' => &B62[..62],
        b'b' => &B62[..64],
        b'u' => b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_",
        b'c' => b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ./",
        b'd' => &B62[..10],
        b'a' => &B62[..36],
        b'l' => &B62[10..36],
        b'A' => b"ABCDEFGHJKMNPQRSTVWXYZ",
        b'2' => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        _ => return None,
    };
    Some((alphabet, count))
}

fn fill(inside: &str, seed: u64, out: &mut String) {
    let (alphabet, count) = alphabet(inside).unwrap();
    let mut state = seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x1234_5678_9abc_def1;
    for _ in 0..count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let index = (state >> 33) as usize % alphabet.len();
        out.push(char::from(alphabet[index]));
    }
}

fn verdict(case: &Case<'_>) -> Option<Verdict> {
    let facts = ColumnFacts {
        table: &case.table,
        schema: &case.schema,
        column: &case.schema.columns[0],
    };
    let mut tally = Tally::new(&facts);
    let is_generated = case.patterns.iter().any(|pattern| pattern.contains('{'));
    let rows = if is_generated {
        60
    } else {
        4 * case.patterns.len() as u64
    };
    for row in 0..rows {
        tally.observe(row, case.value(row).as_bytes());
    }
    judge(&facts, &tally)
}

#[test]
fn columns_hold_what_they_are_known_to_hold() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases() {
        count += 1;
        let verdict = verdict(&case);
        let said = match &verdict {
            None => String::from("-"),
            Some(verdict) if verdict.reach == Reach::Cell => format!("{}@cell", verdict.kind),
            Some(verdict) => verdict.kind.to_owned(),
        };
        if said != case.expected {
            wrong.push(format!("{said}\n    {}\n    {verdict:?}", case.line));
        }
    }
    assert!(count >= 150, "{count}");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn evidence_quotes_no_value() {
    for case in cases() {
        let Some(verdict) = verdict(&case) else {
            continue;
        };
        let evidence = verdict.evidence.join("; ");
        assert!(!evidence.is_empty(), "{}", case.line);
        for (row, pattern) in case.patterns.iter().enumerate() {
            let value = value(pattern, row as u64);
            assert!(
                value.len() < 5 || !evidence.contains(&value),
                "{}",
                case.line
            );
        }
    }
}

#[test]
fn a_column_of_nulls_is_judged_by_its_name() {
    let case = cases().next().unwrap();
    let facts = ColumnFacts {
        table: &case.table,
        schema: &case.schema,
        column: &case.schema.columns[0],
    };
    let mut tally = Tally::new(&facts);
    tally.null();
    let verdict = judge(&facts, &tally).unwrap();
    assert_eq!((verdict.kind, verdict.sampled), ("email", 0));
    assert!(verdict.confidence < 0.6);
}

proptest! {
    #[test]
    fn any_bytes_are_taken_in(
        values in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..80),
                "[-0-9a-zA-Z./:+ ]{0,40}".prop_map(String::into_bytes),
                "[0-9]{1,20}".prop_map(String::into_bytes),
                "[{\\[<a:\"'=&;\\n$%@é]{0,30}".prop_map(String::into_bytes),
            ],
            0..40,
        ),
        chosen in 0usize..300,
    ) {
        let all: Vec<_> = cases().collect();
        let case = &all[chosen % all.len()];
        let facts = ColumnFacts {
            table: &case.table,
            schema: &case.schema,
            column: &case.schema.columns[0],
        };
        let mut tally = Tally::new(&facts);
        for (row, value) in (0..).zip(&values) {
            tally.observe(row, value);
        }
        if let Some(verdict) = judge(&facts, &tally) {
            prop_assert!((0.0..=1.0).contains(&verdict.confidence));
            prop_assert!(verdict.matched <= values.len() as u64);
        }
    }

    #[test]
    fn neither_order_nor_division_changes_a_verdict(
        chosen in 0usize..200,
        order in Just((0..1500u64).collect::<Vec<_>>()).prop_shuffle(),
        cut in 0usize..1500,
    ) {
        let all: Vec<_> = cases().collect();
        let case = &all[chosen % all.len()];
        let facts = ColumnFacts {
            table: &case.table,
            schema: &case.schema,
            column: &case.schema.columns[0],
        };
        let observe = |tally: &mut Tally, row: u64| {
            tally.observe(row, case.value(row).as_bytes());
        };
        let mut straight = Tally::new(&facts);
        (0..1500).for_each(|row| observe(&mut straight, row));
        let (mut one, mut two) = (Tally::new(&facts), Tally::new(&facts));
        order[..cut].iter().for_each(|row| observe(&mut one, *row));
        order[cut..].iter().for_each(|row| observe(&mut two, *row));
        two.merge(one);
        prop_assert_eq!(judge(&facts, &straight), judge(&facts, &two));
    }
}

/// What a column of that name holds whose values are the examples of a kind.
fn verdict_on_examples(detector: &Detector, table: &str, name: &str) -> Option<Verdict> {
    let values: Vec<_> = detector
        .finds
        .iter()
        .map(|example| match detector.fits(example.found.as_bytes()) {
            Fit::No => example.text.as_bytes(),
            Fit::Shape | Fit::Valid => example.found.as_bytes(),
        })
        .collect();
    let schema = Table {
        columns: vec![
            column(name, TypeClass::Text),
            column("x", TypeClass::Integer),
        ],
        ..Table::default()
    };
    let table = TableName::bare(table);
    let facts = ColumnFacts {
        table: &table,
        schema: &schema,
        column: &schema.columns[0],
    };
    let finder = Finder::all();
    let mut tally = Tally::new(&facts);
    let mut found = Vec::new();
    for (row, value) in (0..12).zip(values.iter().cycle()) {
        tally.observe(row, value);
        found.clear();
        finder.find(value, &mut found);
        for span in found.iter().filter(|span| span.span.len() < value.len()) {
            tally.found(span.kind);
        }
    }
    judge(&facts, &tally)
}

#[test]
fn examples_of_certain_kinds_need_no_name() {
    let mut wrong = Vec::new();
    for detector in detectors::catalogue() {
        if Standing::of(detector) != Standing::Certain {
            continue;
        }
        let verdict = verdict_on_examples(detector, "t", "c1");
        let said = verdict.map(|verdict| verdict.kind);
        if said != Some(detector.kind) {
            wrong.push(format!("{} is said to be {said:?}", detector.kind));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_under_a_hint_are_of_its_kind() {
    let mut wrong = Vec::new();
    for detector in detectors::catalogue() {
        for hint in detector.hints {
            let others = detectors::catalogue()
                .filter(|other| other.kind != detector.kind && other.hints.contains(hint));
            // Documents count for what is in them; what follows a name in a text is no value.
            let is_elsewhere = [
                "structured-cell",
                "azure-storage-key",
                "azure-other-keys",
                "public-keys",
            ];
            if AMBIGUOUS.has(hint) || others.count() > 0 || is_elsewhere.contains(&detector.kind) {
                continue;
            }
            let verdict = verdict_on_examples(detector, "people", hint);
            let said = verdict.map(|verdict| verdict.kind);
            if said != Some(detector.kind) {
                wrong.push(format!("{} {hint} is said to be {said:?}", detector.kind));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
