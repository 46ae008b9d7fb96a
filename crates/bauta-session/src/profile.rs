//! The profile editor: the rules of a profile held against a dump, changed in named steps.

mod domains;
mod doubts;
mod draft;
mod edit;
mod editor;
mod preview;
mod rule;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use domains::{Domain, domains};
pub use doubts::{Doubt, doubts};
pub use draft::{DraftRequest, RecommendedRule, draft_profile, recommended_rules};
pub use edit::{
    Edit, EditRequest, ExceptionForm, ProfileSettings, edit_profile, redo_profile, undo_profile,
};
pub use editor::{
    ColumnStatus, CommandLine, EditorColumn, EditorMark, EditorRequest, EditorTable,
    EditorTableMarks, EditorTableRequest, EditorTables, Meter, check_line, editor_table,
    editor_tables,
};
pub use preview::{PreviewColumn, PreviewRequest, PreviewRow, PreviewTable, preview_table};
pub use rule::{ColumnPlace, RowsForm, RuleForm, RulePlace};

use crate::files::{FileKind, name_of};
use crate::problem::CommandError;
use crate::profiles::Document;
use crate::session::{Session, locked};
use crate::start::FileRef;

/// A profile that is being edited, by its handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileRef {
    /// The handle.
    pub profile: String,
}

/// A new profile is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewProfile {
    /// Its name.
    pub name: String,
}

/// A profile is to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveProfile {
    /// The profile.
    pub profile: String,
    /// Where; `null` for where it is.
    pub file: Option<String>,
    /// Whether a file that somebody else has changed meanwhile is written over.
    pub overwrite: bool,
}

/// A profile is to be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloseProfile {
    /// The profile.
    pub profile: String,
    /// Whether edits that were not saved are thrown away; else their draft is kept.
    pub discard: bool,
}

/// What is known of a profile that is being edited, but for its rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileState {
    /// Its handle.
    pub profile: String,
    /// Its name.
    pub name: String,
    /// The file it is saved in; `null` for one that was never saved.
    pub file_name: Option<String>,
    /// The folder of that file, for people.
    pub folder: Option<String>,
    /// Grows with each change.
    pub revision: u64,
    /// Whether there are edits that no save has taken; a draft keeps them safe.
    pub dirty: bool,
    /// Whether the file was changed by somebody else since it was read.
    pub overtaken: bool,
    /// The step that undo would take back.
    pub undo: Option<String>,
    /// The step that redo would make again.
    pub redo: Option<String>,
    /// What stands at the top of the profile.
    pub settings: ProfileSettings,
    /// What is kept although a detector objects.
    pub exceptions: Vec<ExceptionForm>,
    /// Doubts that are open.
    pub reviews: Vec<RulePlace>,
}

/// A profile that was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedProfile {
    /// What is known of it.
    pub state: ProfileState,
    /// Whether edits were recovered that a crash, or a close without saving, had left.
    pub recovered: bool,
}

/// The text of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileText {
    /// YAML in canonical form.
    pub text: String,
}

/// Opens a profile, or the draft of one.
///
/// # Errors
/// The file cannot be read, or is no profile.
pub fn open_profile(session: &Session, input: FileRef) -> Result<OpenedProfile, CommandError> {
    let path = session.files.path(&input.file)?;
    if let Some(profile) = session.open_unsaved_draft(&path)? {
        let state = profile_state(session, ProfileRef { profile })?;
        return Ok(OpenedProfile {
            state,
            recovered: true,
        });
    }
    let (profile, recovered) = session.open_document(&path)?;
    let saved = session.with_document(&profile, |document| Ok(document.path.clone()))?;
    session.remember(&saved.unwrap_or(path), FileKind::Profile);
    let state = profile_state(session, ProfileRef { profile })?;
    Ok(OpenedProfile { state, recovered })
}

/// Makes a profile without rules.
///
/// # Errors
/// The system gives no random name for its draft.
pub fn new_profile(session: &Session, input: NewProfile) -> Result<OpenedProfile, CommandError> {
    let profile = bauta_profile::Profile {
        name: Some(input.name),
        environment: Some("staging".to_owned()),
        ..bauta_profile::Profile::default()
    };
    let profile = session.open_unsaved(profile)?;
    let state = profile_state(session, ProfileRef { profile })?;
    Ok(OpenedProfile {
        state,
        recovered: false,
    })
}

/// What is known of an open profile.
///
/// # Errors
/// It is not open.
pub fn profile_state(session: &Session, input: ProfileRef) -> Result<ProfileState, CommandError> {
    session.with_document(&input.profile, |document| Ok(document.state()))
}

/// The text of an open profile, as saving would write it.
///
/// # Errors
/// It is not open.
pub fn profile_text(session: &Session, input: ProfileRef) -> Result<ProfileText, CommandError> {
    session.with_document(&input.profile, |document| {
        Ok(ProfileText {
            text: document.profile.to_string(),
        })
    })
}

/// The handles of the profiles that are open.
///
/// # Errors
/// None but those of every command.
pub fn open_profiles(session: &Session, _: ()) -> Result<Vec<ProfileState>, CommandError> {
    let profiles = locked(&session.profiles);
    Ok(profiles.open.values().map(Document::state).collect())
}

/// Saves a profile: whole or not at all, in canonical form.
///
/// # Errors
/// It was never saved and no file is named, the file was changed by somebody else, or it cannot be
/// written. The edits stay.
pub fn save_profile(session: &Session, input: SaveProfile) -> Result<ProfileState, CommandError> {
    let file = input.file.as_deref().map(|file| session.files.path(file));
    let file = file.transpose()?;
    let (state, path) = session.with_document(&input.profile, |document| {
        let same = file.is_none() || file == document.path;
        if same && document.is_overtaken() && !input.overwrite {
            return Err(overtaken());
        }
        let path = file.or_else(|| document.path.clone());
        let path = path.ok_or_else(|| CommandError::usage("the profile has no file yet"))?;
        document.save(&path)?;
        Ok((document.state(), path))
    })?;
    session.remember(&path, FileKind::Profile);
    Ok(state)
}

/// Closes a profile.
///
/// # Errors
/// Its draft cannot be written; then it stays open.
pub fn close_profile(session: &Session, input: CloseProfile) -> Result<(), CommandError> {
    session.with_document(&input.profile, |document| {
        if input.discard {
            document.discard_draft();
            return Ok(());
        }
        document.save_draft()
    })?;
    locked(&session.profiles).open.remove(&input.profile);
    Ok(())
}

fn overtaken() -> CommandError {
    let problem = bauta_engine::Diagnostic::new(
        bauta_engine::Code::BadUsage,
        "the file was changed by somebody else since it was opened",
    );
    problem
        .hint("save under another name, or write over it")
        .into()
}

impl Document {
    pub(crate) fn state(&self) -> ProfileState {
        let path = self.path.as_deref();
        let reviews = self.profile.open_reviews().into_iter();
        ProfileState {
            profile: self.id.clone(),
            name: self.name(),
            file_name: path.map(name_of),
            folder: path.and_then(|path| Some(path.parent()?.display().to_string())),
            revision: self.revision,
            dirty: self.is_dirty(),
            overtaken: self.is_overtaken(),
            undo: self.history.undo_name().map(str::to_owned),
            redo: self.history.redo_name().map(str::to_owned),
            settings: ProfileSettings::of(&self.profile),
            exceptions: self
                .profile
                .exceptions
                .iter()
                .map(ExceptionForm::of)
                .collect(),
            reviews: reviews
                .map(|(table, column)| RulePlace {
                    table: table.to_owned(),
                    column: column.map(str::to_owned),
                })
                .collect(),
        }
    }
}
