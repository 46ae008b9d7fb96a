//! Where bytes come from: files and standard input, plain or compressed.

mod compressed;
mod input;

pub use input::Input;
pub(crate) use input::{Source, SourceHash};
