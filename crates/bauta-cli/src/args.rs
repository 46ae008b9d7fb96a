//! What stands on the command line. Only commands that work are named here.

mod approvals;
mod evidence;
mod keys;
mod reading;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(crate) use approvals::{
    ApprovalArguments, ApprovalCommand, ApproveArguments, FingerprintFlags, GateFlags, PolicyFlags,
    ReviewArguments, SignArguments,
};
pub(crate) use evidence::{
    AttestationCommand, AuditCommand, CloneCommand, CloneFilter, EvidenceFlags, InputDigestName,
    StateFlags,
};
pub(crate) use keys::{
    GivenKey, KeyCommand, KeyFlags, NewKeyArguments, RevealArguments, RotateArguments, TokenCommand,
};
pub(crate) use reading::{Detection, DialectName, ProgressStyle, ReadingFlags, RunningFlags};

use crate::size::Size;

/// Masks dumps of production databases on their way to staging.
///
/// A profile says what becomes of each column; a column it does not decide stops the run. Equal
/// values get equal tokens under the same key, so that joins still join.
#[derive(Debug, Parser)]
#[command(name = "bauta", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Flags of every command")]
pub(crate) struct Global {
    /// How results and errors are written
    #[arg(long, global = true, value_enum, default_value_t = FormatName::Text, value_name = "FORMAT")]
    pub(crate) format: FormatName,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// For people
    Text,
    /// For programs
    Json,
    // Only for findings, where the help of their commands speaks of it.
    #[value(hide = true)]
    Sarif,
}

/// For whom results are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tells what a dump holds: tables, personal data, secrets, identities
    ///
    /// Reads INPUT once and writes nothing. Columns are judged by all of their values, not by their
    /// names alone. What is told holds no original value; equal secrets have equal fingerprints.
    Inspect(InspectArguments),
    /// Masks a dump
    ///
    /// Reads INPUT once as a stream, and first for its schema where it is a file. With -o the output
    /// gets its name only when it is whole; after any failure OUTPUT is as it was.
    Mask(Box<MaskArguments>),
    /// Proposes a complete profile for a dump
    ///
    /// Reads every row, decides every column, and checks the whole as `bauta check` would. What is
    /// doubtful is decided on the safe side and marked `review:`. With --update what a reviewed
    /// profile decides stays as it is, and only what is new is added.
    Draft(DraftArguments),
    /// Holds a profile against a dump, before anything is masked
    ///
    /// Tells every problem at once: columns that nothing decides, rules that match nothing,
    /// transformers that a constraint does not allow, exceptions that have expired.
    Check(CheckArguments),
    /// Shows rows before and after, side by side
    ///
    /// Shows originals: look at it where the dump may be looked at. The key is thrown away, so these
    /// are not the tokens of a run.
    Preview(PreviewArguments),
    /// Proves over the masked dump that nothing was left
    ///
    /// Reads MASKED as a dump of its own: no secret, no original value, all rows, keys that join,
    /// no statement that reaches out. From the profile it takes which columns were to be masked, and
    /// the exceptions. Without --original only secrets and statements are judged. Ends with 6 where
    /// something is left.
    Verify(VerifyArguments),
    /// Writes, compares and describes profiles
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Writes what a reviewer needs who may not see the dump
    ///
    /// Rules and what has changed of them since the last approval, verdicts on columns, the schema,
    /// masked rows under a key that is thrown away, shapes of originals, identities, exceptions. No
    /// original value: what would show one says `(kept)`, and groups of fewer than ten are not told.
    Review(ReviewArguments),
    /// Approves a profile for an environment
    ///
    /// Signs an approval of what PROFILE decides against the schema of a dump, as `ssh-keygen -Y sign`
    /// does, and stores it beside the profile. Where an approval for just this is there, the signature
    /// is added to it. Refused while a doubt is marked `review:`.
    Approve(ApproveArguments),
    /// Checks approvals
    #[command(subcommand)]
    Approval(ApprovalCommand),
    /// Makes, lists and rotates keys
    #[command(subcommand)]
    Key(KeyCommand),
    /// Opens tokens again
    #[command(subcommand)]
    Token(TokenCommand),
    /// Keeps the register of clones: which there are, where, and until when
    #[command(subcommand)]
    Clone(CloneCommand),
    /// Checks the signed account of a run
    #[command(subcommand)]
    Attestation(AttestationCommand),
    /// Shows, checks and copies the log of what was done here
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Lists the transformers, or explains one
    Transformers(TransformersArguments),
    /// Lists the detectors, or explains one
    ///
    /// A detector knows one kind of secret or personal data: how it looks, which columns hold it,
    /// and what takes its place.
    Detectors(DetectorsArguments),
    /// Writes completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Writes the manual page of bauta, or of one of its commands
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(crate) struct InspectArguments {
    /// The dump; `-` is standard input. gzip, zstd, xz, bzip2 and lz4 are recognised
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    /// Write what is told here; `-` or nothing is standard output. --format sarif is SARIF 2.1.0
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// End with 6 if one of these is there: a kind (`bcrypt`), a category (`pii`, `quasi`,
    /// `special`, `secret`), `identity`, or a sensitivity and all above it (`high`)
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) fail_on: Vec<String>,
    #[arg(
        long,
        value_name = "SPEC",
        help = "The key of fingerprints, so that other inspections have the same: file:PATH, env:VARIABLE or command:PROGRAM ARGUMENTS; never the root key of an environment"
    )]
    pub(crate) fingerprint_key: Option<String>,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    /// Threads that read; else one for each core
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How progress is shown on standard error
    #[arg(long, value_enum, default_value_t = ProgressStyle::Auto, value_name = "STYLE")]
    pub(crate) progress: ProgressStyle,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The masked dump, a file
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) masked: PathBuf,
    /// The dump it was made from, a file
    #[arg(long, value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub(crate) original: Option<PathBuf>,
    /// The profile it was made by; `-` is standard input
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) profile: Option<PathBuf>,
    /// The dialect; else it is detected
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectName>,
    /// The longest row that is read
    #[arg(long, value_name = "SIZE", default_value = "1GiB")]
    pub(crate) max_row_bytes: Size,
    #[command(flatten)]
    pub(crate) running: RunningFlags,
    #[command(flatten)]
    pub(crate) fingerprints: FingerprintFlags,
}

#[derive(Debug, Args)]
pub(crate) struct MaskArguments {
    /// The dump; `-` or nothing is standard input. gzip, zstd, xz, bzip2 and lz4 are recognised
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: Option<PathBuf>,
    /// The profile; `-` is standard input
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// The masked dump; `-` or nothing is standard output. .gz .zst .xz .bz2 .lz4 compress
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    #[command(flatten)]
    pub(crate) running: RunningFlags,
    #[arg(
        long,
        value_name = "SPEC",
        help = "A source that `replacements:` may bring credentials from: env:VARIABLE, file:PATH or command:PROGRAM ARGUMENTS; `*` at its end stands for any rest"
    )]
    pub(crate) allow_source: Vec<String>,
    /// The vault that keeps what `vault-token` replaces; made where there is none, else added to
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) vault: Option<PathBuf>,
    /// Write what was done: a page as .html, SARIF 2.1.0 as .sarif, else JSON; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) report: Option<PathBuf>,
    /// Verify the output before it gets its name; not of standard output
    #[arg(long)]
    pub(crate) verify: bool,
    /// Whether text that is kept is searched for secrets; `off` only with `secrets: report`
    #[arg(long, value_enum, default_value_t = Detection::All, value_name = "WHAT")]
    pub(crate) detect: Detection,
    /// Detectors of your own beside those of bauta
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) gate: GateFlags,
    #[command(flatten)]
    pub(crate) fingerprints: FingerprintFlags,
    #[command(flatten)]
    pub(crate) evidence: EvidenceFlags,
}

#[derive(Debug, Args)]
pub(crate) struct DraftArguments {
    /// The dump; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    /// The profile that is proposed; `-` or nothing is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// The reviewed profile to bring up to date; it is only written to where -o names it too
    #[arg(long, value_name = "PROFILE", value_hint = ValueHint::FilePath)]
    pub(crate) update: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    #[command(flatten)]
    pub(crate) running: RunningFlags,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The profile; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// The dump; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    #[command(flatten)]
    pub(crate) running: RunningFlags,
    #[command(flatten)]
    pub(crate) policy: PolicyFlags,
}

#[derive(Debug, Args)]
pub(crate) struct PreviewArguments {
    /// The dump; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    /// The profile; `-` is standard input
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// Only this table
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<String>,
    /// Rows of each table
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) rows: NonZeroUsize,
    /// The environment; else the profile's
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    /// Detectors of your own beside those of bauta
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Writes a profile in its canonical form; comments stay
    Fmt {
        /// The profile, rewritten in place without -o; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Write nothing; fail if the profile is not in its canonical form
        #[arg(long, conflicts_with = "output")]
        check: bool,
        /// Write here instead; `-` is standard output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Tells in words of rules what a newer profile does otherwise
    Diff {
        /// The older profile; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        old: PathBuf,
        /// The newer profile; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        new: PathBuf,
    },
    /// Signs a profile as its author
    ///
    /// Whoever approves it has to be somebody else. The signature is void once a decision changes.
    Sign(SignArguments),
    /// Writes the JSON Schema of profiles, for editors
    Schema {
        /// Write here; `-` or nothing is standard output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct TransformersArguments {
    /// The transformer to explain
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DetectorsArguments {
    /// The kind to explain
    pub(crate) name: Option<String>,
    /// Detectors of your own to list as well; their examples are run
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The command, like `mask` or `profile fmt`; none is bauta itself
    pub(crate) command: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub(crate) output: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
