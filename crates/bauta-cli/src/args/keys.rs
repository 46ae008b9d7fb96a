//! Keys, and the tokens that they open.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::StateFlags;

/// Whose tokens.
#[derive(Debug, Default, Args)]
pub(crate) struct KeyFlags {
    /// The environment; else the profile's
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    #[arg(
        long,
        value_name = "SPEC",
        help = "The root key: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME; else a fresh one"
    )]
    pub(crate) key: Option<String>,
    #[arg(
        long,
        value_name = "SPEC",
        requires = "key",
        help = "The passphrase of a wrapped key, from a source like that of the key; else it is asked for"
    )]
    pub(crate) passphrase: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Makes a key of an environment
    ///
    /// A root key masks. With --reveal it is a pair instead: masking needs its public half, which
    /// the profile pins, and only its private half opens tokens, so keep that away from where dumps
    /// are masked. The key goes into the folder of keys (`$BAUTA_KEYS`, else `bauta/keys` in the
    /// user's data folder), readable by its owner alone. A key that is there is never overwritten.
    New(NewKeyArguments),
    /// Lists the keys in the folder of keys: environment and key id, never the key
    List,
    /// Makes the key that follows another, or wraps a key under another passphrase
    ///
    /// The new key takes the place of the old one, and the old one stays beside it under a name
    /// with its id, for the clones that were made with it. Delete it when these are retired.
    Rotate(RotateArguments),
    /// Shows what a profile pins of a key
    ShowId {
        #[command(flatten)]
        key: GivenKey,
    },
}

#[derive(Debug, Args)]
pub(crate) struct NewKeyArguments {
    /// The environment
    #[arg(long, value_name = "NAME")]
    pub(crate) env: String,
    /// Make the pair that opens tokens again, instead of a root key
    #[arg(long)]
    pub(crate) reveal: bool,
    /// Write here instead; `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Keep it in the system's key chain instead, under this name
    #[arg(long, value_name = "NAME", conflicts_with = "output")]
    pub(crate) keychain: Option<String>,
    /// Wrap it under a passphrase (Argon2id, AES-256-GCM)
    #[arg(long)]
    pub(crate) wrap: bool,
    #[arg(
        long,
        value_name = "SPEC",
        requires = "wrap",
        help = "The passphrase: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME; else it is asked for"
    )]
    pub(crate) passphrase: Option<String>,
    #[command(flatten)]
    pub(crate) state: StateFlags,
}

#[derive(Debug, Args)]
pub(crate) struct RotateArguments {
    /// The environment whose key in the folder of keys it is
    #[arg(long, value_name = "NAME", required_unless_present = "file")]
    pub(crate) env: Option<String>,
    /// The file of the key, where it is not in the folder of keys
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "env")]
    pub(crate) file: Option<PathBuf>,
    /// The pair that opens tokens, and not the root key
    #[arg(long, conflicts_with = "file")]
    pub(crate) reveal: bool,
    /// Make no key: wrap the one that is there anew
    #[arg(long)]
    pub(crate) rewrap: bool,
    /// Wrap the key; one that was wrapped is always wrapped again
    #[arg(long)]
    pub(crate) wrap: bool,
    #[arg(
        long,
        value_name = "SPEC",
        requires = "rewrap",
        help = "The passphrase that the key is wrapped under: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME; else it is asked for"
    )]
    pub(crate) passphrase: Option<String>,
    /// The passphrase to wrap under, from such a source; else it is asked for
    #[arg(long, value_name = "SPEC")]
    pub(crate) new_passphrase: Option<String>,
    #[command(flatten)]
    pub(crate) state: StateFlags,
}

/// A key that has to be named.
#[derive(Debug, Args)]
pub(crate) struct GivenKey {
    #[arg(
        long,
        value_name = "SPEC",
        help = "The key: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME"
    )]
    pub(crate) key: String,
    /// The passphrase of a wrapped key, from such a source; else it is asked for
    #[arg(long, value_name = "SPEC")]
    pub(crate) passphrase: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Shows the values that tokens stand for
    ///
    /// Opens tokens of `sealed-token`, and with --vault those of `vault-token`, with the private
    /// half of the environment's reveal key. That it was done, and why, is told in the audit log
    /// before anything is shown. Values come on lines of their own, in the order of the tokens; if
    /// one cannot be opened, none is shown.
    Reveal(RevealArguments),
}

#[derive(Debug, Args)]
pub(crate) struct RevealArguments {
    /// The tokens; `-` or none reads them from standard input, one on a line
    #[arg(value_name = "TOKEN")]
    pub(crate) tokens: Vec<String>,
    #[arg(
        long,
        visible_alias = "reveal-key",
        value_name = "SPEC",
        help = "The private half of the reveal key: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME"
    )]
    pub(crate) key: String,
    /// The passphrase of a wrapped key, from such a source; else it is asked for
    #[arg(long, value_name = "SPEC")]
    pub(crate) passphrase: Option<String>,
    /// Why they are opened; it stands in the audit log
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// The vault that `mask --vault` has written
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) vault: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) state: StateFlags,
}
