use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::{AuditLog, CloneRegister};

/// Where the time comes from. It is asked while a file is locked, so that entries are in order.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The folder of what is remembered, who writes in it, and by which clock.
#[derive(Clone)]
pub struct State {
    folder: PathBuf,
    actor: String,
    clock: Clock,
    log_name: String,
}

impl State {
    /// Names a folder; it is made with the first entry.
    ///
    /// `seed` are fresh random bytes: the name of the log, should one begin.
    pub fn new(folder: PathBuf, actor: String, clock: Clock, seed: [u8; 32]) -> Self {
        Self {
            folder,
            actor,
            clock,
            log_name: crate::hex::lower(&seed[..16]),
        }
    }

    /// The audit log in it.
    pub fn audit(&self) -> AuditLog<'_> {
        AuditLog::new(self)
    }

    /// The register of clones in it.
    pub fn clones(&self) -> CloneRegister<'_> {
        CloneRegister::new(self)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Who writes in it.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(super) fn log_name(&self) -> &str {
        &self.log_name
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("folder", &self.folder)
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}
