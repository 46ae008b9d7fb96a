//! The dump screen: what a dump holds, with samples that are covered until they are asked for.

mod answer;
mod inventory;
mod samples;

use bauta_engine::{Fingerprints, Input, Inspect};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use answer::{
    ColumnClass, ColumnClassDetail, ColumnDetail, ColumnSummary, Coverage, DumpOverview, DumpState,
    OtherClass, TableSummary,
};
pub use inventory::{FoundIdentity, FoundSecret, Inventory, NamedValue, dump_inventory};
pub use samples::{
    RevealRequest, SampleCell, SampleColumn, SampleTable, SamplesRequest, cover_dump, dump_samples,
    reveal_samples,
};

use crate::event::{JobResult, Work};
use crate::files::FileKind;
use crate::jobs::JobRef;
use crate::problem::CommandError;
use crate::session::Session;
use crate::start::FileRef;

/// An opened dump by its handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DumpRef {
    /// The handle.
    pub dump: String,
}

/// A column of an opened dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DumpColumnRef {
    /// The dump.
    pub dump: String,
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

/// Opens a dump; nothing of it is read yet. The same file has one handle however often it is
/// opened.
///
/// # Errors
/// The file is gone, or a folder.
pub fn open_dump(session: &Session, input: FileRef) -> Result<DumpRef, CommandError> {
    let path = session.files.path(&input.file)?;
    let metadata = std::fs::metadata(&path).map_err(|error| {
        let message = format!("cannot open the dump: {}", error.kind());
        bauta_engine::Diagnostic::new(bauta_engine::Code::Io, message)
            .at(path.display())
            .hint("it was moved or deleted, or you may not read it")
    })?;
    if !metadata.is_file() {
        return Err(CommandError::usage("a dump is a file, and this is none"));
    }
    let dump = session.admit(&path)?;
    session.remember(&path, FileKind::Dump);
    Ok(DumpRef {
        dump: dump.id.clone(),
    })
}

/// Reads the dump for what it holds, as a job. Reading it again takes the place of what was known.
///
/// # Errors
/// The dump is not open. What is wrong with it, the job tells.
pub fn inspect_dump(session: &Session, input: DumpRef) -> Result<JobRef, CommandError> {
    let dump = session.dump(&input.dump)?;
    let fingerprints = Fingerprints::fresh(crate::session::random()?);
    let today = session.desk.today();
    session.begin(Work::Inspect, move |_, hand| {
        dump.read_by(|| {
            let inspect = Inspect {
                threads: threads(),
                today,
                outlines: true,
                ..Inspect::new(Input::File(dump.path.clone()), fingerprints)
            };
            inspect.survey(&mut hand.reporter, &hand.cancel)
        })?;
        Ok(JobResult::Inspected {
            dump: dump.id.clone(),
        })
    })
}

/// What is known of the dump: everything, once it is inspected.
///
/// # Errors
/// The dump is not open.
pub fn dump_overview(session: &Session, input: DumpRef) -> Result<DumpOverview, CommandError> {
    let dump = session.dump(&input.dump)?;
    Ok(answer::overview(&dump))
}

/// All that is known of one column.
///
/// # Errors
/// There is no such column, or the dump has not been inspected.
pub fn dump_column(session: &Session, input: DumpColumnRef) -> Result<ColumnDetail, CommandError> {
    let survey = session.dump(&input.dump)?.survey()?;
    let found = answer::detail(&survey, &input.table, &input.column);
    found.ok_or_else(|| CommandError::usage("the dump has no such column"))
}

/// Closes a dump and wipes its samples.
///
/// # Errors
/// None but those of every command.
pub fn close_dump(session: &Session, input: DumpRef) -> Result<(), CommandError> {
    session.dismiss(&input.dump);
    Ok(())
}

pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
