use std::path::PathBuf;

use bauta_trust::{AuditEvent, CloneEvent, Head, Log, Register, RegisterError, Told};

use super::State;
use super::ledger::Ledger;
use crate::error::{Code, Diagnostic};

/// The register of clones of a folder: `clones.jsonl`.
#[derive(Debug)]
pub struct CloneRegister<'a> {
    state: &'a State,
    ledger: Ledger<'a>,
}

impl<'a> CloneRegister<'a> {
    pub(super) fn new(state: &'a State) -> Self {
        Self {
            state,
            ledger: Ledger::new(state, Log::Clones),
        }
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.ledger.path()
    }

    /// Reads the register; one that is not there has no clones.
    ///
    /// # Errors
    /// A register that can't be read, or whose chain is broken.
    pub fn read(&self) -> Result<Register, Diagnostic> {
        let (entries, _) = self.ledger.entries()?;
        Register::fold(&entries).map_err(|error| self.senseless(&error))
    }

    /// Writes down what happened to a clone, durably, and tells the audit log.
    ///
    /// `allow` judges it by the register as it is, while no other process can write.
    ///
    /// # Errors
    /// A register or log that can't be written or whose chain is broken; what `allow` refuses; an
    /// event that makes no sense, as of a clone that is not registered.
    pub fn record(
        &self,
        event: &CloneEvent,
        allow: impl FnOnce(&Register) -> Result<(), Diagnostic>,
    ) -> Result<Head, Diagnostic> {
        let chain = self.ledger.write(|entries| {
            let register = Register::fold(entries).map_err(|error| self.senseless(&error))?;
            allow(&register)?;
            register
                .admits(event)
                .map_err(|error| self.senseless(&error))?;
            Ok(vec![event as &dyn Told])
        })?;
        let entry = chain
            .head()
            .map_or_else(String::new, |head| format!("sha256:{}", head.hash));
        self.state.audit().append(&told(event, entry))
    }

    fn senseless(&self, error: &RegisterError) -> Diagnostic {
        let code = match error {
            RegisterError::Unknown { .. } => Code::BrokenLog,
            _ => Code::BadClone,
        };
        let problem = Diagnostic::new(code, error.to_string()).at(self.path().display());
        match error {
            RegisterError::Unregistered { .. } => {
                problem.hint("`bauta clone list` shows those that are")
            }
            _ => problem,
        }
    }
}

/// The same, as the audit log tells it.
fn told(event: &CloneEvent, entry: String) -> AuditEvent {
    match event {
        CloneEvent::Registered { record, .. } | CloneEvent::Imported { record, .. } => {
            AuditEvent::CloneRegistered {
                clone: record.clone.clone(),
                environment: record.environment.clone(),
                expires: record.expires.clone(),
                entry,
            }
        }
        CloneEvent::Extended {
            clone,
            expires,
            reason,
        } => AuditEvent::CloneExtended {
            clone: clone.clone(),
            expires: expires.clone(),
            reason: reason.clone(),
            entry,
        },
        CloneEvent::Retired {
            clone,
            method,
            evidence,
        } => AuditEvent::CloneRetired {
            clone: clone.clone(),
            method: method.clone(),
            evidence: evidence.clone(),
            entry,
        },
        CloneEvent::Confirmed { clone, place, .. } => AuditEvent::CloneConfirmed {
            clone: clone.clone(),
            place: place.clone(),
            entry,
        },
    }
}
