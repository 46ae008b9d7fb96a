//! What the shell around a session gives it: folders, dialogs, a clock, ears.

use std::fmt;
use std::path::PathBuf;

use crate::event::SessionEvent;
use crate::files::ChooseFile;

/// The shell around a session. The app and the test bridge each have one.
pub struct Desk {
    /// Where settings, recent files, drafts of unsaved profiles and samples are kept.
    pub data: PathBuf,
    /// Where the audit log and the register of clones are kept.
    pub state: PathBuf,
    /// Where root keys are kept.
    pub keys: PathBuf,
    /// The policy of the system, which no setting can replace; it need not be there.
    pub system_policy: PathBuf,
    /// Who asks the user for files.
    pub dialogs: Box<dyn Dialogs>,
    /// Who opens folders, and is told of events.
    pub shell: Box<dyn Shell>,
    /// The time.
    pub clock: bauta_engine::Clock,
    /// Who works with it, for the audit log.
    pub actor: String,
    /// The version of the program, for people.
    pub version: String,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("data", &self.data)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Asks the user for files. Tests answer in his stead.
pub trait Dialogs: Send + Sync {
    /// The file that was chosen, if one was.
    fn choose(&self, request: &ChooseFile) -> Option<PathBuf>;

    /// The passphrase of a signing key, asked for where no page of the window sees it; `None` where
    /// it was not given.
    fn passphrase(&self, prompt: &str) -> Option<Passphrase>;
}

/// A passphrase: silent, wiped after use.
pub type Passphrase = bauta_model::Secret<String>;

/// What only the surface can do.
pub trait Shell: Send + Sync {
    /// Tells the window; must not block.
    fn tell(&self, event: SessionEvent);

    /// Opens a folder in the system's file manager, with the file marked where that is possible.
    ///
    /// # Errors
    /// There is no file manager.
    fn show_in_folder(&self, path: &std::path::Path) -> std::io::Result<()>;
}

/// The system's clock.
pub fn system_clock() -> bauta_engine::Clock {
    std::sync::Arc::new(jiff::Timestamp::now)
}

impl Desk {
    /// Now, as `2026-11-29T23:47:00Z`.
    pub(crate) fn now(&self) -> String {
        (self.clock)().strftime("%FT%TZ").to_string()
    }

    /// Today, as `2026-11-29`.
    pub(crate) fn today(&self) -> String {
        (self.clock)().strftime("%F").to_string()
    }
}
