//! What was done, as `mask --report` writes it. Equal for any number of threads outside `run`.

mod html;
mod sarif;

use std::collections::BTreeMap;

use bauta_profile::Profile;
use bauta_trust::{Digest, StagedIdentity};
use serde::Serialize;

use crate::approval::Approved;
use crate::mask::TableCounts;
use crate::plan::concerns;
use crate::verify::Proof;

/// The report of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Name and version of the engine.
    pub engine: String,
    /// The profile.
    pub profile: ProfileReport,
    /// The approval that the run went ahead on, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approved>,
    /// SHA-256 of each policy that was looked at, as stored.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Digest>,
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
    /// Credentials of the environment that stand where the profile's `replacements:` say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub staged: Vec<StagedIdentity>,
    /// Exceptions of the profile, and how often each let something stay.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<ExceptionReport>,
    /// What the reader should know.
    pub notices: Vec<String>,
    /// How tokens can be opened again, where the profile pins a reveal key for the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reversal: Option<ReversalReport>,
    /// What a verification of the output said, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Proof>,
    /// What differs from run to run.
    pub run: RunReport,
    /// The signed envelope, where an attestation was asked for.
    #[serde(skip)]
    pub attestation: Option<Vec<u8>>,
}

/// How tokens can be opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReversalReport {
    /// Id of the reveal key whose private half opens them.
    pub reveal_key_id: String,
    /// The vault that was added to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vault: Option<VaultReport>,
}

/// What a run has added to a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VaultReport {
    /// The vault's id.
    pub id: String,
    /// The number of the run's segment.
    pub segment: u32,
    /// Values that the run has added.
    pub added: u64,
    /// Values that the vault holds now.
    pub records: u64,
    /// SHA-256 of the vault as it is now.
    pub sha256: String,
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

/// An exception, and what it let stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExceptionReport {
    /// The column it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The secret it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Kinds that may stay.
    pub kinds: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where that was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// First day.
    pub issued: String,
    /// Last day.
    pub expires: String,
    /// Fields of the column that were written, or secrets of that fingerprint that stayed.
    pub hits: u64,
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
    exceptions: &[ExceptionReport],
) -> Vec<String> {
    let mut notices = director.notices();
    let unused = exceptions.iter().filter(|exception| exception.hits == 0);
    notices.extend(unused.filter_map(|exception| {
        let fingerprint = exception.fingerprint.as_ref()?;
        Some(format!(
            "exceptions > {fingerprint}: the dump has no such secret; the exception is not used"
        ))
    }));
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

/// Accounts and the rest, as they were noted.
fn identities(director: &crate::scan::PlanDirector<'_>) -> Vec<IdentityReport> {
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
    identities.collect()
}

/// Exceptions with what they let stay.
fn exceptions(
    prepared: &crate::job::Prepared,
    director: &crate::scan::PlanDirector<'_>,
    totals: &crate::observe::Totals,
) -> Vec<ExceptionReport> {
    let settings = &prepared.settings;
    let exceptions = settings.profile.exceptions.iter().enumerate();
    let told = exceptions.map(|(index, exception)| {
        let hits = if exception.fingerprint.is_some() {
            let in_rows = totals.tables.values().flat_map(|counts| &counts.excepted);
            let in_rows = in_rows.filter(|(known, _)| *known == index);
            let in_statements = director.excepted.get(&index).copied().unwrap_or(0);
            in_rows.map(|(_, count)| count).sum::<u64>() + in_statements
        } else {
            let reported = director.reported.iter().enumerate();
            let concerned = reported.filter(|(_, table)| {
                let names = table.columns.iter().map(|(name, _)| name);
                names
                    .into_iter()
                    .any(|name| concerns(settings, exception, &table.name, name))
            });
            concerned
                .filter_map(|(table, _)| totals.tables.get(&table))
                .map(|counts| counts.rows_out)
                .sum()
        };
        ExceptionReport {
            column: exception.column.as_ref().map(ToString::to_string),
            fingerprint: exception.fingerprint.clone(),
            kinds: exception.kinds.clone(),
            reason: exception.reason.clone(),
            ticket: exception.ticket.clone(),
            owner: exception.owner.clone(),
            issued: exception.issued.to_string(),
            expires: exception.expires.to_string(),
            hits,
        }
    });
    told.collect()
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
    let exceptions = exceptions(prepared, director, totals);
    Report {
        engine: format!("bauta {}", env!("CARGO_PKG_VERSION")),
        profile: ProfileReport {
            name: prepared.name.clone(),
            digest: prepared.digest.to_string(),
        },
        approval: prepared.approved.clone(),
        policies: prepared.settings.policy.digests.clone(),
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
        identities: identities(director),
        staged: staged(&prepared.settings.profile),
        notices: notices(director, totals, &exceptions),
        exceptions,
        reversal: prepared.reveal.as_ref().map(|reveal| ReversalReport {
            reveal_key_id: reveal.id().to_string(),
            vault: None,
        }),
        verification: None,
        run: RunReport {
            threads: job.threads,
            dump_bytes: totals.dump_bytes,
            ..RunReport::default()
        },
        attestation: None,
    }
}

/// The credentials that a profile brings; the dump may have none that they replace.
fn staged(profile: &Profile) -> Vec<StagedIdentity> {
    let replacements = profile.replacements.iter();
    let staged = replacements.map(|(kind, replacement)| StagedIdentity {
        kind: kind.clone(),
        name: String::new(),
        owner: replacement.owner.clone(),
        rotate_by: replacement.rotate_by.map(|day| day.to_string()),
    });
    staged.collect()
}
