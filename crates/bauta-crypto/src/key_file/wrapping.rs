use std::fmt;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Tag};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use bauta_model::Secret;
use zeroize::Zeroize;

use super::{BODY, KEY, KeyFileError};

/// What a person or a secret store says so that a key file opens.
pub struct Passphrase(Secret<String>);

impl Passphrase {
    /// Takes a passphrase; a line end at its end is the editor's or the program's.
    ///
    /// # Errors
    /// An empty one.
    pub fn new(text: &Secret<String>) -> Result<Self, KeyFileError> {
        let line = text.expose();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() {
            return Err(KeyFileError::PassphraseNeeded);
        }
        Ok(Self(Secret::new(line.to_owned())))
    }

    /// Its length in characters.
    pub fn chars(&self) -> usize {
        self.0.expose().chars().count()
    }

    /// Whether both are the same, as for one that was typed twice.
    pub fn is(&self, other: &Self) -> bool {
        use subtle::ConstantTimeEq;
        let (own, other) = (self.0.expose().as_bytes(), other.0.expose().as_bytes());
        own.ct_eq(other).into()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// How a new key is wrapped: under a passphrase, by Argon2id with 64 MiB, 3 passes and 4 lanes.
///
/// *Source:* RFC 9106, section 4, second recommended option; NIST SP 800-38D.
#[derive(Debug)]
pub struct Wrapping {
    passphrase: Passphrase,
    salt: [u8; 16],
}

impl Wrapping {
    /// A wrapping under this passphrase; the salt is random, and serves one file only.
    pub fn new(passphrase: Passphrase, salt: [u8; 16]) -> Self {
        Self { passphrase, salt }
    }

    pub(super) fn parameters(&self) -> Parameters {
        Parameters {
            memory_kib: 64 << 10,
            passes: 3,
            lanes: 4,
            salt: self.salt.to_vec(),
        }
    }

    pub(super) fn wrap(
        &self,
        line: &[u8],
        key: &Secret<[u8; KEY]>,
    ) -> Result<[u8; BODY], KeyFileError> {
        let cipher = self.parameters().cipher(&self.passphrase)?;
        let mut body = [0u8; BODY];
        let (text, tag) = body.split_at_mut(KEY);
        text.copy_from_slice(key.expose());
        let sealed = cipher
            .encrypt_inout_detached(&NONCE.into(), line, text.into())
            .map_err(|_| KeyFileError::Body)?;
        tag.copy_from_slice(&sealed);
        Ok(body)
    }
}

/// Costs and salt of a wrapping, as the first line of the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameters {
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
    pub(super) salt: Vec<u8>,
}

impl Parameters {
    /// Refuses costs that would stop a machine, or that protect nothing.
    pub(super) fn bounded(self) -> Result<Self, KeyFileError> {
        let fits = (8 << 10..=1 << 20).contains(&self.memory_kib)
            && (1..=16).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
            && (8..=64).contains(&self.salt.len());
        if fits {
            Ok(self)
        } else {
            Err(KeyFileError::Bounds)
        }
    }

    pub(super) fn unwrap(
        &self,
        passphrase: &Passphrase,
        line: &[u8],
        body: &[u8],
    ) -> Result<Secret<[u8; KEY]>, KeyFileError> {
        let (text, tag) = body.split_at_checked(KEY).ok_or(KeyFileError::Body)?;
        let tag = Tag::try_from(tag).map_err(|_| KeyFileError::Body)?;
        let cipher = self.cipher(passphrase)?;
        let mut key = [0u8; KEY];
        key.copy_from_slice(text);
        let opened =
            cipher.decrypt_inout_detached(&NONCE.into(), line, (&mut key[..]).into(), &tag);
        let key = Secret::new(key);
        match opened {
            Ok(()) => Ok(key),
            Err(_) => Err(KeyFileError::WrongPassphrase),
        }
    }

    fn cipher(&self, passphrase: &Passphrase) -> Result<Aes256Gcm, KeyFileError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY))
            .map_err(|_| KeyFileError::Bounds)?;
        let mut blocks: Vec<Block> = Vec::new();
        let count = params.block_count();
        blocks
            .try_reserve_exact(count)
            .map_err(|_| KeyFileError::Memory)?;
        blocks.resize(count, Block::default());
        let mut derived = [0u8; KEY];
        let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                passphrase.0.expose().as_bytes(),
                &self.salt,
                &mut derived,
                &mut blocks[..],
            );
        for block in &mut blocks {
            block.zeroize();
        }
        let derived = Secret::new(derived);
        done.map_err(|_| KeyFileError::Bounds)?;
        Ok(Aes256Gcm::new(derived.expose().into()))
    }
}

/// A derived key seals one text only, as each file has a salt of its own.
const NONCE: [u8; 12] = [0; 12];
