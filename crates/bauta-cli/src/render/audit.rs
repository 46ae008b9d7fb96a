//! The audit log, for people and programs.

use bauta_engine::AuditTrail;
use bauta_trust::Entry;
use serde_json::{Value, json};

use super::{human, table};

/// A line for each entry: number, time, who, what, and of what.
pub(crate) fn entries(entries: &[&Entry]) -> String {
    let rows: Vec<[String; 5]> = entries
        .iter()
        .map(|entry| {
            let fields: Vec<String> = entry.data.iter().map(field).collect();
            [
                entry.seq.to_string(),
                entry.ts.clone(),
                human::printable(&entry.actor).into_owned(),
                human::printable(&entry.event).into_owned(),
                human::printable(&fields.join("  ")).into_owned(),
            ]
        })
        .collect();
    table::align(&rows, None)
}

/// The entries as they stand in the log, without their hashes.
pub(crate) fn document(entries: &[&Entry]) -> Value {
    json!({ "entries": entries })
}

/// That a log holds, and how it ends.
pub(crate) fn verified(trail: &AuditTrail) -> Value {
    json!({ "passed": true, "entries": trail.entries.len(), "head": trail.head() })
}

fn field((name, value): (&String, &Value)) -> String {
    match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    }
}
