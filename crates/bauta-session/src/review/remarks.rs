use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ReviewRequest;
use super::subject::Subject;
use crate::problem::CommandError;
use crate::profile::ProfileRef;
use crate::profiles::digest;
use crate::session::Session;
use crate::whole;

/// What reviewers say about a profile. It lies beside it as `PROFILE.remarks.json`, is signed by
/// nobody and decides nothing: it is what the author reads next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Remarks {
    /// Why the profile was sent back; `null` where it was not, or was approved since.
    pub sent_back: Option<SentBack>,
    /// Notes at rules.
    pub notes: Vec<Note>,
}

/// A profile was sent back to its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SentBack {
    /// For which environment it was to be approved.
    pub environment: String,
    /// Why.
    pub reason: String,
    /// Who sent it back.
    pub by: String,
    /// When.
    pub at: String,
    /// Whether the profile was saved with changes since.
    pub changed_since: bool,
}

/// A note at a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// The table.
    pub table: String,
    /// The column; `null` for the table itself.
    pub column: Option<String>,
    /// What is said.
    pub text: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

/// A note is to be kept at a rule, in place of the one that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepNote {
    /// The profile.
    pub profile: String,
    /// The table.
    pub table: String,
    /// The column; `null` for the table itself.
    pub column: Option<String>,
    /// What is said; nothing takes the note away.
    pub text: String,
}

/// A profile is to be sent back to its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SendBack {
    /// What was reviewed.
    pub review: ReviewRequest,
    /// Why.
    pub reason: String,
}

/// What reviewers say about a profile. Nothing of one that was never saved.
///
/// # Errors
/// The profile is not open, or what lies beside it cannot be read.
pub fn remarks(session: &Session, input: ProfileRef) -> Result<Remarks, CommandError> {
    let (path, rules) = saved(session, &input.profile)?;
    let Some(path) = path else {
        return Ok(Remarks::from(Written::default(), &rules));
    };
    Ok(Remarks::from(Written::read(&path)?, &rules))
}

/// Keeps a note at a rule.
///
/// # Errors
/// The profile was never saved, or the file beside it cannot be read or written.
pub fn keep_note(session: &Session, input: KeepNote) -> Result<Remarks, CommandError> {
    let (path, rules) = saved(session, &input.profile)?;
    let path = path.ok_or_else(unsaved)?;
    let mut written = Written::read(&path)?;
    let is_of = |note: &Note| (&note.table, &note.column) == (&input.table, &input.column);
    let at = written.notes.iter().position(is_of);
    let text = input.text.trim();
    if text.is_empty() {
        written.notes.retain(|note| !is_of(note));
    } else {
        let note = Note {
            table: input.table.clone(),
            column: input.column.clone(),
            text: text.to_owned(),
            by: session.desk.actor.clone(),
            at: session.desk.now(),
        };
        match at.and_then(|at| written.notes.get_mut(at)) {
            Some(before) => *before = note,
            None => written.notes.push(note),
        }
    }
    written.write(&path)?;
    Ok(Remarks::from(written, &rules))
}

/// Sends a profile back to its author, who reads why when he opens it.
///
/// # Errors
/// No reason is given, or the file beside the profile cannot be read or written.
pub fn send_back(session: &Session, input: SendBack) -> Result<Remarks, CommandError> {
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(CommandError::usage(
            "say why: the author reads it when he opens the profile",
        ));
    }
    let subject = Subject::of(session, &input.review)?;
    let mut written = Written::read(&subject.path)?;
    written.sent_back = Some(WrittenBack {
        environment: subject.environment.clone(),
        reason: reason.to_owned(),
        by: session.desk.actor.clone(),
        at: session.desk.now(),
        rules: rules_digest(&subject.rules),
    });
    written.write(&subject.path)?;
    Ok(Remarks::from(written, &rules_digest(&subject.rules)))
}

/// An approval answers what a profile was sent back for; notes at rules stay.
pub(super) fn answer(subject: &Subject) -> Result<(), CommandError> {
    let mut written = Written::read(&subject.path)?;
    let before = written.sent_back.take();
    if before.is_none_or(|before| before.environment != subject.environment) {
        return Ok(());
    }
    written.write(&subject.path)
}

/// Where a profile is saved, and the digest of what is.
fn saved(session: &Session, handle: &str) -> Result<(Option<PathBuf>, String), CommandError> {
    session.with_document(handle, |document| {
        Ok((document.path.clone(), rules_digest(&document.saved)))
    })
}

fn rules_digest(profile: &bauta_profile::Profile) -> String {
    digest(profile.to_string().as_bytes())
}

fn unsaved() -> CommandError {
    CommandError::usage("remarks lie beside the profile: save it first")
}

impl Remarks {
    fn from(written: Written, rules: &str) -> Self {
        Self {
            sent_back: written.sent_back.map(|back| SentBack {
                changed_since: back.rules != rules,
                environment: back.environment,
                reason: back.reason,
                by: back.by,
                at: back.at,
            }),
            notes: written.notes,
        }
    }
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    #[serde(rename = "type")]
    kind: Kind,
    sent_back: Option<WrittenBack>,
    notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
enum Kind {
    #[default]
    #[serde(rename = "bauta-remarks/v1")]
    V1,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenBack {
    environment: String,
    reason: String,
    by: String,
    at: String,
    /// The digest of the profile's own text, to know whether it was changed since.
    rules: String,
}

impl Written {
    /// What lies beside the profile at that path; nothing where nobody has said anything.
    fn read(profile: &Path) -> Result<Self, CommandError> {
        let path = beside(profile);
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = whole::read(&path, "remarks", MOST_BYTES)?;
        serde_json::from_str(&text).map_err(|_| {
            let message = "the remarks beside the profile are damaged or of another version";
            let problem = bauta_engine::Diagnostic::new(bauta_engine::Code::BadUsage, message);
            problem
                .at(path.display())
                .hint("take the file away to begin anew")
                .into()
        })
    }

    fn write(&self, profile: &Path) -> Result<(), CommandError> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|_| CommandError::usage("the remarks cannot be written as JSON"))?;
        let text = format!("{text}\n");
        Ok(whole::write_for_others(&beside(profile), text.as_bytes())?)
    }
}

const MOST_BYTES: u64 = 16 << 20;

/// `shop.yaml.remarks.json` beside `shop.yaml`.
fn beside(profile: &Path) -> PathBuf {
    profile.with_file_name(format!("{}.remarks.json", crate::files::name_of(profile)))
}
