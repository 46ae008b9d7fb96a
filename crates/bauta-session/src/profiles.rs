//! Profiles that are being edited, and where their drafts are kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bauta_profile::Profile;
use sha2::{Digest, Sha256};

use crate::files::{FileKind, name_of};
use crate::history::History;
use crate::problem::CommandError;
use crate::session::{Session, locked};
use crate::start::{DraftLeft, RecentEntry, make_folder};
use crate::whole;

/// A profile is text of people; more is none.
const MOST_BYTES: u64 = 64 << 20;

/// The profiles by handle.
#[derive(Debug, Default)]
pub(crate) struct Profiles {
    pub(crate) open: BTreeMap<String, Document>,
    opened: usize,
}

/// A profile that is being edited. The structure here is the authority; its text is always what
/// the one canonical emitter makes of it, comments and all.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) id: String,
    /// Where it is saved; `None` until it has been.
    pub(crate) path: Option<PathBuf>,
    /// Where edits are kept until they are saved.
    draft: PathBuf,
    pub(crate) profile: Profile,
    /// As it was when it was opened or saved last.
    pub(crate) saved: Profile,
    pub(crate) history: History,
    /// Grows with each change.
    pub(crate) revision: u64,
    /// The revision that the draft on disk holds, and the one the file holds.
    pub(crate) drafted: u64,
    /// The digest of the file as it was read or written last.
    on_disk: Option<String>,
}

impl Document {
    /// Whether there are edits that no save has taken.
    pub(crate) fn is_dirty(&self) -> bool {
        self.profile != self.saved
    }

    /// The folder that presets and dictionaries are looked for in.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.map_or_else(PathBuf::new, Path::to_owned)
    }

    pub(crate) fn name(&self) -> String {
        let own = self.profile.name.clone();
        let file = self.path.as_deref().map(name_of);
        own.or(file).unwrap_or_else(|| "profile".to_owned())
    }

    /// Whether the file was changed by somebody else since.
    pub(crate) fn is_overtaken(&self) -> bool {
        let Some(path) = &self.path else { return false };
        self.on_disk.is_some() && digest_of_file(path) != self.on_disk
    }

    /// Writes the edits where they are safe until they are saved.
    pub(crate) fn save_draft(&mut self) -> Result<(), CommandError> {
        if self.drafted == self.revision {
            return Ok(());
        }
        if self.is_dirty() {
            if let Some(folder) = self.draft.parent() {
                make_folder(folder)?;
            }
            whole::write(&self.draft, self.profile.to_string().as_bytes())?;
        } else {
            self.discard_draft();
        }
        self.drafted = self.revision;
        Ok(())
    }

    /// Takes the draft away.
    pub(crate) fn discard_draft(&self) {
        std::fs::remove_file(&self.draft).ok();
    }

    /// Saves to `path`.
    pub(crate) fn save(&mut self, path: &Path) -> Result<(), CommandError> {
        let text = self.profile.to_string();
        whole::write(path, text.as_bytes())?;
        self.discard_draft();
        self.path = Some(path.to_owned());
        self.draft = draft_beside(path);
        self.saved = self.profile.clone();
        self.on_disk = Some(digest(text.as_bytes()));
        self.drafted = self.revision;
        Ok(())
    }
}

impl Session {
    /// Opens the profile of a file; the same file is opened once. A draft that was left beside it
    /// is taken up.
    pub(crate) fn open_document(&self, path: &Path) -> Result<(String, bool), CommandError> {
        let of_draft = draft_target(path);
        let path = of_draft.as_deref().unwrap_or(path);
        if let Some(known) = self.known_document(path) {
            return Ok((known, false));
        }
        let text = whole::read(path, "profile", MOST_BYTES)?;
        let saved = Profile::parse(&text)?;
        let draft = draft_beside(path);
        let left = whole::read(&draft, "draft", MOST_BYTES).ok();
        let recovered = left.as_deref().map(Profile::parse);
        let profile = match recovered {
            Some(Ok(recovered)) => recovered,
            Some(Err(_)) => {
                // A draft that cannot be read is kept for whoever can, out of the way.
                std::fs::rename(&draft, draft.with_extension("broken")).ok();
                saved.clone()
            }
            None => saved.clone(),
        };
        let recovered = profile != saved;
        let id = self.keep_document(|id| Document {
            id,
            path: Some(path.to_owned()),
            draft,
            profile,
            saved,
            history: History::default(),
            revision: 0,
            drafted: 0,
            on_disk: Some(digest(text.as_bytes())),
        });
        Ok((id, recovered))
    }

    fn known_document(&self, path: &Path) -> Option<String> {
        let profiles = locked(&self.profiles);
        let mut open = profiles.open.values();
        open.find(|document| document.path.as_deref() == Some(path))
            .map(|document| document.id.clone())
    }

    /// Opens a profile that is in no file yet.
    pub(crate) fn open_unsaved(&self, profile: Profile) -> Result<String, CommandError> {
        let name = format!("{}.yaml", crate::session::random_name()?);
        let draft = self.desk.data.join("drafts").join(name);
        let id = self.keep_document(|id| Document {
            id,
            path: None,
            draft,
            profile,
            saved: Profile::default(),
            history: History::default(),
            revision: 1,
            drafted: 0,
            on_disk: None,
        });
        self.save_draft_of(&id);
        Ok(id)
    }

    fn keep_document(&self, document: impl FnOnce(String) -> Document) -> String {
        let mut profiles = locked(&self.profiles);
        profiles.opened += 1;
        let id = format!("profile-{}", profiles.opened);
        profiles.open.insert(id.clone(), document(id.clone()));
        id
    }

    /// Works on an open profile.
    pub(crate) fn with_document<T>(
        &self,
        handle: &str,
        work: impl FnOnce(&mut Document) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let mut profiles = locked(&self.profiles);
        let document = profiles.open.get_mut(handle);
        work(document.ok_or_else(|| CommandError::gone("profile"))?)
    }

    /// The digest of an open profile, as it stands in the log.
    pub(crate) fn digest_of(&self, handle: &str) -> Result<String, CommandError> {
        self.with_document(handle, |document| {
            Ok(digest(document.profile.to_string().as_bytes()))
        })
    }

    /// Keeps the edits of a profile safe; where that cannot be done the window is told, and they
    /// stay in memory.
    pub(crate) fn save_draft_of(&self, handle: &str) {
        let saved = self.with_document(handle, Document::save_draft);
        if let Err(error) = saved {
            self.desk
                .shell
                .tell(crate::event::SessionEvent::AutosaveFailed {
                    profile: handle.to_owned(),
                    error,
                });
        }
    }

    /// Keeps the edits of all profiles safe.
    pub(crate) fn save_drafts(&self) {
        let handles: Vec<String> = locked(&self.profiles).open.keys().cloned().collect();
        for handle in handles {
            self.save_draft_of(&handle);
        }
    }

    /// Drafts without a window that edits them.
    pub(crate) fn drafts_left(&self, recent: &[RecentEntry]) -> Vec<DraftLeft> {
        let open: Vec<PathBuf> = (locked(&self.profiles).open.values())
            .map(|document| document.draft.clone())
            .collect();
        let beside = (recent.iter())
            .filter(|entry| entry.kind == FileKind::Profile)
            .map(|entry| (draft_beside(&entry.path), Some(entry.path.clone())));
        let unsaved = std::fs::read_dir(self.desk.data.join("drafts"));
        let unsaved = unsaved.into_iter().flatten().flatten();
        let unsaved = unsaved
            .map(|entry| (entry.path(), None))
            .filter(|(path, _)| {
                path.extension()
                    .is_some_and(|extension| extension == "yaml")
            });
        beside
            .chain(unsaved)
            .filter(|(draft, _)| draft.is_file() && !open.contains(draft))
            .map(|(draft, of)| DraftLeft {
                file: self.pick(&draft),
                of: of.map(|path| self.pick(&path)),
            })
            .collect()
    }

    /// Takes up a draft of a profile that was never saved.
    pub(crate) fn open_unsaved_draft(&self, path: &Path) -> Result<Option<String>, CommandError> {
        if path.parent() != Some(&self.desk.data.join("drafts")) {
            return Ok(None);
        }
        let text = whole::read(path, "draft", MOST_BYTES)?;
        let profile = Profile::parse(&text)?;
        let draft = path.to_owned();
        Ok(Some(self.keep_document(|id| Document {
            id,
            path: None,
            draft,
            profile,
            saved: Profile::default(),
            history: History::default(),
            revision: 1,
            drafted: 1,
            on_disk: None,
        })))
    }
}

/// `.shop.yaml.draft` beside `shop.yaml`.
fn draft_beside(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}{DRAFT}", name_of(path)))
}

/// The profile that a draft lies beside.
fn draft_target(path: &Path) -> Option<PathBuf> {
    let name = name_of(path);
    let target = name.strip_prefix('.')?.strip_suffix(DRAFT)?;
    Some(path.with_file_name(target))
}

const DRAFT: &str = ".draft";

fn digest_of_file(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| digest(&bytes))
}

/// The digest of bytes as the audit log and reports name it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        write!(text, "{byte:02x}").ok();
    }
    text
}
