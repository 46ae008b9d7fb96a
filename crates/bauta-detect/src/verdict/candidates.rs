use std::sync::LazyLock;

use super::ColumnFacts;
use super::hints;
use super::naming::Naming;
use super::standing::Standing;
use crate::bytes::Bytes;
use crate::detector::{Detector, Fit, Matcher, Trigger};
use crate::detectors;
use crate::window::Window;

/// Which kinds a value of a column is tried for, and how a try is spared.
///
/// Kinds that values tell by themselves are tried in every column, those that need a name only
/// where the column's name hints at them.
#[derive(Debug, Clone)]
pub(crate) struct Candidates {
    /// Kinds that only the name speaks for, by their number in the catalogue.
    hinted: Vec<u16>,
}

impl Candidates {
    pub(crate) fn of(facts: &ColumnFacts<'_>) -> Self {
        let table = Naming::of(&facts.table.table);
        let column = Naming::of(facts.column.name.as_str());
        let hints = hints::of(&table, &column);
        let is_hinted =
            |number: &u16| detector(*number).is_some_and(|known| hints.contains_key(known.kind));
        let hinted = TABLE.named.iter().copied().filter(is_hinted).collect();
        Self { hinted }
    }

    /// Calls `each` with the number and fit of every kind that a value fits.
    pub(crate) fn try_all(&self, value: &[u8], mut each: impl FnMut(u16, Fit)) {
        let value = value.trim_ascii();
        let Some(first) = value.first() else {
            return;
        };
        let mut give = |number: u16| {
            let fit = detector(number).map_or(Fit::No, |detector| fit(detector, value));
            if fit != Fit::No {
                each(number, fit);
            }
        };
        let table = &*TABLE;
        let by_first = table.by_first.get(usize::from(*first));
        by_first.into_iter().flatten().copied().for_each(&mut give);
        let present = Bytes::of(value);
        for (needed, number) in &table.by_any {
            if needed.meets(present) {
                give(*number);
            }
        }
        if is_numbering(value) {
            table.numbers.iter().copied().for_each(&mut give);
        }
        table.always.iter().copied().for_each(&mut give);
        self.hinted.iter().copied().for_each(&mut give);
    }
}

/// How well a value fits, also where signs between names and values trigger.
fn fit(detector: &Detector, value: &[u8]) -> Fit {
    let fit = detector.fits(value);
    if fit != Fit::No || detector.judge.is_some() || !is_assigned(detector) {
        return fit;
    }
    let is_whole = |at: usize| {
        let window = Window {
            text: value,
            start: at,
            end: at + 1,
        };
        let span = detector.verify(&window);
        span.is_some_and(|span| span.start == 0 && span.end >= value.len())
    };
    let holds = memchr::memchr2_iter(b'=', b':', value)
        .take(MOST_SIGNS)
        .any(is_whole);
    if holds { Fit::Valid } else { Fit::No }
}

fn is_assigned(detector: &Detector) -> bool {
    matches!(&detector.matcher, Matcher::Custom { triggers, .. }
        if triggers.iter().any(|trigger| matches!(trigger, Trigger::Assignment(_))))
}

/// How many signs between names and values are looked at.
const MOST_SIGNS: usize = 16;

/// Whether a value could be a number of a person: letters, digits and separators, not too many.
fn is_numbering(value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    (7..=42).contains(&value.len())
        && digits >= 4
        && value
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b" -./+:()".contains(byte))
}

/// The detector of that number in the catalogue.
pub(crate) fn detector(number: u16) -> Option<&'static Detector> {
    TABLE.detectors.get(usize::from(number)).copied()
}

/// The catalogue, by what a value must have for a try to be worth it.
struct Table {
    detectors: Vec<&'static Detector>,
    /// By the first byte of the value.
    by_first: Vec<Vec<u16>>,
    /// One of these anywhere.
    by_any: Vec<(Bytes, u16)>,
    /// Numbers of people and the like.
    numbers: Vec<u16>,
    /// Anything.
    always: Vec<u16>,
    /// A name that speaks for the kind.
    named: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        detectors: detectors::catalogue().collect(),
        by_first: vec![Vec::new(); 256],
        by_any: Vec::new(),
        numbers: Vec::new(),
        always: Vec::new(),
        named: Vec::new(),
    };
    for (number, detector) in (0..).zip(detectors::catalogue()) {
        table.add(number, detector);
    }
    table
});

impl Table {
    fn add(&mut self, number: u16, detector: &Detector) {
        let standing = Standing::of(detector);
        let is_told_by_values = TOLD_BY_VALUES.contains(&detector.kind);
        if standing == Standing::Named {
            if is_told_by_values {
                self.always.push(number);
            } else {
                self.named.push(number);
            }
            return;
        }
        if detector.judge.is_some() {
            let is_number = standing != Standing::Certain && !detector.is_secret();
            match detector.kind {
                "email" => self.by_any.push((Bytes::of(b"@"), number)),
                _ if is_number || detector.kind == "iban" => self.numbers.push(number),
                _ => self.always.push(number),
            }
            return;
        }
        match &detector.matcher {
            Matcher::Shapes(shapes) => {
                let mut firsts = Bytes::default();
                for shape in *shapes {
                    match shape.prefix().bytes().next() {
                        Some(first) => firsts.add(first),
                        None => firsts = Bytes::ALL,
                    }
                }
                for (slot, byte) in self.by_first.iter_mut().zip(0..=u8::MAX) {
                    if firsts.has(byte) {
                        slot.push(number);
                    }
                }
            }
            Matcher::Custom { triggers, .. } => {
                self.by_any.push((needed(triggers), number));
            }
            Matcher::Column => self.always.push(number),
        }
    }
}

/// The bytes of which one must be there for a trigger to fire.
fn needed(triggers: &[Trigger]) -> Bytes {
    let mut bytes = Bytes::default();
    for trigger in triggers {
        match trigger {
            Trigger::Prefix(text) | Trigger::Sign(text) | Trigger::Literal(text) => {
                if let Some(first) = text.bytes().next() {
                    bytes.add(first);
                }
            }
            Trigger::Before(sign, _) => bytes.add(*sign),
            Trigger::Digits => (b'0'..=b'9').for_each(|digit| bytes.add(digit)),
            Trigger::Assignment(_) => {
                bytes.add(b'=');
                bytes.add(b':');
            }
        }
    }
    bytes
}

/// Kinds that need no name though their catalogue entries say so.
const TOLD_BY_VALUES: [&str; 3] = ["high-entropy", "postal-address", "geo"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_filter_hides_an_example() {
        let candidates = Candidates { hinted: Vec::new() };
        for (own, detector) in (0..).zip(detectors::catalogue()) {
            if TABLE.named.contains(&own) {
                continue;
            }
            for example in detector.finds {
                let text = example.found.as_bytes();
                let mut tried = Fit::No;
                candidates.try_all(text, |number, fit| {
                    if number == own {
                        tried = fit;
                    }
                });
                assert_eq!(tried, fit(detector, text), "{}", detector.kind);
            }
        }
    }
}
