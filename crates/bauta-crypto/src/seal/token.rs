use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use aes_gcm_siv::Aes256GcmSiv;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bauta_model::Secret;

use super::{Algorithm, LABEL, PUBLIC, TAG, associated, derived, nonce, purpose};
use crate::RevealKey;
use crate::reveal;

/// A sealed token that was read, and is not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedToken<'a> {
    algorithm: Algorithm,
    environment: &'a str,
    kid: &'a str,
    pub(super) public: [u8; PUBLIC],
    pub(super) label: [u8; LABEL],
    pub(super) sealed: Vec<u8>,
    pub(super) tag: [u8; TAG],
}

impl<'a> SealedToken<'a> {
    /// Reads a token.
    ///
    /// # Errors
    /// A text of another form.
    pub fn parse(text: &'a str) -> Result<Self, TokenError> {
        let algorithm = [Algorithm::Gcm, Algorithm::GcmSiv]
            .into_iter()
            .find_map(|algorithm| {
                let rest = text.strip_prefix(algorithm.tag())?.strip_prefix('.')?;
                Some((algorithm, rest))
            });
        let (algorithm, rest) = algorithm.ok_or(TokenError::NotAToken)?;
        // Environments may have dots in their names.
        let (head, body) = rest.rsplit_once('.').ok_or(TokenError::NotAToken)?;
        let (environment, kid) = head.rsplit_once('.').ok_or(TokenError::NotAToken)?;
        let body = URL_SAFE_NO_PAD
            .decode(body)
            .map_err(|_| TokenError::NotAToken)?;
        let parts = || {
            let (public, rest) = body.split_first_chunk()?;
            let (label, rest) = rest.split_first_chunk()?;
            let (sealed, tag) = rest.split_last_chunk()?;
            Some((*public, *label, sealed.to_vec(), *tag))
        };
        let (public, label, sealed, tag) = parts().ok_or(TokenError::NotAToken)?;
        Ok(Self {
            algorithm,
            environment,
            kid,
            public,
            label,
            sealed,
            tag,
        })
    }

    /// The environment that it was sealed in, as it says itself.
    pub fn environment(&self) -> &'a str {
        self.environment
    }

    /// The value that it holds.
    ///
    /// # Errors
    /// A token of another environment or reveal key, or one that was altered.
    pub fn open(&self, key: &RevealKey) -> Result<Secret<Vec<u8>>, TokenError> {
        if self.environment != key.environment() {
            return Err(TokenError::OtherEnvironment);
        }
        if self.kid != key.public().id().as_str() {
            return Err(TokenError::OtherKey);
        }
        let purpose = purpose(self.algorithm, self.environment);
        let secret = reveal::recover(key, &purpose, &self.public);
        let secret = secret.map_err(|_| TokenError::Altered)?;
        let token_key = Secret::new(derived(&secret, b"key").digest(&self.label));
        let associated = associated(self.environment, self.kid);
        let (mut text, tag) = (self.sealed.clone(), self.tag.into());
        let buffer = text.as_mut_slice().into();
        let opened = match self.algorithm {
            Algorithm::Gcm => Aes256Gcm::new(token_key.expose().into()).decrypt_inout_detached(
                &nonce(&self.label).into(),
                &associated,
                buffer,
                &tag,
            ),
            Algorithm::GcmSiv => Aes256GcmSiv::new(token_key.expose().into())
                .decrypt_inout_detached(&[0; 12].into(), &associated, buffer, &tag),
        };
        let text = Secret::new(text);
        match opened {
            Ok(()) => Ok(text),
            Err(_) => Err(TokenError::Altered),
        }
    }
}

/// Why a token cannot be opened. Never holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The text is not of the form of a token.
    #[error("this is not a token that can be revealed")]
    NotAToken,
    /// The token belongs to another environment.
    #[error("the token is of another environment")]
    OtherEnvironment,
    /// The token was made for another reveal key of this environment.
    #[error("the token was made for another reveal key of this environment")]
    OtherKey,
    /// The token was changed.
    #[error("the token was altered")]
    Altered,
}
