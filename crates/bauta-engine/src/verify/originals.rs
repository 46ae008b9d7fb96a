//! Values of the original that must not occur in the masked dump, known by fingerprint alone.

use std::collections::HashMap;

use super::fingerprint::{ByFingerprint, Fingerprinter, Fronts};

/// What an original is like; it decides where its occurrence means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// Letters and digits mixed, addresses, keys: never by chance.
    Opaque,
    /// Words of a language; they occur in any text.
    Words,
    /// Digits and what stands between them: numbers, dates, telephone numbers.
    Digits,
}

/// What is known of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Its first bytes.
    front: u64,
    length: u32,
    pub(super) nature: Nature,
    /// Whether a detector is sure of it, wherever it stands.
    pub(super) sure: bool,
    /// Index of what it is called in findings.
    pub(super) origin: u32,
}

impl Known {
    /// What is to be known of a value; `None` where it is too short to mean anything.
    pub(super) fn of(value: &[u8], origin: u32) -> Option<Self> {
        let is_start = |byte: &&u8| **byte & 0xC0 != 0x80;
        let length = u32::try_from(value.len()).ok()?;
        let characters = value.iter().filter(is_start).take(LEAST_CHARACTERS);
        if characters.count() < LEAST_CHARACTERS || !value.iter().any(u8::is_ascii_alphanumeric) {
            return None;
        }
        Some(Self {
            front: front(value)?,
            length,
            nature: nature(value),
            sure: false,
            origin,
        })
    }

    /// The same, of a value that a detector is sure of.
    pub(super) fn sure(self) -> Self {
        Self {
            nature: Nature::Opaque,
            sure: true,
            ..self
        }
    }
}

/// The shortest originals that are looked for.
const LEAST_CHARACTERS: usize = 6;
const FRONT: usize = 6;

fn nature(value: &[u8]) -> Nature {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let numeric = |byte: &u8| byte.is_ascii_digit() || b" -:./,+()TZ".contains(byte);
    if value.iter().all(numeric) && digits <= 20 {
        return Nature::Digits;
    }
    let worded = |byte: &u8| {
        byte.is_ascii_alphabetic() || !byte.is_ascii() || b" ,.'-_!?;:()&/#".contains(byte)
    };
    let blanks = value.iter().any(u8::is_ascii_whitespace);
    let text = |byte: &u8| worded(byte) || byte.is_ascii_digit();
    if value.iter().all(worded) || (blanks && value.iter().all(text)) {
        return Nature::Words;
    }
    Nature::Opaque
}

/// The first six bytes as a number.
fn front(value: &[u8]) -> Option<u64> {
    let bytes = value.get(..FRONT)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    )
}

/// Gathers originals, as many as the memory holds: of several parts only one.
#[derive(Debug)]
pub(super) struct Gathering {
    known: ByFingerprint<Known>,
    part: Part,
    most: usize,
}

/// One of several parts into which fingerprints fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) index: u64,
    pub(super) of: u64,
}

impl Part {
    pub(super) const WHOLE: Self = Self { index: 0, of: 1 };

    pub(super) fn holds(self, fingerprint: u64) -> bool {
        fingerprint % self.of == self.index
    }
}

/// About what an original takes, in the gathering or in the order it is searched by.
const BYTES_EACH: usize = 64;

impl Gathering {
    pub(super) fn new(part: Part, memory: usize) -> Self {
        Self {
            known: ByFingerprint::default(),
            part,
            most: (memory / BYTES_EACH).max(1024),
        }
    }

    pub(super) fn add(&mut self, fingerprint: u64, known: Known) {
        if !self.part.holds(fingerprint) {
            return;
        }
        let held = self.known.entry(fingerprint).or_insert(known);
        if known.nature == Nature::Opaque {
            held.nature = Nature::Opaque;
        }
        held.sure |= known.sure;
        // Equal values have one name, whatever the order of columns.
        held.origin = held.origin.min(known.origin);
        while self.known.len() > self.most && self.part.index == 0 && self.part.of < 1 << 20 {
            self.part.of *= 2;
            let part = self.part;
            self.known.retain(|fingerprint, _| part.holds(*fingerprint));
        }
    }

    /// The part that is held.
    pub(super) fn part(&self) -> Part {
        self.part
    }

    pub(super) fn settled(self) -> Originals {
        Originals::of(self.known)
    }
}

/// Originals in an order in which texts can be searched for all of them at once.
#[derive(Debug, Default)]
pub(super) struct Originals {
    /// By front, then length, then fingerprint.
    sorted: Vec<(u64, u32, u64)>,
    known: ByFingerprint<Known>,
    /// Where the originals of a front begin and end.
    ranges: HashMap<u64, (u32, u32)>,
    /// One bit for each front, by its digest.
    bits: Vec<u64>,
    shift: u32,
}

/// Where an original occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fingerprint: u64,
    pub(super) known: Known,
}

impl Originals {
    pub(super) fn of(known: ByFingerprint<Known>) -> Self {
        let list = known.iter();
        let mut sorted: Vec<_> = list
            .map(|(fingerprint, known)| (known.front, known.length, *fingerprint))
            .collect();
        sorted.sort_unstable();
        let mut ranges: HashMap<u64, (u32, u32)> = HashMap::new();
        for (index, (front, ..)) in sorted.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            ranges.entry(*front).or_insert((index, index)).1 = index + 1;
        }
        // Sixteen bits for each front keep false alarms rare; many originals have the same.
        let size = (ranges.len() * 16)
            .next_power_of_two()
            .clamp(1 << 12, 1 << 30);
        let shift = 64 - size.trailing_zeros();
        let mut bits = vec![0u64; size / 64];
        for front in sorted.chunk_by(|one, other| one.0 == other.0) {
            let slot = slot(front[0].0, shift);
            bits[slot / 64] |= 1 << (slot % 64);
        }
        Self {
            sorted,
            known,
            ranges,
            bits,
            shift,
        }
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Shows every occurrence in `text`, whole or inside, but for such as are bounded by letters
    /// or digits where the original is short: those are by chance.
    pub(super) fn search(
        &self,
        text: &[u8],
        by: &Fingerprinter,
        fronts: &mut Fronts,
        hit: &mut dyn FnMut(Hit),
    ) {
        if self.sorted.is_empty() || text.len() < FRONT {
            return;
        }
        let mut taken = false;
        let mut window = 0u64;
        for (at, byte) in text.iter().enumerate() {
            window = window >> 8 | u64::from(*byte) << 40;
            let Some(start) = (at + 1).checked_sub(FRONT) else {
                continue;
            };
            let slot = slot(window, self.shift);
            if self.bits[slot / 64] >> (slot % 64) & 1 == 0 {
                continue;
            }
            let Some(&(first, end)) = self.ranges.get(&window) else {
                continue;
            };
            if !taken {
                fronts.of(text, by);
                taken = true;
            }
            let alike = &self.sorted[first as usize..end as usize];
            self.at(alike, text, start, by, fronts, hit);
        }
    }

    /// Looks for the originals of one front, length by length.
    fn at(
        &self,
        mut alike: &[(u64, u32, u64)],
        text: &[u8],
        start: usize,
        by: &Fingerprinter,
        fronts: &mut Fronts,
        hit: &mut dyn FnMut(Hit),
    ) {
        while let Some(&(_, length, _)) = alike.first() {
            let count = alike.partition_point(|(_, other, _)| *other == length);
            let (same, rest) = alike.split_at(count);
            alike = rest;
            let end = start + length as usize;
            let Some(fingerprint) = fronts.stretch(start, end, by) else {
                return;
            };
            let found = same.binary_search_by_key(&fingerprint, |(.., known)| *known);
            let Some(known) = found.ok().and_then(|_| self.known.get(&fingerprint)) else {
                continue;
            };
            if length < SURE_LENGTH && !stands_alone(text, start, end) {
                continue;
            }
            hit(Hit {
                start,
                end,
                fingerprint,
                known: *known,
            });
        }
    }
}

/// From this length on an original is none by chance, wherever it stands.
const SURE_LENGTH: u32 = 12;

/// Whether no letter or digit goes on before or behind a stretch that begins or ends with one.
fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let goes_on = |inner: Option<&u8>, outer: Option<&u8>| {
        let wordy = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        };
        wordy(inner) && wordy(outer)
    };
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let last = end.checked_sub(1).and_then(|at| text.get(at));
    !goes_on(text.get(start), before) && !goes_on(last, text.get(end))
}

fn slot(front: u64, shift: u32) -> usize {
    let digest = front.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift;
    usize::try_from(digest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn originals(values: &[&[u8]]) -> (Originals, Fingerprinter) {
        let by = Fingerprinter::new([7; 32]);
        let mut gathering = Gathering::new(Part::WHOLE, 1 << 20);
        for (index, value) in values.iter().enumerate() {
            if let Some(known) = Known::of(value, u32::try_from(index).unwrap()) {
                gathering.add(by.of(value), known);
            }
        }
        (gathering.settled(), by)
    }

    fn found(originals: &Originals, by: &Fingerprinter, text: &[u8]) -> Vec<(usize, usize, u32)> {
        let mut hits = Vec::new();
        originals.search(text, by, &mut Fronts::default(), &mut |hit| {
            hits.push((hit.start, hit.end, hit.known.origin));
        });
        hits
    }

    #[test]
    fn originals_are_found_whole_and_inside() {
        let (originals, by) =
            originals(&[b"ada@shop.test", b"ada@shop.testing", b"short", b"tok-19"]);
        assert_eq!(originals.len(), 3);
        assert_eq!(found(&originals, &by, b"ada@shop.test"), [(0, 13, 0)]);
        assert_eq!(
            found(&originals, &by, b"to ada@shop.testing now"),
            [(3, 16, 0), (3, 19, 1)]
        );
        assert_eq!(found(&originals, &by, b"xada@shop.testy"), [(1, 14, 0)]);
        assert_eq!(found(&originals, &by, b"(tok-19)"), [(1, 7, 3)]);
        assert_eq!(found(&originals, &by, b"atok-19 tok-190 short"), []);
    }

    #[test]
    fn natures_tell_what_may_occur_by_chance() {
        for (value, expected) in [
            (&b"1985-03-12 10:00:00"[..], Nature::Digits),
            (b"+49 30 1234567", Nature::Digits),
            (b"pending", Nature::Words),
            (b"3rd floor, left", Nature::Words),
            (b"pay_8f3kzz19", Nature::Opaque),
            (b"ada@shop.test", Nature::Opaque),
        ] {
            assert_eq!(nature(value), expected);
        }
        assert!(Known::of(b"******", 0).is_none());
        assert!(Known::of("äöüäö".as_bytes(), 0).is_none());
    }

    proptest! {
        #[test]
        fn every_original_is_found_in_one_of_the_parts(
            values in prop::collection::btree_set("[a-z]{3}-[0-9]{4}-[a-z]{4,9}", 1..40),
            parts in 1u64..5,
        ) {
            let by = Fingerprinter::new([9; 32]);
            let mut hits = 0;
            for index in 0..parts {
                let mut gathering = Gathering::new(Part { index, of: parts }, 1 << 20);
                for value in &values {
                    gathering.add(by.of(value.as_bytes()), Known::of(value.as_bytes(), 0).unwrap());
                }
                let originals = gathering.settled();
                for value in &values {
                    let text = format!("<{value}>");
                    let whole = (1, value.len() + 1, 0);
                    hits += usize::from(found(&originals, &by, text.as_bytes()).contains(&whole));
                }
            }
            prop_assert_eq!(hits, values.len());
        }
    }

    #[test]
    fn what_does_not_fit_is_left_for_later_parts() {
        let by = Fingerprinter::new([9; 32]);
        let mut gathering = Gathering::new(Part::WHOLE, 0);
        for number in 0..5000u32 {
            let value = format!("value-{number:06}");
            gathering.add(
                by.of(value.as_bytes()),
                Known::of(value.as_bytes(), 0).unwrap(),
            );
        }
        let part = gathering.part();
        assert!(part.of >= 4 && gathering.settled().len() <= 1024);
    }
}
