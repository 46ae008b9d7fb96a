//! Clones, for people and programs.

use bauta_trust::{CloneEntry, CloneStatus, SecretSeen};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Lines, human, table};

/// A line for each clone: id, status, environment, until when, whose, where.
pub(crate) fn rows(clones: &[&CloneEntry], now: Timestamp) -> String {
    let rows: Vec<[String; 6]> = clones
        .iter()
        .map(|clone| {
            let record = &clone.record;
            let place = clone
                .confirmed
                .last()
                .map_or(&record.place, |seen| &seen.place);
            [
                record.clone.clone(),
                word(clone.status(now)).to_owned(),
                human::printable(&record.environment).into_owned(),
                clone.until.clone(),
                human::printable(&record.owner).into_owned(),
                human::printable(place).into_owned(),
            ]
        })
        .collect();
    table::align(&rows, None)
}

/// Secrets that are in more than one clone.
pub(crate) fn reused(secrets: &[(SecretSeen, usize)]) -> String {
    let mut lines = Lines::default();
    for (secret, count) in secrets {
        lines.add(format!(
            "reused: {} {} in {count} clones",
            secret.kind, secret.fingerprint
        ));
    }
    lines.into_text()
}

pub(crate) fn document(
    clones: &[&CloneEntry],
    reused: &[(SecretSeen, usize)],
    now: Timestamp,
) -> Value {
    let clones: Vec<Value> = clones.iter().map(|clone| entry(clone, now)).collect();
    let reused = reused.iter().map(|(secret, count)| {
        json!({ "kind": secret.kind, "fingerprint": secret.fingerprint, "clones": count })
    });
    json!({ "clones": clones, "reused_secrets": reused.collect::<Vec<_>>() })
}

pub(crate) fn entry(clone: &CloneEntry, now: Timestamp) -> Value {
    let mut value = json!(clone);
    if let Value::Object(fields) = &mut value {
        fields.insert("status".to_owned(), json!(clone.status(now)));
    }
    value
}

/// All that is known of a clone.
pub(crate) fn shown(clone: &CloneEntry, now: Timestamp) -> String {
    let record = &clone.record;
    let mut lines = Lines::default();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.add(human::printable(&format!("{name:<12} {value}")));
        }
    };
    add("clone", &record.clone);
    add("status", word(clone.status(now)));
    add("environment", &record.environment);
    add("until", &clone.until);
    add("owner", &record.owner);
    add("purpose", &record.purpose);
    add("made", &record.created);
    add("place", &record.place);
    for seen in &clone.confirmed {
        add("seen at", &format!("{} ({})", seen.place, seen.at));
    }
    add("profile", &record.profile);
    add("source", &record.source);
    add("output", &record.output);
    add("key", &record.key_id);
    add(
        "attestation",
        clone.attestation.as_deref().unwrap_or_default(),
    );
    add("parent", record.parent.as_deref().unwrap_or_default());
    for identity in &record.staged {
        add("staged", &format!("{} {}", identity.kind, identity.about()));
    }
    for secret in &record.secrets {
        add("secret", &format!("{} {}", secret.kind, secret.fingerprint));
    }
    if let Some(retired) = &clone.retired {
        add(
            "retired",
            &format!(
                "{} by {}, {}: {}",
                retired.at, retired.by, retired.method, retired.evidence
            ),
        );
    }
    lines.into_text()
}

/// What was put into a clone that is gone, and has to be revoked.
pub(crate) fn to_revoke(clone: &CloneEntry) -> String {
    let record = &clone.record;
    let mut lines = Lines::default();
    lines.add(format!("clone {} is retired", record.clone));
    for identity in &record.staged {
        let told = format!("revoke now: {} {}", identity.kind, identity.about());
        lines.add(human::printable(told.trim_end()));
    }
    lines.into_text()
}

fn word(status: CloneStatus) -> &'static str {
    match status {
        CloneStatus::Overdue => "overdue",
        CloneStatus::Expiring => "expiring",
        CloneStatus::Active => "active",
        CloneStatus::Retired => "retired",
    }
}
