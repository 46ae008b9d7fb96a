//! Keys at rest: a line that says whose key it is and how it is kept, and a line with the key.

mod header;

mod wrapping;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bauta_model::Secret;
use zeroize::Zeroize;

use crate::{EnvironmentKey, RevealKey};
use header::Header;

pub use header::KeyKind;
pub use wrapping::{Passphrase, Wrapping};

/// A key file that was read, and is not opened yet.
///
/// *Shape:* a line `bauta-key-v1 env=<name> kid=<16 hex digits> kdf=none`, for a reveal key
/// `bauta-reveal-v1 …`, then a line of base64 with the 32 bytes of the key. A wrapped one says
/// `kdf=argon2id m=<KiB> t=<passes> p=<lanes> salt=<base64>`; its second line is the key under
/// AES-256-GCM, 48 bytes, and the first is the associated data.
#[derive(Debug)]
pub struct KeyFile {
    header: Header,
    line: String,
    body: Secret<Vec<u8>>,
}

impl KeyFile {
    /// Reads the text of a key file.
    ///
    /// # Errors
    /// A text of another form or version, or a wrapping that costs more than it may.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let line = lines.next().ok_or(KeyFileError::NotAKeyFile)?.trim_end();
        let header = Header::parse(line)?;
        let body = lines.next().ok_or(KeyFileError::Body)?.trim();
        if lines.next().is_some() {
            return Err(KeyFileError::Body);
        }
        // Room for what the decoder may write at most, so that nothing is left of a key elsewhere.
        let mut decoded = [0u8; 3 * BODY];
        let written = STANDARD.decode_slice(body, &mut decoded).unwrap_or(0);
        let body = Secret::new(decoded.get(..written).unwrap_or_default().to_vec());
        decoded.zeroize();
        let length = if header.wrapping.is_some() { BODY } else { KEY };
        if body.expose().len() != length {
            return Err(KeyFileError::Body);
        }
        Ok(Self {
            line: line.to_owned(),
            header,
            body,
        })
    }

    /// The environment that the key is of.
    pub fn environment(&self) -> &str {
        &self.header.environment
    }

    /// The key's id as the file says; opening it proves that it is true.
    pub fn key_id(&self) -> &str {
        &self.header.kid
    }

    /// What the key is for.
    pub fn kind(&self) -> KeyKind {
        self.header.kind
    }

    /// Whether a passphrase is needed to open it.
    pub fn is_wrapped(&self) -> bool {
        self.header.wrapping.is_some()
    }

    /// The root key that the file holds.
    ///
    /// # Errors
    /// A key of another kind, a passphrase that is missing or wrong, or a key that does not belong
    /// to its key id.
    pub fn root(&self, passphrase: Option<&Passphrase>) -> Result<EnvironmentKey, KeyFileError> {
        self.expect(KeyKind::Root)?;
        let root = self.secret(passphrase)?;
        let key = EnvironmentKey::from_root(self.environment(), *root.expose());
        self.belongs(key.id().as_str())?;
        Ok(key)
    }

    /// The private half of a reveal key that the file holds.
    ///
    /// # Errors
    /// As for [`KeyFile::root`].
    pub fn reveal(&self, passphrase: Option<&Passphrase>) -> Result<RevealKey, KeyFileError> {
        self.expect(KeyKind::Reveal)?;
        let key = RevealKey::from_private(self.environment(), self.secret(passphrase)?);
        self.belongs(key.public().id().as_str())?;
        Ok(key)
    }

    /// The text of the same key, kept another way.
    ///
    /// # Errors
    /// As for [`KeyFile::root`].
    pub fn rewrapped(
        &self,
        passphrase: Option<&Passphrase>,
        wrapping: Option<&Wrapping>,
    ) -> Result<Secret<String>, KeyFileError> {
        // Opening it proves that what is wrapped anew is the key that it says it is.
        match self.kind() {
            KeyKind::Root => self.root(passphrase).map(drop)?,
            KeyKind::Reveal => self.reveal(passphrase).map(drop)?,
        }
        let key = self.secret(passphrase)?;
        write(
            self.kind(),
            self.environment(),
            self.key_id(),
            &key,
            wrapping,
        )
    }

    fn secret(&self, passphrase: Option<&Passphrase>) -> Result<Secret<[u8; KEY]>, KeyFileError> {
        let Some(parameters) = &self.header.wrapping else {
            let mut key = [0u8; KEY];
            key.copy_from_slice(self.body.expose());
            return Ok(Secret::new(key));
        };
        let passphrase = passphrase.ok_or(KeyFileError::PassphraseNeeded)?;
        parameters.unwrap(passphrase, self.line.as_bytes(), self.body.expose())
    }

    fn expect(&self, kind: KeyKind) -> Result<(), KeyFileError> {
        match (self.kind(), kind) {
            (KeyKind::Reveal, KeyKind::Root) => Err(KeyFileError::NotARoot),
            (KeyKind::Root, KeyKind::Reveal) => Err(KeyFileError::NotARevealKey),
            _ => Ok(()),
        }
    }

    fn belongs(&self, id: &str) -> Result<(), KeyFileError> {
        if id == self.key_id() {
            Ok(())
        } else {
            Err(KeyFileError::KeyId)
        }
    }
}

impl EnvironmentKey {
    /// Makes the key of a new environment from 32 random bytes, and the text of its key file.
    ///
    /// # Errors
    /// A name that cannot stand in a key file, or too little memory to wrap it.
    pub fn generate(
        environment: &str,
        random: [u8; 32],
        wrapping: Option<&Wrapping>,
    ) -> Result<(Self, Secret<String>), KeyFileError> {
        let random = Secret::new(random);
        header::check_environment(environment)?;
        let key = Self::from_root(environment, *random.expose());
        let id = key.id();
        let text = write(KeyKind::Root, environment, id.as_str(), &random, wrapping)?;
        Ok((key, text))
    }

    /// Reads the text of a plain key file.
    ///
    /// # Errors
    /// As for [`KeyFile::parse`] and [`KeyFile::root`].
    pub fn from_key_file(text: &str) -> Result<Self, KeyFileError> {
        KeyFile::parse(text)?.root(None)
    }
}

impl RevealKey {
    /// Makes a new reveal key of an environment from 32 random bytes, and the text of its key file.
    ///
    /// # Errors
    /// As for [`EnvironmentKey::generate`].
    pub fn generate(
        environment: &str,
        random: [u8; 32],
        wrapping: Option<&Wrapping>,
    ) -> Result<(Self, Secret<String>), KeyFileError> {
        let random = Secret::new(random);
        header::check_environment(environment)?;
        let key = Self::from_private(environment, Secret::new(*random.expose()));
        let id = key.public().id();
        let text = write(KeyKind::Reveal, environment, id.as_str(), &random, wrapping)?;
        Ok((key, text))
    }
}

fn write(
    kind: KeyKind,
    environment: &str,
    id: &str,
    key: &Secret<[u8; KEY]>,
    wrapping: Option<&Wrapping>,
) -> Result<Secret<String>, KeyFileError> {
    let header = Header {
        kind,
        environment: environment.to_owned(),
        kid: id.to_owned(),
        wrapping: wrapping.map(Wrapping::parameters),
    };
    let line = header.line();
    let mut body = match wrapping {
        Some(wrapping) => STANDARD.encode(wrapping.wrap(line.as_bytes(), key)?),
        None => STANDARD.encode(key.expose()),
    };
    let text = Secret::new(format!("{line}\n{body}\n"));
    body.zeroize();
    Ok(text)
}

/// Why a key file cannot be read or written. Never holds any of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// The text does not begin as a key file does.
    #[error("this is not a key file: it does not begin with `bauta-key-v1` or `bauta-reveal-v1`")]
    NotAKeyFile,
    /// A later version of the format.
    #[error("the key file is of a version that this program does not know")]
    Version,
    /// A field of the header is missing, doubled or unknown.
    #[error(
        "the first line of the key file must hold `env=`, `kid=` and `kdf=` once each, and with `kdf=argon2id` also `m=`, `t=`, `p=` and `salt=`"
    )]
    Header,
    /// The environment's name has other characters than letters, digits, `-`, `_` and `.`.
    #[error("an environment's name is 1 to 64 of the letters a-z and A-Z, digits, `-`, `_`, `.`")]
    Environment,
    /// The parameters of the wrapping are out of bounds.
    #[error(
        "the wrapping of the key file is out of bounds: m is 8192 to 1048576, t and p are 1 to 16, the salt 8 to 64 bytes"
    )]
    Bounds,
    /// The system has not the memory that the wrapping takes.
    #[error("there is not enough memory to derive the key of the wrapping")]
    Memory,
    /// A wrapped key, and no passphrase.
    #[error("the key file is wrapped, and no passphrase is named")]
    PassphraseNeeded,
    /// The wrapped key is not authentic under the passphrase.
    #[error("the passphrase is wrong, or the key file was altered")]
    WrongPassphrase,
    /// The body is not one line of base64 of the right length.
    #[error(
        "the second line of the key file must be base64 of 32 bytes, of 48 where it is wrapped, and the last"
    )]
    Body,
    /// The body and the key id do not belong together.
    #[error("the key does not belong to the key id in its file; one of them was changed")]
    KeyId,
    /// A reveal key where a root is needed.
    #[error("this is a reveal key, and a root key is needed")]
    NotARoot,
    /// A root where a reveal key is needed.
    #[error("this is a root key, and a reveal key is needed: no root opens a token")]
    NotARevealKey,
}

/// Bytes of a key.
const KEY: usize = 32;

/// Bytes of a wrapped key: the key and a tag.
const BODY: usize = 48;

#[cfg(test)]
mod tests;
