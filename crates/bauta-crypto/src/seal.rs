use std::fmt;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce, Tag};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bauta_model::Secret;

use crate::key::push_prefixed;
use crate::{EnvironmentKey, Prf, Purpose};

/// Seals values into tokens that the environment's key opens again.
///
/// A token is `bt1.<environment>.<key id>.<body>`; the body is unpadded base64url of
/// *seed ‖ nonce ‖ ciphertext ‖ tag*: 16, 12, as many as the value, and 16 bytes.
///
/// The nonce is the column's number and the row's ordinal. The seed is a keyed digest of the run's
/// salt, column, ordinal and value; the AES key of each token is derived from seed and nonce. So
/// the salt needs no place of its own, no key ever seals two different values under one nonce, and
/// even a repeated ordinal shows no more than that two values are equal.
///
/// *Guarantees:* confidentiality and authenticity of AES-256-GCM; environment, domain and key id
/// are authenticated. The length of a value shows.
///
/// *Source:* NIST SP 800-38D; the synthetic seed follows RFC 5297.
pub struct Sealer {
    seeds: Prf,
    keys: Prf,
    salt: [u8; 32],
    column: u32,
    header: String,
    associated: Vec<u8>,
}

impl Sealer {
    pub(crate) fn new(key: &EnvironmentKey, domain: &str, column: u32) -> Self {
        let kid = key.id();
        let mut associated = Vec::new();
        for part in [key.environment(), domain, kid.as_str()] {
            push_prefixed(&mut associated, part);
        }
        let prf = |algorithm| Prf::new(&key.subkey(domain, Purpose::TokenEncryption, algorithm));
        Self {
            seeds: prf("seed-hmac-sha256"),
            keys: prf("aes256-gcm-hmac-sha256"),
            salt: *key.run_salt(),
            column,
            header: format!("bt1.{}.{kid}.", key.environment()),
            associated,
        }
    }

    /// Appends the token for `value` of row `ordinal` to `out`; `scratch` is left empty.
    ///
    /// # Errors
    /// A value too long for AES-GCM.
    pub fn seal(
        &self,
        ordinal: u64,
        value: &[u8],
        scratch: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) -> Result<(), SealError> {
        let mut nonce = [0u8; NONCE];
        nonce[..4].copy_from_slice(&self.column.to_be_bytes());
        nonce[4..].copy_from_slice(&ordinal.to_be_bytes());
        let digest = self.seeds.digest_parts(&[&self.salt, &nonce, value]);
        let seed = &digest[..SEED];

        scratch.clear();
        scratch.extend_from_slice(seed);
        scratch.extend_from_slice(&nonce);
        scratch.extend_from_slice(value);
        let sealed = self.cipher(seed, &nonce).encrypt_inout_detached(
            &Nonce::from(nonce),
            &self.associated,
            (&mut scratch[SEED + NONCE..]).into(),
        );
        let Ok(tag) = sealed else {
            scratch.fill(0);
            scratch.clear();
            return Err(SealError::TooLong);
        };
        scratch.extend_from_slice(&tag);

        out.extend_from_slice(self.header.as_bytes());
        let start = out.len();
        out.resize(start + (scratch.len() * 4).div_ceil(3), 0);
        let written = URL_SAFE_NO_PAD.encode_slice(&*scratch, &mut out[start..]);
        debug_assert_eq!(written, Ok(out.len() - start));
        scratch.clear();
        Ok(())
    }

    /// The value that `token` holds.
    ///
    /// # Errors
    /// A text that is no token, a token of another environment or key, or one that was changed or
    /// sealed for another domain.
    pub fn open(&self, token: &str) -> Result<Secret<Vec<u8>>, SealError> {
        let (head, body) = token.rsplit_once('.').ok_or(SealError::NotAToken)?;
        let (head, kid) = head.rsplit_once('.').ok_or(SealError::NotAToken)?;
        let environment = head.strip_prefix("bt1.").ok_or(SealError::NotAToken)?;
        let own = self.header.strip_prefix("bt1.").unwrap_or_default();
        let (own_environment, own_kid) = own
            .strip_suffix('.')
            .and_then(|own| own.rsplit_once('.'))
            .unwrap_or_default();
        if environment != own_environment {
            return Err(SealError::OtherEnvironment);
        }
        if kid != own_kid {
            return Err(SealError::OtherKey);
        }
        let mut body = URL_SAFE_NO_PAD
            .decode(body)
            .map_err(|_| SealError::NotAToken)?;
        let tag_at = body.len().checked_sub(TAG).ok_or(SealError::NotAToken)?;
        if tag_at < SEED + NONCE {
            return Err(SealError::NotAToken);
        }
        let (front, tag) = body.split_at_mut(tag_at);
        let (seed, rest) = front.split_at_mut(SEED);
        let (nonce, text) = rest.split_at_mut(NONCE);
        let tag = Tag::try_from(&*tag).map_err(|_| SealError::NotAToken)?;
        let nonce = Nonce::try_from(&*nonce).map_err(|_| SealError::NotAToken)?;
        self.cipher(seed, &nonce)
            .decrypt_inout_detached(&nonce, &self.associated, (&mut *text).into(), &tag)
            .map_err(|_| SealError::NotAuthentic)?;
        let value = text.to_vec();
        text.fill(0);
        Ok(Secret::new(value))
    }

    fn cipher(&self, seed: &[u8], nonce: &[u8]) -> Aes256Gcm {
        let key = Secret::new(self.keys.digest_parts(&[seed, nonce]));
        Aes256Gcm::new(key.expose().into())
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(..)")
    }
}

/// Why a value cannot be sealed or a token not opened. Never holds either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The value exceeds what AES-GCM takes.
    #[error("the value is too long to be sealed")]
    TooLong,
    /// The text is not of the form of a token.
    #[error("this is not a sealed token")]
    NotAToken,
    /// The token belongs to another environment.
    #[error("the token was sealed in another environment; use that environment's key")]
    OtherEnvironment,
    /// The token was sealed under another key of this environment.
    #[error("the token was sealed under another key of this environment")]
    OtherKey,
    /// The token was changed, or belongs to another domain or epoch.
    #[error("the token was altered, or sealed for another domain or epoch")]
    NotAuthentic,
}

const SEED: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(environment: &str, root: u8) -> EnvironmentKey {
        EnvironmentKey::from_root(environment, [root; 32])
    }

    fn sealed(sealer: &Sealer, ordinal: u64, value: &[u8]) -> String {
        let (mut scratch, mut out) = (Vec::new(), b"x".to_vec());
        sealer.seal(ordinal, value, &mut scratch, &mut out).unwrap();
        assert!(scratch.is_empty());
        String::from_utf8(out.split_off(1)).unwrap()
    }

    #[test]
    fn tokens_are_pinned() {
        let token = sealed(
            &key("qa", 7).with_run_salt([1; 32]).sealer("d", 3),
            5,
            b"Ada",
        );
        assert_eq!(
            token,
            "bt1.qa.5ac8d6536d783dd5.\
             R64JvC1ZfTKOse12-0rBXQAAAAMAAAAAAAAABXJF5vvhg9m0a8ozg2WgyAn2cWA"
        );
    }

    #[test]
    fn salt_column_ordinal_and_value_make_tokens_differ() {
        let base = sealed(&key("qa", 7).sealer("d", 0), 0, b"Ada");
        assert_eq!(sealed(&key("qa", 7).sealer("d", 0), 0, b"Ada"), base);
        assert_ne!(sealed(&key("qa", 7).sealer("d", 0), 1, b"Ada"), base);
        assert_ne!(sealed(&key("qa", 7).sealer("d", 1), 0, b"Ada"), base);
        assert_ne!(
            sealed(
                &key("qa", 7).with_run_salt([1; 32]).sealer("d", 0),
                0,
                b"Ada"
            ),
            base
        );
        // A repeated ordinal must not repeat the key stream.
        let other = sealed(&key("qa", 7).sealer("d", 0), 0, b"Eve");
        assert_ne!(other.as_bytes()[..40], base.as_bytes()[..40]);
    }

    #[test]
    fn tokens_of_other_places_are_refused_in_words() {
        let open = |key: EnvironmentKey, domain, token: &str| {
            key.sealer(domain, 9)
                .open(token)
                .map(|value| value.expose().clone())
        };
        let token = sealed(&key("a.b", 7).sealer("d", 0), 0, b"Ada");
        assert_eq!(open(key("a.b", 7), "d", &token), Ok(b"Ada".to_vec()));
        assert_eq!(
            open(key("dev", 7), "d", &token),
            Err(SealError::OtherEnvironment)
        );
        assert_eq!(open(key("a.b", 8), "d", &token), Err(SealError::OtherKey));
        assert_eq!(
            open(key("a.b", 7), "e", &token),
            Err(SealError::NotAuthentic)
        );
        let epoch = key("a.b", 7).with_epoch(Some("2"));
        assert_eq!(open(epoch, "d", &token), Err(SealError::NotAuthentic));
        for text in ["", "bt1", "bt1.a.b", "Ada Lovelace", "bt2.a.b.c"] {
            assert_eq!(open(key("a.b", 7), "d", text), Err(SealError::NotAToken));
        }
        let cut = token.split_at(token.rfind('.').unwrap() + 20).0;
        assert_eq!(open(key("a.b", 7), "d", cut), Err(SealError::NotAToken));
    }

    proptest! {
        #[test]
        fn values_come_back_under_any_salt(value: Vec<u8>, ordinal: u64, column: u32, salt: [u8; 32]) {
            let token = sealed(&key("qa", 7).with_run_salt(salt).sealer("d", column), ordinal, &value);
            let opened = key("qa", 7).sealer("d", 0).open(&token).unwrap();
            prop_assert_eq!(opened.expose(), &value);
        }

        #[test]
        fn altered_tokens_are_refused(at in 0usize..80, letter in "[A-Za-z0-9_-]") {
            let sealer = key("qa", 7).sealer("d", 0);
            let token = sealed(&sealer, 0, b"Ada Lovelace");
            let body = token.rfind('.').unwrap() + 1;
            let at = body + at % (token.len() - body);
            prop_assume!(token.as_bytes()[at] != letter.as_bytes()[0]);
            let mut altered = token.clone();
            altered.replace_range(at..=at, &letter);
            prop_assert!(sealer.open(&altered).is_err());
        }
    }
}
