//! Everything that is open.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::desk::Desk;
use crate::dumps::Dumps;
use crate::files::Files;
use crate::jobs::Jobs;
use crate::problem::CommandError;
use crate::profiles::Profiles;
use crate::runs::Runs;

/// What a window works on: opened dumps, edited profiles, jobs. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Session(Arc<Inner>);

/// What clones of a session share.
#[derive(Debug)]
pub struct Inner {
    pub(crate) desk: Desk,
    pub(crate) files: Files,
    pub(crate) dumps: Mutex<Dumps>,
    pub(crate) profiles: Mutex<Profiles>,
    pub(crate) jobs: Jobs,
    pub(crate) runs: Mutex<Runs>,
}

impl std::ops::Deref for Session {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Session {
    /// A session with nothing open.
    pub fn new(desk: Desk) -> Self {
        Self(Arc::new(Inner {
            desk,
            files: Files::default(),
            dumps: Mutex::default(),
            profiles: Mutex::default(),
            jobs: Jobs::default(),
            runs: Mutex::default(),
        }))
    }

    /// The folder of what is remembered.
    pub(crate) fn state(&self) -> Result<bauta_engine::State, CommandError> {
        Ok(bauta_engine::State::new(
            self.desk.state.clone(),
            self.desk.actor.clone(),
            std::sync::Arc::clone(&self.desk.clock),
            random()?,
        ))
    }

    /// Stops all jobs and waits for them, saves drafts, wipes samples.
    pub fn close(&self) {
        self.jobs.cancel_all();
        self.save_drafts();
        *locked(&self.dumps) = Dumps::default();
    }
}

/// The value of a lock, whatever became of the thread that held it before.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// 32 random bytes of the system.
pub(crate) fn random() -> Result<[u8; 32], CommandError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| {
        bauta_engine::Diagnostic::new(bauta_engine::Code::Io, "the system gives no random bytes")
    })?;
    Ok(bytes)
}

/// A name that no other has.
pub(crate) fn random_name() -> Result<String, CommandError> {
    let bytes = random()?;
    let letters = bytes.iter().take(12);
    Ok(letters.map(|byte| char::from(b'a' + byte % 26)).collect())
}
