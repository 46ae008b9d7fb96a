use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_dump::Limits;
use serde::Serialize;

use crate::error::EngineError;
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::read::{Cell, DumpReading, Learnt, ReadTable, Reader, Row, Shape, Statement};
use crate::scan::Opened;

/// How the values of a column look, without any of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ColumnShapes {
    /// NULLs; left out where there are fewer than ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<u64>,
    /// Lengths in characters, each up to and with a power of two.
    pub lengths: Vec<LengthGroup>,
    /// Classes of characters, the most frequent first: `A` and `a` letters, `9` digits, with how
    /// many of them, and other signs as they are.
    pub patterns: Vec<PatternGroup>,
    /// Values of patterns that are not told: rare ones, and those beyond the first.
    pub others: u64,
}

/// Values of one pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternGroup {
    /// The pattern.
    pub pattern: String,
    /// How many values have it.
    pub count: u64,
}

/// Values of about one length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LengthGroup {
    /// The longest of them has at most so many characters.
    pub up_to: u64,
    /// How many values have such a length.
    pub count: u64,
}

/// Groups of fewer values are not told: they could be one person's.
const LEAST_GROUP: u64 = 10;
/// Patterns that are told of a column.
const MOST_TOLD: usize = 8;
/// Patterns that are counted of a column in one chunk, and in all.
const MOST_COUNTED: usize = 1000;
/// Longer values have no pattern worth a look.
const LONGEST_PATTERN: usize = 24;

/// The shapes of the columns of every table, by the names of both.
pub(super) type TableShapes = BTreeMap<String, BTreeMap<String, ColumnShapes>>;

/// Reads a dump for the shapes of its values.
pub(super) fn read(
    opened: Opened,
    limits: Limits,
    threads: usize,
    observer: &mut dyn Observer,
    cancel: &Cancel,
) -> Result<TableShapes, EngineError> {
    let reading = DumpReading {
        opened,
        limits,
        threads,
        read_bytes: None,
    };
    let mut counted = Counted::default();
    let read = reading.read(
        Learnt::Nothing,
        &Counter::default,
        &mut |more| {
            counted.add(more);
            Ok(())
        },
        observer,
        cancel,
    )?;
    let mut shapes = TableShapes::new();
    for ((table, column), counts) in counted.0 {
        let Some(known) = read.tables.get(table) else {
            continue;
        };
        let name = column_name(known, column);
        let columns = shapes.entry(known.name.to_string()).or_default();
        columns.insert(name, counts.told());
    }
    Ok(shapes)
}

fn column_name(table: &Arc<ReadTable>, column: usize) -> String {
    let known = table.schema.columns.get(column);
    known.map_or_else(
        || format!("#{}", column + 1),
        |column| column.name.0.clone(),
    )
}

#[derive(Debug, Default)]
struct Counter {
    counted: Counted,
    scratch: Vec<u8>,
}

/// Counts by index of the table and position of the column.
#[derive(Debug, Default)]
struct Counted(BTreeMap<(usize, usize), Counts>);

#[derive(Debug, Default)]
struct Counts {
    nulls: u64,
    lengths: BTreeMap<u64, u64>,
    patterns: BTreeMap<String, u64>,
    others: u64,
}

impl Reader for Counter {
    type Yield = Counted;

    fn run(&mut self, _shape: &Shape, _bytes: &[u8], _base: usize) {}

    fn row(&mut self, row: &Row<'_>) {
        for position in 0..row.len() {
            let column = row.column(position).unwrap_or(position);
            let place = (row.shape.index, column);
            let counts = self.counted.0.entry(place).or_default();
            match row.cell(position, &mut self.scratch) {
                Cell::Null => counts.nulls += 1,
                Cell::Value(value) => counts.note(value),
                Cell::Computed | Cell::Unknown(_) => counts.others += 1,
            }
        }
    }

    fn statement(&mut self, _statement: &Statement<'_>) {}

    fn take(&mut self) -> Counted {
        std::mem::take(&mut self.counted)
    }
}

impl Counted {
    fn add(&mut self, more: Self) {
        for (place, counts) in more.0 {
            self.0.entry(place).or_default().add(counts);
        }
    }
}

impl Counts {
    fn note(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(value);
        let length = text.chars().count() as u64;
        *self.lengths.entry(length.next_power_of_two()).or_default() += 1;
        match pattern(&text) {
            Some(pattern) => self.count(pattern, 1),
            None => self.others += 1,
        }
    }

    fn count(&mut self, pattern: String, count: u64) {
        if let Some(known) = self.patterns.get_mut(&pattern) {
            *known += count;
        } else if self.patterns.len() < MOST_COUNTED {
            self.patterns.insert(pattern, count);
        } else {
            self.others += count;
        }
    }

    fn add(&mut self, more: Self) {
        self.nulls += more.nulls;
        self.others += more.others;
        for (length, count) in more.lengths {
            *self.lengths.entry(length).or_default() += count;
        }
        for (pattern, count) in more.patterns {
            self.count(pattern, count);
        }
    }

    /// What may be told: no small group.
    fn told(self) -> ColumnShapes {
        let mut others = self.others;
        let mut patterns: Vec<PatternGroup> = Vec::new();
        for (pattern, count) in self.patterns {
            if count >= LEAST_GROUP {
                patterns.push(PatternGroup { pattern, count });
            } else {
                others += count;
            }
        }
        patterns.sort_by_key(|group| std::cmp::Reverse(group.count));
        if patterns.len() > MOST_TOLD {
            let rest = patterns.split_off(MOST_TOLD);
            others += rest.iter().map(|group| group.count).sum::<u64>();
        }
        let lengths = self.lengths.into_iter();
        ColumnShapes {
            nulls: Some(self.nulls).filter(|nulls| *nulls >= LEAST_GROUP),
            lengths: lengths
                .filter(|(_, count)| *count >= LEAST_GROUP)
                .map(|(up_to, count)| LengthGroup { up_to, count })
                .collect(),
            patterns,
            others,
        }
    }
}

/// `a{3}.a{8}@a{4}.a{7}` of an address; `None` of a text too long or varied for one.
fn pattern(text: &str) -> Option<String> {
    let mut parts: Vec<(char, usize)> = Vec::new();
    for char in text.chars() {
        let class = match char {
            _ if char.is_numeric() => '9',
            _ if char.is_uppercase() => 'A',
            _ if char.is_alphabetic() => 'a',
            _ if char.is_whitespace() => ' ',
            _ if char.is_ascii_punctuation() => char,
            _ => '?',
        };
        match parts.last_mut() {
            Some((last, count)) if *last == class => *count += 1,
            _ => parts.push((class, 1)),
        }
        if parts.len() > LONGEST_PATTERN {
            return None;
        }
    }
    let written = parts.into_iter().map(|(class, count)| match count {
        1 => class.to_string(),
        _ => format!("{class}{{{count}}}"),
    });
    Some(written.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_classes_and_signs_alone() {
        let of = |text| pattern(text).unwrap();
        assert_eq!(of("ada.lovelace@shop.example"), "a{3}.a{8}@a{4}.a{7}");
        assert_eq!(of("DE89 3704"), "A{2}9{2} 9{4}");
        assert_eq!(of("Müller\u{7f}"), "Aa{5}?");
        assert_eq!(of(""), "");
        assert_eq!(pattern(&"a1".repeat(20)), None);
    }

    #[test]
    fn small_groups_are_not_told() {
        let mut counts = Counts::default();
        for number in 0..9 {
            counts.note(format!("{number}{number}").as_bytes());
        }
        for _ in 0..10 {
            counts.note(b"abc");
        }
        counts.nulls = 9;
        let told = counts.told();
        assert_eq!(told.nulls, None);
        assert_eq!(told.others, 9);
        let groups: Vec<_> = told
            .patterns
            .iter()
            .map(|group| (group.pattern.as_str(), group.count))
            .collect();
        assert_eq!(groups, [("a{3}", 10)]);
        assert_eq!(
            told.lengths,
            [LengthGroup {
                up_to: 4,
                count: 10
            }]
        );
    }
}
