use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use bauta_crypto::SigningKey;
use bauta_trust::Terms;
use jiff::{SignedDuration, Timestamp};

use crate::banner::Banner;
use crate::error::{Code, Diagnostic};
use crate::job::Prepared;
use crate::state::{Clock, State};

/// What a run is to leave beside its output.
pub struct Evidence {
    /// Its random id, in hexadecimal.
    pub run: String,
    /// What time it is.
    pub clock: Clock,
    /// Where the audit log and the register are; nothing is remembered without.
    pub state: Option<State>,
    /// Whether a run that cannot be logged is refused; else it is told and goes on.
    pub must_log: bool,
    /// Whether a log that begins with this run is refused.
    pub must_persist: bool,
    /// The attestation.
    pub attest: Option<Attest>,
    /// The entry in the register.
    pub register: Option<Registration>,
    /// What is said of the input.
    pub input_digest: InputDigest,
}

/// An attestation that is asked for.
pub struct Attest {
    /// Where it is written; without, it is only handed back.
    pub path: Option<PathBuf>,
    /// The key that signs it.
    pub key: SigningKey,
}

/// A clone that is to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its random id: 32 hexadecimal digits.
    pub clone: String,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// When it has to be gone.
    pub expires: Timestamp,
}

/// What attestation and register say of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputDigest {
    /// Its SHA-256, by which whoever has the dump knows it again.
    #[default]
    Sha256,
    /// HMAC-SHA-256 of its SHA-256 under a key of the environment: a guess of a small dump cannot
    /// be confirmed by others.
    Hmac,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            run: String::new(),
            clock: Arc::new(|| Timestamp::UNIX_EPOCH),
            state: None,
            must_log: false,
            must_persist: false,
            attest: None,
            register: None,
            input_digest: InputDigest::default(),
        }
    }
}

impl Evidence {
    /// Whether input and output have to be hashed for it.
    pub(crate) fn needs_digests(&self) -> bool {
        self.attest.is_some() || self.register.is_some()
    }

    /// Whether the clone is to be gone soon enough for the policy.
    pub(crate) fn keeps_to(&self, terms: &Terms) -> Result<(), Diagnostic> {
        let (Some(registration), Some(days)) = (&self.register, terms.longest_clone_days) else {
            return Ok(());
        };
        let latest = latest_end((self.clock)(), days);
        if registration.expires <= latest {
            return Ok(());
        }
        Err(Diagnostic::new(
            Code::AgainstPolicy,
            format!("the policy lets a clone live for {days} days"),
        )
        .at("--expires")
        .hint(format!(
            "name a date until {}",
            bauta_trust::seconds(latest)
        )))
    }

    /// What the clone says of itself.
    pub(crate) fn banner(&self, prepared: &Prepared) -> Option<Banner> {
        let registration = self.register.as_ref()?;
        Some(Banner {
            clone: registration.clone.clone(),
            environment: prepared.settings.keys.environment().to_owned(),
            expires: bauta_trust::seconds(registration.expires),
            profile: prepared.digest.to_string(),
        })
    }
}

/// The last moment that a clone made at a time may live to.
pub fn latest_end(made: Timestamp, days: u32) -> Timestamp {
    // The day it ends on counts whole.
    let span = SignedDuration::from_hours((i64::from(days) + 1) * 24);
    made.checked_add(span).unwrap_or(Timestamp::MAX)
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evidence")
            .field("run", &self.run)
            .field("state", &self.state)
            .field("register", &self.register)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Attest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attest")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
