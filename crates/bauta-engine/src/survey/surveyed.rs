use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_detect::OwnRules;
use bauta_model::{Catalog, ColumnName, TableName};
use bauta_profile::Profile;

use super::judge::{self, Judgement};
use super::narrow;
use super::samples::{SampledTable, Samples};
use super::trial::{self, Trial};
use crate::approval::Examined;
use crate::draft::{Basis, Draft};
use crate::error::{Code, Diagnostic, EngineError};
use crate::inspect::Inspection;
use crate::job::{Job, Prepared, ProfileSource};
use crate::plan::{ColumnKey, Compiler, Groups};
use crate::scan::Knowledge;
use crate::sink::Output;
use crate::source::Input;

/// A dump that has been read once: what it holds, its definitions, its first rows.
///
/// *Guarantees:* samples are bounded (200 rows a table, 64 MiB in all), live in this value alone
/// and are wiped when it is dropped; `Debug` shows none of them.
#[derive(Debug)]
pub struct Survey {
    inspection: Inspection,
    knowledge: Knowledge,
    groups: Groups,
    /// Columns that are joined, by the representative of their group.
    joined: BTreeMap<ColumnKey, Vec<ColumnKey>>,
    pub(super) samples: Samples,
}

/// A profile that is being edited, and by what means it is looked at.
#[derive(Debug, Clone)]
pub struct Edited<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The folder that presets and dictionaries are looked for in.
    pub folder: &'a Path,
    /// A throw-away root for what is shown; the tokens of a run are others.
    pub root: [u8; 32],
    /// Today as `yyyy-mm-dd`; empty leaves expiry unchecked.
    pub today: &'a str,
    /// Detectors of the user's own.
    pub rules: Option<Arc<OwnRules>>,
}

impl Survey {
    pub(crate) fn new(inspection: Inspection, mut knowledge: Knowledge, samples: Samples) -> Self {
        for table in &inspection.tables {
            // Tables that no statement defines are known by what their rows name.
            if let Ok(name) = table.name.parse::<TableName>() {
                let columns = table.columns.iter().map(|column| column.name.as_str());
                let columns: Vec<ColumnName> = columns.map(ColumnName::from).collect();
                knowledge.table_of_rows(&name, Some(&columns));
            }
        }
        let groups = Groups::of(&knowledge.catalog);
        let mut joined: BTreeMap<ColumnKey, Vec<ColumnKey>> = BTreeMap::new();
        for member in groups.members() {
            let root = groups.root(member);
            let group = joined.entry(root.clone()).or_insert_with(|| vec![root]);
            if !group.contains(member) {
                group.push(member.clone());
            }
        }
        Self {
            inspection,
            knowledge,
            groups,
            joined,
            samples,
        }
    }

    /// What the dump holds.
    pub fn inspection(&self) -> &Inspection {
        &self.inspection
    }

    /// Bytes that the samples take.
    pub fn sample_bytes(&self) -> usize {
        self.samples.bytes()
    }

    /// The first rows of a table. Holds originals.
    pub fn sample(&self, table: &str, rows: usize) -> SampledTable {
        self.name_of(table)
            .map(|name| self.samples.table(&name, rows))
            .unwrap_or_default()
    }

    /// Columns of other tables, or others of the same, that foreign keys and partitions join with
    /// this one, as table and column.
    pub fn joined(&self, table: &str, column: &str) -> Vec<(String, String)> {
        let Some(name) = self.name_of(table) else {
            return Vec::new();
        };
        let own = (name, column.to_owned());
        let group = self.joined.get(&self.groups.root(&own));
        let others = group.into_iter().flatten().filter(|key| **key != own);
        others
            .map(|(table, column)| (table.to_string(), column.clone()))
            .collect()
    }

    /// How the profile stands on the whole schema: what it decides about each column, and all that
    /// is wrong with it. No row is looked at, and no statement.
    ///
    /// # Errors
    /// A preset cannot be read, or the profile is for another dialect.
    pub fn judge(&self, edited: &Edited<'_>) -> Result<Judgement, EngineError> {
        let prepared = self.prepare(edited, edited.profile.clone())?;
        let compiler = self.compiler(&prepared, &self.knowledge.catalog, true);
        Ok(judge::judge(compiler, &self.knowledge.catalog, None))
    }

    /// The same for one table, as quick as the table is small.
    ///
    /// # Errors
    /// As for [`Survey::judge`]; or there is no such table.
    pub fn judge_table(&self, edited: &Edited<'_>, table: &str) -> Result<Judgement, EngineError> {
        let name = self.known(table)?;
        let (catalog, prepared) = self.narrowed(edited, &name)?;
        let compiler = self.compiler(&prepared, &catalog, false);
        Ok(judge::judge(compiler, &catalog, Some(&name)))
    }

    /// What the profile makes of the first rows of a table.
    ///
    /// *Guarantees:* the dump is not read; columns whose rule does not hold are left out of the
    /// result, never shown as they are.
    ///
    /// # Errors
    /// As for [`Survey::judge_table`].
    pub fn try_on(
        &self,
        edited: &Edited<'_>,
        table: &str,
        rows: usize,
    ) -> Result<Trial, EngineError> {
        let name = self.known(table)?;
        let (catalog, prepared) = self.narrowed(edited, &name)?;
        let compiler = self.compiler(&prepared, &catalog, false);
        Ok(trial::run(compiler, &name, &self.samples, rows))
    }

    /// Proposes a profile without reading the dump again; see [`Job::draft`].
    ///
    /// # Errors
    /// The reviewed profile cannot be read.
    pub fn draft(&self, job: Job, basis: &Basis) -> Result<Draft, EngineError> {
        let start = job.start(basis)?;
        job.propose(start, &self.inspection, self.knowledge.clone())
    }

    /// Holds the profile of a job against the definitions that are known; see [`Job::examine`].
    ///
    /// # Errors
    /// All problems of the profile with these definitions.
    pub fn examine(&self, job: Job) -> Result<Examined, EngineError> {
        job.examine_against(&self.knowledge)
    }

    fn narrowed(
        &self,
        edited: &Edited<'_>,
        name: &TableName,
    ) -> Result<(Catalog, Prepared), EngineError> {
        let whole = &self.knowledge.catalog;
        let catalog = narrow::catalog(whole, edited.profile, name, &|column| {
            let key = (name.clone(), column.to_owned());
            self.joined
                .get(&self.groups.root(&key))
                .map_or(&[], Vec::as_slice)
        });
        let scope = bauta_profile::Scope {
            schema: self.inspection.dialect.default_schema(),
            database: self.knowledge.only_database(),
        };
        let profile = narrow::profile(edited.profile, &catalog, scope);
        Ok((catalog, self.prepare(edited, profile)?))
    }

    fn prepare(&self, edited: &Edited<'_>, profile: Profile) -> Result<Prepared, EngineError> {
        let source = ProfileSource {
            folder: edited.folder.to_owned(),
            ..ProfileSource::of("")
        };
        let environment = profile.environment.as_deref().unwrap_or_default();
        let key = EnvironmentKey::from_root(environment, edited.root);
        let input = Input::from_reader(std::io::empty());
        let mut job = Job::new(source, input, Output::Discard, key);
        edited.today.clone_into(&mut job.today);
        job.rules.clone_from(&edited.rules);
        job.run_salt = edited.root;
        let presets = job.load_presets(&profile)?;
        job.prepare(profile, presets, self.inspection.dialect)
    }

    fn compiler<'a>(
        &'a self,
        prepared: &'a Prepared,
        catalog: &'a Catalog,
        complete: bool,
    ) -> Compiler<'a> {
        Compiler {
            settings: &prepared.settings,
            catalog,
            database: self.knowledge.only_database(),
            complete,
        }
    }

    fn known(&self, table: &str) -> Result<TableName, EngineError> {
        self.name_of(table).ok_or_else(|| {
            Diagnostic::new(Code::BadUsage, "the dump has no such table")
                .at(table)
                .into()
        })
    }

    fn name_of(&self, table: &str) -> Option<TableName> {
        let name: TableName = table.parse().ok()?;
        self.knowledge
            .catalog
            .tables
            .contains_key(&name)
            .then_some(name)
    }
}
