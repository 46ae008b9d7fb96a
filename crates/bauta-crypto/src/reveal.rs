use std::convert::Infallible;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bauta_model::Secret;
use hpke::aead::{AeadCtxR, AeadCtxS, AesGcm256 as Aead};
use hpke::kdf::HkdfSha256 as Kdf;
use hpke::kem::X25519HkdfSha256 as Kem;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};

use crate::KeyId;

/// The public half of an environment's reveal key: what a profile pins, and all that masking needs.
///
/// Written as `x25519:` and 43 characters of unpadded base64url.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevealPublicKey([u8; 32]);

impl RevealPublicKey {
    /// Reads the written form.
    ///
    /// # Errors
    /// Any other form, or a point that agrees on the same secret with everybody.
    pub fn parse(text: &str) -> Result<Self, RevealKeyError> {
        let body = text.strip_prefix(SCHEME).ok_or(RevealKeyError::Form)?;
        let bytes = URL_SAFE_NO_PAD
            .decode(body)
            .map_err(|_| RevealKeyError::Form)?;
        let key = Self(bytes.try_into().map_err(|_| RevealKeyError::Form)?);
        share(&key, b"", &Secret::new([1; 32]))?;
        Ok(key)
    }

    /// The id under which tokens name the key: 16 hexadecimal digits.
    pub fn id(&self) -> KeyId {
        let digest = Sha256::new()
            .chain_update(b"bauta/reveal-kid/v1")
            .chain_update(self.0)
            .finalize();
        let mut bytes = [0u8; 8];
        bytes.copy_from_slice(&digest[..8]);
        KeyId::of(bytes)
    }
}

impl fmt::Display for RevealPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}{}", URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// The private half of an environment's reveal key, which opens what masking has sealed.
#[derive(Debug)]
pub struct RevealKey {
    environment: String,
    private: Secret<[u8; 32]>,
    public: RevealPublicKey,
}

impl RevealKey {
    pub(crate) fn from_private(environment: &str, private: Secret<[u8; 32]>) -> Self {
        let mut public = [0u8; 32];
        if let Ok(key) = <Kem as hpke::Kem>::PrivateKey::from_bytes(private.expose()) {
            Kem::sk_to_pk(&key).write_exact(&mut public);
        }
        Self {
            environment: environment.to_owned(),
            private,
            public: RevealPublicKey(public),
        }
    }

    /// The environment whose tokens it opens.
    pub fn environment(&self) -> &str {
        &self.environment
    }

    /// What the profile pins.
    pub fn public(&self) -> &RevealPublicKey {
        &self.public
    }
}

/// Why a reveal key cannot be used. Never holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevealKeyError {
    /// The text is not of the written form.
    #[error("a reveal key is written as `x25519:` and 43 letters, digits, `-` and `_`")]
    Form,
    /// The key is a point of small order, or what was sealed to it was altered.
    #[error("the reveal key agrees on no secret")]
    NoSecret,
}

/// A secret of 32 bytes that only the holder of the reveal key can have again, and the 32 public
/// bytes from which he has it.
///
/// *Source:* RFC 9180, base mode of DHKEM(X25519, HKDF-SHA256), section 5.3 for the export.
pub(crate) fn share(
    to: &RevealPublicKey,
    purpose: &[u8],
    ephemeral: &Secret<[u8; 32]>,
) -> Result<([u8; 32], Secret<[u8; 32]>), RevealKeyError> {
    let (public, context) = sender(to, purpose, ephemeral)?;
    let mut shared = [0u8; 32];
    let exported = context.export(EXPORT, &mut shared);
    let shared = Secret::new(shared);
    exported.map_err(|_| RevealKeyError::NoSecret)?;
    Ok((public, shared))
}

/// The secret that was shared.
pub(crate) fn recover(
    key: &RevealKey,
    purpose: &[u8],
    public: &[u8; 32],
) -> Result<Secret<[u8; 32]>, RevealKeyError> {
    let context = receiver(key, purpose, public)?;
    let mut shared = [0u8; 32];
    let exported = context.export(EXPORT, &mut shared);
    let shared = Secret::new(shared);
    exported.map_err(|_| RevealKeyError::NoSecret)?;
    Ok(shared)
}

/// A key, wrapped so that only the holder of the reveal key unwraps it.
pub(crate) struct WrappedKey {
    pub(crate) public: [u8; 32],
    pub(crate) sealed: [u8; 48],
}

/// Wraps a key to the reveal key.
///
/// *Source:* RFC 9180, base mode, one message under AES-256-GCM.
pub(crate) fn wrap(
    to: &RevealPublicKey,
    purpose: &[u8],
    ephemeral: &Secret<[u8; 32]>,
    key: &Secret<[u8; 32]>,
) -> Result<WrappedKey, RevealKeyError> {
    let (public, mut context) = sender(to, purpose, ephemeral)?;
    let sealed = context
        .seal(key.expose(), b"")
        .map_err(|_| RevealKeyError::NoSecret)?;
    Ok(WrappedKey {
        public,
        sealed: sealed.try_into().map_err(|_| RevealKeyError::NoSecret)?,
    })
}

/// The key that was wrapped.
pub(crate) fn unwrap(
    key: &RevealKey,
    purpose: &[u8],
    wrapped: &WrappedKey,
) -> Result<Secret<[u8; 32]>, RevealKeyError> {
    let opened = receiver(key, purpose, &wrapped.public)?
        .open(&wrapped.sealed, b"")
        .map_err(|_| RevealKeyError::NoSecret)?;
    let opened = Secret::new(opened);
    let exact = opened.expose().as_slice().try_into();
    Ok(Secret::new(exact.map_err(|_| RevealKeyError::NoSecret)?))
}

type Sender = AeadCtxS<Aead, Kdf, Kem>;
type Receiver = AeadCtxR<Aead, Kdf, Kem>;

fn sender(
    to: &RevealPublicKey,
    purpose: &[u8],
    ephemeral: &Secret<[u8; 32]>,
) -> Result<([u8; 32], Sender), RevealKeyError> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(&to.0).map_err(|_| RevealKeyError::Form)?;
    let (encapped, context) = hpke::setup_sender_with_rng::<Aead, Kdf, Kem>(
        &OpModeS::Base,
        &to,
        purpose,
        &mut Given(ephemeral),
    )
    .map_err(|_| RevealKeyError::NoSecret)?;
    let mut public = [0u8; 32];
    encapped.write_exact(&mut public);
    Ok((public, context))
}

fn receiver(
    key: &RevealKey,
    purpose: &[u8],
    public: &[u8; 32],
) -> Result<Receiver, RevealKeyError> {
    let no_secret = |_| RevealKeyError::NoSecret;
    let private =
        <Kem as hpke::Kem>::PrivateKey::from_bytes(key.private.expose()).map_err(no_secret)?;
    let public = <Kem as hpke::Kem>::EncappedKey::from_bytes(public).map_err(no_secret)?;
    hpke::setup_receiver(&OpModeR::Base, &private, &public, purpose).map_err(no_secret)
}

/// The randomness of one encapsulation, given from outside: 32 bytes, which are all it asks for.
struct Given<'a>(&'a Secret<[u8; 32]>);

impl TryRng for Given<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let given = self.0.expose().iter().cycle();
        for (byte, given) in out.iter_mut().zip(given) {
            *byte = *given;
        }
        Ok(())
    }
}

impl TryCryptoRng for Given<'_> {}

const SCHEME: &str = "x25519:";

const EXPORT: &[u8] = b"bauta/shared/v1";

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> RevealKey {
        RevealKey::from_private("qa", Secret::new([byte; 32]))
    }

    #[test]
    fn the_public_half_is_that_of_rfc_7748() {
        // Section 6.1, the keys of Alice.
        let bytes = |text: &str| -> [u8; 32] {
            let digits = text.as_bytes().as_chunks::<2>().0;
            let byte = |at: usize| std::str::from_utf8(&digits[at]).unwrap();
            std::array::from_fn(|at| u8::from_str_radix(byte(at), 16).unwrap())
        };
        let private = bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        let public = bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        let key = RevealKey::from_private("qa", Secret::new(private));
        assert_eq!(key.public(), &RevealPublicKey(public));
    }

    #[test]
    fn what_is_shared_is_recovered_by_the_private_half_alone() {
        let (public, shared) = share(key(7).public(), b"p", &Secret::new([1; 32])).unwrap();
        let same = recover(&key(7), b"p", &public).unwrap();
        assert_eq!(same.expose(), shared.expose());
        for other in [
            recover(&key(8), b"p", &public),
            recover(&key(7), b"q", &public),
        ] {
            assert_ne!(other.unwrap().expose(), shared.expose());
        }
    }

    #[test]
    fn a_wrapped_key_unwraps_under_the_private_half_alone() {
        let (ephemeral, secret) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let mut wrapped = wrap(key(7).public(), b"p", &ephemeral, &secret).unwrap();
        assert_eq!(
            unwrap(&key(7), b"p", &wrapped).unwrap().expose(),
            secret.expose()
        );
        assert!(unwrap(&key(8), b"p", &wrapped).is_err());
        assert!(unwrap(&key(7), b"q", &wrapped).is_err());
        wrapped.sealed[0] ^= 1;
        assert!(unwrap(&key(7), b"p", &wrapped).is_err());
    }

    #[test]
    fn the_written_form_is_read_and_nothing_else() {
        let public = key(7).public().clone();
        assert_eq!(RevealPublicKey::parse(&public.to_string()), Ok(public));
        for text in ["", "x25519:", "x25519:AAAA", "ed25519:AAAA", "x25519:!"] {
            assert_eq!(RevealPublicKey::parse(text), Err(RevealKeyError::Form));
        }
        let zero = format!("x25519:{}", "A".repeat(43));
        assert_eq!(RevealPublicKey::parse(&zero), Err(RevealKeyError::NoSecret));
    }
}
