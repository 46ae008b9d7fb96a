use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::entry::seconds;
use super::{Entry, Head};
use crate::CanonicalError;

/// Something that an entry tells.
pub trait Told {
    /// Its name (`run.start`).
    fn name(&self) -> &'static str;
    /// Names, ids, digests and counts of it.
    fn fields(&self) -> Map<String, Value>;
}

/// Which log: an entry of one has no place in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// What was done.
    Audit,
    /// Clones that there are.
    Clones,
}

impl Log {
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Audit => "bauta/audit/v1",
            Self::Clones => "bauta/clones/v1",
        }
    }
}

/// The end of a log that has held so far, to which the next entry is bound.
#[derive(Debug, Clone)]
pub struct Chain {
    log: Log,
    head: Option<Head>,
    time: Option<Timestamp>,
}

impl Chain {
    /// A log that has not begun.
    pub fn new(log: Log) -> Self {
        Self {
            log,
            head: None,
            time: None,
        }
    }

    /// Judges a whole log: its entries, and the chain's end.
    ///
    /// # Errors
    /// The first line that does not hold. A last line without its end is one of them.
    pub fn read(log: Log, lines: &[u8]) -> Result<(Vec<Entry>, Self), ChainError> {
        let mut chain = Self::new(log);
        let mut entries = Vec::new();
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            entries.push(chain.accept(line)?);
        }
        Ok((entries, chain))
    }

    /// Judges the next line, its end included.
    ///
    /// # Errors
    /// Why it does not follow what came before.
    pub fn accept(&mut self, line: &[u8]) -> Result<Entry, ChainError> {
        let seq = self.next();
        let failed = |flaw| ChainError { seq, flaw };
        let Some(line) = line.strip_suffix(b"\n") else {
            return Err(failed(Flaw::Unfinished));
        };
        let (entry, hash) = Entry::parse(line).ok_or(failed(Flaw::NotAnEntry))?;
        let whole = entry.hash(self.log).is_ok_and(|right| right == hash)
            && entry.line(&hash).is_ok_and(|right| right == line);
        if !whole {
            return Err(failed(Flaw::Changed));
        }
        if entry.seq != seq {
            return Err(failed(Flaw::Gap { found: entry.seq }));
        }
        if entry.prev != self.previous() {
            return Err(failed(Flaw::Unlinked));
        }
        let time = entry.time().ok_or(failed(Flaw::NotAnEntry))?;
        if self.time.is_some_and(|before| time < before) {
            return Err(failed(Flaw::Earlier));
        }
        self.head = Some(Head { seq, hash });
        self.time = Some(time);
        Ok(entry)
    }

    /// The line that tells of an event, its end included; the chain ends with it then.
    ///
    /// Its time is never before that of the entry before: several writers read their clocks before
    /// they get their turn, so up to [`Self::SLACK`] is bridged.
    ///
    /// # Errors
    /// A clock further behind than that; the chain stays as it is.
    pub fn append(
        &mut self,
        event: &dyn Told,
        actor: &str,
        now: Timestamp,
    ) -> Result<Vec<u8>, AppendError> {
        let last = self.time.unwrap_or(now);
        if last.duration_since(now) > Self::SLACK {
            return Err(AppendError::ClockBehind { last });
        }
        let time = now.max(last);
        let entry = Entry {
            seq: self.next(),
            ts: seconds(time),
            actor: actor.to_owned(),
            event: event.name().to_owned(),
            data: event.fields(),
            prev: self.previous().to_owned(),
        };
        let hash = entry.hash(self.log)?;
        let mut line = entry.line(&hash)?;
        line.push(b'\n');
        self.head = Some(Head {
            seq: entry.seq,
            hash,
        });
        self.time = entry.time();
        Ok(line)
    }

    /// How far a clock may be behind the last entry.
    pub const SLACK: SignedDuration = SignedDuration::from_secs(60);

    /// The last entry; none of a log that has not begun.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// The time of the last entry.
    pub fn time(&self) -> Option<Timestamp> {
        self.time
    }

    fn next(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.seq + 1)
    }

    fn previous(&self) -> &str {
        self.head.as_ref().map_or(ZEROS, |head| &head.hash)
    }
}

/// Holds a log whose chain is whole against a head that is known from elsewhere.
///
/// # Errors
/// What must have been done to the log.
pub fn compare(entries: &[Entry], chain: &Chain, known: &Head) -> Result<(), Mismatch> {
    let Some(end) = chain.head().filter(|end| end.seq >= known.seq) else {
        return Err(Mismatch::Cut {
            known: known.seq,
            entries: entries.len() as u64,
        });
    };
    let hash = if end.seq == known.seq {
        Some(end.hash.as_str())
    } else {
        let after = usize::try_from(known.seq + 1).ok();
        after
            .and_then(|after| entries.get(after))
            .map(|entry| entry.prev.as_str())
    };
    if hash == Some(known.hash.as_str()) {
        Ok(())
    } else {
        Err(Mismatch::Rewritten { known: known.seq })
    }
}

/// The entry at which a log stops to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainError {
    /// The number that the entry should have.
    pub seq: u64,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// Its line has no end: writing it was interrupted.
    Unfinished,
    /// It is no entry of an audit log.
    NotAnEntry,
    /// Its content is not what its hash was made of.
    Changed,
    /// Entries were taken out or put in before it.
    Gap {
        /// The number it has.
        found: u64,
    },
    /// It follows another entry than the one that stands before it.
    Unlinked,
    /// It is older than the one before.
    Earlier,
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seq = self.seq;
        match self.flaw {
            Flaw::Unfinished => write!(f, "entry {seq} is unfinished: writing it was interrupted"),
            Flaw::NotAnEntry => write!(f, "entry {seq} is no entry of an audit log"),
            Flaw::Changed => write!(f, "entry {seq} was changed: its hash is of something else"),
            Flaw::Gap { found } => {
                write!(
                    f,
                    "entry {found} stands where entry {seq} should: some were taken out or put in"
                )
            }
            Flaw::Unlinked => write!(
                f,
                "entry {seq} follows another entry than the one before it"
            ),
            Flaw::Earlier => write!(f, "entry {seq} is older than the one before it"),
        }
    }
}

impl std::error::Error for ChainError {}

/// Why a whole chain is not the one that was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// It ends too early.
    #[error("the log was cut: entry {known} was attested, and it has {entries}")]
    Cut {
        /// The number of the known entry.
        known: u64,
        /// How many there are.
        entries: u64,
    },
    /// It has another entry there.
    #[error("the log was rewritten: its chain is whole, but entry {known} is not the one attested")]
    Rewritten {
        /// The number of the known entry.
        known: u64,
    },
}

/// Why an event cannot be appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppendError {
    /// The clock is before the last entry.
    #[error("the clock is before the log's last entry, of {last}")]
    ClockBehind {
        /// The time of the last entry.
        last: Timestamp,
    },
    /// The event has no canonical form.
    #[error(transparent)]
    Form(#[from] CanonicalError),
}

const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

#[cfg(test)]
mod tests;
