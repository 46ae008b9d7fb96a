//! Where bytes come from: files and standard input, plain or compressed.

mod compressed;
mod ends;
mod input;

pub(crate) use ends::Ends;
pub use input::Input;
pub(crate) use input::{Source, SourceHash};
