use std::path::PathBuf;

use bauta_trust::{AuditEvent, Chain, Entry, Head, Log, Told};

use super::State;
use super::ledger::{self, Ledger};
use crate::error::{Code, Diagnostic};

/// The audit log of a folder: `audit.jsonl`.
#[derive(Debug)]
pub struct AuditLog<'a>(Ledger<'a>);

/// Whether a log had begun before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogAge {
    /// It begins now, or lost its entries: nothing of what was done before is in it.
    Fresh,
    /// It has entries.
    Begun,
}

/// A log whose chain is whole.
#[derive(Debug, Clone)]
pub struct AuditTrail {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Its end.
    pub chain: Chain,
    /// Its bytes.
    pub text: Vec<u8>,
}

impl AuditTrail {
    /// Judges a log that comes from elsewhere.
    ///
    /// # Errors
    /// A chain that is broken, or ends with an entry that is unfinished.
    pub fn parse(text: Vec<u8>) -> Result<Self, Diagnostic> {
        let read = Chain::read(Log::Audit, &text);
        let (entries, chain) = read.map_err(|error| ledger::broken(Log::Audit, error))?;
        Ok(Self {
            entries,
            chain,
            text,
        })
    }

    /// Holds the log against an entry that is known from elsewhere.
    ///
    /// # Errors
    /// A log that was cut or rewritten since.
    pub fn expect(&self, known: &Head) -> Result<(), Diagnostic> {
        bauta_trust::compare(&self.entries, &self.chain, known).map_err(|mismatch| {
            Diagnostic::new(Code::BrokenLog, mismatch.to_string())
                .hint("entries after the last attested one may be missing as well: look for copies of the log")
        })
    }

    /// The last entry.
    pub fn head(&self) -> Option<&Head> {
        self.chain.head()
    }
}

impl<'a> AuditLog<'a> {
    pub(super) fn new(state: &'a State) -> Self {
        Self(Ledger::new(state, Log::Audit))
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.0.path()
    }

    /// Appends an entry, durably, and says how the log ends then. A log that is not there begins.
    ///
    /// An entry that was never finished is cut off first, and that is told in the log too.
    ///
    /// # Errors
    /// A log that can't be written, whose chain is broken, or whose last entry is after now.
    pub fn append(&self, event: &AuditEvent) -> Result<Head, Diagnostic> {
        self.append_all(std::slice::from_ref(event))
    }

    /// Begins the log, if it has not begun, and says how it ends.
    ///
    /// # Errors
    /// As of [`Self::append`].
    pub fn begin(&self) -> Result<Head, Diagnostic> {
        self.append_all(&[])
    }

    /// Appends entries, all or none.
    ///
    /// # Errors
    /// As of [`Self::append`].
    pub fn append_all(&self, events: &[AuditEvent]) -> Result<Head, Diagnostic> {
        let told = || events.iter().map(|event| event as &dyn Told).collect();
        let chain = self.0.write(|_| Ok(told()))?;
        let empty =
            || Diagnostic::new(Code::Io, "the audit log is empty").at(self.path().display());
        chain.head().cloned().ok_or_else(empty)
    }

    /// Reads the log and judges it; one that is not there has no entries.
    ///
    /// # Errors
    /// A log that can't be read, or whose chain is broken.
    pub fn read(&self) -> Result<AuditTrail, Diagnostic> {
        let trail = AuditTrail::parse(self.0.bytes()?);
        trail.map_err(|problem| problem.at(self.path().display()))
    }

    /// Whether anything was told before.
    ///
    /// # Errors
    /// As of [`Self::read`].
    pub fn age(&self) -> Result<LogAge, Diagnostic> {
        let (entries, _) = self.0.entries()?;
        Ok(if entries.is_empty() {
            LogAge::Fresh
        } else {
            LogAge::Begun
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use jiff::Timestamp;

    use super::*;

    fn state(folder: &std::path::Path) -> (State, Arc<AtomicI64>) {
        let time = Arc::new(AtomicI64::new(1_767_600_000));
        let clock = Arc::clone(&time);
        let now = move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap();
        let state = State::new(
            folder.to_owned(),
            "qa@host".to_owned(),
            Arc::new(now),
            [7; 32],
        );
        (state, time)
    }

    fn event(reason: &str) -> AuditEvent {
        AuditEvent::TokenRevealed {
            environment: "qa".to_owned(),
            key_id: "3f0c".to_owned(),
            tokens: 1,
            reason: reason.to_owned(),
        }
    }

    fn told(log: &AuditLog<'_>) -> Vec<String> {
        let trail = log.read().unwrap();
        trail.entries.into_iter().map(|entry| entry.event).collect()
    }

    #[test]
    fn a_log_begins_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = state(folder.path());
        let log = state.audit();
        assert_eq!(log.age().unwrap(), LogAge::Fresh);
        let head = log.append(&event("incident")).unwrap();
        assert_eq!(log.age().unwrap(), LogAge::Begun);
        assert_eq!(told(&log), ["log.open", "token.revealed"]);
        assert_eq!(log.read().unwrap().head(), Some(&head));
    }

    #[test]
    fn an_unfinished_entry_is_mended_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = state(folder.path());
        let log = state.audit();
        log.append(&event("a")).unwrap();
        let whole = fs::read(log.path()).unwrap();
        fs::write(log.path(), &whole[..whole.len() - 9]).unwrap();
        assert_eq!(log.read().unwrap_err().code, Code::BrokenLog);
        log.append(&event("b")).unwrap();
        assert_eq!(told(&log), ["log.open", "log.mended", "token.revealed"]);
    }

    #[test]
    fn nothing_is_appended_to_a_broken_chain() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = state(folder.path());
        let log = state.audit();
        log.append(&event("alpha")).unwrap();
        let text = fs::read_to_string(log.path()).unwrap();
        fs::write(log.path(), text.replace("alpha", "gamma")).unwrap();
        let before = fs::read(log.path()).unwrap();
        assert_eq!(log.append(&event("b")).unwrap_err().code, Code::BrokenLog);
        assert_eq!(fs::read(log.path()).unwrap(), before);
    }

    #[test]
    fn a_clock_far_behind_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (state, time) = state(folder.path());
        state.audit().append(&event("a")).unwrap();
        time.fetch_sub(3600, Ordering::Relaxed);
        let problem = state.audit().append(&event("b")).unwrap_err();
        assert_eq!(problem.code, Code::ClockBehind);
    }

    #[test]
    fn writers_at_once_keep_one_chain() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = state(folder.path());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        state.audit().append(&event("r")).unwrap();
                    }
                });
            }
        });
        assert_eq!(state.audit().read().unwrap().entries.len(), 41);
    }
}
