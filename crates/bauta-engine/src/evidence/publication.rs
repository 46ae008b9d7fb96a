use std::io::Write;
use std::path::Path;

use bauta_crypto::EnvironmentKey;
use bauta_trust::{
    AuditEvent, CloneEvent, CloneRecord, Digest, RunPredicate, SecretSeen, Statement,
};

use super::predicate::{self, Names};
use super::{Attest, Evidence, RunLog};
use crate::error::{Code, Diagnostic, EngineError, write_error};
use crate::report::{EvidenceReport, Report};
use crate::sink::{Closed, PendingFile, Readers};

/// An output that is whole and has no name yet, and what is known of it.
pub(crate) struct Made<'a> {
    pub(crate) closed: Closed,
    pub(crate) report: Report,
    pub(crate) key: &'a EnvironmentKey,
    pub(crate) input: Option<&'a Path>,
    /// Secrets that were replaced.
    pub(crate) secrets: Vec<SecretSeen>,
    /// The clone that the input was.
    pub(crate) parent: Option<String>,
}

/// Gives the output its name, with everything that has to be there beside it.
pub(crate) fn publish(
    made: Made<'_>,
    evidence: &Evidence,
    log: &mut RunLog<'_>,
) -> Result<Report, EngineError> {
    let Made {
        closed, mut report, ..
    } = made;
    log.tell(&applied(&report, &evidence.run))?;
    if !evidence.needs_digests() {
        closed.keep()?;
        return Ok(report);
    }
    let names = Names {
        input: name_of(made.input, "stdin"),
        output: name_of(closed.target(), "stdout"),
        place: closed
            .target()
            .map_or_else(|| "stdout".to_owned(), absolute),
    };
    let input = predicate::input_digest(&report, evidence.input_digest, made.key);
    let clone = evidence.register.as_ref().map(|registration| {
        let (secrets, parent) = (made.secrets, made.parent);
        predicate::clone(
            registration,
            &report,
            evidence,
            &names,
            &input,
            secrets,
            parent,
        )
    });
    let said = predicate::of(&report, evidence, log, &names, &input, clone.clone());
    let signed = evidence
        .attest
        .as_ref()
        .map(|attest| Signed::prepare(attest, &report, &names, said))
        .transpose()?;
    let digest = signed.as_ref().map(|signed| signed.digest.clone());
    if let Some(record) = &clone {
        register(record, digest.clone(), log)?;
    }
    if let Err(error) = closed.keep() {
        if let Some(record) = &clone {
            never_made(record, log);
        }
        return Err(error);
    }
    if let Some(signed) = signed {
        report.attestation = Some(signed.publish()?);
        log.tell(&[AuditEvent::ReportExported {
            report: "attestation".to_owned(),
            digest: digest.clone().unwrap_or_default(),
        }])?;
    }
    report.run.evidence = Some(EvidenceReport {
        run: evidence.run.clone(),
        clone: clone.map(|record| record.clone),
        attestation: digest,
    });
    Ok(report)
}

/// The exceptions that let something stay.
fn applied(report: &Report, run: &str) -> Vec<AuditEvent> {
    let applied = report
        .exceptions
        .iter()
        .filter(|exception| exception.hits > 0);
    let events = applied.map(|exception| AuditEvent::ExceptionApplied {
        run: run.to_owned(),
        column: exception
            .column
            .clone()
            .or_else(|| exception.fingerprint.clone())
            .unwrap_or_default(),
        kinds: exception.kinds.clone(),
        ticket: exception.ticket.clone().unwrap_or_default(),
        owner: exception.owner.clone(),
        hits: exception.hits,
    });
    events.collect()
}

/// An attestation that lies under a temporary name.
struct Signed {
    envelope: Vec<u8>,
    digest: String,
    pending: Option<PendingFile>,
}

impl Signed {
    fn prepare(
        attest: &Attest,
        report: &Report,
        names: &Names,
        said: RunPredicate,
    ) -> Result<Self, EngineError> {
        let sha256 = report.output.sha256.as_deref().unwrap_or_default();
        let statement = Statement::about(&names.output, sha256, said);
        let envelope = statement.sign(&attest.key).map_err(|error| {
            Diagnostic::new(Code::Io, format!("cannot write the attestation: {error}"))
        })?;
        let pending = match &attest.path {
            Some(path) => Some(store(path, &envelope)?),
            None => None,
        };
        Ok(Self {
            digest: Digest::of(&envelope).to_string(),
            envelope,
            pending,
        })
    }

    fn publish(self) -> Result<Vec<u8>, EngineError> {
        if let Some(pending) = self.pending {
            pending.keep().map_err(|error| {
                Diagnostic::new(
                    Code::Io,
                    format!("cannot write the attestation: {}", error.kind()),
                )
                .hint("the output is there without it; mask again")
            })?;
        }
        Ok(self.envelope)
    }
}

fn store(path: &Path, bytes: &[u8]) -> Result<PendingFile, EngineError> {
    let pending = PendingFile::create(path, Readers::Umask).and_then(|pending| {
        let mut file = pending.file()?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(pending)
    });
    pending.map_err(|error| {
        let problem = write_error(&error);
        let told = problem
            .diagnostics
            .into_iter()
            .map(|one| one.at(path.display()));
        told.collect::<Vec<_>>().into()
    })
}

fn register(
    record: &CloneRecord,
    attestation: Option<String>,
    log: &RunLog<'_>,
) -> Result<(), EngineError> {
    let state = log.state().ok_or_else(|| {
        Diagnostic::new(Code::Io, "the register of clones cannot be written")
            .hint("name a folder that can be written to with --state or BAUTA_STATE")
    })?;
    let event = CloneEvent::Registered {
        record: record.clone(),
        attestation,
    };
    state.clones().record(&event, |_| Ok(()))?;
    Ok(())
}

/// The output did not get its name, so there is no clone.
fn never_made(record: &CloneRecord, log: &RunLog<'_>) {
    let event = CloneEvent::Retired {
        clone: record.clone.clone(),
        method: "never-written".to_owned(),
        evidence: record.output.clone(),
    };
    if let Some(state) = log.state() {
        // The run fails already; an entry too many is no harm, `clone check` finds it.
        state.clones().record(&event, |_| Ok(())).ok();
    }
}

/// A path that means the same wherever the register is read.
fn absolute(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.display().to_string()
}

fn name_of(path: Option<&Path>, otherwise: &str) -> String {
    path.and_then(Path::file_name).map_or_else(
        || otherwise.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
