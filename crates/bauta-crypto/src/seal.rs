//! Sealed tokens: a value under keys that only the holder of the reveal key can have again.

mod token;

use std::fmt;
use std::sync::Arc;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use aes_gcm_siv::Aes256GcmSiv;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bauta_model::Secret;

use crate::reveal::{self, RevealKeyError};
use crate::{EnvironmentKey, Prf, Purpose, RevealPublicKey};

pub use token::{SealedToken, TokenError};

/// Whether equal values get equal tokens.
#[derive(Debug, Clone, Copy)]
pub enum Sealing<'a> {
    /// Never: keys come from fresh random bytes of the run, which nobody keeps.
    Random {
        /// 32 random bytes. Whoever has them and the root key can open the tokens of the run.
        salt: &'a Secret<[u8; 32]>,
    },
    /// Always within a domain, in every run. Whoever has the root key can open them.
    Deterministic,
}

/// The keys of a run for sealing, shared with the environment's reveal key.
///
/// The run agrees on a secret with the reveal key (HPKE, export only) and derives from it a key
/// for each token. What the holder of the reveal key needs to agree on the same secret is 32 public
/// bytes, and they stand in every token: a token needs nothing beside it to be opened.
///
/// *Guarantees:* with [`Sealing::Random`], nothing that outlives the run opens a token but the
/// private half of the reveal key: not the root key, not the profile, not the clone.
///
/// *Source:* RFC 9180; NIST SP 800-108 for the keys of single tokens.
#[derive(Clone)]
pub struct RunSeal {
    shared: Arc<Shared>,
}

struct Shared {
    algorithm: Algorithm,
    header: String,
    associated: Vec<u8>,
    public: [u8; PUBLIC],
    labels: Prf,
    keys: Prf,
}

impl RunSeal {
    /// Agrees on a secret with the environment's reveal key.
    ///
    /// # Errors
    /// A reveal key that agrees on no secret.
    pub fn new(
        key: &EnvironmentKey,
        reveal: &RevealPublicKey,
        sealing: Sealing<'_>,
    ) -> Result<Self, RevealKeyError> {
        let (algorithm, salt) = match sealing {
            Sealing::Random { salt } => (Algorithm::Gcm, salt.expose().as_slice()),
            Sealing::Deterministic => (Algorithm::GcmSiv, b"".as_slice()),
        };
        let ephemerals = key.subkey("", Purpose::TokenEncryption, algorithm.ephemeral());
        let ephemeral = Secret::new(Prf::new(&ephemerals).digest(salt));
        let purpose = purpose(algorithm, key.environment());
        let (public, secret) = reveal::share(reveal, &purpose, &ephemeral)?;
        let kid = reveal.id();
        Ok(Self {
            shared: Arc::new(Shared {
                header: format!("{}.{}.{kid}.", algorithm.tag(), key.environment()),
                associated: associated(key.environment(), kid.as_str()),
                public,
                labels: derived(&secret, b"label"),
                keys: derived(&secret, b"key"),
                algorithm,
            }),
        })
    }

    /// Seals values of one domain.
    pub fn sealer(&self, domain: &str) -> Sealer {
        Sealer {
            shared: Arc::clone(&self.shared),
            domain: domain.as_bytes().to_vec(),
        }
    }
}

impl fmt::Debug for RunSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RunSeal(..)")
    }
}

/// Seals the values of one domain.
///
/// A token is `bt1.<environment>.<reveal key id>.<body>`, `bs1.` where it is deterministic; the
/// body is unpadded base64url of *public ‖ label ‖ ciphertext ‖ tag*: 32, 16, as many as the value,
/// and 16 bytes. The label is a keyed digest; of domain, row ordinal and value for a token of its
/// own, of the domain alone for a deterministic one. Key and nonce are made from the label.
///
/// So no key ever seals two values under one nonce, whatever becomes of ordinals: in a row with two
/// values of a domain, in an array, in a plan that was made anew, or in a run that begins again.
///
/// *Guarantees:* AES-256-GCM (SP 800-38D), AES-256-GCM-SIV (RFC 8452) where deterministic;
/// environment and key id are authenticated. The length of a value shows.
pub struct Sealer {
    shared: Arc<Shared>,
    domain: Vec<u8>,
}

impl Sealer {
    /// Appends the token for `value` of row `ordinal` to `out`; `scratch` is left empty.
    ///
    /// # Errors
    /// A value too long for the cipher.
    pub fn seal(
        &self,
        ordinal: u64,
        value: &[u8],
        scratch: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) -> Result<(), TooLong> {
        let shared = &*self.shared;
        let label = match shared.algorithm {
            Algorithm::Gcm => {
                let ordinal = ordinal.to_be_bytes();
                shared.labels.digest_parts(&[&self.domain, &ordinal, value])
            }
            Algorithm::GcmSiv => shared.labels.digest_parts(&[&self.domain]),
        };
        let label = &label[..LABEL];

        scratch.clear();
        scratch.extend_from_slice(&shared.public);
        scratch.extend_from_slice(label);
        scratch.extend_from_slice(value);
        let text = &mut scratch[PUBLIC + LABEL..];
        let Some(tag) = shared.encrypt(label, text) else {
            scratch.fill(0);
            scratch.clear();
            return Err(TooLong);
        };
        scratch.extend_from_slice(&tag);

        out.extend_from_slice(shared.header.as_bytes());
        let start = out.len();
        out.resize(start + (scratch.len() * 4).div_ceil(3), 0);
        let written = URL_SAFE_NO_PAD.encode_slice(&*scratch, &mut out[start..]);
        debug_assert_eq!(written, Ok(out.len() - start));
        scratch.clear();
        Ok(())
    }
}

impl Shared {
    fn encrypt(&self, label: &[u8], text: &mut [u8]) -> Option<[u8; TAG]> {
        let key = Secret::new(self.keys.digest(label));
        let associated = &self.associated;
        let sealed = match self.algorithm {
            Algorithm::Gcm => Aes256Gcm::new(key.expose().into()).encrypt_inout_detached(
                &nonce(label).into(),
                associated,
                text.into(),
            ),
            Algorithm::GcmSiv => Aes256GcmSiv::new(key.expose().into()).encrypt_inout_detached(
                &[0; NONCE].into(),
                associated,
                text.into(),
            ),
        };
        sealed.ok().map(Into::into)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(..)")
    }
}

/// The value exceeds what the cipher takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value is too long to be sealed")]
pub struct TooLong;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Gcm,
    GcmSiv,
}

impl Algorithm {
    fn tag(self) -> &'static str {
        match self {
            Self::Gcm => "bt1",
            Self::GcmSiv => "bs1",
        }
    }

    fn ephemeral(self) -> &'static str {
        match self {
            Self::Gcm => "x25519-run",
            Self::GcmSiv => "x25519-deterministic",
        }
    }
}

/// What the agreement on a secret is for.
fn purpose(algorithm: Algorithm, environment: &str) -> Vec<u8> {
    let mut purpose = b"bauta/sealed/v1".to_vec();
    crate::key::push_prefixed(&mut purpose, algorithm.tag());
    crate::key::push_prefixed(&mut purpose, environment);
    purpose
}

fn associated(environment: &str, kid: &str) -> Vec<u8> {
    let mut associated = Vec::new();
    for part in [environment, kid] {
        crate::key::push_prefixed(&mut associated, part);
    }
    associated
}

fn derived(secret: &Secret<[u8; 32]>, purpose: &[u8]) -> Prf {
    let key = Prf::new(secret).digest_parts(&[b"bauta/sealed/v1", purpose]);
    Prf::new(&Secret::new(key))
}

/// A label is drawn anew for each text, and so is the key beside it.
fn nonce(label: &[u8]) -> [u8; NONCE] {
    let mut nonce = [0u8; NONCE];
    nonce.copy_from_slice(&label[..NONCE]);
    nonce
}

const PUBLIC: usize = 32;
const LABEL: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

#[cfg(test)]
mod tests;
