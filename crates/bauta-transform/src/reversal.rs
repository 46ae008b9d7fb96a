use std::fmt;
use std::sync::Arc;

use bauta_crypto::RunSeal;

/// What a run makes tokens with that can be opened again, or why it makes none.
#[derive(Debug)]
pub struct Reversal {
    /// Seals every value anew.
    pub random: Result<RunSeal, String>,
    /// Seals equal values of a domain alike.
    pub deterministic: Result<RunSeal, String>,
    /// Keeps values beside the clone.
    pub vault: Vaulting,
}

/// What becomes of values whose tokens stand for them in a vault.
#[derive(Debug, Clone)]
pub enum Vaulting {
    /// There is no vault, and there has to be one: why.
    Refused(String),
    /// Nothing is kept: the tokens are only looked at.
    Unkept,
    /// They are put into this vault.
    Kept(Arc<dyn TokenStore>),
}

/// A vault that takes values while rows are masked.
pub trait TokenStore: fmt::Debug + Send + Sync {
    /// Keeps what a token stands for. Keeping it again is no mistake.
    ///
    /// # Errors
    /// A vault that cannot be written; it says itself why, to who runs the job.
    fn keep(&self, token: [u8; 16], domain: &str, value: &[u8]) -> Result<(), NotKept>;
}

/// A value was not put into the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the vault cannot be written")]
pub struct NotKept;

impl Reversal {
    /// No such tokens at all.
    pub fn refused(reason: &str) -> Self {
        Self {
            random: Err(reason.to_owned()),
            deterministic: Err(reason.to_owned()),
            vault: Vaulting::Refused(reason.to_owned()),
        }
    }
}
