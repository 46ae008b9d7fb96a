//! From what chunks held to what the inspection tells.

use std::collections::{BTreeMap, BTreeSet};

use bauta_detect::{Category, catalogue};
use bauta_model::{Column, Sensitivity, Table};

use super::inspection::{
    Coverage, InspectedColumn, InspectedIdentity, InspectedSecret, InspectedTable, Inspection,
    Offline, Spot,
};
use super::inspector::{Inspected, InspectedRows};
use super::job::Inspect;
use super::offline;
use super::secrets::{Fingerprint, Group, Hit, Place, Secrets};
use crate::hex;
use crate::plan::{Inventory, Treatment};
use crate::read::Read;

/// What the chunks so far held.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    coverage: Coverage,
    tables: BTreeMap<usize, InspectedRows>,
    secrets: Secrets,
    noted: Inventory,
    credentials: BTreeMap<(u64, String), Fingerprint>,
    refused: BTreeMap<String, (u64, u64)>,
}

impl Gathered {
    /// Takes in the next chunk.
    pub(super) fn add(&mut self, more: Inspected) {
        self.coverage.cells += more.coverage.cells;
        self.coverage.undecodable += more.coverage.undecodable;
        self.coverage.unread_bytes += more.coverage.unread_bytes;
        self.coverage.unopened += more.coverage.unopened;
        for (index, rows) in more.tables {
            match self.tables.get_mut(&index) {
                Some(known) => known.add(rows),
                None => {
                    self.tables.insert(index, rows);
                }
            }
        }
        self.secrets.add(more.secrets);
        for noted in more.noted {
            self.noted.add(noted);
        }
        for (line, name, mark) in more.credentials {
            self.credentials.entry((line, name)).or_insert(mark);
        }
        for (line, message) in more.refused {
            let refused = self.refused.entry(message).or_insert((line, 0));
            refused.1 += 1;
        }
    }
}

/// The inspection of a dump that has been read.
pub(super) fn inspection(gathered: Gathered, read: &Read, job: &Inspect) -> Inspection {
    let tables = tables(&gathered, read);
    let names = Names {
        tables: &gathered.tables,
    };
    let known_places = known_places(&gathered, &names);
    let mut secrets = Vec::new();
    for ((place, kind), group) in &gathered.secrets.groups {
        secrets.extend(told(*place, kind, group, &names, &known_places, &job.today));
    }
    let identities = identities(&gathered, &secrets, &known_places);
    Inspection {
        dialect: read.knowledge.session.dialect(),
        coverage: Coverage {
            bytes: read.dump_bytes,
            rows: read.rows,
            ..gathered.coverage
        },
        fingerprints_comparable: job.comparable(),
        tables,
        secrets,
        identities,
        notices: notices(&gathered, read),
    }
}

fn tables(gathered: &Gathered, read: &Read) -> Vec<InspectedTable> {
    let mut tables: BTreeMap<String, InspectedTable> = BTreeMap::new();
    let catalog = &read.knowledge.catalog;
    let by_name: BTreeMap<_, _> = read
        .tables
        .iter()
        .enumerate()
        .map(|(index, table)| (&table.name, index))
        .collect();
    let names: BTreeSet<_> = catalog
        .tables
        .keys()
        .chain(by_name.keys().copied())
        .collect();
    for name in names {
        let rows = by_name
            .get(name)
            .and_then(|index| gathered.tables.get(index));
        // Columns keep the places they had when rows were read; definitions may have come since.
        let defined = catalog.tables.get(name);
        let schema = defined.or(rows.map(|rows| &rows.table.schema));
        let mut columns = Vec::new();
        let mut placed = BTreeSet::new();
        for column in schema.map_or(&[][..], |table| &table.columns) {
            let place = rows.and_then(|rows| {
                let known = &rows.table.schema.columns;
                known.iter().position(|known| known.name == column.name)
            });
            placed.extend(place);
            columns.push(inspected_column(schema, column, rows, place));
        }
        for (place, cells) in rows.iter().flat_map(|rows| rows.columns.iter().enumerate()) {
            if !placed.contains(&place) {
                let known = rows.and_then(|rows| rows.table.schema.columns.get(place));
                columns.push(InspectedColumn {
                    name: column_name(known, place),
                    nulls: cells.nulls,
                    ..undefined_column()
                });
            }
        }
        let name = name.to_string();
        tables.insert(
            name.clone(),
            InspectedTable {
                name,
                rows: rows.map_or(0, |rows| rows.rows),
                columns,
            },
        );
    }
    tables.into_values().collect()
}

fn undefined_column() -> InspectedColumn {
    InspectedColumn {
        name: String::new(),
        written_type: String::new(),
        nullable: true,
        unique: false,
        primary: false,
        references: None,
        nulls: 0,
        class: None,
    }
}

fn inspected_column(
    schema: Option<&Table>,
    column: &Column,
    rows: Option<&InspectedRows>,
    place: Option<usize>,
) -> InspectedColumn {
    let keys = || schema.iter().flat_map(|table| &table.keys);
    let cells = place.and_then(|place| rows?.columns.get(place));
    InspectedColumn {
        name: column.name.0.clone(),
        written_type: column.ty.written.clone(),
        nullable: column.nullable,
        unique: keys().any(|key| key.columns == [column.name.clone()]),
        primary: keys().any(|key| key.primary && key.columns.contains(&column.name)),
        references: schema.and_then(|table| reference(table, column)),
        nulls: cells.map_or(0, |cells| cells.nulls),
        class: None,
    }
}

/// Table and column that a column points to, by its shortest foreign key.
fn reference(table: &Table, column: &Column) -> Option<String> {
    let with = table
        .foreign_keys
        .iter()
        .filter(|key| key.columns.contains(&column.name));
    let key = with.min_by_key(|key| key.columns.len())?;
    let place = key.columns.iter().position(|name| *name == column.name)?;
    Some(match key.referenced.get(place) {
        Some(referenced) => format!("{}.{referenced}", key.table),
        None => key.table.to_string(),
    })
}

/// How places are called.
struct Names<'a> {
    tables: &'a BTreeMap<usize, InspectedRows>,
}

impl Names<'_> {
    fn table_and_column(&self, place: Place) -> Option<(String, String)> {
        let Place::Column(table, column) = place else {
            return None;
        };
        let known = &self.tables.get(&table)?.table;
        let name = column_name(known.schema.columns.get(column), column);
        Some((known.name.to_string(), name))
    }

    fn place(&self, place: Place) -> String {
        match (place, self.table_and_column(place)) {
            (_, Some((table, column))) => format!("{table}.{column}"),
            (Place::Statement(line), _) => format!("line {line}"),
            (Place::Column(..), None) => String::new(),
        }
    }
}

fn column_name(column: Option<&Column>, place: usize) -> String {
    column.map_or_else(|| format!("#{}", place + 1), |column| column.name.0.clone())
}

/// All places of each secret.
fn known_places(gathered: &Gathered, names: &Names<'_>) -> BTreeMap<Fingerprint, BTreeSet<String>> {
    let mut places: BTreeMap<Fingerprint, BTreeSet<String>> = BTreeMap::new();
    for ((place, _), group) in &gathered.secrets.groups {
        for fingerprint in group.hits.keys() {
            let known = places.entry(*fingerprint).or_default();
            known.insert(names.place(*place));
        }
    }
    for ((line, _), fingerprint) in &gathered.credentials {
        let known = places.entry(*fingerprint).or_default();
        known.insert(format!("line {line}"));
    }
    places
}

/// The secrets of one place and kind, in the order of the dump.
fn told(
    place: Place,
    kind: &'static str,
    group: &Group,
    names: &Names<'_>,
    known: &BTreeMap<Fingerprint, BTreeSet<String>>,
    today: &str,
) -> Vec<InspectedSecret> {
    let here = names.place(place);
    let (table, column) = names.table_and_column(place).unzip();
    let secret = |count: u64, spot: Spot| InspectedSecret {
        kind,
        table: table.clone(),
        column: column.clone(),
        place: spot,
        count,
        sensitivity: group.sensitivity.unwrap_or(Sensitivity::High),
        fingerprint: None,
        offline: Offline::default(),
        also: Vec::new(),
        treatment: treatment(kind).name(),
    };
    let mut hits: Vec<(&Fingerprint, &Hit)> = group.hits.iter().collect();
    hits.sort_by_key(|(fingerprint, hit)| (hit.first, **fingerprint));
    let mut secrets: Vec<InspectedSecret> = hits
        .into_iter()
        .map(|(fingerprint, hit)| {
            let mut offline = hit.offline.clone();
            let expires = offline.expires.as_deref();
            offline.expired = expires.and_then(|expires| offline::has_passed(expires, today));
            InspectedSecret {
                fingerprint: Some(hex::lower(fingerprint)),
                offline,
                also: others(known.get(fingerprint), &here),
                ..secret(hit.count, hit.first)
            }
        })
        .collect();
    secrets.extend(group.others.map(|(count, first)| secret(count, first)));
    secrets
}

fn others(places: Option<&BTreeSet<String>>, here: &str) -> Vec<String> {
    let all = places.into_iter().flatten();
    all.filter(|place| *place != here).cloned().collect()
}

/// Accounts and credentials of statements, then the credentials that rows hold.
fn identities(
    gathered: &Gathered,
    secrets: &[InspectedSecret],
    known: &BTreeMap<Fingerprint, BTreeSet<String>>,
) -> Vec<InspectedIdentity> {
    let mut identities = Vec::new();
    for (kind, name, treatment, entry) in gathered.noted.iter() {
        let place = entry.place.to_string();
        let mark = gathered
            .credentials
            .get(&(entry.place.line, name.to_owned()))
            .filter(|_| opens(treatment));
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
    let mut seen = BTreeSet::new();
    for secret in secrets {
        let Some(fingerprint) = &secret.fingerprint else {
            continue;
        };
        if is_of_a_person(secret.kind) || !seen.insert((secret.kind, fingerprint)) {
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

fn called(offline: &Offline, kind: &str) -> String {
    match (&offline.account, &offline.issuer) {
        (Some(account), Some(issuer)) => format!("{account} at {issuer}"),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => kind.to_owned(),
    }
}

/// What becomes of a secret in text that stays.
fn treatment(kind: &str) -> Treatment {
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

/// What was not read as it should be, and what `mask` would refuse.
fn notices(gathered: &Gathered, read: &Read) -> Vec<String> {
    let mut notices = Vec::new();
    for (offset, reason) in &read.knowledge.gaps {
        notices.push(format!(
            "byte {offset}: a definition is not understood ({reason}); its columns are those that rows name"
        ));
    }
    for rows in gathered.tables.values() {
        if rows.table.schema.columns.is_empty() && !rows.columns.is_empty() {
            notices.push(format!(
                "{}: no definition names its columns; bring it with --schema",
                rows.table.name
            ));
        }
    }
    for (message, (line, count)) in &gathered.refused {
        let times = match count {
            1 => String::new(),
            count => format!(", {count} times"),
        };
        notices.push(format!(
            "line {line}: {message}{times}; `mask` would refuse it"
        ));
    }
    notices
}
