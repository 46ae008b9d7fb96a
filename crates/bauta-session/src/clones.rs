//! The clones screen: the register, what is due, who is touched by a leaked key or secret.

use bauta_trust::{CloneEntry, CloneEvent, CloneStatus, Digest};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dump::NamedValue;
use crate::problem::CommandError;
use crate::run::end_of_day;
use crate::session::Session;

/// Which clones are asked for; what is left out does not count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ClonesRequest {
    /// Those made under this key.
    pub key_id: Option<String>,
    /// Those made from this dump, by its SHA-256.
    pub source: Option<String>,
    /// Those made by this profile, by its digest.
    pub profile: Option<String>,
    /// Those in whose dump this secret stood, by its fingerprint.
    pub secret: Option<String>,
}

/// A clone of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneRow {
    /// Its id.
    pub clone: String,
    /// `overdue`, `expiring`, `active` or `retired`.
    pub status: String,
    /// For which environment.
    pub environment: String,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// When it was made.
    pub created: String,
    /// When it has to be gone, extensions included.
    pub expires: String,
    /// Where the masked dump was written.
    pub place: String,
    /// The profile's digest.
    pub profile: String,
    /// The digest of the dump.
    pub source: String,
    /// The digest of the masked dump.
    pub output: String,
    /// The id of the environment's key.
    pub key_id: String,
    /// The digest of its attestation.
    pub attestation: Option<String>,
    /// Servers that were seen to hold it, with when.
    pub confirmed: Vec<NamedValue>,
    /// Secrets that were found and replaced: kind and fingerprint.
    pub secrets: Vec<NamedValue>,
    /// Credentials that work in its environment, to be revoked with it: kind and name.
    pub staged: Vec<NamedValue>,
    /// The clone that its dump was, if it was one.
    pub parent: Option<String>,
    /// How it is known to be gone.
    pub retired: Option<CloneEnd>,
}

/// That a clone is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneEnd {
    /// When that was seen.
    pub at: String,
    /// By whom.
    pub by: String,
    /// How.
    pub method: String,
    /// The digest of what was seen.
    pub evidence: String,
}

/// A clone is to be given more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExtendClone {
    /// Its id.
    pub clone: String,
    /// The last day on which it may exist now, as `2026-12-31`.
    pub expires: String,
    /// Why.
    pub reason: String,
}

/// A clone that was a file is to be retired: it is looked whether the file is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetireClone {
    /// Its id.
    pub clone: String,
}

/// The clones of the register, those that are overdue first.
///
/// # Errors
/// The register cannot be read, or does not hold.
pub fn clones(session: &Session, input: ClonesRequest) -> Result<Vec<CloneRow>, CommandError> {
    let now = (session.desk.clock)();
    let register = session.state()?.clones().read()?;
    let is =
        |asked: &Option<String>, known: &str| asked.as_deref().is_none_or(|asked| asked == known);
    let wanted = register.clones.iter().filter(|entry| {
        let record = &entry.record;
        is(&input.key_id, &record.key_id)
            && is(&input.source, &record.source)
            && is(&input.profile, &record.profile)
            && input.secret.as_ref().is_none_or(|asked| {
                record
                    .secrets
                    .iter()
                    .any(|secret| secret.fingerprint == *asked)
            })
    });
    let mut rows: Vec<CloneRow> = wanted.map(|entry| row(entry, entry.status(now))).collect();
    rows.sort_by(|left, right| (rank(left), &left.expires).cmp(&(rank(right), &right.expires)));
    Ok(rows)
}

/// Gives a clone more time. Register and audit log are told.
///
/// # Errors
/// There is no such clone, it is gone, or the register cannot be written.
pub fn extend_clone(session: &Session, input: ExtendClone) -> Result<Vec<CloneRow>, CommandError> {
    if input.reason.trim().is_empty() {
        return Err(CommandError::usage("say why the clone has to live longer"));
    }
    let expires = end_of_day(&input.expires)?;
    if expires <= (session.desk.clock)() {
        return Err(CommandError::usage("that day has passed"));
    }
    let event = CloneEvent::Extended {
        clone: input.clone,
        expires: expires.to_string(),
        reason: input.reason,
    };
    session.state()?.clones().record(&event, |_| Ok(()))?;
    clones(session, ClonesRequest::default())
}

/// Retires a clone whose masked dump is gone from where it was written, and that no server was
/// seen to hold; a clone on a server is retired by `bauta clone retire`, which asks that server.
///
/// # Errors
/// There is no such clone, its file is still there, or a server holds it.
pub fn retire_clone(session: &Session, input: RetireClone) -> Result<Vec<CloneRow>, CommandError> {
    let state = session.state()?;
    let register = state.clones().read()?;
    let entry = register
        .clones
        .iter()
        .find(|entry| entry.record.clone == input.clone);
    let entry = entry.ok_or_else(|| CommandError::usage("the register has no such clone"))?;
    if !entry.confirmed.is_empty() {
        return Err(CommandError::usage(
            "a server was seen to hold the clone: `bauta clone retire` asks it whether it is gone",
        ));
    }
    let place = std::path::Path::new(&entry.record.place);
    match std::fs::symlink_metadata(place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Ok(_) => {
            return Err(CommandError::usage(
                "the masked dump is still where it was written",
            ));
        }
        Err(error) => {
            return Err(CommandError::usage(format!(
                "it cannot be seen whether the masked dump is gone: {}",
                error.kind()
            )));
        }
    }
    let seen = format!(
        "no file at {} at {}",
        entry.record.place,
        session.desk.now()
    );
    let event = CloneEvent::Retired {
        clone: input.clone,
        method: "file-gone".to_owned(),
        evidence: Digest::of(seen.as_bytes()).to_string(),
    };
    state.clones().record(&event, |_| Ok(()))?;
    clones(session, ClonesRequest::default())
}

fn row(entry: &CloneEntry, status: CloneStatus) -> CloneRow {
    let record = &entry.record;
    let pair = |name: &str, value: &str| NamedValue::new(name, value);
    CloneRow {
        clone: record.clone.clone(),
        status: match status {
            CloneStatus::Overdue => "overdue",
            CloneStatus::Expiring => "expiring",
            CloneStatus::Active => "active",
            CloneStatus::Retired => "retired",
        }
        .to_owned(),
        environment: record.environment.clone(),
        owner: record.owner.clone(),
        purpose: record.purpose.clone(),
        created: record.created.clone(),
        expires: entry.until.clone(),
        place: record.place.clone(),
        profile: record.profile.clone(),
        source: record.source.clone(),
        output: record.output.clone(),
        key_id: record.key_id.clone(),
        attestation: entry.attestation.clone(),
        confirmed: entry
            .confirmed
            .iter()
            .map(|seen| pair(&seen.place, &seen.at))
            .collect(),
        secrets: (record.secrets.iter())
            .map(|secret| pair(&secret.kind, &secret.fingerprint))
            .collect(),
        staged: record
            .staged
            .iter()
            .map(|staged| pair(&staged.kind, &staged.name))
            .collect(),
        parent: record.parent.clone(),
        retired: entry.retired.as_ref().map(|end| CloneEnd {
            at: end.at.clone(),
            by: end.by.clone(),
            method: end.method.clone(),
            evidence: end.evidence.clone(),
        }),
    }
}

fn rank(row: &CloneRow) -> u8 {
    match row.status.as_str() {
        "overdue" => 0,
        "expiring" => 1,
        "active" => 2,
        _ => 3,
    }
}
