//! What went wrong, as the window shows it.

use bauta_engine::{Code, Diagnostic, EngineError, Outcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One problem: what, where, what to do. Never holds a value of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Its stable code (`BAUTA-P005`); `docs/error-codes.md` explains it.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where, in words.
    pub place: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where to go for it: the table, as the dump names it.
    pub table: Option<String>,
    /// The column of that table.
    pub column: Option<String>,
}

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{}", .problems.first().map_or("failed", |problem| problem.message.as_str()))]
pub struct CommandError {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// All that is wrong; at least one.
    pub problems: Vec<Problem>,
}

/// Kinds of failure, for what the window offers next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorKind {
    /// Reading or writing failed, or a defect.
    Failed,
    /// What was asked cannot be, or a profile, policy or key cannot be read.
    Usage,
    /// The dump is damaged, cut off or of an unknown format.
    Damaged,
    /// Refused by policy: the profile, a rule, a key.
    Refused,
    /// An approval is missing, void, expired or by the wrong person.
    Unapproved,
    /// Something is there that should not be.
    Findings,
    /// It was cancelled; nothing is left behind.
    Cancelled,
    /// The handle is of something that has been closed.
    Gone,
}

impl CommandError {
    /// A failure with one problem.
    pub fn new(kind: ErrorKind, problem: Diagnostic) -> Self {
        Self {
            kind,
            problems: vec![problem.into()],
        }
    }

    /// The handle of something that has been closed.
    pub(crate) fn gone(what: &str) -> Self {
        let problem = Diagnostic::new(Code::BadUsage, format!("the {what} is not open any more"));
        Self::new(ErrorKind::Gone, problem.hint("open it again"))
    }

    /// A request that cannot be met.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, Diagnostic::new(Code::BadUsage, message))
    }
}

impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Self {
        let (table, column) = diagnostic.place.as_deref().map_or((None, None), target);
        Self {
            code: diagnostic.code.text().to_owned(),
            message: diagnostic.message,
            place: diagnostic.place,
            hint: diagnostic.hint,
            table,
            column,
        }
    }
}

impl From<Diagnostic> for CommandError {
    fn from(diagnostic: Diagnostic) -> Self {
        let kind = ErrorKind::from(diagnostic.code.outcome());
        Self::new(kind, diagnostic)
    }
}

impl From<EngineError> for CommandError {
    fn from(error: EngineError) -> Self {
        let kind = ErrorKind::from(error.outcome());
        let problems = error.diagnostics.into_iter().map(Problem::from);
        Self {
            kind,
            problems: problems.collect(),
        }
    }
}

impl From<Vec<bauta_profile::ProfileError>> for CommandError {
    fn from(problems: Vec<bauta_profile::ProfileError>) -> Self {
        let problems = problems.into_iter().map(|problem| Problem {
            code: Code::BadProfile.text().to_owned(),
            message: problem.problem.to_string(),
            place: Some(problem.place.to_string()).filter(|place| !place.is_empty()),
            hint: problem.hint(),
            table: None,
            column: None,
        });
        Self {
            kind: ErrorKind::Usage,
            problems: problems.collect(),
        }
    }
}

impl From<Outcome> for ErrorKind {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Usage => Self::Usage,
            Outcome::Damaged => Self::Damaged,
            Outcome::Refused => Self::Refused,
            Outcome::Unapproved => Self::Unapproved,
            Outcome::Findings => Self::Findings,
            Outcome::Interrupted | Outcome::Terminated => Self::Cancelled,
            _ => Self::Failed,
        }
    }
}

/// Table and column of a place written `table.column`, the first where there are several.
fn target(place: &str) -> (Option<String>, Option<String>) {
    let first = place.split(", ").next().unwrap_or_default();
    let is_path = !first.is_empty() && !first.contains([' ', '/', '\\']);
    match first.rsplit_once('.').filter(|_| is_path) {
        Some((table, column)) => (Some(table.to_owned()), Some(column.to_owned())),
        None => (None, None),
    }
}
