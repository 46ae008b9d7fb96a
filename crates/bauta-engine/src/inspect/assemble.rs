//! From what chunks held to what the inspection tells.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::Sensitivity;

use super::identities::{Credentials, Identities};
use super::inspection::{Coverage, InspectedSecret, Inspection, Offline, Spot};
use super::inspector::{Inspected, InspectedRows, undefined};
use super::job::Inspect;
use super::secrets::{Fingerprint, Group, Hit, Place, Secrets};
use super::{identities, offline, tables};
use crate::error::{Code, Diagnostic};
use crate::hex;
use crate::plan::Inventory;
use crate::read::Read;

/// What the chunks so far held.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    coverage: Coverage,
    tables: BTreeMap<usize, InspectedRows>,
    secrets: Secrets,
    certificates: Secrets,
    noted: Inventory,
    rights: BTreeSet<String>,
    credentials: Credentials,
    /// What `mask` would refuse: the line of the first, and how many.
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
        self.certificates.add(more.certificates);
        self.rights.extend(more.rights);
        for noted in more.noted {
            self.noted.add(noted);
        }
        for (line, credential) in more.credentials {
            self.credentials.entry(line).or_default().push(credential);
        }
        for (line, problem) in more.refused {
            let refused = self.refused.entry(said(&problem)).or_insert((line, 0));
            refused.1 += 1;
        }
    }
}

/// The inspection of a dump that has been read.
pub(super) fn inspection(gathered: &Gathered, read: &Read, job: &Inspect) -> Inspection {
    let tables = tables::tables(&gathered.tables, read);
    let names = Names {
        tables: &gathered.tables,
    };
    let known_places = known_places(gathered, &names);
    let all = |of: &Secrets| {
        let groups = of.groups.iter();
        let told = groups.flat_map(|((place, kind), group)| {
            told(*place, kind, group, &names, &known_places, &job.today)
        });
        told.collect::<Vec<_>>()
    };
    let (secrets, certificates) = (all(&gathered.secrets), all(&gathered.certificates));
    let inventory = Identities {
        noted: &gathered.noted,
        credentials: &gathered.credentials,
        secrets: &secrets,
        certificates: &certificates,
        places: &known_places,
        today: &job.today,
    };
    let identities = inventory.list();
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
        rights: gathered.rights.iter().cloned().collect(),
        notices: notices(gathered, read),
    }
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
        let name = known
            .schema
            .columns
            .get(column)
            .map_or_else(|| undefined(column).name.0, |column| column.name.0.clone());
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

/// All places of each secret.
fn known_places(gathered: &Gathered, names: &Names<'_>) -> BTreeMap<Fingerprint, BTreeSet<String>> {
    let mut places: BTreeMap<Fingerprint, BTreeSet<String>> = BTreeMap::new();
    let (secrets, certificates) = (&gathered.secrets.groups, &gathered.certificates.groups);
    for ((place, _), group) in secrets.iter().chain(certificates) {
        for fingerprint in group.hits.keys() {
            let known = places.entry(*fingerprint).or_default();
            known.insert(names.place(*place));
        }
    }
    for (line, credentials) in &gathered.credentials {
        for credential in credentials {
            let known = places.entry(credential.fingerprint).or_default();
            known.insert(format!("line {line}"));
        }
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
        treatment: identities::treatment_of(kind).name(),
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

pub(super) fn others(places: Option<&BTreeSet<String>>, here: &str) -> Vec<String> {
    let all = places.into_iter().flatten();
    all.filter(|place| *place != here).cloned().collect()
}

/// What was not read as it should be, and what `mask` would refuse.
fn notices(gathered: &Gathered, read: &Read) -> Vec<String> {
    let mut notices = Vec::new();
    let mut gaps: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (offset, reason) in &read.knowledge.gaps {
        gaps.entry(reason).or_insert((*offset, 0)).1 += 1;
    }
    for (reason, (offset, count)) in gaps {
        notices.push(format!(
            "byte {offset}: a definition is not understood ({reason}){}; columns are those that rows name",
            times(count)
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
    notices.extend(identities::notices(&gathered.noted));
    for (message, (line, count)) in &gathered.refused {
        notices.push(format!("line {line}: {message}{}", times(*count)));
    }
    notices
}

fn times(count: u64) -> String {
    match count {
        1 => String::new(),
        count => format!(", {count} times"),
    }
}

/// What `mask` would refuse, where no profile has said anything yet.
fn said(problem: &Diagnostic) -> String {
    if problem.code == Code::UnnamedDatabase {
        let named = problem.message.split(", the profile").next();
        let named = named.unwrap_or_default();
        return format!("{named}; a profile has to rename it under `databases:`");
    }
    format!("{}; `mask` would refuse it", problem.message)
}
