//! From a dump to a profile.

use std::path::PathBuf;

use bauta_dump::Scanner;
use bauta_model::Dialect;
use bauta_profile::{Preset, Profile, Rules, Scope as Names};

use super::choices::Scope;
use super::drafter::{Drafter, Standing};
use super::families::Verdicts;
use super::frameworks;
use super::named::Named;
use super::trial::Trial;
use crate::error::{Code, Diagnostic, EngineError};
use crate::job::Job;
use crate::observe::Observer;
use crate::pipeline::Cancel;
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
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Draft {
    /// The profile in canonical form.
    #[serde(skip)]
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
    pub problems: Vec<String>,
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
        let (mut base, mut presets) = match basis {
            Basis::New(name) => (fresh(name), Vec::new()),
            Basis::Reviewed => self.read_profile()?,
        };
        let path = self.file()?;
        let opened = self.open(Input::File(path.clone()), false)?;
        let dialect = opened.dialect;
        let mut named = Named::new(Knowledge::new(dialect));
        let scanner = Scanner::with_limits(dialect, self.limits());
        named.read(
            opened.source,
            scanner,
            opened.front,
            opened.at_end,
            observer,
            cancel,
        )?;
        let Named {
            knowledge,
            databases,
        } = named;
        let verdicts = Verdicts::new();
        if let Basis::New(_) = basis {
            base.dialect = Some(dialect);
            let found = frameworks::recognised(&knowledge.catalog, dialect);
            base.include = found.into_iter().map(str::to_owned).collect();
            presets = self.load_presets(&base)?;
        }
        for database in databases {
            let staging = format!("{database}_staging");
            base.databases.entry(database).or_insert(staging);
        }
        let idle = retire(&mut base, &presets, &knowledge, dialect);
        let standing = match basis {
            Basis::New(_) => Standing::New,
            Basis::Reviewed => Standing::Reviewed,
        };
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
                gone: std::collections::BTreeSet::new(),
            },
            Trial {
                settings: prepared.settings,
                catalog: &knowledge.catalog,
                database,
            },
            dialect,
        );
        let (mut profile, problems) = drafter.draft();
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
            problems: problems.iter().map(Diagnostic::to_string).collect(),
            text: profile.to_string(),
        })
    }

    /// The input as a file, since it is read more than once.
    fn file(&mut self) -> Result<PathBuf, EngineError> {
        match std::mem::replace(&mut self.input, Input::from_reader(std::io::empty())) {
            Input::File(path) => Ok(path),
            Input::Stream(_) => Err(Diagnostic::new(
                Code::NeedsSeekable,
                "a draft reads the dump more than once, and a pipe is read once",
            )
            .hint("write the dump into a file first")
            .into()),
        }
    }
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

/// Stands above a draft.
const HEAD: &str = "Drafted from a dump. Settle what is marked `review:`, then it can be approved.";
