//! What a whole column holds, judged by its name, its surroundings and all of its values.

mod facts;

mod outcome;

pub use facts::ColumnFacts;
pub use outcome::{Reach, RunnerUp, Verdict};
