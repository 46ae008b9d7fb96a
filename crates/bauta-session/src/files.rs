//! Files by handles: the window never names a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::CommandError;
use crate::session::Session;

/// A file that was chosen in a dialog, dropped on the window or kept among the recent ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PickedFile {
    /// Its handle.
    pub file: String,
    /// Its name.
    pub name: String,
    /// The folder it lies in, for people.
    pub folder: String,
    /// What it seems to be, by its name.
    pub kind: FileKind,
    /// Its size; `None` where it is not there.
    pub bytes: Option<u64>,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// A dump.
    Dump,
    /// A profile.
    Profile,
    /// A review file.
    Review,
    /// Anything else.
    Other,
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FilePurpose {
    /// A dump to open.
    OpenDump,
    /// A profile to open.
    OpenProfile,
    /// Where a profile is to be saved.
    SaveProfile,
    /// A review file to open.
    OpenReview,
    /// Where a review file is to be written.
    SaveReview,
    /// Where the masked dump goes.
    SaveOutput,
    /// Where a report goes.
    SaveReport,
    /// Where an attestation goes.
    SaveAttestation,
    /// The key of an environment.
    OpenKey,
    /// Where a new key goes.
    SaveKey,
    /// A key that signs.
    OpenSigningKey,
    /// A file of those who may sign.
    OpenSigners,
    /// A policy.
    OpenPolicy,
    /// Detectors of one's own.
    OpenRules,
    /// An attestation.
    OpenAttestation,
    /// Public keys that are trusted to sign attestations.
    OpenTrustedKeys,
    /// A file that shows that a clone is gone.
    OpenEvidence,
    /// The folder of the audit log and the register.
    OpenState,
}

/// A request for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChooseFile {
    /// What for.
    pub purpose: FilePurpose,
    /// The name it is proposed to have, for files that are written.
    pub suggested_name: Option<String>,
}

/// Asks the user for a file; `null` where none was chosen.
///
/// # Errors
/// None but those of every command.
pub fn choose_file(
    session: &Session,
    input: ChooseFile,
) -> Result<Option<PickedFile>, CommandError> {
    let chosen = session.desk.dialogs.choose(&input);
    Ok(chosen.map(|path| session.pick(&path)))
}

/// Paths by handle.
#[derive(Debug, Default)]
pub(crate) struct Files {
    paths: Mutex<BTreeMap<String, PathBuf>>,
}

impl Files {
    /// The path of a handle.
    pub(crate) fn path(&self, handle: &str) -> Result<PathBuf, CommandError> {
        let paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths
            .get(handle)
            .cloned()
            .ok_or_else(|| CommandError::gone("file"))
    }

    /// The handle of a path: the same for the same path.
    fn handle(&self, path: &Path) -> String {
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        let known = paths.iter().find(|(_, known)| *known == path);
        if let Some((handle, _)) = known {
            return handle.clone();
        }
        let handle = format!("file-{}", paths.len() + 1);
        paths.insert(handle.clone(), path.to_owned());
        handle
    }
}

impl Session {
    /// Takes charge of a path: from a dialog, a drop, the command line.
    pub fn pick(&self, path: &Path) -> PickedFile {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let metadata = std::fs::metadata(&path).ok();
        PickedFile {
            file: self.files.handle(&path),
            name: name_of(&path),
            folder: path
                .parent()
                .map_or_else(String::new, |folder| folder.display().to_string()),
            kind: FileKind::of(&path),
            bytes: metadata.map(|metadata| metadata.len()),
        }
    }
}

impl FileKind {
    /// What a file is, by its name alone.
    pub(crate) fn of(path: &Path) -> Self {
        let name = name_of(path).to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".review.json", ".bauta-review"]) {
            Self::Review
        } else if ends(&[".yaml", ".yml"]) {
            Self::Profile
        } else if ends(&[".json", ".key", ".pem", ".pub", ".html", ".md", ".txt"]) {
            Self::Other
        } else {
            Self::Dump
        }
    }
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
