//! Who hears of events, and what dialogs are answered.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use bauta_session::files::ChooseFile;
use bauta_session::{Dialogs, Passphrase, SessionEvent, Shell};

/// Streams of events that are open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ears(Arc<Mutex<Vec<Sender<String>>>>);

impl Ears {
    /// Another listener.
    pub(crate) fn listen(&self) -> Receiver<String> {
        let (ear, events) = channel();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(ear);
        events
    }
}

impl Shell for Ears {
    fn tell(&self, event: SessionEvent) {
        let text = serde_json::to_string(&event).unwrap_or_default();
        let mut ears = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ears.retain(|ear| ear.send(text.clone()).is_ok());
    }

    fn show_in_folder(&self, _: &Path) -> io::Result<()> {
        // A browser under test has no desktop.
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What the next dialogs are answered, in order; without one they are cancelled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    paths: Arc<Mutex<VecDeque<Option<PathBuf>>>>,
    passphrases: Arc<Mutex<VecDeque<String>>>,
}

impl Answers {
    /// A passphrase for the next question.
    pub(crate) fn add_passphrase(&self, passphrase: &str) {
        let mut passphrases = self
            .passphrases
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        passphrases.push_back(passphrase.to_owned());
    }

    /// A path, or a cancel, for the next dialog.
    pub(crate) fn add(&self, path: Option<PathBuf>) {
        self.paths
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(path);
    }
}

impl Dialogs for Answers {
    fn choose(&self, _: &ChooseFile) -> Option<PathBuf> {
        let mut answers = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        answers.pop_front().flatten()
    }

    fn passphrase(&self, _: &str) -> Option<Passphrase> {
        let mut passphrases = self
            .passphrases
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        passphrases.pop_front().map(Passphrase::new)
    }
}
