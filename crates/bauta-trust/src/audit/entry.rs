use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Log;
use crate::{CanonicalError, Digest, canonical};

/// One entry of the log, without its own hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number, from 0 and without gaps.
    pub seq: u64,
    /// When, in whole seconds of UTC (`2026-01-05T08:00:00Z`).
    pub ts: String,
    /// Who, as the machine that wrote it says.
    pub actor: String,
    /// What happened (`run.start`).
    pub event: String,
    /// Names, ids, digests and counts of it.
    pub data: Map<String, Value>,
    /// The hash of the entry before; of the first, 64 zeros.
    pub prev: String,
}

impl Entry {
    /// When it happened.
    pub fn time(&self) -> Option<Timestamp> {
        let time: Timestamp = self.ts.parse().ok()?;
        (seconds(time) == self.ts).then_some(time)
    }

    /// The hash of the canonical entry, in hexadecimal.
    ///
    /// # Errors
    /// Data that has no canonical form.
    pub(super) fn hash(&self, log: Log) -> Result<String, CanonicalError> {
        Ok(Digest::tagged(log.tag(), &canonical(self)?).hex())
    }

    /// The entry as it stands in the log: canonical with its hash, without the end of line.
    ///
    /// # Errors
    /// Data that has no canonical form.
    pub(super) fn line(&self, hash: &str) -> Result<Vec<u8>, CanonicalError> {
        let mut value = serde_json::to_value(self).map_err(|_| CanonicalError::NotJson)?;
        if let Value::Object(fields) = &mut value {
            fields.insert(HASH.to_owned(), Value::from(hash));
        }
        canonical(&value)
    }

    /// An entry and the hash that its line states. Whether it is the right one is not judged.
    pub(super) fn parse(line: &[u8]) -> Option<(Self, String)> {
        let mut fields: Map<String, Value> = serde_json::from_slice(line).ok()?;
        let hash = fields.remove(HASH)?.as_str()?.to_owned();
        let entry = serde_json::from_value(Value::Object(fields)).ok()?;
        Some((entry, hash))
    }
}

/// A time as the documents of this crate write it: whole seconds of UTC (`2026-01-05T08:00:00Z`).
pub fn seconds(time: Timestamp) -> String {
    time.strftime("%FT%TZ").to_string()
}

/// The last entry of a log: what has to be known elsewhere to notice that its end was cut off.
///
/// Written `SEQ:HASH`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its hash: 64 hexadecimal digits.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = CanonicalError;

    fn from_str(text: &str) -> Result<Self, CanonicalError> {
        let (seq, hash) = text.split_once(':').ok_or(CanonicalError::NotADigest)?;
        let seq = seq.parse().map_err(|_| CanonicalError::NotADigest)?;
        let digest: Digest = format!("sha256:{hash}").parse()?;
        let hash = digest.hex();
        Ok(Self { seq, hash })
    }
}

const HASH: &str = "hash";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head {
            seq: 41,
            hash: "0a".repeat(32),
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        for wrong in ["", "41", "41:", "x:00", &format!("41:{}", "0A".repeat(32))] {
            assert!(wrong.parse::<Head>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_whole_seconds_of_utc_are_a_time() {
        let entry = |ts: &str| Entry {
            seq: 0,
            ts: ts.to_owned(),
            actor: String::new(),
            event: String::new(),
            data: Map::new(),
            prev: String::new(),
        };
        assert!(entry("2026-01-05T08:00:00Z").time().is_some());
        for wrong in [
            "2026-01-05T08:00:00+00:00",
            "2026-01-05T08:00:00.5Z",
            "2026-01-05",
            "",
        ] {
            assert_eq!(entry(wrong).time(), None, "{wrong}");
        }
    }
}
