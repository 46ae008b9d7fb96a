//! A dump that has been read once and can be asked again: what it holds, how rules stand on its
//! schema, and what they make of its first rows. For the window, where nobody waits for 10 GB to
//! pass again after each change.

mod judge;
mod narrow;
mod samples;
mod surveyed;
mod trial;

pub use judge::{JudgedColumn, JudgedTable, Judgement, RuleOrigin};
pub(crate) use samples::{SAMPLE_ROWS, SampledRow, Samples};
pub use samples::{SampledColumn, SampledTable};
pub use surveyed::{Edited, Survey};
pub use trial::{Trial, TrialColumn, TrialRow};

#[cfg(test)]
mod tests;
