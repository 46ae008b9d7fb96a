//! The inspection for people, as wide as their terminal.

use std::collections::BTreeSet;

use bauta_detect::Verdict;
use bauta_engine::{
    Coverage, InspectedColumn, InspectedIdentity, InspectedSecret, InspectedTable, Inspection,
    Offline,
};
use bauta_model::Dialect;

use super::json::reach;
use crate::console::Volume;
use crate::render::{Lines, human, table, width};

/// Tables with what their columns hold, secrets, identities, and what could not be read. Columns
/// with nothing particular in them are only told where more is to be said.
pub(crate) fn text(told: &Inspection, columns: usize, volume: Volume) -> String {
    let mut lines = Lines::default();
    for line in width::wrap(&summary(told), columns) {
        lines.add(line);
    }
    for inspected in &told.tables {
        lines.add("");
        lines.append(&one_table(inspected, columns, volume));
    }
    if !told.secrets.is_empty() {
        lines.add("");
        lines.add("secrets");
        lines.append(&secrets(&told.secrets, columns));
    }
    let named: Vec<&InspectedIdentity> = told
        .identities
        .iter()
        .filter(|identity| !is_told_as_secret(identity, told))
        .collect();
    if !named.is_empty() {
        lines.add("");
        lines.add("identities");
        lines.append(&identities(&named, columns));
    }
    if !told.notices.is_empty() {
        lines.add("");
        for notice in &told.notices {
            for (index, line) in width::wrap(&human::printable(notice), columns.saturating_sub(6))
                .into_iter()
                .enumerate()
            {
                let label = if index == 0 { "note: " } else { "      " };
                lines.add(format!("{label}{line}"));
            }
        }
    }
    lines.into_text()
}

/// What it is, how much of it there is, and how much of that could be read.
fn summary(told: &Inspection) -> String {
    let Coverage {
        bytes,
        rows,
        cells,
        undecodable,
        unread_bytes,
        unopened,
    } = told.coverage;
    let of = match told.dialect {
        Dialect::Postgres => "PostgreSQL",
        Dialect::Mysql => "MySQL or MariaDB",
        Dialect::Sqlite => "SQLite",
    };
    let tables = human::counted(told.tables.len() as u64, "table", "tables");
    let rows = human::counted(rows, "row", "rows");
    let cells = human::counted(cells, "cell", "cells");
    let mut gaps = Vec::new();
    if undecodable > 0 {
        gaps.push(format!(
            "{} could not be decoded",
            human::counted(undecodable, "cell", "cells")
        ));
    }
    if unopened > 0 {
        gaps.push(format!(
            "{} could not be opened to the end",
            human::counted(unopened, "container", "containers")
        ));
    }
    if unread_bytes > 0 {
        gaps.push(format!(
            "{} of rows could not be told apart",
            human::bytes(unread_bytes)
        ));
    }
    let gaps = if gaps.is_empty() {
        "all of it was read.".to_owned()
    } else {
        format!("{}; these were searched as they stand.", gaps.join(", "))
    };
    format!(
        "A dump of {of}: {tables}, {rows}, {cells} in {}; {gaps}",
        human::bytes(bytes)
    )
}

fn one_table(inspected: &InspectedTable, columns: usize, volume: Volume) -> String {
    let name = human::printable(&inspected.name);
    let rows = human::counted(inspected.rows, "row", "rows");
    let (telling, plain): (Vec<_>, Vec<_>) = inspected
        .columns
        .iter()
        .partition(|column| column.class.is_some());
    let shown: Vec<&InspectedColumn> = if volume == Volume::Verbose {
        inspected.columns.iter().collect()
    } else {
        telling
    };
    let mut lines = Lines::default();
    let others = if shown.len() == inspected.columns.len() {
        String::new()
    } else {
        let plain = human::counted(plain.len() as u64, "plain column", "plain columns");
        format!(", {plain}")
    };
    lines.add(width::fit(&format!("{name}  {rows}{others}"), columns));
    let cells: Vec<[String; 4]> = shown.into_iter().map(one_column).collect();
    lines.append(&table::align(&cells, Some(columns)));
    lines.into_text()
}

fn one_column(column: &InspectedColumn) -> [String; 4] {
    let name = format!("  {}", human::printable(&column.name));
    let (holds, sure, why) = match &column.class {
        Some(class) => (kind(class), percent(class.confidence), why(class)),
        None => ("-".to_owned(), String::new(), facts(column)),
    };
    [name, holds, sure, why]
}

fn kind(class: &Verdict) -> String {
    match reach(class.reach) {
        "column" => class.kind.to_owned(),
        part => format!("{} ({part})", class.kind),
    }
}

fn percent(share: f64) -> String {
    format!("{:>3.0} %", share * 100.0)
}

fn why(class: &Verdict) -> String {
    let mut parts = class.evidence.clone();
    parts.extend(
        class
            .runner_up
            .map(|other| format!("or {} {}", other.kind, percent(other.confidence).trim())),
    );
    human::printable(&parts.join(", ")).into_owned()
}

fn facts(column: &InspectedColumn) -> String {
    let mut facts = vec![column.written_type.clone()];
    if column.primary {
        facts.push("primary key".to_owned());
    } else if column.unique {
        facts.push("unique".to_owned());
    }
    if let Some(references) = &column.references {
        facts.push(format!("of {references}"));
    }
    facts.retain(|fact| !fact.is_empty());
    human::printable(&facts.join(", ")).into_owned()
}

/// One line for each kind and place, however many different ones there are.
fn secrets(secrets: &[InspectedSecret], columns: usize) -> String {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for group in secrets.chunk_by(is_beside) {
        let [first, ..] = group else { continue };
        let total: u64 = group.iter().map(|secret| secret.count).sum();
        let different = if group.iter().any(|secret| secret.fingerprint.is_none()) {
            format!("more than {} different", group.len() - 1)
        } else if group.len() > 1 {
            format!("{} different", group.len())
        } else {
            String::new()
        };
        let mut told: Vec<String> = Vec::new();
        told.extend(Some(different).filter(|text| !text.is_empty()));
        let facts: BTreeSet<String> = group.iter().flat_map(|s| offline(&s.offline)).collect();
        told.extend(facts.into_iter().take(3));
        let also: BTreeSet<&String> = group.iter().flat_map(|secret| &secret.also).collect();
        told.extend(elsewhere(&also));
        rows.push([
            format!("  {}", first.kind),
            place(first),
            human::count(total),
            human::printable(&told.join(", ")).into_owned(),
        ]);
    }
    table::align(&rows, Some(columns))
}

fn is_beside(one: &InspectedSecret, next: &InspectedSecret) -> bool {
    one.kind == next.kind
        && one.table == next.table
        && one.column == next.column
        && (one.table.is_some() || one.place.line == next.place.line)
}

fn place(secret: &InspectedSecret) -> String {
    match (&secret.table, &secret.column) {
        (Some(table), Some(column)) => human::printable(&format!("{table}.{column}")).into_owned(),
        _ => format!("line {}", secret.place.line),
    }
}

fn elsewhere(places: &BTreeSet<&String>) -> Option<String> {
    let mut places = places.iter();
    let first = places.next()?;
    Some(match places.len() {
        0 => format!("also in {first}"),
        more => format!("also in {first} and {more} more"),
    })
}

fn offline(offline: &Offline) -> Vec<String> {
    let mut told = Vec::new();
    told.extend(offline.issuer.as_ref().map(|issuer| format!("of {issuer}")));
    told.extend(
        offline
            .account
            .as_ref()
            .map(|account| format!("account {account}")),
    );
    let live = offline
        .live
        .map(|live| if live { "live" } else { "for tests" });
    told.extend(live.map(str::to_owned));
    if let Some(expires) = &offline.expires {
        let word = match offline.expired {
            Some(true) => "expired",
            _ => "until",
        };
        let day = expires.split('T').next().unwrap_or_default();
        told.push(format!("{word} {day}"));
    }
    told
}

/// Credentials that rows hold are told as secrets.
fn is_told_as_secret(identity: &InspectedIdentity, told: &Inspection) -> bool {
    told.secrets
        .iter()
        .any(|secret| secret.kind == identity.kind && secret.fingerprint == identity.fingerprint)
}

fn identities(identities: &[&InspectedIdentity], columns: usize) -> String {
    let rows: Vec<[String; 5]> = identities
        .iter()
        .map(|identity| {
            let mut told = offline(&identity.offline);
            let is_told = |value: &str| {
                [&identity.offline.issuer, &identity.offline.account]
                    .into_iter()
                    .any(|known| known.as_deref() == Some(value))
            };
            let details = identity.details.iter().filter(|(_, value)| !is_told(value));
            told.extend(details.map(|(name, value)| format!("{name} {value}")));
            told.extend(elsewhere(&identity.also.iter().collect()));
            if identity.count > 1 {
                told.push(format!("{} times", human::count(identity.count)));
            }
            [
                format!("  {}", identity.kind),
                human::printable(&identity.name).into_owned(),
                identity.place.clone(),
                if identity.rotate {
                    format!("{}, rotate", identity.treatment)
                } else {
                    identity.treatment.to_owned()
                },
                human::printable(&told.join(", ")).into_owned(),
            ]
        })
        .collect();
    table::align(&rows, Some(columns))
}
