use super::candidates;
use super::context::Context;
use super::hints;
use super::tally::{Fits, Tally, ratio};
use super::{ColumnFacts, Reach, RunnerUp, Verdict};
use crate::detectors;
use crate::{Detector, Evidence};

/// What a column holds; `None` for a plain one.
pub fn judge(facts: &ColumnFacts<'_>, tally: &Tally) -> Option<Verdict> {
    let context = Context::of(facts);
    let mut readings: Vec<Reading> = tally
        .fits()
        .filter_map(|(number, fits)| rate(candidates::detector(number)?, fits, &context, tally))
        .collect();
    readings.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    let mut readings = readings.into_iter();
    let best = readings.next()?;
    let runner_up = readings
        .find(|other| other.detector.kind != best.detector.kind)
        .map(|other| RunnerUp {
            kind: other.detector.kind,
            confidence: other.confidence,
        });
    Some(Verdict {
        kind: best.detector.kind,
        category: best.detector.category,
        sensitivity: best.detector.sensitivity,
        confidence: best.confidence,
        matched: best.matched,
        sampled: tally.sampled(),
        reach: best.reach,
        evidence: best.evidence,
        runner_up,
    })
}

/// What a column holds that refers to another, whose verdict it follows.
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

fn rate(
    detector: &'static Detector,
    fits: Fits,
    context: &Context,
    tally: &Tally,
) -> Option<Reading> {
    let hint = hints::best(detector, &context.column);
    let share = ratio(u64::from(fits.shaped), tally.sampled());
    let base = match detector.evidence {
        Evidence::Hint => hint?.strength * 0.8,
        _ => 0.9,
    };
    (share >= 0.05).then(|| Reading {
        detector,
        confidence: base * share,
        matched: u64::from(fits.shaped),
        reach: if share >= 0.8 {
            Reach::Column
        } else {
            Reach::Cell
        },
        evidence: vec![format!("{} of {} values fit", fits.shaped, tally.sampled())],
    })
}

#[expect(dead_code, reason = "")]
fn by_kind(kind: &str) -> Option<&'static Detector> {
    detectors::by_kind(kind)
}
