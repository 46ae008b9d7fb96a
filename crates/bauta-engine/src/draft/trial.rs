//! Rules tried on the plan itself, so that a draft holds exactly where a run would.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::{Catalog, Table, TableName};
use bauta_profile::{ColumnRule, Profile, TableRule, TableSelector, column_key};

use crate::error::Diagnostic;
use crate::plan::{ColumnKey, Compiler, Settings};

/// What rules are tried against.
pub(super) struct Trial<'a> {
    pub(super) settings: Settings,
    pub(super) catalog: &'a Catalog,
    pub(super) database: Option<&'a str>,
}

impl Trial<'_> {
    /// Whether the plan accepts these rules, looked at without the rest of the dump.
    pub(super) fn accepts(&mut self, rules: &[(&ColumnKey, &ColumnRule)]) -> bool {
        let catalog = self.part(rules);
        let mut profile = Profile::default();
        for (name, table) in &catalog.tables {
            let selector = TableSelector::exactly(name).to_string();
            let mut rule = TableRule::default();
            for column in &table.columns {
                let tried = rules
                    .iter()
                    .find(|((table, known), _)| table == name && *known == column.name.0);
                let tried = tried.map_or_else(
                    || ColumnRule::of("keep"),
                    |(_, rule)| ColumnRule::clone(rule),
                );
                rule.columns.insert(column_key(column.name.as_str()), tried);
            }
            profile.tables.insert(selector, rule);
        }
        let kept = std::mem::replace(&mut self.settings.profile, profile);
        let presets = std::mem::take(&mut self.settings.presets);
        let compiler = Compiler {
            settings: &self.settings,
            catalog: &catalog,
            database: self.database,
            complete: false,
        };
        let accepted = compiler.compile().is_ok();
        self.settings.profile = kept;
        self.settings.presets = presets;
        accepted
    }

    /// All that is wrong with the whole profile.
    pub(super) fn problems(&mut self, profile: &Profile) -> Vec<Diagnostic> {
        let kept = std::mem::replace(&mut self.settings.profile, profile.clone());
        let compiler = Compiler {
            settings: &self.settings,
            catalog: self.catalog,
            database: self.database,
            complete: true,
        };
        let problems = compiler.compile().err().unwrap_or_default();
        self.settings.profile = kept;
        problems
    }

    /// The tables of these columns, with nothing but them and what their rules look at.
    fn part(&self, rules: &[(&ColumnKey, &ColumnRule)]) -> Catalog {
        let mut wanted: BTreeMap<&TableName, BTreeSet<&str>> = BTreeMap::new();
        for ((table, column), rule) in rules {
            let columns = wanted.entry(table).or_default();
            columns.insert(column);
            columns.extend(looks_at(rule));
        }
        let mut catalog = Catalog {
            enums: self.catalog.enums.clone(),
            domains: self.catalog.domains.clone(),
            ..Catalog::default()
        };
        for (name, columns) in &wanted {
            let Some(table) = self.catalog.tables.get(*name) else {
                continue;
            };
            let part = Table {
                columns: (table.columns.iter())
                    .filter(|column| columns.contains(column.name.as_str()))
                    .cloned()
                    .collect(),
                keys: table.keys.clone(),
                foreign_keys: (table.foreign_keys.iter())
                    .filter(|key| key.columns.iter().all(|one| columns.contains(one.as_str())))
                    .cloned()
                    .collect(),
                checks: table.checks.clone(),
                parents: (table.parents.iter())
                    .filter(|parent| wanted.contains_key(parent))
                    .cloned()
                    .collect(),
                partition_key: table.partition_key.clone(),
                shadow_of: None,
            };
            catalog.tables.insert((*name).clone(), part);
        }
        catalog
    }
}

/// Other columns of the row that a rule looks at.
fn looks_at(rule: &ColumnRule) -> impl Iterator<Item = &str> {
    let conditions = rule
        .when
        .iter()
        .flat_map(bauta_profile::Expression::columns);
    conditions
        .map(bauta_model::ColumnName::as_str)
        .chain(rule.persona.as_deref())
}
