use std::collections::BTreeMap;

use bauta_model::TypeClass;

use super::context::Context;
use super::hints::{self, Hint};
use super::look::Look;
use super::tally::{Fits, Tally, ratio};
use super::{ColumnFacts, Reach, RunnerUp, Verdict};
use super::{candidates, named, people, rate, secrets, texts};
use crate::{Category, Detector, detectors};

/// What a column holds; `None` for a plain one.
///
/// *Guarantees:* depends on names, schema and what the tally has learnt, on nothing else; the
/// evidence quotes no value.
pub fn judge(facts: &ColumnFacts<'_>, tally: &Tally) -> Option<Verdict> {
    let context = Context::of(facts);
    let case = Case {
        hints: hints::of(&context.table, &context.column),
        context,
        tally,
    };
    let mut readings = if tally.values() == 0 {
        case.by_name_alone()
    } else {
        case.readings()
    };
    readings.retain(|reading| reading.confidence >= LEAST);
    readings.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    let mut readings = readings.into_iter();
    let best = readings.next()?;
    let runner_up = readings
        .find(|other| other.detector.kind != best.detector.kind)
        .map(|other| RunnerUp {
            kind: other.detector.kind,
            confidence: rounded(other.confidence),
        });
    Some(Verdict {
        kind: best.detector.kind,
        category: best.detector.category,
        sensitivity: best.detector.sensitivity,
        confidence: rounded(best.confidence),
        matched: best.matched,
        sampled: tally.sampled(),
        reach: best.reach,
        evidence: best.evidence,
        runner_up,
    })
}

/// What a column holds that refers to another: the same, if anything is known of that.
pub fn follow(own: Option<Verdict>, referenced: Option<&Verdict>) -> Option<Verdict> {
    let Some(referenced) = referenced else {
        return own;
    };
    if own.as_ref().is_some_and(|own| own.kind == referenced.kind) {
        return own;
    }
    let mut evidence = vec![String::from("refers to a column that holds it")];
    evidence.extend(referenced.evidence.iter().cloned());
    Some(Verdict {
        evidence,
        runner_up: own.map(|own| RunnerUp {
            kind: own.kind,
            confidence: own.confidence,
        }),
        ..referenced.clone()
    })
}

/// One way to read a column.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) detector: &'static Detector,
    pub(crate) confidence: f64,
    pub(crate) matched: u64,
    pub(crate) reach: Reach,
    pub(crate) evidence: Vec<String>,
}

impl Reading {
    pub(crate) fn with(mut self, evidence: &str) -> Self {
        self.evidence.push(evidence.to_owned());
        self
    }
}

/// All that is known about a column.
pub(crate) struct Case<'t> {
    pub(crate) context: Context,
    pub(crate) tally: &'t Tally,
    pub(crate) hints: BTreeMap<&'static str, Hint>,
}

impl Case<'_> {
    pub(crate) fn hint(&self, kind: &str) -> Option<Hint> {
        self.hints.get(kind).copied()
    }

    pub(crate) fn share(&self, look: Look) -> f64 {
        self.tally.share(look)
    }

    /// The sum of the shares of looks that exclude each other.
    pub(crate) fn shares(&self, looks: &[Look]) -> f64 {
        looks.iter().map(|look| self.share(*look)).sum()
    }

    pub(crate) fn fits(&self, kind: &str) -> Fits {
        self.tally
            .fits()
            .filter(|(number, _)| {
                candidates::detector(*number).is_some_and(|detector| detector.kind == kind)
            })
            .map(|(_, fits)| fits)
            .fold(Fits::default(), |most, fits| {
                if fits.shaped > most.shaped {
                    fits
                } else {
                    most
                }
            })
    }

    /// The share of values that have the shape of a kind.
    pub(crate) fn shaped(&self, kind: &str) -> f64 {
        self.part(self.fits(kind).shaped)
    }

    pub(crate) fn part(&self, count: u32) -> f64 {
        ratio(u64::from(count), self.tally.sampled())
    }

    /// Whether few values occur again and again, as codes and labels do.
    pub(crate) fn repeats(&self) -> bool {
        self.tally.values() >= 20 && self.tally.distinctness() < 0.2 && self.tally.distinct() < 50.0
    }

    /// A reading of the whole column.
    pub(crate) fn column(&self, kind: &str, confidence: f64, matched: u32) -> Option<Reading> {
        let detector = detectors::by_kind(kind)?;
        let mut evidence = Vec::new();
        if let Some(hint) = self.hint(kind) {
            evidence.push(if hint.words.is_empty() {
                format!("the table's name says {kind}")
            } else {
                format!("name says {}", hint.words.replace('_', " "))
            });
        }
        let share = self.part(matched);
        evidence.push(format!(
            "{matched} of {} values looked at fit",
            self.tally.sampled()
        ));
        Some(Reading {
            detector,
            confidence: confidence.min(0.99),
            matched: u64::from(matched),
            reach: if share >= WHOLE {
                Reach::Column
            } else {
                Reach::Cell
            },
            evidence,
        })
    }

    /// The same, whatever share of the values has the shape.
    pub(crate) fn whole(&self, kind: &str, confidence: f64, matched: u32) -> Option<Reading> {
        self.column(kind, confidence, matched)
            .map(|reading| Reading {
                reach: Reach::Column,
                ..reading
            })
    }

    fn readings(&self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        if self.context.class == TypeClass::Bool {
            readings.extend(self.flags());
            return readings;
        }
        let tried = self.tally.fits().filter_map(|(number, fits)| {
            rate::by_values(candidates::detector(number)?, fits, self)
        });
        readings.extend(tried);
        if !self.context.is_foreign {
            for kind in self.hints.keys() {
                readings.extend(named::by_name(kind, self));
            }
            readings.extend(rate::by_known_words(self));
            readings.extend(rate::addresses(self));
            readings.extend(rate::identity(self));
            readings.extend(people::judge(self));
            readings.extend(secrets::judge(self));
        }
        readings.extend(texts::judge(self));
        readings.extend(rate::mixture(self, &readings));
        readings
    }

    /// Truth values say something only where their name does.
    fn flags(&self) -> Option<Reading> {
        let kind = self.hints.iter().find_map(|(kind, hint)| {
            let detector = detectors::by_kind(kind)?;
            let is_plain = named::AMBIGUOUS.has(hint.words);
            (detector.category == Category::Special && hint.strength > 0.7 && !is_plain)
                .then_some(kind)
        })?;
        self.whole(kind, 0.7, 0)
    }

    /// A column without values is judged by the strongest word of its name.
    fn by_name_alone(&self) -> Vec<Reading> {
        let is_countable = matches!(
            self.context.class,
            TypeClass::Bool | TypeClass::Time | TypeClass::Interval | TypeClass::TsVector
        );
        if self.context.is_foreign || is_countable {
            return Vec::new();
        }
        self.hints
            .iter()
            .filter(|(_, hint)| hint.strength >= 0.95 && !named::AMBIGUOUS.has(hint.words))
            .filter(|(kind, _)| named::suits_type(kind, &self.context))
            .filter_map(|(kind, hint)| {
                let is_longer = hint.place.len() > 1;
                let confidence = if is_longer { 0.55 } else { 0.5 };
                let reading = self.whole(kind, confidence, 0)?;
                let reach = match *kind {
                    "free-text" => Reach::Span,
                    "structured-cell" => Reach::Leaf,
                    _ => Reach::Column,
                };
                let reading = reading.with("no values to look at");
                Some(Reading { reach, ..reading })
            })
            .collect()
    }
}

/// Two places are enough for anybody.
fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

/// The share of values from which on a column is of a kind.
pub(crate) const WHOLE: f64 = 0.8;
/// Below that a reading is not worth a word.
const LEAST: f64 = 0.4;
