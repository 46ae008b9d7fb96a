//! The inventory: who acts, and what opens something.

use std::collections::{BTreeMap, BTreeSet};

use bauta_detect::{Category, catalogue};
use bauta_dump::ddl::CredentialKind;
use bauta_model::Sensitivity;

use super::assemble::others;
use super::inspection::{InspectedIdentity, InspectedSecret, Offline};
use super::inspector::NamedCredential;
use super::offline;
use super::secrets::Fingerprint;
use crate::hex;
use crate::plan::{Inventory, NotedEntry, Treatment};

/// Kinds of identities that statements name, and what each is.
pub const IDENTITY_KINDS: &[(&str, &str)] = &[
    ("attached-file", "A file that is attached as a database."),
    (
        CERTIFICATE,
        "A certificate: public, but it names hosts and ends some day.",
    ),
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
    (
        "outbound-call",
        "Code of the database that calls another host.",
    ),
    ("owner", "The account that an object belongs to."),
    ("plugin", "A library that the server loads."),
    ("privilege", "A right over the whole server."),
    ("program", "Code of the database that runs a program."),
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
    (
        "system-rows",
        "Accounts and settings in the server's own tables.",
    ),
    ("system-table", "A row of the server's own tables."),
    ("trigger", "A trigger that reaches out."),
    (
        "user-mapping",
        "An account of another server, with its password.",
    ),
    ("view", "A view that reaches out."),
];

pub(super) const CERTIFICATE: &str = "certificate";

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

/// Credentials that statements name, by line.
pub(super) type Credentials = BTreeMap<u64, Vec<NamedCredential>>;

/// What the inventory is made from.
#[derive(Debug)]
pub(super) struct Identities<'a> {
    pub(super) noted: &'a Inventory,
    pub(super) credentials: &'a Credentials,
    pub(super) secrets: &'a [InspectedSecret],
    pub(super) certificates: &'a [InspectedSecret],
    /// All places of each secret or certificate.
    pub(super) places: &'a BTreeMap<Fingerprint, BTreeSet<String>>,
    pub(super) today: &'a str,
}

impl Identities<'_> {
    /// Accounts and credentials of statements, then the credentials that rows hold, then certificates.
    pub(super) fn list(&self) -> Vec<InspectedIdentity> {
        let mut identities: Vec<_> = self
            .noted
            .iter()
            .filter(|(kind, ..)| NO_IDENTITIES.iter().all(|(known, _)| known != kind))
            .map(|(kind, name, treatment, entry)| self.of_statement(kind, name, treatment, entry))
            .collect();
        let mut seen: BTreeSet<String> = identities
            .iter()
            .filter_map(|identity| identity.fingerprint.clone())
            .collect();
        for secret in self.secrets {
            if let Some(fingerprint) = &secret.fingerprint
                && !is_of_a_person(secret.kind)
                && seen.insert(fingerprint.clone())
            {
                identities.push(of_secret(secret));
            }
        }
        for certificate in self.certificates {
            let Some(fingerprint) = &certificate.fingerprint else {
                continue;
            };
            if seen.insert(fingerprint.clone()) {
                identities.push(InspectedIdentity {
                    treatment: Treatment::Inventory.name(),
                    rotate: false,
                    ..of_secret(certificate)
                });
            }
        }
        identities
    }

    fn of_statement(
        &self,
        kind: &'static str,
        name: &str,
        treatment: Treatment,
        entry: &NotedEntry,
    ) -> InspectedIdentity {
        let place = entry.place.to_string();
        let mark = self.mark(kind, name, entry.place.line);
        let rotate = mark.is_some() || opens(treatment);
        let known = mark.as_ref().and_then(|(_, known)| known.as_ref());
        InspectedIdentity {
            kind,
            name: name.to_owned(),
            count: entry.count,
            sensitivity: match treatment {
                _ if rotate => Sensitivity::Critical,
                Treatment::Inventory | Treatment::Rename => Sensitivity::Low,
                _ => Sensitivity::High,
            },
            offline: offline_of(entry, self.today),
            details: entry
                .details
                .iter()
                .map(|(detail, value)| ((*detail).to_owned(), value.clone()))
                .collect(),
            also: known.map_or_else(Vec::new, |known| others(self.places.get(known), &place)),
            fingerprint: mark.map(|(text, _)| text),
            treatment: treatment.name(),
            rotate,
            place,
        }
    }

    /// The fingerprint of the secret that an identity has: the one its statement names, else what
    /// was found there.
    fn mark(&self, kind: &str, name: &str, line: u64) -> Option<(String, Option<Fingerprint>)> {
        if NAMES_ALONE.contains(&kind) {
            return None;
        }
        let credentials = self.credentials.get(&line).into_iter().flatten();
        let named = credentials
            .into_iter()
            .find(|credential| match (kind, credential.kind) {
                ("role-password", kind) => kind == CredentialKind::Password,
                ("setting" | "server-setting", _) => credential.name == name,
                (_, CredentialKind::Option) => SECRET_OPTIONS
                    .iter()
                    .any(|word| credential.name.contains(word)),
                _ => false,
            });
        if let Some(credential) = named {
            let mark = credential.fingerprint;
            return Some((hex::lower(&mark), Some(mark)));
        }
        let mut found = self.secrets.iter();
        let found = found.find(|secret| secret.table.is_none() && secret.place.line == line)?;
        Some((found.fingerprint.clone()?, None))
    }
}

/// Identities that have no secret of their own, though one may stand in the same statement.
const NAMES_ALONE: [&str; 7] = [
    "definer",
    "grant",
    "membership",
    "owner",
    "privilege",
    "publication",
    "role",
];

/// What the names of options say whose values let somebody in.
const SECRET_OPTIONS: [&str; 5] = ["pass", "pwd", "secret", "token", "key"];

/// Until when, for whom and where, as far as the statement says.
fn offline_of(entry: &NotedEntry, today: &str) -> Offline {
    let detail = |name: &str| entry.details.get(name).cloned();
    let expires = detail("valid_until").and_then(|moment| offline::written_moment(&moment));
    Offline {
        issuer: detail("host"),
        account: detail("user"),
        expired: expires
            .as_deref()
            .and_then(|expires| offline::has_passed(expires, today)),
        expires,
        live: None,
    }
}

fn of_secret(secret: &InspectedSecret) -> InspectedIdentity {
    let place = match (&secret.table, &secret.column) {
        (Some(table), Some(column)) => format!("{table}.{column}"),
        _ => format!("line {}", secret.place.line),
    };
    InspectedIdentity {
        kind: secret.kind,
        name: called(&secret.offline, secret.kind),
        place,
        count: secret.count,
        sensitivity: secret.sensitivity,
        fingerprint: secret.fingerprint.clone(),
        offline: secret.offline.clone(),
        details: Vec::new(),
        also: secret.also.clone(),
        treatment: secret.treatment,
        rotate: true,
    }
}

fn called(offline: &Offline, kind: &str) -> String {
    match (&offline.account, &offline.issuer) {
        (Some(account), Some(issuer)) => format!("{account} at {issuer}"),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => kind.to_owned(),
    }
}

/// What becomes of a secret in text that stays.
pub(super) fn treatment_of(kind: &str) -> Treatment {
    let detector = catalogue().find(|detector| detector.kind == kind);
    match detector.map(|detector| detector.treatment) {
        Some(bauta_detect::Treatment::Hash) => Treatment::Rehash,
        Some(bauta_detect::Treatment::Repoint) => Treatment::Repoint,
        _ => Treatment::Stage,
    }
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
    let mut secrets = catalogue().filter(|detector| detector.category == Category::Secret);
    !secrets.any(|detector| detector.kind == kind)
        || treatment_of(kind) == Treatment::Rehash
        || OF_PEOPLE.contains(&kind)
}

/// Whether what is treated so lets somebody in.
fn opens(treatment: Treatment) -> bool {
    matches!(treatment, Treatment::Stage | Treatment::Rehash)
}
