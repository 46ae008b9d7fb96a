//! Where masked bytes go. A sink accepts only what the plan has produced.

mod compressed;
mod file;
mod folder;
mod output;
mod settling;

pub(crate) use file::{PendingFile, Readers};
pub(crate) use folder::{Folder, Open};
pub use output::Output;
pub(crate) use output::{Closed, Sink, SinkSummary};
