//! What a run leaves beside its output: an attestation, an entry in the register of clones.

use std::path::{Path, PathBuf};

use bauta_engine::{Attest, Evidence, Registration};
use bauta_trust::Terms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::RunRequest;
use crate::cli;
use crate::problem::CommandError;
use crate::session::Session;

/// An attestation is to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttestRequest {
    /// Where it is written, as a handle; `null` for beside the output.
    pub file: Option<String>,
    /// The key that signs it, as a handle; `null` while none is chosen. Its passphrase is asked for
    /// in a window of its own.
    pub signing_key: Option<String>,
}

/// The clone is to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisterRequest {
    /// Who answers for it; `null` for whoever runs this.
    pub owner: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// The last day on which it may exist, as `2026-12-31`.
    pub expires: String,
}

/// What was asked for, with handles resolved.
pub(super) struct Leave {
    pub(super) attest: Option<Attesting>,
    pub(super) register: Option<RegisterRequest>,
}

/// Files of an attestation, as far as they are named.
pub(super) struct Attesting {
    pub(super) file: Option<PathBuf>,
    signing_key: Option<PathBuf>,
}

impl Leave {
    pub(super) fn of(session: &Session, input: &RunRequest) -> Result<Self, CommandError> {
        let path = |handle: &Option<String>| {
            let handle = handle.as_deref();
            handle.map(|handle| session.files.path(handle)).transpose()
        };
        let attest = input.attest.as_ref().map(|attest| {
            Ok::<_, CommandError>(Attesting {
                file: path(&attest.file)?,
                signing_key: path(&attest.signing_key)?,
            })
        });
        Ok(Self {
            attest: attest.transpose()?,
            register: input.register.clone(),
        })
    }

    pub(super) fn attests(&self) -> bool {
        self.attest.is_some()
    }

    pub(super) fn signing_key(&self) -> Option<&Path> {
        self.attest.as_ref()?.signing_key.as_deref()
    }

    /// The same as flags of the command line.
    pub(super) fn flags(&self, attestation: Option<&Path>) -> Vec<String> {
        let mut flags = Vec::new();
        let mut put = |flag: &str, value: String| flags.extend([flag.to_owned(), value]);
        if self.attests() {
            let shown = |path: Option<&Path>, unnamed: &str| {
                path.map_or_else(|| unnamed.to_owned(), cli::path)
            };
            put("--attest", shown(attestation, "attestation.json"));
            put("--signing-key", shown(self.signing_key(), "signing.key"));
        }
        if let Some(register) = &self.register {
            put("--expires", register.expires.clone());
            if let Some(owner) = &register.owner {
                put("--owner", owner.clone());
            }
            put("--purpose", register.purpose.clone());
            flags.push("--register".to_owned());
        }
        flags
    }

    pub(super) fn evidence(
        &self,
        session: &Session,
        attestation: Option<PathBuf>,
        terms: &Terms,
    ) -> Result<Evidence, CommandError> {
        let attest = self.signing_key().filter(|_| self.attests()).map(|key| {
            Ok::<_, CommandError>(Attest {
                path: attestation,
                key: crate::trust::signing_key(session, key)?,
            })
        });
        let register = self.register.as_ref().map(|asked| {
            Ok::<_, CommandError>(Registration {
                clone: random_id()?,
                owner: asked
                    .owner
                    .clone()
                    .unwrap_or_else(|| session.desk.actor.clone()),
                purpose: asked.purpose.clone(),
                expires: end_of_day(&asked.expires)?,
            })
        });
        Ok(Evidence {
            run: random_id()?,
            clock: std::sync::Arc::clone(&session.desk.clock),
            // In a window nothing happens that is not logged.
            must_log: true,
            must_persist: terms.state_required,
            state: Some(session.state()?),
            attest: attest.transpose()?,
            register: register.transpose()?,
            ..Evidence::default()
        })
    }
}

/// 32 random hexadecimal digits.
fn random_id() -> Result<String, CommandError> {
    let digest = bauta_trust::Digest::of(&crate::session::random()?).hex();
    Ok(digest.chars().take(32).collect())
}

/// The end of a day, universal time.
pub(crate) fn end_of_day(date: &str) -> Result<jiff::Timestamp, CommandError> {
    let end = format!("{date}T23:59:59Z").parse();
    end.map_err(|_| CommandError::usage("this is no date like 2026-12-31"))
}
