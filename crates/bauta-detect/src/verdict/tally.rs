use std::collections::BTreeMap;

use bauta_model::TypeClass;

use super::ColumnFacts;
use super::candidates::Candidates;
use super::form;
use super::leaves;
use super::look::{Look, Looks};
use super::sketch::{self, Sketch};
use crate::detector::Fit;

/// What is learnt of one column while its values pass.
///
/// Values are counted and measured all of them; what costs more (how many are different, which
/// kinds they fit, what they look like) is learnt from samples, which their ordinals choose.
///
/// *Guarantees:* the same for any order of the values, and for any way to spread them over tallies
/// that are merged, as long as each value comes with its row's ordinal. A few KiB, however many
/// values there are; no value is kept.
#[derive(Debug, Clone)]
pub struct Tally {
    depth: Depth,
    candidates: Candidates,
    nulls: u64,
    empties: u64,
    values: u64,
    bytes: u64,
    shortest: u64,
    longest: u64,
    distinct: Sketch,
    /// How many values the sketch has seen.
    sketched: u64,
    sampled: u64,
    /// How many of the sample have a length, in bytes; the last slot takes all longer ones.
    lengths: [u32; LENGTHS],
    looks: [u32; Look::COUNT],
    /// By number in the catalogue: values that look like the kind, and those that surely are.
    fits: BTreeMap<u16, Fits>,
    /// Spans found within values, by kind.
    found: BTreeMap<&'static str, u64>,
    /// Documents with a name of personal data or of a secret in them.
    telling_documents: u32,
    /// Dates by decade, from 1900 on.
    decades: [u32; DECADES],
}

/// How closely values are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// They are only counted: truth values, times, search vectors.
    Count,
    /// They are looked at.
    Look,
}

/// How many of a sample fit a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Fits {
    /// Those of the right shape, the valid ones among them.
    pub(crate) shaped: u32,
    pub(crate) valid: u32,
}

impl Tally {
    /// Length of the shortest and the longest value so far, in bytes.
    pub fn lengths(&self) -> Option<(u64, u64)> {
        (self.values > 0).then_some((self.shortest, self.longest))
    }

    /// An empty tally for that column.
    pub fn new(facts: &ColumnFacts<'_>) -> Self {
        let depth = match facts.column.ty.class {
            TypeClass::Bool
            | TypeClass::Time
            | TypeClass::Interval
            | TypeClass::TsVector
            | TypeClass::Bit => Depth::Count,
            _ => Depth::Look,
        };
        Self {
            depth,
            candidates: Candidates::of(facts),
            nulls: 0,
            empties: 0,
            values: 0,
            bytes: 0,
            shortest: u64::MAX,
            longest: 0,
            distinct: Sketch::new(),
            sketched: 0,
            sampled: 0,
            lengths: [0; LENGTHS],
            looks: [0; Look::COUNT],
            fits: BTreeMap::new(),
            found: BTreeMap::new(),
            telling_documents: 0,
            decades: [0; DECADES],
        }
    }

    /// Whether values of that row are looked at; of others only lengths count.
    pub fn is_drawn(ordinal: u64) -> bool {
        ordinal < ALL_SKETCHED || sketch::mixed(ordinal).is_multiple_of(SKETCHED_ONE_IN)
    }

    /// Whether values of that row are in the sample by which kinds are told; it is drawn, then.
    pub fn is_sampled(ordinal: u64) -> bool {
        is_sampled(ordinal, sketch::mixed(ordinal))
    }

    /// Takes in a decoded value that is not NULL; `ordinal` is its row's number within the table.
    pub fn observe(&mut self, ordinal: u64, value: &[u8]) {
        self.measure(value.len());
        if value.is_empty() || self.depth == Depth::Count || !Self::is_drawn(ordinal) {
            return;
        }
        self.sketched += 1;
        self.distinct.add(sketch::hash(value));
        if is_sampled(ordinal, sketch::mixed(ordinal)) {
            self.look_at(value);
        }
    }

    /// Takes in a value of that many bytes, in a row that is not drawn.
    pub fn measure(&mut self, length: usize) {
        if length == 0 {
            self.empties += 1;
            return;
        }
        let length = length as u64;
        self.values += 1;
        self.bytes += length;
        self.shortest = self.shortest.min(length);
        self.longest = self.longest.max(length);
    }

    /// Takes in a NULL.
    pub fn null(&mut self) {
        self.nulls += 1;
    }

    /// Takes in that something of that kind was found within a value, being less than the whole.
    pub fn found(&mut self, kind: &'static str) {
        *self.found.entry(kind).or_default() += 1;
    }

    /// Adds what another tally of the same column has learnt.
    pub fn merge(&mut self, other: Self) {
        self.nulls += other.nulls;
        self.empties += other.empties;
        self.values += other.values;
        self.bytes += other.bytes;
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        add(&mut self.lengths, &other.lengths);
        self.distinct.merge(&other.distinct);
        self.sketched += other.sketched;
        self.sampled += other.sampled;
        add(&mut self.looks, &other.looks);
        for (number, fits) in other.fits {
            let own = self.fits.entry(number).or_default();
            own.shaped += fits.shaped;
            own.valid += fits.valid;
        }
        for (kind, count) in other.found {
            *self.found.entry(kind).or_default() += count;
        }
        self.telling_documents += other.telling_documents;
        add(&mut self.decades, &other.decades);
    }

    fn look_at(&mut self, value: &[u8]) {
        self.sampled += 1;
        self.lengths[value.len().min(LENGTHS - 1)] += 1;
        let looks = Looks::of(value);
        for index in looks.indices() {
            self.looks[index] += 1;
        }
        let fits = &mut self.fits;
        let tried = value.get(..TRIED).unwrap_or(value);
        self.candidates.try_all(tried, |number, fit| {
            let fits = fits.entry(number).or_default();
            fits.shaped += 1;
            fits.valid += u32::from(fit == Fit::Valid);
        });
        if looks.is_document() {
            self.telling_documents += u32::from(leaves::tell(value));
        }
        if let Some(year) = form::year_of(value) {
            let decade = usize::from(year.saturating_sub(1900) / 10);
            self.decades[decade.min(DECADES - 1)] += 1;
        }
    }
}

/// What the judge asks.
impl Tally {
    pub(crate) fn values(&self) -> u64 {
        self.values
    }

    pub(crate) fn sampled(&self) -> u64 {
        self.sampled
    }

    pub(crate) fn share(&self, look: Look) -> f64 {
        ratio(u64::from(self.looks[look as usize]), self.sampled)
    }

    pub(crate) fn count(&self, look: Look) -> u32 {
        self.looks[look as usize]
    }

    pub(crate) fn fits(&self) -> impl Iterator<Item = (u16, Fits)> {
        self.fits.iter().map(|(number, fits)| (*number, *fits))
    }

    pub(crate) fn found_spans(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.found.iter().map(|(kind, count)| (*kind, *count))
    }

    pub(crate) fn telling_documents(&self) -> u32 {
        self.telling_documents
    }

    pub(crate) fn distinct(&self) -> f64 {
        self.distinct.estimate().min(real(self.sketched))
    }

    /// Different values for each value: 1 where none occurs twice.
    pub(crate) fn distinctness(&self) -> f64 {
        if self.sketched == 0 {
            return 0.0;
        }
        self.distinct() / real(self.sketched)
    }

    pub(crate) fn mean_length(&self) -> f64 {
        ratio(self.bytes, self.values)
    }

    pub(crate) fn longest(&self) -> u64 {
        self.longest
    }

    pub(crate) fn shortest(&self) -> u64 {
        self.shortest
    }

    /// The share of the most frequent length.
    pub(crate) fn same_length(&self) -> f64 {
        let most = self.lengths[..LENGTHS - 1].iter().max().copied();
        ratio(u64::from(most.unwrap_or(0)), self.sampled)
    }

    /// The decade in which the middle one of the dates lies.
    pub(crate) fn median_decade(&self) -> Option<u16> {
        let total: u32 = self.decades.iter().sum();
        let mut seen = 0;
        (1900..)
            .step_by(10)
            .zip(&self.decades)
            .find(|(_, count)| {
                seen += *count;
                total > 0 && seen * 2 >= total
            })
            .map(|(decade, _)| decade)
    }
}

pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    real(part) / real(whole)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nobody counts as far as 2^53 values"
)]
fn real(count: u64) -> f64 {
    count as f64
}

/// Thinner and thinner, but the same rows in every run; a part of what is sketched.
fn is_sampled(ordinal: u64, draw: u64) -> bool {
    match ordinal {
        0..256 => true,
        256..8_192 => draw.is_multiple_of(32),
        8_192..262_144 => draw.is_multiple_of(256),
        _ => draw.is_multiple_of(4_096),
    }
}

fn add<T: std::ops::AddAssign + Copy>(sums: &mut [T], others: &[T]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += *other;
    }
}

const LENGTHS: usize = 80;
/// The first rows, of which every value is told from the others; later one in so many.
const ALL_SKETCHED: u64 = 8_192;
const SKETCHED_ONE_IN: u64 = 32;
const DECADES: usize = 20;
/// Bytes of a value that are tried against the kinds.
const TRIED: usize = 16 << 10;
