//! What can go wrong, with stable codes. Never holds a value of the data.

mod diagnostic;

pub use diagnostic::{Diagnostic, EngineError, Signal};
pub(crate) use diagnostic::{changed, read_error, write_error};

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
    BadToken,
    BadUsage,
    CutOff,
    TooLong,
    Unexpected,
    UnknownFormat,
    DamagedArchive,
    DamagedVault,
    AlteredToken,
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
    UnknownToken,
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
    OpenTrustFile,
    AgainstPolicy,
    OpenReview,
    Drifted,
    NoApproval,
    DamagedApproval,
    WrongSigner,
    WrongAuthor,
    RevokedApproval,
    OldSerial,
    OtherEnvironment,
    OtherProfile,
    OtherSchema,
    OtherEngine,
    OutOfTime,
    UnfitApproval,
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
    /// An approval is missing, void, expired, revoked, replayed, or by the wrong person.
    Unapproved,
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
        Code::BadToken,
        "BAUTA-U004",
        Outcome::Usage,
        "The text is no token that can be opened again.",
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
        Code::DamagedVault,
        "BAUTA-D007",
        Outcome::Damaged,
        "The token vault is damaged, cut off or was altered.",
    ),
    (
        Code::AlteredToken,
        "BAUTA-D008",
        Outcome::Damaged,
        "The token was altered on its way.",
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
        Code::UnknownToken,
        "BAUTA-P040",
        Outcome::Refused,
        "The vault does not have the token.",
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
        Code::OpenTrustFile,
        "BAUTA-P030",
        Outcome::Refused,
        "A policy or a file of allowed signers is a link, or others than its owner can change it.",
    ),
    (
        Code::AgainstPolicy,
        "BAUTA-P031",
        Outcome::Refused,
        "The policy forbids what the profile or the command line asks for, or wants what they lack.",
    ),
    (
        Code::OpenReview,
        "BAUTA-P032",
        Outcome::Refused,
        "A doubt is still marked `review:`, and nothing with one can be approved.",
    ),
    (
        Code::Drifted,
        "BAUTA-P033",
        Outcome::Refused,
        "The dump has another schema, or leaves of documents, accounts and rights that the profile was not reviewed with.",
    ),
    (
        Code::NoApproval,
        "BAUTA-A001",
        Outcome::Unapproved,
        "There is no approval for this environment.",
    ),
    (
        Code::DamagedApproval,
        "BAUTA-A002",
        Outcome::Unapproved,
        "An approval cannot be read, or stands under another number than its own.",
    ),
    (
        Code::WrongSigner,
        "BAUTA-A003",
        Outcome::Unapproved,
        "Too few signatures count: of people who may not sign, or of the author himself.",
    ),
    (
        Code::WrongAuthor,
        "BAUTA-A004",
        Outcome::Unapproved,
        "The author's signature is needed and missing or void.",
    ),
    (
        Code::RevokedApproval,
        "BAUTA-A005",
        Outcome::Unapproved,
        "The approval was taken back.",
    ),
    (
        Code::OldSerial,
        "BAUTA-A006",
        Outcome::Unapproved,
        "The approval is older than the lowest that the policy lets count.",
    ),
    (
        Code::OtherEnvironment,
        "BAUTA-A007",
        Outcome::Unapproved,
        "The approval is for another environment.",
    ),
    (
        Code::OtherProfile,
        "BAUTA-A008",
        Outcome::Unapproved,
        "The profile, or what belongs to it, is not the one that was approved.",
    ),
    (
        Code::OtherSchema,
        "BAUTA-A009",
        Outcome::Unapproved,
        "The dump's schema is not the one that the approval was made against, or cannot be known before rows are read.",
    ),
    (
        Code::OtherEngine,
        "BAUTA-A010",
        Outcome::Unapproved,
        "The approval is for another version of bauta.",
    ),
    (
        Code::OutOfTime,
        "BAUTA-A011",
        Outcome::Unapproved,
        "The approval has expired, or is of a time that has not come.",
    ),
    (
        Code::UnfitApproval,
        "BAUTA-A012",
        Outcome::Unapproved,
        "An approval cannot be added: one that is there is for other things, or already signed with this key.",
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
        "A signing key, a policy, or a file of allowed signers or trusted keys cannot be read or is malformed.",
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
