//! Tables of which no row should reach staging: sessions, queues, tokens that open accounts.

use std::collections::BTreeMap;

use bauta_detect::{Category, Reach};
use bauta_model::{Catalog, ColumnName, Table, TableName};

use super::families::Verdicts;
use super::words::{is_one_of, words};

/// The tables whose rows go, and why. Tables to which rows that stay point are not among them.
pub(super) fn dropped(
    catalog: &Catalog,
    verdicts: &Verdicts,
    may: impl Fn(&TableName) -> bool,
) -> BTreeMap<TableName, &'static str> {
    let mut dropped: BTreeMap<TableName, &'static str> = (catalog.tables.iter())
        .filter(|(name, table)| may(name) && table.shadow_of.is_none())
        .filter_map(|(name, table)| Some((name.clone(), purpose(name, table, verdicts)?)))
        .collect();
    // A partition goes with its parent, and a parent with all of its partitions.
    loop {
        let stays = dropped.keys().find(|name| {
            let pointed = catalog.tables.iter().any(|(other, table)| {
                other != *name
                    && !dropped.contains_key(other)
                    && points_to(catalog, other, table, name)
            });
            let part = (catalog.tables.iter()).any(|(other, table)| {
                (other == *name
                    && table
                        .parents
                        .iter()
                        .any(|above| !dropped.contains_key(above)))
                    || (table.parents.contains(name) && !dropped.contains_key(other))
            });
            pointed || part
        });
        match stays.cloned() {
            Some(name) => dropped.remove(&name),
            None => return dropped,
        };
    }
}

fn points_to(catalog: &Catalog, from: &TableName, table: &Table, to: &TableName) -> bool {
    (table.foreign_keys.iter())
        .any(|key| crate::plan::resolve_table(catalog, from, &key.table) == *to)
}

/// What makes the rows of a table useless or dangerous in staging.
fn purpose(name: &TableName, table: &Table, verdicts: &Verdicts) -> Option<&'static str> {
    let words = words(&name.table);
    let named = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let count = |list: &[&str]| {
        (table.columns.iter())
            .filter(|column| is_one_of(column.name.as_str(), list))
            .count()
    };
    let secret = table
        .columns
        .iter()
        .any(|column| is_credential(name, &column.name, verdicts));
    if named(&["session", "sessions"]) && (secret || count(SESSION) >= 2) {
        return Some("sessions; staging opens its own");
    }
    if named(&[
        "reset",
        "resets",
        "verification",
        "remember",
        "refresh",
        "revoked",
    ]) && named(&["token", "tokens", "password", "passwords"])
        && (secret || count(&["token"]) > 0)
    {
        return Some("tokens that open accounts; staging makes its own");
    }
    let queue = named(&[
        "jobs", "job", "queue", "queues", "outbox", "messages", "tasks",
    ]);
    if queue && count(PAYLOAD) > 0 && count(QUEUE) >= 2 {
        return Some("a queue; nothing may fire when staging starts");
    }
    None
}

fn is_credential(table: &TableName, column: &ColumnName, verdicts: &Verdicts) -> bool {
    verdicts
        .get(&(table.clone(), column.clone()))
        .is_some_and(|verdict| {
            verdict.category == Category::Secret && verdict.reach == Reach::Column
        })
}

const SESSION: &[&str] = &[
    "sid",
    "sess",
    "data",
    "payload",
    "session_id",
    "session_key",
    "session_data",
    "token",
    "ip_address",
    "user_agent",
    "expires_at",
    "expire",
    "expires",
    "expire_date",
    "last_activity",
];

const PAYLOAD: &[&str] = &[
    "payload",
    "handler",
    "args",
    "arguments",
    "serialized_params",
    "job_class",
    "body",
    "message",
    "data",
];

const QUEUE: &[&str] = &[
    "queue",
    "queue_name",
    "attempts",
    "retries",
    "run_at",
    "available_at",
    "reserved_at",
    "locked_at",
    "locked_by",
    "scheduled_at",
    "next_run_at",
    "finished_at",
    "failed_at",
    "delivered_at",
    "published_at",
];
