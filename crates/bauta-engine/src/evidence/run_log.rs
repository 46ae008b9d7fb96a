use bauta_trust::{AuditClaim, AuditEvent, Head, RunEnd};

use super::Evidence;
use crate::error::{Code, Diagnostic, EngineError, Outcome};
use crate::observe::{Event, Observer};
use crate::report::Report;
use crate::state::{LogAge, State};

/// The entries of one run in the audit log.
#[derive(Debug)]
pub(crate) struct RunLog<'a> {
    evidence: &'a Evidence,
    /// The log, where it can be written.
    log: Option<&'a State>,
    started: String,
    fresh: bool,
    head: Option<Head>,
}

impl<'a> RunLog<'a> {
    /// Tells that a run begins.
    ///
    /// A log that cannot be written is an error where it must be, else it is noted and there is
    /// none. A broken chain or a clock behind it is always an error.
    pub(crate) fn begin(
        evidence: &'a Evidence,
        event: &AuditEvent,
        observer: &mut dyn Observer,
    ) -> Result<Self, EngineError> {
        let started = bauta_trust::seconds((evidence.clock)());
        let mut log = Self {
            evidence,
            log: evidence.state.as_ref(),
            started,
            fresh: true,
            head: None,
        };
        let Some(state) = log.log else {
            if evidence.must_log || evidence.must_persist {
                return Err(unlogged().into());
            }
            return Ok(log);
        };
        match log.open(state, event) {
            Ok(()) => Ok(log),
            Err(problem) if problem.code == Code::Io && !evidence.must_log => {
                observer.observe(&Event::Notice(&format!(
                    "this run is not logged: {}",
                    problem.message
                )));
                log.log = None;
                Ok(log)
            }
            Err(problem) => Err(problem.into()),
        }
    }

    fn open(&mut self, state: &State, event: &AuditEvent) -> Result<(), Diagnostic> {
        let audit = state.audit();
        self.fresh = audit.age()? == LogAge::Fresh;
        if self.fresh && self.evidence.must_persist {
            return Err(Diagnostic::new(
                Code::FreshLog,
                "the policy wants an audit log that persists, and there is none here",
            )
            .at(audit.path().display())
            .hint("name its folder with --state; `bauta audit begin` begins one, once"));
        }
        self.head = Some(audit.append(event)?);
        Ok(())
    }

    /// When the run began.
    pub(crate) fn started(&self) -> &str {
        &self.started
    }

    /// What an attestation says of the log.
    pub(crate) fn claim(&self) -> Option<AuditClaim> {
        let head = self.head.clone()?;
        Some(AuditClaim {
            head,
            fresh: self.fresh,
        })
    }

    /// Tells what happened on the way.
    pub(crate) fn tell(&mut self, events: &[AuditEvent]) -> Result<(), Diagnostic> {
        if let Some(state) = self.log
            && !events.is_empty()
        {
            self.head = Some(state.audit().append_all(events)?);
        }
        Ok(())
    }

    /// The state that the run is logged in.
    pub(crate) fn state(&self) -> Option<&'a State> {
        self.log
    }

    /// Tells how the run has ended.
    pub(crate) fn end(self, ran: Result<Report, EngineError>) -> Result<Report, EngineError> {
        let Some(state) = self.log else { return ran };
        let event = ended(&self.evidence.run, &ran);
        match (state.audit().append(&event), ran) {
            (Ok(_), ran) => ran,
            // What went wrong first tells more.
            (Err(_), Err(error)) => Err(error),
            (Err(problem), Ok(_)) => Err(problem
                .hint("the output is there, and the log does not say so")
                .into()),
        }
    }
}

fn unlogged() -> Diagnostic {
    Diagnostic::new(
        Code::FreshLog,
        "the policy wants an audit log, and none is kept",
    )
    .hint("name its folder with --state or BAUTA_STATE")
}

fn ended(run: &str, ran: &Result<Report, EngineError>) -> AuditEvent {
    let (outcome, exit, problem) = match ran {
        Ok(_) => (RunEnd::Done, 0, None),
        Err(error) => {
            let code = error.diagnostics.first().map(|problem| problem.code.text());
            let (end, exit) = exit_of(error.outcome());
            (end, exit, code.map(str::to_owned))
        }
    };
    let output = ran
        .as_ref()
        .ok()
        .and_then(|report| report.output.sha256.clone());
    AuditEvent::RunEnded {
        run: run.to_owned(),
        outcome,
        exit,
        problem,
        output: output.map(|digest| format!("sha256:{digest}")),
    }
}

/// How a run ends, and the exit code of the contract.
fn exit_of(outcome: Outcome) -> (RunEnd, u8) {
    match outcome {
        Outcome::Failed => (RunEnd::Failed, 1),
        Outcome::Usage => (RunEnd::Failed, 2),
        Outcome::Damaged => (RunEnd::Failed, 3),
        Outcome::Refused => (RunEnd::Refused, 4),
        Outcome::Unapproved => (RunEnd::Refused, 5),
        Outcome::Findings => (RunEnd::Findings, 6),
        Outcome::Interrupted => (RunEnd::Interrupted, 130),
        Outcome::Terminated => (RunEnd::Interrupted, 143),
        Outcome::ClosedPipe => (RunEnd::Failed, 141),
    }
}
