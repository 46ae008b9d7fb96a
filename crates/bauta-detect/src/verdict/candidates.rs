use std::sync::LazyLock;

use super::ColumnFacts;
use super::hints;
use super::naming::Naming;
use crate::detector::{Detector, Fit, Matcher, Trigger};
use crate::{Evidence, detectors};

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
        let hinted = ENTRIES
            .iter()
            .filter(|entry| entry.filter == Filter::NameOnly)
            .filter(|entry| hints.contains_key(entry.detector.kind))
            .map(|entry| entry.number)
            .collect();
        Self { hinted }
    }

    /// Calls `each` with the number and fit of every kind that a value fits.
    pub(crate) fn try_all(&self, value: &[u8], mut each: impl FnMut(u16, Fit)) {
        let value = value.trim_ascii();
        let Some(first) = value.first() else {
            return;
        };
        let present = Bytes::of(value);
        for entry in ENTRIES.iter() {
            let worth_a_try = match entry.filter {
                Filter::NameOnly => false,
                Filter::First(firsts) => firsts.has(*first),
                Filter::Any(needed) => needed.meets(present),
                Filter::None => true,
            };
            if worth_a_try {
                give(entry, value, &mut each);
            }
        }
        for number in &self.hinted {
            if let Some(entry) = ENTRIES.get(usize::from(*number)) {
                give(entry, value, &mut each);
            }
        }
    }
}

fn give(entry: &Entry, value: &[u8], each: &mut impl FnMut(u16, Fit)) {
    let fit = entry.detector.fits(value);
    if fit != Fit::No {
        each(entry.number, fit);
    }
}

/// The detector of that number in the catalogue.
pub(crate) fn detector(number: u16) -> Option<&'static Detector> {
    ENTRIES.get(usize::from(number)).map(|entry| entry.detector)
}

struct Entry {
    number: u16,
    detector: &'static Detector,
    filter: Filter,
}

/// What a value must have for a try to be worth it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// A name that speaks for the kind.
    NameOnly,
    /// One of these as its first byte.
    First(Bytes),
    /// One of these anywhere.
    Any(Bytes),
    None,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    (0..)
        .zip(detectors::catalogue())
        .map(|(number, detector)| Entry {
            number,
            detector,
            filter: filter(detector),
        })
        .collect()
});

fn filter(detector: &Detector) -> Filter {
    if needs_a_name(detector) {
        return Filter::NameOnly;
    }
    if detector.judge.is_some() {
        return Filter::None;
    }
    let mut bytes = Bytes::default();
    match &detector.matcher {
        Matcher::Shapes(shapes) => {
            for shape in *shapes {
                match shape.prefix().bytes().next() {
                    Some(first) => bytes.add(first),
                    None => return Filter::None,
                }
            }
            Filter::First(bytes)
        }
        Matcher::Custom { triggers, .. } => {
            for trigger in *triggers {
                match trigger {
                    Trigger::Prefix(text) | Trigger::Sign(text) | Trigger::Literal(text) => {
                        text.bytes().take(1).for_each(|first| bytes.add(first));
                    }
                    Trigger::Digits => (b'0'..=b'9').for_each(|digit| bytes.add(digit)),
                    Trigger::Assignment(_) => {}
                }
            }
            Filter::Any(bytes)
        }
        Matcher::Column => Filter::NameOnly,
    }
}

/// Whether values alone say too little about a kind.
fn needs_a_name(detector: &Detector) -> bool {
    let is_told_by_values = ["high-entropy", "postal-address", "geo"].contains(&detector.kind);
    !is_told_by_values && detector.evidence == Evidence::Hint && detector.judge.is_some()
}

/// A set of bytes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Bytes([u64; 4]);

impl Bytes {
    fn of(value: &[u8]) -> Self {
        let mut bytes = Self::default();
        value.iter().for_each(|byte| bytes.add(*byte));
        bytes
    }

    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn has(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }

    fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(one, two)| one & two != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_filter_hides_an_example() {
        let candidates = Candidates { hinted: Vec::new() };
        for entry in ENTRIES.iter() {
            if entry.filter == Filter::NameOnly {
                continue;
            }
            for example in entry.detector.finds {
                let text = example.found.as_bytes();
                let mut tried = Fit::No;
                candidates.try_all(text, |number, fit| {
                    if number == entry.number {
                        tried = fit;
                    }
                });
                assert_eq!(tried, entry.detector.fits(text), "{}", entry.detector.kind);
            }
        }
    }
}
