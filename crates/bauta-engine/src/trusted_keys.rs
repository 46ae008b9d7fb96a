//! Public keys that are trusted to have signed.

use bauta_crypto::VerifyingKey;

use crate::error::{Code, Diagnostic};

/// Reads public keys: blocks of PEM, and lines as `ssh-keygen` writes them; `#` begins a comment.
///
/// # Errors
/// A text that holds something else, or no key.
pub fn trusted_keys(text: &str) -> Result<Vec<VerifyingKey>, Diagnostic> {
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
        return Err(problem.hint(HINT));
    }
    Ok(keys)
}

fn key_of(text: &str) -> Result<VerifyingKey, Diagnostic> {
    let key = VerifyingKey::parse(text);
    key.map_err(|error| Diagnostic::new(Code::BadTrustFile, error.to_string()).hint(HINT))
}

const HINT: &str = "name the public half of the key that signs, as PEM or OpenSSH";

#[cfg(test)]
mod tests {
    use super::*;

    const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    const LINE: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea runner\n";

    #[test]
    fn both_forms_are_read_and_are_one_key() {
        let keys = trusted_keys(&format!("# ours\n{PEM}\n{LINE}")).unwrap();
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
                trusted_keys(wrong).unwrap_err().code,
                Code::BadTrustFile,
                "{wrong}"
            );
        }
    }
}
