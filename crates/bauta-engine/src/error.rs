//! What can go wrong, with stable codes. Never holds a value of the data.

use std::fmt;
use std::io;

use bauta_dump::ScanError;

/// Stable codes, one line each; the letter tells the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "`meaning` says what each stands for")]
pub enum Code {
    Io,
    WorkerDied,
    ClosedPipe,
    Interrupted,
    BadProfile,
    BadKey,
    BadUsage,
    CutOff,
    TooLong,
    Unexpected,
    UnknownFormat,
    DamagedArchive,
    FieldCount,
    Uncovered,
    UnknownRule,
    RuleConflict,
    UnfitRule,
    BrokenConstraint,
    DomainMismatch,
    RefusedStatement,
    UnknownColumns,
    UnnamedDatabase,
    RefusedValue,
    InvalidValue,
    WrongKey,
    OpenKeyFile,
    WrongDialect,
    FilterBreaksKey,
    ExpiredException,
    NeedsException,
    Contradiction,
    NotYet,
    NeedsSeekable,
    OverMemory,
    Found,
    RefusedCredential,
    LeftOver,
    BrokenLog,
    ClockBehind,
    FreshLog,
    BadAttestation,
    BadClone,
    OverdueClone,
    BadTrustFile,
}

/// How a run ends; the application turns it into an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// I/O or internal failure.
    Failed,
    /// A profile, policy or key that can't be read or is malformed.
    Usage,
    /// The input is damaged, cut off, over a limit or of an unknown format.
    Damaged,
    /// Refused by policy.
    Refused,
    /// Something is there that should not be.
    Findings,
    /// SIGINT.
    Interrupted,
    /// SIGTERM.
    Terminated,
    /// The reader closed the pipe.
    ClosedPipe,
}

/// Code, text, outcome and meaning of every code.
const TABLE: &[(Code, &str, Outcome, &str)] = &[
    (
        Code::Io,
        "BAUTA-I001",
        Outcome::Failed,
        "Reading or writing failed, or the system gave no thread.",
    ),
    (
        Code::WorkerDied,
        "BAUTA-I002",
        Outcome::Failed,
        "A defect in bauta: a thread died over a part of the dump. Nothing was written in its place.",
    ),
    (
        Code::ClosedPipe,
        "BAUTA-I003",
        Outcome::ClosedPipe,
        "The program that reads the output has closed it.",
    ),
    (
        Code::Interrupted,
        "BAUTA-I004",
        Outcome::Interrupted,
        "A signal asked the run to stop; nothing is left behind.",
    ),
    (
        Code::BadUsage,
        "BAUTA-U001",
        Outcome::Usage,
        "The command line asks for what cannot be, or for two things that exclude each other.",
    ),
    (
        Code::BadProfile,
        "BAUTA-U002",
        Outcome::Usage,
        "The profile or a preset cannot be read, or says what a profile cannot say.",
    ),
    (
        Code::BadKey,
        "BAUTA-U003",
        Outcome::Usage,
        "The key cannot be read or is malformed.",
    ),
    (
        Code::CutOff,
        "BAUTA-D001",
        Outcome::Damaged,
        "The dump ends within a statement, a row or a value.",
    ),
    (
        Code::TooLong,
        "BAUTA-D002",
        Outcome::Damaged,
        "A row or statement is longer than `--max-row-bytes`.",
    ),
    (
        Code::Unexpected,
        "BAUTA-D003",
        Outcome::Damaged,
        "Something stands in the dump where it cannot.",
    ),
    (
        Code::UnknownFormat,
        "BAUTA-D004",
        Outcome::Damaged,
        "The input is no dump that bauta reads.",
    ),
    (
        Code::DamagedArchive,
        "BAUTA-D005",
        Outcome::Damaged,
        "The compressed input is damaged or cut off.",
    ),
    (
        Code::FieldCount,
        "BAUTA-D006",
        Outcome::Damaged,
        "A row has more or fewer fields than columns are named.",
    ),
    (
        Code::Uncovered,
        "BAUTA-P001",
        Outcome::Refused,
        "No rule decides a column or a table.",
    ),
    (
        Code::UnknownRule,
        "BAUTA-P002",
        Outcome::Refused,
        "A rule matches nothing, or names a transformer or parameter that there is not.",
    ),
    (
        Code::RuleConflict,
        "BAUTA-P003",
        Outcome::Refused,
        "Two rules of equal rank decide the same.",
    ),
    (
        Code::UnfitRule,
        "BAUTA-P004",
        Outcome::Refused,
        "A rule does not fit the column: its type, its length, the columns it looks at.",
    ),
    (
        Code::BrokenConstraint,
        "BAUTA-P005",
        Outcome::Refused,
        "What a rule yields could break a constraint: NOT NULL, UNIQUE, CHECK, an enum, a partition key.",
    ),
    (
        Code::DomainMismatch,
        "BAUTA-P006",
        Outcome::Refused,
        "Columns of one domain would be masked in different ways.",
    ),
    (
        Code::RefusedStatement,
        "BAUTA-P007",
        Outcome::Refused,
        "A statement may carry data and is not understood, or would run a program.",
    ),
    (
        Code::UnknownColumns,
        "BAUTA-P008",
        Outcome::Refused,
        "It is not known which columns the fields of rows belong to.",
    ),
    (
        Code::UnnamedDatabase,
        "BAUTA-P009",
        Outcome::Refused,
        "The dump names a database for which the profile has no name in the clone.",
    ),
    (
        Code::RefusedValue,
        "BAUTA-P010",
        Outcome::Refused,
        "A value cannot be masked without breaking a promise.",
    ),
    (
        Code::InvalidValue,
        "BAUTA-P011",
        Outcome::Refused,
        "A value is not of the form that the transformer needs, and the rule says `on_invalid: fail`.",
    ),
    (
        Code::WrongKey,
        "BAUTA-P012",
        Outcome::Refused,
        "The key is of another environment, or not the one that the profile pins.",
    ),
    (
        Code::OpenKeyFile,
        "BAUTA-P013",
        Outcome::Refused,
        "Others than its owner can read the key file.",
    ),
    (
        Code::WrongDialect,
        "BAUTA-P014",
        Outcome::Refused,
        "The profile is for dumps of another dialect.",
    ),
    (
        Code::FilterBreaksKey,
        "BAUTA-P015",
        Outcome::Refused,
        "Rows would go to which rows that stay still point.",
    ),
    (
        Code::ExpiredException,
        "BAUTA-P016",
        Outcome::Refused,
        "An exception of the profile has expired, or has not begun.",
    ),
    (
        Code::NeedsException,
        "BAUTA-P017",
        Outcome::Refused,
        "What is rated high or critical is kept without an exception that may allow it.",
    ),
    (
        Code::Contradiction,
        "BAUTA-P018",
        Outcome::Refused,
        "A definition that came after the rows says they should have been masked otherwise.",
    ),
    (
        Code::NotYet,
        "BAUTA-P019",
        Outcome::Refused,
        "The profile asks for what this version of bauta does not do.",
    ),
    (
        Code::NeedsSeekable,
        "BAUTA-P020",
        Outcome::Refused,
        "A rule needs all values of a column before it masks the first, and a pipe is read once.",
    ),
    (
        Code::OverMemory,
        "BAUTA-P021",
        Outcome::Refused,
        "A rule would hold more in memory than `--memory` allows.",
    ),
    (
        Code::Found,
        "BAUTA-F001",
        Outcome::Findings,
        "The dump holds what `--fail-on` names.",
    ),
    (
        Code::RefusedCredential,
        "BAUTA-P022",
        Outcome::Refused,
        "A staging credential is live, is one of the dump's own, or comes from a source that is not allowed.",
    ),
    (
        Code::LeftOver,
        "BAUTA-F002",
        Outcome::Findings,
        "Verification found something in the clone that should not be there, or missed what should.",
    ),
    (
        Code::BrokenLog,
        "BAUTA-E001",
        Outcome::Findings,
        "The audit log was changed, cut or rewritten, or its last entry is unfinished.",
    ),
    (
        Code::ClockBehind,
        "BAUTA-E002",
        Outcome::Refused,
        "The clock is before the last entry of the audit log.",
    ),
    (
        Code::FreshLog,
        "BAUTA-E003",
        Outcome::Refused,
        "The policy wants an audit log that persists, and this one is new.",
    ),
    (
        Code::BadAttestation,
        "BAUTA-E004",
        Outcome::Findings,
        "An attestation is not signed by a trusted key, is about another file, or does not claim what is required.",
    ),
    (
        Code::BadClone,
        "BAUTA-E005",
        Outcome::Refused,
        "The register does not know the clone, or the clone is not where or how it should be.",
    ),
    (
        Code::OverdueClone,
        "BAUTA-E006",
        Outcome::Findings,
        "A clone has lived longer than it may.",
    ),
    (
        Code::BadTrustFile,
        "BAUTA-E007",
        Outcome::Usage,
        "A signing key, or a file of trusted keys, cannot be read or is malformed.",
    ),
];

impl Code {
    /// The code as text.
    pub fn text(self) -> &'static str {
        TABLE
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or("BAUTA-I000", |(_, text, ..)| text)
    }

    /// How a run with this problem ends.
    pub fn outcome(self) -> Outcome {
        TABLE
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or(Outcome::Failed, |(_, _, outcome, _)| *outcome)
    }

    /// What it stands for, in one sentence.
    pub fn meaning(self) -> &'static str {
        TABLE
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or("", |(.., meaning)| meaning)
    }

    /// Every code, in the order of the docs.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(code, ..)| *code)
    }
}

/// One problem: what, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where: table, column, row, byte offset, line of the profile.
    pub place: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem without place and hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: None,
            hint: None,
        }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.code.text())?;
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why a run stopped: every problem found, at least one.
#[derive(Debug)]
pub struct EngineError {
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
    outcome: Outcome,
}

impl EngineError {
    /// How the run ends.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    pub(crate) fn interrupted(signal: Signal) -> Self {
        let outcome = match signal {
            Signal::Interrupt => Outcome::Interrupted,
            Signal::Terminate => Outcome::Terminated,
        };
        Self {
            diagnostics: vec![Diagnostic::new(
                Code::Interrupted,
                "interrupted; nothing is left behind",
            )],
            outcome,
        }
    }
}

/// A signal that asks the run to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for EngineError {}

impl From<Diagnostic> for EngineError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            outcome: diagnostic.code.outcome(),
            diagnostics: vec![diagnostic],
        }
    }
}

impl From<Vec<Diagnostic>> for EngineError {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        let outcome = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.outcome())
            .min()
            .unwrap_or(Outcome::Failed);
        Self {
            diagnostics,
            outcome,
        }
    }
}

impl From<ScanError> for EngineError {
    fn from(error: ScanError) -> Self {
        let code = match error {
            ScanError::CutOff { .. } => Code::CutOff,
            ScanError::TooLong { .. } => Code::TooLong,
            _ => Code::Unexpected,
        };
        let diagnostic = Diagnostic::new(code, error.to_string());
        match code {
            Code::TooLong => diagnostic.hint("raise it with --max-row-bytes"),
            Code::CutOff => diagnostic.hint("make the dump again; this one ends too early"),
            _ => diagnostic.hint("is the dialect right? --dialect says which it is"),
        }
        .into()
    }
}

/// Turns a failed read of the input into a problem: damage where a decoder speaks, else I/O.
pub(crate) fn read_error(error: &io::Error, what: &str) -> EngineError {
    let code = match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Other
            if what != "the input file" =>
        {
            Code::DamagedArchive
        }
        _ => Code::Io,
    };
    let hint = if code == Code::Io {
        "is it readable?"
    } else {
        "the compressed file is damaged or cut off"
    };
    Diagnostic::new(code, format!("cannot read {what}: {}", error.kind()))
        .hint(hint)
        .into()
}

/// The problem of an input that did not read the second time as it did the first.
pub(crate) fn changed() -> EngineError {
    Diagnostic::new(Code::Io, "the input has changed while it was read").into()
}

/// Turns a failed write into a problem.
pub(crate) fn write_error(error: &io::Error) -> EngineError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Diagnostic::new(Code::ClosedPipe, "the reader closed the pipe").into();
    }
    let reason = error.kind();
    let diagnostic = Diagnostic::new(Code::Io, format!("cannot write the output: {reason}"));
    match reason {
        io::ErrorKind::StorageFull => diagnostic
            .hint("the disk is full; the output needs about as much room as the input")
            .into(),
        _ => diagnostic.into(),
    }
}
