//! Keys that sign, and keys that are trusted to have signed.

use std::path::Path;

use bauta_crypto::{SigningKey, VerifyingKey};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

use crate::files;

/// Reads a private key that signs: Ed25519, PKCS#8 as PEM or of `ssh-keygen`.
///
/// # Errors
/// A file that can't be read, or holds no such key.
pub(crate) fn signing_key(path: &Path) -> Result<SigningKey, Diagnostic> {
    let text = Secret::new(files::read_text(path, "signing key", Code::BadTrustFile)?);
    SigningKey::parse(text.expose(), None).map_err(|error| {
        Diagnostic::new(Code::BadTrustFile, error.to_string())
            .at(files::shown(path))
            .hint("`ssh-keygen -t ed25519 -N '' -f KEY` makes one for a machine")
    })
}

/// Reads public keys: blocks of PEM, and lines as `ssh-keygen` writes them; `#` begins a comment.
///
/// # Errors
/// A file that can't be read, holds something else, or holds none.
pub(crate) fn trusted_keys(path: &Path) -> Result<Vec<VerifyingKey>, Diagnostic> {
    let text = files::read_text(path, "trusted keys", Code::BadTrustFile)?;
    bauta_engine::trusted_keys(&text).map_err(|problem| problem.at(files::shown(path)))
}
