use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{CloneEvent, CloneRecord, SecretSeen};
use crate::Entry;

/// All clones, as the entries of the register's log tell.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// In the order in which they were registered.
    pub clones: Vec<CloneEntry>,
}

/// A clone and what has happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CloneEntry {
    /// What was known when it was made.
    #[serde(flatten)]
    pub record: CloneRecord,
    /// The digest of its attestation's envelope.
    pub attestation: Option<String>,
    /// Whether it was taken over from an attestation.
    pub imported: bool,
    /// When it has to be gone, extensions included.
    pub until: String,
    /// Where it was seen.
    pub confirmed: Vec<Confirmation>,
    /// That it is gone.
    pub retired: Option<Retirement>,
}

/// A server that was seen to hold a clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The server and database.
    pub place: String,
    /// What tells that server from others.
    pub server: String,
    /// When.
    pub at: String,
}

/// That a clone is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retirement {
    /// When that was seen.
    pub at: String,
    /// By whom.
    pub by: String,
    /// How.
    pub method: String,
    /// The digest of what was seen.
    pub evidence: String,
}

/// How a clone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CloneStatus {
    /// It should be gone.
    Overdue,
    /// It has to be gone within a week.
    Expiring,
    /// It may live.
    Active,
    /// It is gone.
    Retired,
}

impl CloneEntry {
    /// How it stands at a time. A date that cannot be read is overdue.
    pub fn status(&self, now: Timestamp) -> CloneStatus {
        if self.retired.is_some() {
            return CloneStatus::Retired;
        }
        let Ok(until) = self.until.parse::<Timestamp>() else {
            return CloneStatus::Overdue;
        };
        if until <= now {
            CloneStatus::Overdue
        } else if until.duration_since(now) <= SignedDuration::from_hours(7 * 24) {
            CloneStatus::Expiring
        } else {
            CloneStatus::Active
        }
    }
}

impl Register {
    /// Folds the entries of the register's log.
    ///
    /// # Errors
    /// The first entry that makes no sense after those before it.
    pub fn fold(entries: &[Entry]) -> Result<Self, RegisterError> {
        let mut register = Self::default();
        for entry in entries {
            let unknown = RegisterError::Unknown { seq: entry.seq };
            let event = CloneEvent::of(&entry.event, &entry.data).ok_or(unknown)?;
            register.take(event, &entry.ts, &entry.actor, entry.seq)?;
        }
        Ok(register)
    }

    /// Whether an event makes sense after all that happened.
    ///
    /// # Errors
    /// Why it does not.
    pub fn admits(&self, event: &CloneEvent) -> Result<(), RegisterError> {
        let mut after = self.clone();
        after.take(event.clone(), "", "", 0)
    }

    fn take(
        &mut self,
        event: CloneEvent,
        at: &str,
        by: &str,
        seq: u64,
    ) -> Result<(), RegisterError> {
        let imported = matches!(event, CloneEvent::Imported { .. });
        let (record, attestation) = match event {
            CloneEvent::Registered {
                record,
                attestation,
            } => (record, attestation),
            CloneEvent::Imported {
                record,
                attestation,
            } => (record, Some(attestation)),
            other => return self.change(other, at, by, seq),
        };
        if self.find(&record.clone).is_some() {
            return Err(RegisterError::Twice {
                clone: record.clone,
            });
        }
        self.clones.push(CloneEntry {
            until: record.expires.clone(),
            record,
            attestation,
            imported,
            confirmed: Vec::new(),
            retired: None,
        });
        Ok(())
    }

    fn change(
        &mut self,
        event: CloneEvent,
        at: &str,
        by: &str,
        seq: u64,
    ) -> Result<(), RegisterError> {
        let (CloneEvent::Confirmed { clone, .. }
        | CloneEvent::Extended { clone, .. }
        | CloneEvent::Retired { clone, .. }) = &event
        else {
            return Err(RegisterError::Unknown { seq });
        };
        let known = self
            .clones
            .iter_mut()
            .find(|one| one.record.clone == *clone);
        let known = known.ok_or(RegisterError::Unregistered {
            clone: clone.clone(),
        })?;
        if known.retired.is_some() {
            return Err(RegisterError::Gone {
                clone: clone.clone(),
            });
        }
        match event {
            CloneEvent::Confirmed { place, server, .. } => known.confirmed.push(Confirmation {
                place,
                server,
                at: at.to_owned(),
            }),
            CloneEvent::Extended { expires, .. } => known.until = expires,
            CloneEvent::Retired {
                method, evidence, ..
            } => {
                known.retired = Some(Retirement {
                    at: at.to_owned(),
                    by: by.to_owned(),
                    method,
                    evidence,
                });
            }
            CloneEvent::Registered { .. } | CloneEvent::Imported { .. } => {}
        }
        Ok(())
    }

    /// The clone of an id.
    pub fn find(&self, clone: &str) -> Option<&CloneEntry> {
        self.clones.iter().find(|known| known.record.clone == clone)
    }

    /// The clone whose id begins so, if it is the only one.
    pub fn find_by_front(&self, front: &str) -> Option<&CloneEntry> {
        let mut found = self
            .clones
            .iter()
            .filter(|known| known.record.clone.starts_with(front));
        let first = found.next()?;
        (found.next().is_none() || first.record.clone == front).then_some(first)
    }

    /// Secrets that are in more than one clone, and how many of those there are.
    pub fn reused_secrets(&self) -> Vec<(SecretSeen, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        for clone in &self.clones {
            let mut own: Vec<&SecretSeen> = clone.record.secrets.iter().collect();
            own.sort_unstable();
            own.dedup();
            for secret in own {
                *counts.entry(secret.clone()).or_insert(0) += 1;
            }
        }
        counts.into_iter().filter(|(_, count)| *count > 1).collect()
    }
}

/// Why entries make no register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// An event of another version, or a damaged one.
    #[error("entry {seq} tells of something that this version does not know")]
    Unknown {
        /// Its number.
        seq: u64,
    },
    /// It is there already.
    #[error("clone {clone} is registered already")]
    Twice {
        /// Its id.
        clone: String,
    },
    /// It is not there.
    #[error("clone {clone} is not registered")]
    Unregistered {
        /// Its id.
        clone: String,
    },
    /// It was retired.
    #[error("clone {clone} is retired")]
    Gone {
        /// Its id.
        clone: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Chain, Log, StagedIdentity};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn record(clone: &str) -> CloneRecord {
        CloneRecord {
            clone: clone.to_owned(),
            environment: "qa".to_owned(),
            owner: "qa@example.com".to_owned(),
            purpose: "release tests".to_owned(),
            profile: "sha256:aa".to_owned(),
            source: "sha256:bb".to_owned(),
            output: "sha256:cc".to_owned(),
            key_id: "3f0c".to_owned(),
            secrets: vec![SecretSeen {
                kind: "jwt".to_owned(),
                fingerprint: "f1".to_owned(),
            }],
            staged: vec![StagedIdentity {
                kind: "role-password".to_owned(),
                name: "app".to_owned(),
                owner: None,
                rotate_by: None,
            }],
            created: "2026-01-05T08:00:00Z".to_owned(),
            expires: "2026-02-01T00:00:00Z".to_owned(),
            place: "clone.sql".to_owned(),
            parent: None,
        }
    }

    fn registered(clone: &str) -> CloneEvent {
        CloneEvent::Registered {
            record: record(clone),
            attestation: Some("sha256:dd".to_owned()),
        }
    }

    fn retired(clone: &str) -> CloneEvent {
        CloneEvent::Retired {
            clone: clone.to_owned(),
            method: "file".to_owned(),
            evidence: "sha256:ee".to_owned(),
        }
    }

    fn fold(events: &[CloneEvent]) -> Result<Register, RegisterError> {
        let mut chain = Chain::new(Log::Clones);
        let lines = events.iter().map(|event| {
            chain
                .append(event, "ci", at("2026-01-05T08:00:00Z"))
                .unwrap()
        });
        let log: Vec<u8> = lines.collect::<Vec<_>>().concat();
        Register::fold(&Chain::read(Log::Clones, &log).unwrap().0)
    }

    #[test]
    fn what_happened_to_a_clone_adds_up() {
        let register = fold(&[
            registered("a1"),
            CloneEvent::Imported {
                record: record("b1"),
                attestation: "sha256:dd".to_owned(),
            },
            CloneEvent::Confirmed {
                clone: "a1".to_owned(),
                place: "postgres://db/shop".to_owned(),
                server: "7".to_owned(),
            },
            CloneEvent::Extended {
                clone: "a1".to_owned(),
                expires: "2026-03-01T00:00:00Z".to_owned(),
                reason: "the release slips".to_owned(),
            },
            retired("b1"),
        ])
        .unwrap();
        let first = register.find("a1").unwrap();
        assert_eq!(first.confirmed[0].place, "postgres://db/shop");
        assert_eq!(
            first.status(at("2026-02-02T00:00:00Z")),
            CloneStatus::Active
        );
        assert_eq!(
            first.status(at("2026-02-27T00:00:00Z")),
            CloneStatus::Expiring
        );
        assert_eq!(
            first.status(at("2026-03-01T00:00:00Z")),
            CloneStatus::Overdue
        );
        let second = register.find("b1").unwrap();
        assert!(second.imported && !first.imported);
        assert_eq!(
            second.status(at("2030-01-01T00:00:00Z")),
            CloneStatus::Retired
        );
        assert_eq!(register.reused_secrets()[0].1, 2);
        assert_eq!(register.find_by_front("a").unwrap().record.clone, "a1");
        assert!(register.find_by_front("").is_none());
    }

    #[test]
    fn what_makes_no_sense_is_an_error() {
        assert!(matches!(
            fold(&[registered("a"), registered("a")]),
            Err(RegisterError::Twice { .. })
        ));
        assert!(matches!(
            fold(&[retired("a")]),
            Err(RegisterError::Unregistered { .. })
        ));
        assert!(matches!(
            fold(&[registered("a"), retired("a"), retired("a")]),
            Err(RegisterError::Gone { .. })
        ));
    }
}
