//! What stands on the command line about policies, approvals and signatures.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::{ReadingFlags, RunningFlags, StateFlags};

/// What the organisation asks for.
#[derive(Debug, Default, Args)]
pub(crate) struct PolicyFlags {
    /// What the organisation allows; the system's policy holds as well, and the stricter counts
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) policy: Option<PathBuf>,
}

/// What a run has to pass.
#[derive(Debug, Default, Args)]
pub(crate) struct GateFlags {
    #[command(flatten)]
    pub(crate) policy: PolicyFlags,
    /// Run only a profile that was approved for this environment and schema; else end with 5
    #[arg(long)]
    pub(crate) require_approval: bool,
    /// Who may sign, as `ssh-keygen -Y verify` reads it; those whom the policy names are asked as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) allowed_signers: Option<PathBuf>,
}

/// Who signs.
#[derive(Debug, Args)]
pub(crate) struct SigningFlags {
    /// The key that signs: a private key (OpenSSH, or PKCS#8 as PEM), or the public key of one that
    /// lies in an agent or FIDO token, which `ssh-keygen` is asked to use
    #[arg(long, value_name = "KEY", value_hint = ValueHint::FilePath)]
    pub(crate) signing_key: PathBuf,
    #[arg(
        long,
        value_name = "SPEC",
        help = "The passphrase of that key: file:PATH, env:VARIABLE or command:PROGRAM ARGUMENTS"
    )]
    pub(crate) signing_passphrase: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ApproveArguments {
    /// The profile
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// The environment
    #[arg(long, value_name = "NAME")]
    pub(crate) env: String,
    /// A dump with the schema that the profile is approved against; its rows are not looked at
    #[arg(long, value_name = "DUMP", value_hint = ValueHint::FilePath, required_unless_present = "review")]
    pub(crate) schema_from: Option<PathBuf>,
    /// What `bauta review` has written, with the schema that the profile is approved against
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "schema_from")]
    pub(crate) review: Option<PathBuf>,
    /// The last day it holds (`2027-01-31`), in UTC
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: String,
    #[command(flatten)]
    pub(crate) signing: SigningFlags,
    /// Who may sign, so that the signature gets the signer's name
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) allowed_signers: Option<PathBuf>,
    /// The detectors of your own that runs will have
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    #[command(flatten)]
    pub(crate) state: StateFlags,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArguments {
    /// The profile
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// The dump, a file
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,
    /// What the reviewer gets, as JSON; `-` or nothing is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// The environment; else the profile's
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Masked rows of each table
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) rows: std::num::NonZeroUsize,
    /// The detectors of your own that runs will have
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
    #[command(flatten)]
    pub(crate) running: RunningFlags,
}

/// The key of fingerprints.
#[derive(Debug, Default, Args)]
pub(crate) struct FingerprintFlags {
    #[arg(
        long,
        value_name = "SPEC",
        help = "The key of the fingerprints that exceptions name, as `inspect` had it: file:PATH, env:VARIABLE or command:PROGRAM ARGUMENTS; never the root key of an environment"
    )]
    pub(crate) fingerprint_key: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ApprovalCommand {
    /// Checks whether a profile is approved for an environment
    ///
    /// Judges all that `mask --require-approval` does but the schema, unless a dump is named. Ends
    /// with 5 where a run would be refused.
    Verify(ApprovalArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ApprovalArguments {
    /// The profile
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    /// The environment
    #[arg(long, value_name = "NAME")]
    pub(crate) env: String,
    /// Who may sign, as `ssh-keygen -Y verify` reads it; those whom the policy names are asked as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) allowed_signers: Option<PathBuf>,
    /// A dump whose schema has to be the approved one
    #[arg(long, value_name = "DUMP", value_hint = ValueHint::FilePath)]
    pub(crate) schema_from: Option<PathBuf>,
    /// The detectors of your own that runs have
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
}

#[derive(Debug, Args)]
pub(crate) struct SignArguments {
    /// The profile
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) profile: PathBuf,
    #[command(flatten)]
    pub(crate) signing: SigningFlags,
    /// The detectors of your own that runs will have
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<PathBuf>,
}
