//! The first screen: what was open lately, what can be recovered, the sample shop.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::files::{FileKind, PickedFile};
use crate::problem::CommandError;
use crate::session::Session;
use crate::whole;

/// What the first screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The version of the program.
    pub version: String,
    /// Dumps and profiles that were open lately, the last one first.
    pub recent: Vec<RecentFile>,
    /// Drafts of profiles that were edited and not saved.
    pub drafts: Vec<DraftLeft>,
}

/// A file that was open lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentFile {
    /// The file.
    pub file: PickedFile,
    /// Whether it is not where it was.
    pub missing: bool,
    /// When it was opened last.
    pub opened: String,
}

/// A draft that a crash, or a window closed without saving, has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftLeft {
    /// The draft itself; opening it recovers the edits.
    pub file: PickedFile,
    /// The profile that it is of; `null` for one that was never saved.
    pub of: Option<PickedFile>,
}

/// A file by its handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileRef {
    /// The handle.
    pub file: String,
}

/// The sample shop, ready to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SampleShop {
    /// A small synthetic dump.
    pub dump: PickedFile,
    /// A complete profile for it.
    pub profile: PickedFile,
}

/// What the first screen shows.
///
/// # Errors
/// None but those of every command.
pub fn start(session: &Session, _: ()) -> Result<Start, CommandError> {
    let recent = session.recent();
    let drafts = session.drafts_left(&recent);
    let file = |entry: &RecentEntry| {
        let file = session.pick(&entry.path);
        RecentFile {
            missing: file.bytes.is_none(),
            file: PickedFile {
                kind: entry.kind,
                ..file
            },
            opened: entry.opened.clone(),
        }
    };
    Ok(Start {
        version: session.desk.version.clone(),
        recent: recent.iter().map(file).collect(),
        drafts,
    })
}

/// Takes a file off the list of recent ones; the file itself stays.
///
/// # Errors
/// The list cannot be written.
pub fn forget_recent(session: &Session, input: FileRef) -> Result<Start, CommandError> {
    let path = session.files.path(&input.file)?;
    let mut recent = session.recent();
    recent.retain(|entry| entry.path != path);
    session.keep_recent(&recent)?;
    start(session, ())
}

/// Writes the sample shop where the program keeps its data.
///
/// # Errors
/// It cannot be written.
pub fn open_sample_shop(session: &Session, _: ()) -> Result<SampleShop, CommandError> {
    let folder = session.desk.data.join("sample");
    make_folder(&folder)?;
    let put = |name: &str, text: &str| -> Result<PickedFile, CommandError> {
        let path = folder.join(name);
        let there = std::fs::read(&path).is_ok_and(|there| there == text.as_bytes());
        // A profile that was edited is the user's now.
        let edited = FileKind::of(&path) == FileKind::Profile && path.is_file();
        if !there && !edited {
            whole::write(&path, text.as_bytes())?;
        }
        Ok(session.pick(&path))
    };
    Ok(SampleShop {
        dump: put("shop.postgres.sql", SHOP_DUMP)?,
        profile: put("shop.yaml", SHOP_PROFILE)?,
    })
}

const SHOP_DUMP: &str = include_str!("../../../sample-data/shop.postgres.sql");
const SHOP_PROFILE: &str = include_str!("../../../profiles/shop.yaml");

/// An entry of the list of recent files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecentEntry {
    pub(crate) path: PathBuf,
    pub(crate) kind: FileKind,
    pub(crate) opened: String,
}

/// As many are remembered.
const MOST_RECENT: usize = 20;

impl Session {
    /// The list of recent files; a list that cannot be read is empty, since nothing depends on it.
    pub(crate) fn recent(&self) -> Vec<RecentEntry> {
        let text = whole::read(&self.recent_path(), "list of recent files", 1 << 20);
        let text = text.unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Puts a file at the head of the list.
    pub(crate) fn remember(&self, path: &Path, kind: FileKind) {
        let mut recent = self.recent();
        recent.retain(|entry| entry.path != path);
        recent.insert(
            0,
            RecentEntry {
                path: path.to_owned(),
                kind,
                opened: self.desk.now(),
            },
        );
        recent.truncate(MOST_RECENT);
        // Whether it is remembered is of no account to who opens it.
        self.keep_recent(&recent).ok();
    }

    fn keep_recent(&self, recent: &[RecentEntry]) -> Result<(), CommandError> {
        make_folder(&self.desk.data)?;
        let text = serde_json::to_string_pretty(recent).unwrap_or_default();
        Ok(whole::write(&self.recent_path(), text.as_bytes())?)
    }

    fn recent_path(&self) -> PathBuf {
        self.desk.data.join("recent.json")
    }
}

/// Makes a folder for its owner alone, unless it is there.
pub(crate) fn make_folder(path: &Path) -> Result<(), CommandError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|error| {
        let message = format!("cannot make a folder: {}", error.kind());
        bauta_engine::Diagnostic::new(bauta_engine::Code::Io, message).at(path.display())
    })?;
    Ok(())
}
