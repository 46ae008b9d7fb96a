//! Keys that sign, and keys that are trusted to have signed.

use std::path::Path;

use bauta_crypto::{SigningKey, VerifyingKey};
use bauta_engine::{Code, Diagnostic, read_trust_file};
use bauta_keys::Signer;

use crate::files;
use crate::keys::Unlocking;

/// Reads a private key that signs: Ed25519, PKCS#8 as PEM or of `ssh-keygen`.
///
/// # Errors
/// A file that can't be read, that others can read, or holds no such key, or no passphrase for it.
pub(crate) fn signing_key(path: &Path, passphrase: Option<&str>) -> Result<SigningKey, Diagnostic> {
    let passphrases = Unlocking::new(PASSPHRASE, passphrase)?;
    bauta_keys::signing_key(path, &passphrases).map_err(|mut problem| {
        let hint = "`ssh-keygen -t ed25519 -N '' -f KEY` makes one for a machine";
        problem.hint.get_or_insert_with(|| hint.to_owned());
        problem
    })
}

/// Reads `--signing-key` of a person: a private key, or the public one of a key in an agent or token.
///
/// # Errors
/// A file that can't be read, that others can read, or that holds no key that signs.
pub(crate) fn signer(path: &Path, passphrase: Option<&str>) -> Result<Signer, Diagnostic> {
    Signer::read(path, &Unlocking::new(PASSPHRASE, passphrase)?)
}

const PASSPHRASE: &str = "--signing-passphrase";

/// Reads public keys: blocks of PEM, and lines as `ssh-keygen` writes them; `#` begins a comment.
///
/// # Errors
/// A file that can't be read, that others can change, that holds something else, or none.
pub(crate) fn trusted_keys(path: &Path) -> Result<Vec<VerifyingKey>, Diagnostic> {
    let text = trusted_text(path)?;
    bauta_engine::trusted_keys(&text).map_err(|problem| problem.at(files::shown(path)))
}

fn trusted_text(path: &Path) -> Result<String, Diagnostic> {
    if files::is_dash(path) {
        return files::read_text(path, "trusted keys", Code::BadTrustFile);
    }
    let bad = |message: &str| Diagnostic::new(Code::BadTrustFile, message).at(files::shown(path));
    let bytes = read_trust_file(path)?;
    let bytes = bytes.ok_or_else(|| bad("there is no such file of trusted keys"))?;
    String::from_utf8(bytes).map_err(|_| bad("the file is not text in UTF-8"))
}
