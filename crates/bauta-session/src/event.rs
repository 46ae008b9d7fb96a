//! What the session tells the window unasked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::files::PickedFile;
use crate::problem::CommandError;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SessionEvent {
    /// A job goes on; at most ten times a second.
    Progress(JobProgress),
    /// A job has something to say.
    Notice {
        /// The job.
        job: String,
        /// What it says.
        text: String,
    },
    /// A job has done its work.
    Done {
        /// The job.
        job: String,
        /// What it did.
        work: Work,
        /// How long it took.
        seconds: f64,
        /// What came of it.
        result: JobResult,
    },
    /// A job failed or was cancelled; nothing is left behind.
    Failed {
        /// The job.
        job: String,
        /// What it was to do.
        work: Work,
        /// Why it failed.
        error: CommandError,
    },
    /// Files were dropped on the window, or named by a second start of the program.
    Arrived {
        /// The files.
        files: Vec<PickedFile>,
    },
    /// Files are dragged over the window, or no longer.
    Dragging {
        /// Whether they are over it.
        over: bool,
    },
    /// A draft could not be saved; edits are kept in memory alone.
    AutosaveFailed {
        /// The profile.
        profile: String,
        /// Why.
        error: CommandError,
    },
}

/// How far a job has come. Totals only, never rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobProgress {
    /// The job.
    pub job: String,
    /// What it does.
    pub work: Work,
    /// Which part of it is under way.
    pub phase: Phase,
    /// Stored bytes read so far in this phase.
    pub read_bytes: u64,
    /// Stored bytes in all, where that is known.
    pub total_bytes: Option<u64>,
    /// Rows so far.
    pub rows: u64,
    /// The table the last rows belong to.
    pub table: Option<String>,
    /// Of a run: secrets and sensitive spans replaced so far in columns that stay.
    pub found: Vec<FoundKind>,
    /// Since the job began.
    pub seconds: f64,
    /// Stored bytes a second in this phase.
    pub bytes_per_second: f64,
    /// What is left of this phase at that speed, where that is known.
    pub seconds_left: Option<f64>,
}

/// How many of a kind were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundKind {
    /// The kind's id.
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Work {
    /// Reads a dump for what it holds.
    Inspect,
    /// Proposes a profile.
    Draft,
    /// Checks a profile against every statement of a dump.
    Check,
    /// Masks a dump.
    Run,
    /// Writes a review file.
    Review,
}

/// A part of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// It has not read anything yet.
    Starting,
    /// The dump is read for its definitions.
    Learning,
    /// The dump is read for what it holds.
    Reading,
    /// Rows are masked.
    Masking,
    /// What was written is read again and proved.
    Verifying,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum JobResult {
    /// The dump is inspected; `dumpOverview` tells what it holds.
    Inspected {
        /// The dump.
        dump: String,
    },
    /// A profile is drafted and open.
    Drafted {
        /// The profile.
        profile: String,
        /// Columns that the draft decided.
        decided: usize,
        /// Doubts it left open.
        reviews: usize,
    },
    /// The profile holds for the whole dump.
    Checked {
        /// The profile.
        profile: String,
        /// What its author should know.
        notices: Vec<String>,
    },
    /// The review file is written.
    Reviewed {
        /// The profile.
        profile: String,
    },
    /// The masked dump is written; `runResult` tells what was done.
    Ran {
        /// The run, which is the job's own id.
        run: String,
    },
}
