use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bauta_model::Secret;
use zeroize::Zeroize;

use crate::EnvironmentKey;

impl EnvironmentKey {
    /// Makes the key of a new environment from 32 random bytes, and the text of its key file.
    ///
    /// # Errors
    /// A name that cannot stand in a key file.
    pub fn generate(
        environment: &str,
        random: [u8; 32],
    ) -> Result<(Self, Secret<String>), KeyFileError> {
        let random = Secret::new(random);
        if !is_name(environment) {
            return Err(KeyFileError::Environment);
        }
        let key = Self::from_root(environment, *random.expose());
        let mut body = STANDARD.encode(random.expose());
        let kid = key.id();
        let text = format!("{MAGIC} env={environment} kid={kid} kdf=none\n{body}\n");
        body.zeroize();
        Ok((key, Secret::new(text)))
    }

    /// Reads the text of a key file.
    ///
    /// *Shape:* a line `bauta-key-v1 env=<name> kid=<16 hex digits> kdf=none`, then a line of
    /// base64 with the 32 bytes of the root.
    ///
    /// # Errors
    /// A text of another form or version, a root that is wrapped, or one that does not belong to
    /// the key id beside it.
    pub fn from_key_file(text: &str) -> Result<Self, KeyFileError> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let header = Header::parse(lines.next().ok_or(KeyFileError::NotAKeyFile)?)?;
        let body = lines.next().ok_or(KeyFileError::Body)?;
        if lines.next().is_some() {
            return Err(KeyFileError::Body);
        }
        // Room for what the decoder may write at most, so that nothing is left of a root elsewhere.
        let mut root = [0u8; 48];
        let written = STANDARD.decode_slice(body.trim(), &mut root);
        let mut exact = [0u8; 32];
        exact.copy_from_slice(&root[..32]);
        root.zeroize();
        let exact = Secret::new(exact);
        if written != Ok(32) {
            return Err(KeyFileError::Body);
        }
        let key = Self::from_root(header.environment, *exact.expose());
        if key.id().as_str() != header.kid {
            return Err(KeyFileError::KeyId);
        }
        Ok(key)
    }
}

/// Why a key file cannot be read or written. Never holds any of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// The text does not begin as a key file does.
    #[error("this is not a key file: it does not begin with `bauta-key-v1`")]
    NotAKeyFile,
    /// A later version of the format.
    #[error("the key file is of a version that this program does not know")]
    Version,
    /// A field of the header is missing, doubled or unknown.
    #[error("the first line of the key file must hold `env=`, `kid=` and `kdf=` once each")]
    Header,
    /// The environment's name has other characters than letters, digits, `-`, `_` and `.`.
    #[error("an environment's name is 1 to 64 of the letters a-z and A-Z, digits, `-`, `_`, `.`")]
    Environment,
    /// The root is wrapped by a passphrase.
    #[error("the key file is wrapped (`kdf` is not `none`); only plain key files are read so far")]
    Wrapped,
    /// The body is not one line of base64 of 32 bytes.
    #[error("the second line of the key file must be base64 of 32 bytes, and the last")]
    Body,
    /// The body and the key id do not belong together.
    #[error("the key does not belong to the key id in its file; one of them was changed")]
    KeyId,
}

struct Header<'a> {
    environment: &'a str,
    kid: &'a str,
}

impl<'a> Header<'a> {
    fn parse(line: &'a str) -> Result<Self, KeyFileError> {
        let mut words = line.split_ascii_whitespace();
        match words.next() {
            Some(MAGIC) => {}
            Some(word) if word.starts_with("bauta-key-v") => return Err(KeyFileError::Version),
            _ => return Err(KeyFileError::NotAKeyFile),
        }
        let (mut environment, mut kid, mut kdf) = (None, None, None);
        let mut unknown = false;
        for word in words {
            let (name, value) = word.split_once('=').ok_or(KeyFileError::Header)?;
            let slot = match name {
                "env" => &mut environment,
                "kid" => &mut kid,
                "kdf" => &mut kdf,
                // Parameters of a wrapping, which is refused below in words of its own.
                _ => {
                    unknown = true;
                    continue;
                }
            };
            if slot.replace(value).is_some() {
                return Err(KeyFileError::Header);
            }
        }
        let (Some(environment), Some(kid), Some(kdf)) = (environment, kid, kdf) else {
            return Err(KeyFileError::Header);
        };
        if kdf != "none" {
            return Err(KeyFileError::Wrapped);
        }
        if unknown {
            return Err(KeyFileError::Header);
        }
        if !is_name(environment) {
            return Err(KeyFileError::Environment);
        }
        Ok(Self { environment, kid })
    }
}

fn is_name(environment: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=64).contains(&environment.len()) && environment.bytes().all(allowed)
}

const MAGIC: &str = "bauta-key-v1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose;

    fn file(environment: &str, root: [u8; 32]) -> String {
        let (_, text) = EnvironmentKey::generate(environment, root).unwrap();
        text.expose().clone()
    }

    #[test]
    fn the_text_is_pinned() {
        let root = std::array::from_fn(|at| u8::try_from(at).unwrap());
        assert_eq!(
            file("qa", root),
            "bauta-key-v1 env=qa kid=174a3a03764dfe34 kdf=none\n\
             AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
        );
    }

    #[test]
    fn what_is_written_is_read() {
        let (made, text) = EnvironmentKey::generate("qa-2.eu", [9; 32]).unwrap();
        for text in [text.expose().clone(), text.expose().replace('\n', "\r\n")] {
            let read = EnvironmentKey::from_key_file(&text).unwrap();
            assert_eq!((read.environment(), read.id()), ("qa-2.eu", made.id()));
            let digest = |key: &EnvironmentKey| key.prf("d", Purpose::Pseudonym).digest(b"v");
            assert_eq!(digest(&read), digest(&made));
        }
    }

    #[test]
    fn every_defect_has_its_own_words() {
        let good = file("qa", [9; 32]);
        let refusal = |text: &str| EnvironmentKey::from_key_file(text).unwrap_err();
        assert_eq!(refusal(""), KeyFileError::NotAKeyFile);
        assert_eq!(refusal("-----BEGIN KEY-----\n"), KeyFileError::NotAKeyFile);
        assert_eq!(refusal(&good.replace("-v1", "-v2")), KeyFileError::Version);
        assert_eq!(refusal(&good.replace("env=qa ", "")), KeyFileError::Header);
        assert_eq!(
            refusal(&good.replace("env=qa", "env=qa env=qa")),
            KeyFileError::Header
        );
        assert_eq!(
            refusal(&good.replace("kdf=none", "kdf=none m=1")),
            KeyFileError::Header
        );
        assert_eq!(
            refusal(&good.replace("env=qa", "env=q/a")),
            KeyFileError::Environment
        );
        assert_eq!(
            refusal(&good.replace("kdf=none", "kdf=argon2id m=65536")),
            KeyFileError::Wrapped
        );
        assert_eq!(refusal(good.lines().next().unwrap()), KeyFileError::Body);
        assert_eq!(
            refusal(&good.replace("kdf=none\n", "kdf=none\nA")),
            KeyFileError::Body
        );
        assert_eq!(refusal(&format!("{good}AAAA\n")), KeyFileError::Body);
        assert_eq!(
            refusal(&good.replace("env=qa", "env=dev").replace("CQkJ", "CQkK")),
            KeyFileError::KeyId
        );
        assert_eq!(
            EnvironmentKey::generate("a b", [0; 32]).unwrap_err(),
            KeyFileError::Environment
        );
    }

    #[test]
    fn errors_and_debug_show_no_key() {
        let (key, text) = EnvironmentKey::generate("qa", [9; 32]).unwrap();
        let shown = format!("{key:?} {text:?}");
        assert!(
            !shown.contains("CQkJ") && !shown.contains("9, 9"),
            "{shown}"
        );
    }
}
