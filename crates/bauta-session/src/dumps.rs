//! Opened dumps: where they are, what was found in them, what of them may be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bauta_engine::Survey;
use bauta_profile::Profile;

use crate::files::name_of;
use crate::problem::CommandError;
use crate::session::{Session, locked};

/// The dumps by handle.
#[derive(Debug, Default)]
pub(crate) struct Dumps {
    open: BTreeMap<String, Arc<OpenDump>>,
    opened: usize,
}

impl Dumps {
    pub(crate) fn count(&self) -> usize {
        self.open.len()
    }
}

/// A dump that is open.
#[derive(Debug)]
pub(crate) struct OpenDump {
    pub(crate) id: String,
    pub(crate) path: PathBuf,
    /// A throw-away root: what is previewed of this dump repeats as long as it is open.
    pub(crate) root: [u8; 32],
    state: Mutex<DumpState>,
}

#[derive(Debug, Default)]
struct DumpState {
    survey: Option<Arc<Survey>>,
    /// The file as it was when it was surveyed.
    mark: Option<FileMark>,
    /// What may be seen: a column, or one row of it.
    revealed: BTreeSet<(String, String, Option<u64>)>,
    /// What a draft would decide.
    proposal: Option<Arc<Profile>>,
}

/// What tells a file from what it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileMark {
    bytes: u64,
    modified: Option<std::time::SystemTime>,
}

impl FileMark {
    fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

impl OpenDump {
    pub(crate) fn name(&self) -> String {
        name_of(&self.path)
    }

    /// What was found in it.
    ///
    /// # Errors
    /// It has not been inspected.
    pub(crate) fn survey(&self) -> Result<Arc<Survey>, CommandError> {
        let survey = locked(&self.state).survey.clone();
        survey.ok_or_else(|| CommandError::usage("the dump has not been inspected yet"))
    }

    pub(crate) fn is_surveyed(&self) -> bool {
        locked(&self.state).survey.is_some()
    }

    /// Whether the file is another one than was inspected, or gone.
    pub(crate) fn has_changed(&self) -> bool {
        let state = locked(&self.state);
        state.survey.is_some() && state.mark != FileMark::of(&self.path)
    }

    /// Reads the file by `read` and keeps what it tells.
    pub(crate) fn read_by<E>(&self, read: impl FnOnce() -> Result<Survey, E>) -> Result<(), E> {
        // Taken before, so that a change while it is read is noticed.
        let mark = FileMark::of(&self.path);
        let survey = read()?;
        let mut state = locked(&self.state);
        *state = DumpState {
            survey: Some(Arc::new(survey)),
            mark,
            ..DumpState::default()
        };
        Ok(())
    }

    pub(crate) fn reveal(&self, table: &str, column: &str, row: Option<u64>) {
        let shown = (table.to_owned(), column.to_owned(), row);
        locked(&self.state).revealed.insert(shown);
    }

    pub(crate) fn cover(&self) {
        locked(&self.state).revealed.clear();
    }

    pub(crate) fn is_revealed(&self, table: &str, column: &str, row: u64) -> bool {
        let state = locked(&self.state);
        [None, Some(row)].into_iter().any(|row| {
            let shown = (table.to_owned(), column.to_owned(), row);
            state.revealed.contains(&shown)
        })
    }

    /// What a draft would decide, made once.
    pub(crate) fn proposal(
        &self,
        make: impl FnOnce() -> Result<Profile, CommandError>,
    ) -> Result<Arc<Profile>, CommandError> {
        if let Some(known) = &locked(&self.state).proposal {
            return Ok(Arc::clone(known));
        }
        let fresh = Arc::new(make()?);
        locked(&self.state).proposal = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
}

impl Session {
    pub(crate) fn dump(&self, handle: &str) -> Result<Arc<OpenDump>, CommandError> {
        let dumps = locked(&self.dumps);
        dumps
            .open
            .get(handle)
            .cloned()
            .ok_or_else(|| CommandError::gone("dump"))
    }

    /// The handle of an opened dump; the same file is opened once.
    pub(crate) fn admit(&self, path: &Path) -> Result<Arc<OpenDump>, CommandError> {
        let root = crate::session::random()?;
        let mut dumps = locked(&self.dumps);
        if let Some(known) = dumps.open.values().find(|dump| dump.path == path) {
            return Ok(Arc::clone(known));
        }
        dumps.opened += 1;
        let dump = Arc::new(OpenDump {
            id: format!("dump-{}", dumps.opened),
            path: path.to_owned(),
            root,
            state: Mutex::default(),
        });
        dumps.open.insert(dump.id.clone(), Arc::clone(&dump));
        Ok(dump)
    }

    /// Forgets a dump; its samples are wiped once no job uses them any more.
    pub(crate) fn dismiss(&self, handle: &str) {
        locked(&self.dumps).open.remove(handle);
    }
}
