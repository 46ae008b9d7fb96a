//! Where bytes come from: files and standard input, plain or compressed.

mod compressed;
mod ends;
mod input;
mod leaps;

pub(crate) use ends::Ends;
pub use input::Input;
pub(crate) use input::{Source, SourceHash};
pub(crate) use leaps::{Leaps, Skipped};
