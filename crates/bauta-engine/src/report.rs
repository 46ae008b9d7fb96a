//! What was done, as `mask --report` writes it. Equal for any number of threads outside `run`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::mask::TableCounts;
use crate::verify::Proof;

/// The report of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Name and version of the engine.
    pub engine: String,
    /// The profile.
    pub profile: ProfileReport,
    /// The environment whose key was used.
    pub environment: String,
    /// That key's id.
    pub key_id: String,
    /// The dialect of the dump.
    pub dialect: String,
    /// The input as stored.
    pub input: StoredReport,
    /// The output as stored.
    pub output: StoredReport,
    /// Tables in the order in which their rows came.
    pub tables: Vec<TableReport>,
    /// Secrets and sensitive spans replaced in columns that stay, and in statements.
    pub secrets: Vec<FoundReport>,
    /// Accounts, credentials and other copies of data outside the rows.
    pub identities: Vec<IdentityReport>,
    /// What the reader should know.
    pub notices: Vec<String>,
    /// What a verification of the output said, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Proof>,
    /// What differs from run to run.
    pub run: RunReport,
    /// The signed envelope, where an attestation was asked for.
    #[serde(skip)]
    pub attestation: Option<Vec<u8>>,
}

/// Which profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileReport {
    /// Its name.
    pub name: String,
    /// SHA-256 of its canonical form.
    pub digest: String,
}

/// A file or stream.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StoredReport {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal, where it was asked for.
    pub sha256: Option<String>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableReport {
    /// Its name.
    pub name: String,
    /// Rows read.
    pub rows_in: u64,
    /// Rows written.
    pub rows_out: u64,
    /// Its columns.
    pub columns: Vec<ColumnReport>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnReport {
    /// Its name.
    pub name: String,
    /// The transformer, `keep` or `recompute`.
    pub action: String,
    /// Fields that were changed.
    pub changed: u64,
    /// Fields of masked columns that are NULL in the output.
    pub nulls: u64,
}

/// Secrets of a kind in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundReport {
    /// The kind's id.
    pub kind: String,
    /// The table; `None` for statements.
    pub table: Option<String>,
    /// The column; `None` for statements.
    pub column: Option<String>,
    /// How many were replaced.
    pub count: u64,
}

/// An account, a credential or another thing outside the rows, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityReport {
    /// What it is (`definer`, `role-password`, `statistics`).
    pub kind: String,
    /// Its name; never a secret.
    pub name: String,
    /// Where it is named first (`line 41`).
    pub place: String,
    /// How often.
    pub count: u64,
    /// What became of it (`drop`, `stage`, `rehash`, `repoint`, `disable`, `rename`), or
    /// `inventory` where it stays.
    pub treatment: String,
    /// What can be read of it: privileges, host, expiry.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
}

/// Time and means.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunReport {
    /// Wall time, as the application measured it.
    pub seconds: f64,
    /// Threads that masked.
    pub threads: usize,
    /// Bytes of the dump, decompressed.
    pub dump_bytes: u64,
    /// What was left beside the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceReport>,
}

/// What a run left beside its output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceReport {
    /// The id under which the audit log knows the run.
    pub run: String,
    /// The id of the clone, if it was registered.
    pub clone: Option<String>,
    /// The digest of the attestation, if there is one.
    pub attestation: Option<String>,
}

/// What the reader should know, also of values with containers that were not opened to the end.
fn notices(
    director: &crate::scan::PlanDirector<'_>,
    totals: &crate::observe::Totals,
) -> Vec<String> {
    let mut notices = director.notices();
    let sum = |of: fn(&TableCounts) -> u64| totals.tables.values().map(of).sum::<u64>();
    let unopened = sum(|counts| counts.unopened);
    if unopened > 0 {
        notices.push(format!(
            "{unopened} unopened: values with containers nested too deeply; what was not opened was replaced"
        ));
    }
    let broken = sum(|counts| counts.broken);
    if broken > 0 {
        notices.push(format!(
            "{broken} broken: values with containers that break off or are malformed; they were searched as text"
        ));
    }
    notices
}

/// Puts the report together.
pub(crate) fn assemble(
    job: &crate::Job,
    prepared: &crate::job::Prepared,
    dialect: bauta_model::Dialect,
    director: &crate::scan::PlanDirector<'_>,
    totals: &crate::observe::Totals,
    input: &crate::source::SourceHash,
    output: &crate::sink::SinkSummary,
) -> Report {
    let only_database = director.only_database();
    let shown = |name: &bauta_model::TableName| {
        let hidden = only_database.is_some() && name.database.as_deref() == only_database;
        if hidden {
            bauta_model::TableName {
                database: None,
                ..name.clone()
            }
            .to_string()
        } else {
            name.to_string()
        }
    };
    let mut tables = Vec::new();
    let mut secrets = Vec::new();
    for (index, table) in director.reported.iter().enumerate() {
        let counts = totals.tables.get(&index).cloned().unwrap_or_default();
        let name = shown(&table.name);
        let columns = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, (column, action))| {
                let counted = counts.columns.get(at).copied().unwrap_or_default();
                ColumnReport {
                    name: column.clone(),
                    action: action.clone(),
                    changed: counted.changed,
                    nulls: counted.nulls,
                }
            });
        let columns: Vec<ColumnReport> = columns.collect();
        for (column, kind, count) in &counts.found {
            secrets.push(FoundReport {
                kind: (*kind).to_owned(),
                table: Some(name.clone()),
                column: columns.get(*column).map(|column| column.name.clone()),
                count: *count,
            });
        }
        tables.push(TableReport {
            name,
            rows_in: counts.rows_in,
            rows_out: counts.rows_out,
            columns,
        });
    }
    for (kind, count) in &director.in_statements {
        secrets.push(FoundReport {
            kind: (*kind).to_owned(),
            table: None,
            column: None,
            count: *count,
        });
    }
    let identities = director
        .noted
        .iter()
        .map(|(kind, name, treatment, entry)| IdentityReport {
            kind: kind.to_owned(),
            name: name.to_owned(),
            place: entry.place.to_string(),
            count: entry.count,
            treatment: treatment.name().to_owned(),
            details: entry
                .details
                .iter()
                .map(|(detail, value)| ((*detail).to_owned(), value.clone()))
                .collect(),
        });
    let identities = identities.collect();
    Report {
        engine: format!("bauta {}", env!("CARGO_PKG_VERSION")),
        profile: ProfileReport {
            name: prepared.name.clone(),
            digest: prepared.digest.clone(),
        },
        environment: prepared.settings.keys.environment().to_owned(),
        key_id: prepared.settings.keys.id().to_string(),
        dialect: dialect.to_string(),
        input: StoredReport {
            bytes: input.bytes,
            sha256: input.hex(),
        },
        output: StoredReport {
            bytes: output.bytes,
            sha256: output.sha256.clone(),
        },
        tables,
        secrets,
        identities,
        notices: notices(director, totals),
        verification: None,
        run: RunReport {
            threads: job.threads,
            dump_bytes: totals.dump_bytes,
            ..RunReport::default()
        },
        attestation: None,
    }
}
