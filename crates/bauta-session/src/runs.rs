//! Runs that have ended, as long as the window is open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use bauta_engine::Report;

use crate::problem::CommandError;
use crate::session::{Session, locked};

/// The runs by the handle of their job.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    pub(crate) ended: BTreeMap<String, Arc<EndedRun>>,
}

/// What is known of a run.
#[derive(Debug)]
pub(crate) struct EndedRun {
    pub(crate) dump_name: String,
    pub(crate) profile_name: String,
    pub(crate) environment: String,
    pub(crate) output: PathBuf,
    pub(crate) attestation: Option<PathBuf>,
    pub(crate) ended: String,
    pub(crate) cli: String,
    /// What it has done, or why it failed.
    pub(crate) outcome: Result<Box<Report>, CommandError>,
}

impl EndedRun {
    /// What it has done.
    ///
    /// # Errors
    /// It failed, and why.
    pub(crate) fn report(&self) -> Result<&Report, CommandError> {
        self.outcome.as_deref().map_err(Clone::clone)
    }
}

impl Session {
    pub(crate) fn run(&self, handle: &str) -> Result<Arc<EndedRun>, CommandError> {
        let runs = locked(&self.runs);
        runs.ended
            .get(handle)
            .cloned()
            .ok_or_else(|| CommandError::gone("run"))
    }

    pub(crate) fn keep_run(&self, handle: &str, run: EndedRun) {
        locked(&self.runs)
            .ended
            .insert(handle.to_owned(), Arc::new(run));
    }
}
