//! From a dump to a profile.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::{ColumnName, Dialect, TableName};
use bauta_profile::{Preset, Profile, Rules, Scope as Names};
use bauta_trust::Digest;

use super::choices::{LeafVerdicts, Scope};
use super::drafter::{Drafter, Standing};
use super::families::Verdicts;
use super::trial::Trial;
use super::{frameworks, reviewed};
use crate::approval::{fingerprint, schema_of};
use crate::error::{Diagnostic, EngineError};
use crate::inspect::{Fingerprints, Inspect, Inspection};
use crate::job::Job;
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::plan::{NOWHERE, Treatment};
use crate::scan::Knowledge;
use crate::source::Input;

/// What a draft starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Nothing; the profile gets this name.
    New(String),
    /// The job's profile, of which nothing that is decided is touched.
    Reviewed,
}

/// A proposed profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The profile in canonical form.
    pub text: String,
    /// Tables of the dump.
    pub tables: usize,
    /// Columns of the dump.
    pub columns: usize,
    /// Columns that the draft itself decides.
    pub decided: usize,
    /// Presets that the profile includes.
    pub presets: Vec<String>,
    /// Open `review:` marks, as `table` or `table.column`.
    pub reviews: Vec<String>,
    /// Rules of the reviewed profile that match nothing any more, now `optional`.
    pub idle: Vec<String>,
    /// What no rule can mend.
    pub problems: Vec<Diagnostic>,
}

impl Job {
    /// Proposes a profile for the dump: a decision about every column, checked against the plan.
    ///
    /// # Errors
    /// The dump cannot be read, or the reviewed profile cannot.
    pub fn draft(
        mut self,
        basis: &Basis,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Draft, EngineError> {
        // What is wrong with the profile is said before the dump is read.
        let start = self.start(basis)?;
        let (inspection, knowledge) = self.survey(observer, cancel)?;
        self.propose(start, &inspection, knowledge)
    }

    /// The profile to start from, and its presets.
    pub(crate) fn start(&self, basis: &Basis) -> Result<Start, EngineError> {
        Ok(match basis {
            Basis::New(name) => (fresh(name), Vec::new(), Standing::New),
            Basis::Reviewed => {
                let (profile, presets) = self.read_profile()?;
                (profile, presets, Standing::Reviewed)
            }
        })
    }

    /// Proposes a profile for what a reading of the dump has told.
    pub(crate) fn propose(
        mut self,
        (mut base, mut presets, standing): Start,
        inspection: &Inspection,
        mut knowledge: Knowledge,
    ) -> Result<Draft, EngineError> {
        let dialect = inspection.dialect;
        let schema = schema(&knowledge)?;
        let (verdicts, leaves) = verdicts(inspection, &mut knowledge);
        if standing == Standing::New {
            base.dialect = Some(dialect);
            let found = frameworks::recognised(&knowledge.catalog, dialect);
            base.include = found.into_iter().map(str::to_owned).collect();
            presets = self.load_presets(&base)?;
        }
        for database in &knowledge.named_databases {
            let staging = format!("{database}_staging");
            base.databases.entry(database.clone()).or_insert(staging);
        }
        let hosts = hosts(inspection);
        if base.endpoints.is_empty() && !hosts.is_empty() {
            base.comments.write_above(&["endpoints"], ENDPOINTS);
        }
        for host in hosts {
            base.endpoints
                .entry(host)
                .or_insert_with(|| NOWHERE.to_owned());
        }
        let idle = retire(&mut base, &presets, &knowledge, dialect);
        let before = rule_count(&base);
        let prepared = self.prepare(base.clone(), presets.clone(), dialect)?;
        let database = knowledge.only_database();
        let drafter = Drafter::new(
            base,
            presets.clone(),
            standing,
            Scope {
                catalog: &knowledge.catalog,
                verdicts: &verdicts,
                leaves: &leaves,
                gone: BTreeSet::new(),
            },
            Trial {
                settings: prepared.settings,
                catalog: &knowledge.catalog,
                database,
            },
            dialect,
        );
        let (mut profile, problems) = drafter.draft();
        let catalog = (&knowledge.catalog, database);
        reviewed::note(&mut profile, &presets, schema, inspection, catalog);
        if standing == Standing::New {
            profile.comments.write_above(&[], HEAD);
        }
        let tables = knowledge.catalog.tables.values();
        Ok(Draft {
            tables: knowledge.catalog.tables.len(),
            columns: tables.map(|table| table.columns.len()).sum(),
            decided: rule_count(&profile).saturating_sub(before),
            presets: profile.include.clone(),
            reviews: open_reviews(&profile),
            idle,
            problems,
            text: profile.to_string(),
        })
    }

    /// Reads the dump once, by the means of the job.
    fn survey(
        &mut self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(Inspection, Knowledge), EngineError> {
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        // Fingerprints of secrets enter no profile, so any key will do.
        let inspect = Inspect {
            dialect: self.dialect,
            schema: self.schema.clone(),
            threads: self.threads,
            row_bytes: self.row_bytes,
            today: self.today.clone(),
            read_bytes: self.read_bytes,
            outlines: true,
            ..Inspect::new(input, Fingerprints::fresh(self.run_salt))
        };
        let (inspection, knowledge, _) = inspect.read_all(0, observer, cancel)?;
        Ok((inspection, knowledge))
    }
}

/// The fingerprint of what the dump defines, if it defines anything.
fn schema(knowledge: &Knowledge) -> Result<Option<Digest>, EngineError> {
    if knowledge.catalog.tables.is_empty() {
        return Ok(None);
    }
    Ok(Some(fingerprint(&schema_of(knowledge))?))
}

/// What a draft begins with.
type Start = (Profile, Vec<Preset>, Standing);

/// The verdicts by column; tables that only rows name enter the catalogue.
fn verdicts(inspection: &Inspection, knowledge: &mut Knowledge) -> (Verdicts, LeafVerdicts) {
    let (mut verdicts, mut leaves) = (Verdicts::new(), LeafVerdicts::new());
    let names: BTreeMap<String, TableName> = (knowledge.catalog.tables.keys())
        .map(|name| (name.to_string(), name.clone()))
        .collect();
    for table in &inspection.tables {
        let unknown = || table.name.parse().ok();
        let Some(name) = names.get(&table.name).cloned().or_else(unknown) else {
            continue;
        };
        let columns: Vec<ColumnName> = (table.columns.iter())
            .map(|column| column.name.as_str().into())
            .collect();
        knowledge.table_of_rows(&name, Some(&columns));
        for (column, known) in columns.into_iter().zip(&table.columns) {
            if !known.leaf_classes.is_empty() {
                let of = (name.clone(), column.0.clone());
                leaves.insert(of, known.leaf_classes.clone());
            }
            if let Some(verdict) = &known.class {
                verdicts.insert((name.clone(), column), verdict.clone());
            }
        }
    }
    (verdicts, leaves)
}

/// Names of hosts that statements connect to.
fn hosts(inspection: &Inspection) -> BTreeSet<String> {
    let repointed = inspection
        .identities
        .iter()
        .filter(|identity| identity.treatment == Treatment::Repoint.name());
    let details = repointed.flat_map(|identity| &identity.details);
    let hosts = details.filter(|(name, host)| name == "host" && is_name_of_host(host));
    hosts.map(|(_, host)| host.to_ascii_lowercase()).collect()
}

/// Whether it is a name that can be mapped, with a domain and without a port; an address is none.
fn is_name_of_host(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    host.contains('.')
        && host.bytes().all(plain)
        && host.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !host.to_ascii_lowercase().ends_with(".invalid")
}

/// An empty profile with the settings that a draft proposes.
fn fresh(name: &str) -> Profile {
    Profile {
        name: Some(name.to_owned()),
        environment: Some("staging".to_owned()),
        ..Profile::default()
    }
}

/// Marks rules that match nothing any more, and names them.
fn retire(
    base: &mut Profile,
    presets: &[Preset],
    knowledge: &Knowledge,
    dialect: Dialect,
) -> Vec<String> {
    let names = Names {
        schema: dialect.default_schema(),
        database: knowledge.only_database(),
    };
    let asked = base.clone();
    let mut rules = Rules::new(&asked, presets, names);
    for (name, table) in &knowledge.catalog.tables {
        let columns: Vec<&str> = table.columns.iter().map(|one| one.name.as_str()).collect();
        let mut lineage = vec![name];
        lineage.extend(&table.parents);
        rules.decide(&lineage, &columns);
    }
    let mut idle = Vec::new();
    for rule in rules.unmatched() {
        let Some(table) = base
            .tables
            .get_mut(rule.table)
            .filter(|_| rule.table != "*")
        else {
            continue;
        };
        if let Some(column) = rule.column {
            if let Some(found) = table.columns.get_mut(column) {
                found.optional = true;
            }
            idle.push(format!("{}.{column}", rule.table));
        } else {
            table.optional = true;
            idle.push(rule.table.to_owned());
        }
    }
    idle
}

fn rule_count(profile: &Profile) -> usize {
    profile
        .tables
        .values()
        .map(|table| table.columns.len())
        .sum()
}

fn open_reviews(profile: &Profile) -> Vec<String> {
    let open = profile.open_reviews().into_iter();
    open.map(|(table, column)| {
        column.map_or_else(|| table.to_owned(), |column| format!("{table}.{column}"))
    })
    .collect()
}

/// Stands above the hosts of a draft.
const ENDPOINTS: &str =
    "Hosts that statements connect to. Name the one of staging, or leave it nowhere.";

/// Stands above a draft.
const HEAD: &str = "Drafted from a dump. Settle what is marked `review:`, then it can be approved.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_a_name_with_a_domain() {
        for host in ["wms.prod.shop.example", "DB1.internal"] {
            assert!(is_name_of_host(host), "{host}");
        }
        for other in [
            "localhost",
            "10.1.2.3",
            "db1.example:5432",
            "bauta.invalid",
            "a b.example",
        ] {
            assert!(!is_name_of_host(other), "{other}");
        }
    }
}
