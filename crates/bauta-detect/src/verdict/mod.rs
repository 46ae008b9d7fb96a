//! What a whole column holds, judged by its name, its surroundings and all of its values.

mod facts;

mod verdict;

pub use facts::ColumnFacts;
pub use verdict::{Reach, RunnerUp, Verdict};
