//! What a whole column holds, judged by its name, its surroundings and all of its values.
//!
//! A [`Tally`] is what is learnt of a column's values while they stream by, [`judge`] weighs it
//! against the names around: content beats names, check sums beat prefixes, prefixes beat hints
//! with a shape, those beat shapes alone, and chance comes last.

mod candidates;

mod context;

mod facts;

mod form;

mod glossary;

mod hints;

mod judge;

mod leaves;

mod look;

mod named;

mod naming;

mod outcome;

mod people;

mod rate;

mod secrets;

mod sketch;

mod standing;

mod tally;

mod texts;

mod texture;

pub use facts::ColumnFacts;
pub use judge::{follow, judge};
pub use outcome::{Reach, RunnerUp, Verdict};
pub use tally::Tally;

#[cfg(test)]
mod tests;
