//! The inventory: who acts, and what opens something.

use std::collections::{BTreeMap, BTreeSet};

use bauta_detect::{Category, catalogue};
use bauta_model::Sensitivity;

use super::assemble::others;
use super::inspection::{InspectedIdentity, InspectedSecret, Offline};
use super::secrets::Fingerprint;
use crate::hex;
use crate::plan::{Inventory, Treatment};

/// Kinds of identities that statements name, and what each is.
pub const IDENTITY_KINDS: &[(&str, &str)] = &[
    ("attached-file", "A file that is attached as a database."),
    (
        "certificate-subject",
        "The certificate that an account logs in with.",
    ),
    (
        "connection-string",
        "A connection to another server, with its password.",
    ),
    ("definer", "The account whose rights a view or routine has."),
    ("endpoint", "A host that statements speak to."),
    ("event", "A job of the server itself."),
    ("event-trigger", "A trigger on definitions."),
    ("external-code", "A program outside of the database."),
    ("file-key", "A key of encrypted files."),
    ("foreign-server", "Another server that tables stand for."),
    (
        "foreign-table",
        "A table that stands for one of another server.",
    ),
    ("grant", "An account that is given a right."),
    ("membership", "An account that may act as another."),
    ("native-function", "A function in a library of the server."),
    ("owner", "The account that an object belongs to."),
    ("plugin", "A library that the server loads."),
    ("privilege", "A right over the whole server."),
    ("publication", "What other servers may subscribe to."),
    ("replication", "The source that a server follows."),
    ("role", "An account."),
    ("role-password", "The password of an account, or its hash."),
    ("routine", "A function or procedure that reaches out."),
    ("rule", "A rewriting rule that reaches out."),
    ("server-option", "A password or host of another server."),
    (
        "server-setting",
        "A setting of the server that opens something or runs programs.",
    ),
    ("setting", "A setting that holds a secret."),
    ("subscription", "A subscription to another server."),
    ("system-table", "A row of the server's own tables."),
    ("trigger", "A trigger that reaches out."),
    (
        "user-mapping",
        "An account of another server, with its password.",
    ),
    ("view", "A view that reaches out."),
];

/// What is noted of statements without being an identity, and how notices tell it.
const NO_IDENTITIES: [(&str, &str); 2] = [
    (
        "large-object",
        "large objects, whose bytes are searched as they stand",
    ),
    (
        "statistics",
        "planner statistics, which hold values of columns",
    ),
];

/// Notices on what statements hold beside identities.
pub(super) fn notices(noted: &Inventory) -> Vec<String> {
    let told = noted.iter().filter_map(|(kind, _, treatment, entry)| {
        let (_, words) = NO_IDENTITIES.iter().find(|(known, _)| *known == kind)?;
        Some(format!(
            "{}: {words} (`mask`: {}), {} times",
            entry.place,
            treatment.name(),
            entry.count
        ))
    });
    told.collect()
}

/// Accounts and credentials of statements, then the credentials that rows hold.
pub(super) fn identities(
    noted: &Inventory,
    credentials: &BTreeMap<u64, Vec<(String, Fingerprint)>>,
    secrets: &[InspectedSecret],
    known: &BTreeMap<Fingerprint, BTreeSet<String>>,
) -> Vec<InspectedIdentity> {
    let mut identities = Vec::new();
    for (kind, name, treatment, entry) in noted.iter() {
        if NO_IDENTITIES.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        let place = entry.place.to_string();
        let mark = credentials
            .get(&entry.place.line)
            .filter(|_| opens(treatment))
            .and_then(|credentials| named(credentials, name));
        identities.push(InspectedIdentity {
            kind,
            name: name.to_owned(),
            count: entry.count,
            sensitivity: harm(treatment),
            fingerprint: mark.map(|mark| hex::lower(mark)),
            offline: Offline::default(),
            details: entry
                .details
                .iter()
                .map(|(detail, value)| ((*detail).to_owned(), value.clone()))
                .collect(),
            also: mark.map_or_else(Vec::new, |mark| others(known.get(mark), &place)),
            treatment: treatment.name(),
            rotate: opens(treatment),
            place,
        });
    }
    let mut seen: BTreeSet<String> = identities
        .iter()
        .filter_map(|identity| identity.fingerprint.clone())
        .collect();
    for secret in secrets {
        let Some(fingerprint) = &secret.fingerprint else {
            continue;
        };
        if is_of_a_person(secret.kind) || !seen.insert(fingerprint.clone()) {
            continue;
        }
        let place = match (&secret.table, &secret.column) {
            (Some(table), Some(column)) => format!("{table}.{column}"),
            _ => format!("line {}", secret.place.line),
        };
        identities.push(InspectedIdentity {
            kind: secret.kind,
            name: called(&secret.offline, secret.kind),
            place,
            count: secret.count,
            sensitivity: secret.sensitivity,
            fingerprint: Some(fingerprint.clone()),
            offline: secret.offline.clone(),
            details: Vec::new(),
            also: secret.also.clone(),
            treatment: secret.treatment,
            rotate: true,
        });
    }
    identities
}

/// The credential of an identity: the one that is called like it, else the password.
fn named<'a>(credentials: &'a [(String, Fingerprint)], name: &str) -> Option<&'a Fingerprint> {
    let find = |wanted: &str| credentials.iter().find(|(known, _)| known == wanted);
    let credential = find(name).or_else(|| find("password"))?;
    Some(&credential.1)
}

fn called(offline: &Offline, kind: &str) -> String {
    match (&offline.account, &offline.issuer) {
        (Some(account), Some(issuer)) => format!("{account} at {issuer}"),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => kind.to_owned(),
    }
}

/// What becomes of a secret in text that stays.
pub(super) fn treatment(kind: &str) -> Treatment {
    if is_password_hash(kind) {
        Treatment::Rehash
    } else if kind.ends_with("-url") || kind.ends_with("webhook") {
        Treatment::Repoint
    } else {
        Treatment::Stage
    }
}

fn is_password_hash(kind: &str) -> bool {
    const HASHES: [&str; 10] = [
        "argon2",
        "bcrypt",
        "crypt",
        "mysql-native",
        "pbkdf2",
        "pg-md5",
        "pg-scram",
        "phpass",
        "raw-digests",
        "scrypt",
    ];
    HASHES.contains(&kind)
}

/// Whether a kind is what people log in with, rather than programs.
fn is_of_a_person(kind: &str) -> bool {
    const OF_PEOPLE: [&str; 9] = [
        "confirm-token",
        "invite-token",
        "password-plaintext",
        "recovery-codes",
        "remember-token",
        "reset-token",
        "security-answer",
        "session",
        "totp-secret",
    ];
    let secret =
        catalogue().any(|detector| detector.kind == kind && detector.category == Category::Secret);
    !secret || is_password_hash(kind) || OF_PEOPLE.contains(&kind)
}

/// Whether what is treated so lets somebody in.
fn opens(treatment: Treatment) -> bool {
    matches!(treatment, Treatment::Stage | Treatment::Rehash)
}

fn harm(treatment: Treatment) -> Sensitivity {
    match treatment {
        Treatment::Stage | Treatment::Rehash => Sensitivity::Critical,
        Treatment::Drop | Treatment::Repoint | Treatment::Disable => Sensitivity::High,
        Treatment::Inventory | Treatment::Rename => Sensitivity::Low,
    }
}
