use std::cmp::Ordering;

use super::decimal::Decimal;
use super::{Comparison, Condition, Number, Operand, Truth};

type Row<'f, 'r> = &'f dyn Fn(usize) -> Option<&'r [u8]>;

pub(super) fn condition(node: &Condition, row: Row<'_, '_>) -> Truth {
    match node {
        Condition::All(list) => all(list.iter().map(|node| condition(node, row))),
        Condition::Any(list) => !all(list.iter().map(|node| !condition(node, row))),
        Condition::Not(node) => !condition(node, row),
        Condition::Compare(left, comparison, right) => {
            compare(value(left, row), *comparison, value(right, row))
        }
        Condition::In(operand, list) => {
            let found = value(operand, row);
            let differs = |item: &Operand| compare(found, Comparison::NotEqual, value(item, row));
            !all(list.iter().map(differs))
        }
        Condition::Like(operand, pattern) => match value(operand, row) {
            Value::Null => Truth::Unknown,
            found => pattern.matches(found.bytes()).into(),
        },
        Condition::IsNull(operand) => matches!(value(operand, row), Value::Null).into(),
    }
}

/// AND of all: false as soon as one is, unknown if any is.
fn all(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut result = Truth::True;
    for truth in truths {
        match truth {
            Truth::False => return Truth::False,
            Truth::Unknown => result = Truth::Unknown,
            Truth::True => {}
        }
    }
    result
}

#[derive(Clone, Copy)]
enum Value<'v> {
    Null,
    /// From a column: may read as a number or truth value.
    Found(&'v [u8]),
    Text(&'v str),
    Number(&'v Number),
    Truth(bool),
}

impl<'v> Value<'v> {
    fn bytes(self) -> &'v [u8] {
        match self {
            Self::Null => &[],
            Self::Found(bytes) => bytes,
            Self::Text(text) => text.as_bytes(),
            Self::Number(number) => number.0.as_bytes(),
            Self::Truth(true) => b"true",
            Self::Truth(false) => b"false",
        }
    }

    fn decimal(self) -> Option<Decimal<'v>> {
        match self {
            Self::Found(bytes) => Decimal::parse(bytes),
            Self::Number(number) => number.value(),
            _ => None,
        }
    }

    fn truth(self) -> Option<bool> {
        match self {
            Self::Truth(truth) => Some(truth),
            Self::Found(bytes) => read_truth(bytes),
            _ => None,
        }
    }
}

fn value<'v, 'r: 'v>(operand: &'v Operand, row: Row<'_, 'r>) -> Value<'v> {
    match operand {
        Operand::Column(index) => row(*index).map_or(Value::Null, Value::Found),
        Operand::Text(text) => Value::Text(text),
        Operand::Number(number) => Value::Number(number),
        Operand::Truth(truth) => Value::Truth(*truth),
        Operand::Null => Value::Null,
    }
}

fn compare(left: Value<'_>, comparison: Comparison, right: Value<'_>) -> Truth {
    let ordering = match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return Truth::Unknown,
        (Value::Truth(_), _) | (_, Value::Truth(_)) => match (left.truth(), right.truth()) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => return Truth::Unknown,
        },
        (Value::Text(_), _) | (_, Value::Text(_)) => left.bytes().cmp(right.bytes()),
        _ => match (left.decimal(), right.decimal()) {
            (Some(left), Some(right)) => left.order(&right),
            _ => left.bytes().cmp(right.bytes()),
        },
    };
    let holds = match comparison {
        Comparison::Equal => ordering == Ordering::Equal,
        Comparison::NotEqual => ordering != Ordering::Equal,
        Comparison::Less => ordering == Ordering::Less,
        Comparison::LessOrEqual => ordering != Ordering::Greater,
        Comparison::Greater => ordering == Ordering::Greater,
        Comparison::GreaterOrEqual => ordering != Ordering::Less,
    };
    holds.into()
}

/// Truth values as dumps spell them (`PostgreSQL` 8.6, `MySQL`'s 0 and 1, the byte of `bit(1)`).
fn read_truth(bytes: &[u8]) -> Option<bool> {
    let is = |word: &&str| bytes.eq_ignore_ascii_case(word.as_bytes());
    if ["t", "true", "1", "y", "yes", "on", "\u{1}"].iter().any(is) {
        return Some(true);
    }
    let no = ["f", "false", "0", "n", "no", "off", "\0"];
    no.iter().any(is).then_some(false)
}
