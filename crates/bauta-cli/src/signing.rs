//! Keys that sign, and keys that are trusted to have signed.

use std::path::Path;

use bauta_crypto::{SigningKey, VerifyingKey};
use bauta_engine::{Code, Diagnostic, read_trust_file};
use bauta_model::Secret;

use crate::files;
use crate::signer;

/// Reads a private key that signs: Ed25519, PKCS#8 as PEM or of `ssh-keygen`.
///
/// # Errors
/// A file that can't be read, or holds no such key, or no passphrase for it.
pub(crate) fn signing_key(path: &Path, passphrase: Option<&str>) -> Result<SigningKey, Diagnostic> {
    let text = Secret::new(files::read_text(path, "signing key", Code::BadTrustFile)?);
    signer::open(&text, passphrase, path).map_err(|mut problem| {
        let hint = "`ssh-keygen -t ed25519 -N '' -f KEY` makes one for a machine";
        problem.hint.get_or_insert_with(|| hint.to_owned());
        problem
    })
}

/// Reads public keys: blocks of PEM, and lines as `ssh-keygen` writes them; `#` begins a comment.
///
/// # Errors
/// A file that can't be read, that others can change, that holds something else, or none.
pub(crate) fn trusted_keys(path: &Path) -> Result<Vec<VerifyingKey>, Diagnostic> {
    keys_of(&trusted_text(path)?).map_err(|problem| problem.at(files::shown(path)))
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

fn keys_of(text: &str) -> Result<Vec<VerifyingKey>, Diagnostic> {
    let mut keys = Vec::new();
    let mut block = String::new();
    for line in text.lines().map(str::trim) {
        let begins = line.starts_with("-----BEGIN ");
        if begins || !block.is_empty() {
            block.push_str(line);
            block.push('\n');
            if line.starts_with("-----END ") {
                keys.push(key_of(&block)?);
                block.clear();
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            keys.push(key_of(line)?);
        }
    }
    if !block.is_empty() {
        return Err(Diagnostic::new(
            Code::BadTrustFile,
            "a block of PEM has no end",
        ));
    }
    if keys.is_empty() {
        let problem = Diagnostic::new(Code::BadTrustFile, "there are no keys in the file");
        return Err(problem.hint("name the public half of the key that signs, as PEM or OpenSSH"));
    }
    Ok(keys)
}

fn key_of(text: &str) -> Result<VerifyingKey, Diagnostic> {
    VerifyingKey::parse(text).map_err(|error| {
        Diagnostic::new(Code::BadTrustFile, error.to_string())
            .hint("name the public half of the key that signs, as PEM or OpenSSH")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    const LINE: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea runner\n";

    #[test]
    fn both_forms_are_read_and_are_one_key() {
        let keys = keys_of(&format!("# ours\n{PEM}\n{LINE}")).unwrap();
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[0], keys[1]);
    }

    #[test]
    fn what_holds_no_keys_is_refused() {
        for wrong in [
            "",
            "# none\n",
            "ssh-ed25519 AAAA\n",
            "-----BEGIN PUBLIC KEY-----\nMCow\n",
        ] {
            assert_eq!(
                keys_of(wrong).unwrap_err().code,
                Code::BadTrustFile,
                "{wrong}"
            );
        }
    }
}
