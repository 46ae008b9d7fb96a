use std::io;
use std::path::PathBuf;

use bauta_trust::{AppendError, AuditEvent, Chain, ChainError, Entry, Flaw, Log, Told};

use super::State;
use super::journal::Journal;
use crate::error::{Code, Diagnostic};

/// A chained log in a file of the state's folder.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    state: &'a State,
    log: Log,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(state: &'a State, log: Log) -> Self {
        Self { state, log }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.state.folder().join(match self.log {
            Log::Audit => "audit.jsonl",
            Log::Clones => "clones.jsonl",
        })
    }

    /// Appends what `decide` makes of the entries that are there, all or nothing, while no other
    /// process can write. The chain as it ends then.
    pub(super) fn write<'e>(
        &self,
        decide: impl FnOnce(&[Entry]) -> Result<Vec<&'e dyn Told>, Diagnostic>,
    ) -> Result<Chain, Diagnostic> {
        let mut journal = Journal::open(&self.path()).map_err(|error| self.unwritable(&error))?;
        let (entries, mut chain) = self.judge(journal.lines())?;
        let events = decide(&entries)?;
        let begun = self.beginning(&entries, journal.torn_bytes());
        let begun = begun.iter().map(|event| event as &dyn Told);
        let mut lines = Vec::new();
        for event in begun.chain(events) {
            let line = chain.append(event, self.state.actor(), self.state.now());
            lines.extend(line.map_err(|error| self.unfit(&error))?);
        }
        journal
            .mend()
            .and_then(|()| journal.append(&lines))
            .map_err(|error| self.unwritable(&error))?;
        Ok(chain)
    }

    /// What an audit log tells of itself before anything else.
    fn beginning(&self, entries: &[Entry], torn_bytes: u64) -> Vec<AuditEvent> {
        let mut events = Vec::new();
        if self.log == Log::Audit && entries.is_empty() {
            events.push(AuditEvent::LogOpened {
                log: self.state.log_name().to_owned(),
            });
        }
        if self.log == Log::Audit && torn_bytes > 0 {
            events.push(AuditEvent::LogMended { bytes: torn_bytes });
        }
        events
    }

    /// The whole file, an unfinished entry at its end included; nothing where there is none.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        let journal = Journal::look(&self.path()).map_err(|error| self.unreadable(&error))?;
        Ok(journal.map(Journal::into_bytes).unwrap_or_default())
    }

    /// The entries that are finished.
    pub(super) fn entries(&self) -> Result<(Vec<Entry>, Chain), Diagnostic> {
        let journal = Journal::look(&self.path()).map_err(|error| self.unreadable(&error))?;
        self.judge(journal.as_ref().map_or(&[][..], Journal::lines))
    }

    pub(super) fn judge(&self, lines: &[u8]) -> Result<(Vec<Entry>, Chain), Diagnostic> {
        Chain::read(self.log, lines).map_err(|error| self.broken(error))
    }

    pub(super) fn broken(&self, error: ChainError) -> Diagnostic {
        broken(self.log, error).at(self.path().display())
    }

    fn unwritable(&self, error: &io::Error) -> Diagnostic {
        let message = format!("cannot write {}: {}", named(self.log), error.kind());
        Diagnostic::new(Code::Io, message)
            .at(self.path().display())
            .hint("name a folder that can be written to with --state or BAUTA_STATE")
    }

    fn unreadable(&self, error: &io::Error) -> Diagnostic {
        let message = format!("cannot read {}: {}", named(self.log), error.kind());
        Diagnostic::new(Code::Io, message).at(self.path().display())
    }

    fn unfit(&self, error: &AppendError) -> Diagnostic {
        let (code, hint) = match error {
            AppendError::ClockBehind { .. } => (
                Code::ClockBehind,
                "set the clock right; dates of approvals and exceptions are judged by it",
            ),
            _ => (Code::Io, "this is a defect, please report it"),
        };
        Diagnostic::new(code, error.to_string())
            .at(self.path().display())
            .hint(hint)
    }
}

/// A log that does not hold.
pub(super) fn broken(log: Log, error: ChainError) -> Diagnostic {
    let hint = match error.flaw {
        Flaw::Unfinished => "a crash does that; the next entry cuts it off and tells so",
        _ => {
            "keep the file as evidence, find out who wrote in it, and begin another one with --state"
        }
    };
    let message = format!("{} does not hold: {error}", named(log));
    Diagnostic::new(Code::BrokenLog, message).hint(hint)
}

fn named(log: Log) -> &'static str {
    match log {
        Log::Audit => "the audit log",
        Log::Clones => "the register of clones",
    }
}
