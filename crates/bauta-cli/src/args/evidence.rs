//! What stands on the command line about evidence of runs: attestations, clones, the audit log.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::PolicyFlags;

/// What is left beside the masked dump.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Evidence")]
pub(crate) struct EvidenceFlags {
    /// Write a signed account of the run, for whoever receives the dump; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "signing_key")]
    pub(crate) attest: Option<PathBuf>,
    /// The key that signs it: Ed25519, PKCS#8 as PEM or of ssh-keygen
    #[arg(long, value_name = "KEY", value_hint = ValueHint::FilePath, requires = "attest")]
    pub(crate) signing_key: Option<PathBuf>,
    #[arg(
        long,
        value_name = "SPEC",
        requires = "signing_key",
        help = "Where its passphrase comes from, if it has one: file:PATH, env:VARIABLE, …; else the terminal is asked"
    )]
    pub(crate) signing_passphrase: Option<String>,
    /// What the account says of INPUT: its SHA-256, or an HMAC of it that only the environment knows
    #[arg(long, value_enum, default_value_t = InputDigestName::Sha256, value_name = "KIND")]
    pub(crate) input_digest: InputDigestName,
    /// Enter the clone into the register, and put a table `bauta_clone` into it that says what it is
    #[arg(long)]
    pub(crate) register: bool,
    /// Who answers for the clone; else who runs this
    #[arg(long, value_name = "PERSON", requires = "register")]
    pub(crate) owner: Option<String>,
    /// What the clone is for
    #[arg(long, value_name = "TEXT", requires = "register")]
    pub(crate) purpose: Option<String>,
    /// When the clone has to be gone: a date, or a span like 30d
    #[arg(long, value_name = "DATE", requires = "register")]
    pub(crate) expires: Option<String>,
    #[command(flatten)]
    pub(crate) state: StateFlags,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputDigestName {
    /// Whoever has INPUT knows it again
    #[default]
    Sha256,
    /// Only who has the key can confirm what INPUT was
    Hmac,
}

/// Where this machine remembers what it did.
#[derive(Debug, Default, Args)]
pub(crate) struct StateFlags {
    #[arg(
        long,
        value_name = "DIR",
        value_hint = ValueHint::DirPath,
        help = "The folder of the audit log and the register of clones; else $BAUTA_STATE, else `bauta/state` in the user's data folder"
    )]
    pub(crate) state: Option<PathBuf>,
}

/// Which clones.
#[derive(Debug, Args)]
pub(crate) struct CloneFilter {
    /// Those of this environment
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Those made from the dump with this digest, as an erasure request asks
    #[arg(long, value_name = "DIGEST")]
    pub(crate) source_digest: Option<String>,
    /// Those made under this key, as after a leak of it
    #[arg(long, value_name = "ID")]
    pub(crate) key_id: Option<String>,
    /// Those made by the profile with this digest
    #[arg(long, value_name = "DIGEST")]
    pub(crate) profile: Option<String>,
    /// Those whose dump held the secret with this fingerprint
    #[arg(long, value_name = "FINGERPRINT")]
    pub(crate) secret: Option<String>,
    /// Those that are gone as well
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CloneCommand {
    /// Lists clones, the most urgent first
    List {
        #[command(flatten)]
        filter: CloneFilter,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Shows all that is known of a clone
    Show {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Writes down which server holds a clone, once it says so itself
    Confirm {
        /// Its id, or the beginning of it
        id: String,
        #[arg(
            long,
            value_name = "URL",
            help = "The database: postgres://user@host/name, mysql://user@host/name or sqlite:FILE"
        )]
        at: String,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Gives a clone more time
    Extend {
        /// Its id, or the beginning of it
        id: String,
        /// Until when: a date, or a span like 14d
        #[arg(long, value_name = "DATE")]
        expires: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        policy: PolicyFlags,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Writes down that a clone is gone, after looking
    ///
    /// Each server that was seen to hold it has to answer and to have the database no more, and the
    /// masked dump has to be gone. Lists the credentials that were put into the clone and have to
    /// be revoked now.
    Retire {
        /// Its id, or the beginning of it
        id: String,
        /// The address of a database that held it, where that needs a password
        #[arg(long, value_name = "URL")]
        at: Vec<String>,
        /// A file that shows that it is gone, where nothing can be asked; its digest is kept
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        evidence: Option<PathBuf>,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Ends with 6 where a clone should be gone, for cron
    Check {
        /// As it will be then: a date, or a span like 7d
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Takes a clone over from its attestation, where the register was lost
    Import {
        /// The attestation
        #[arg(value_hint = ValueHint::FilePath)]
        attestation: PathBuf,
        /// Public keys of runners that are trusted: PEM, or lines of OpenSSH
        #[arg(long, value_name = "KEYS", value_hint = ValueHint::FilePath, required = true)]
        trusted: Vec<PathBuf>,
        #[command(flatten)]
        state: StateFlags,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AttestationCommand {
    /// Checks that a masked dump was made as its attestation says
    ///
    /// Needs nothing but the dump, the attestation and the keys that are trusted. Tells what is
    /// claimed, what is not, and what stays the runner's word. Ends with 6 where the attestation
    /// does not hold, is about another file, or does not claim what --require names.
    Verify {
        /// The attestation; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// The masked dump, as stored
        #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
        subject: PathBuf,
        /// Public keys of runners that are trusted: PEM, or lines of OpenSSH
        #[arg(long, value_name = "KEYS", value_hint = ValueHint::FilePath, required = true)]
        trusted: Vec<PathBuf>,
        /// Who may approve, as `ssh-keygen -Y verify` reads it: judges the embedded approval anew
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        allowed_signers: Vec<PathBuf>,
        /// What must be claimed: approved, verified, registered, logged, env=NAME,
        /// policy=sha256:…, profile=sha256:…, key=ID
        #[arg(long, value_name = "CLAIM", value_delimiter = ',')]
        require: Vec<String>,
        /// What approvals have to be like: how many, by another than the author, not revoked
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        policy: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Begins a log, for a policy that wants one that persists
    Begin {
        #[command(flatten)]
        state: StateFlags,
    },
    /// Lists what was done, by whom and when
    Show {
        /// Only events of this name, or of all that begin with it (`run`, `token.revealed`)
        #[arg(long, value_name = "NAME")]
        event: Option<String>,
        /// Only the last N
        #[arg(long, value_name = "N")]
        last: Option<usize>,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Checks that no entry was changed, taken out or put in
    ///
    /// A chain that is whole does not show that its end was cut off, or that all of it was written
    /// anew; a head that was attested does. Ends with 6 where the log does not hold.
    Verify {
        /// A log that was exported; else the one of this machine
        #[arg(value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
        /// An entry that is known from an attestation: its number and its hash
        #[arg(long, value_name = "SEQ:HASH")]
        expect_head: Vec<String>,
        #[command(flatten)]
        state: StateFlags,
    },
    /// Copies the log as it is, for those who keep or judge it elsewhere
    Export {
        /// Write here; `-` or nothing is standard output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        #[command(flatten)]
        state: StateFlags,
    },
}
