//! A profile put together from choices, and mended until the plan accepts the whole.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::{Dialect, TableName, TypeClass};
use bauta_profile::{
    ColumnRule, Decision, Preset, Profile, Rows, Rules, Scope as Names, TableRule, TableSelector,
    column_key,
};

use super::choices::{self, Choice, Given, Scope};
use super::trial::Trial;
use super::{people, rows};
use crate::error::{Code, Diagnostic};
use crate::plan::{ColumnKey, Compiler};

/// Rounds after which mending gives up; each makes some rule plainer.
const ROUNDS: usize = 64;

/// Whether the profile is new, or one that people have reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Rules of presets may be overruled.
    New,
    /// Nothing that is decided is touched, and what is added is marked.
    Reviewed,
}

/// Puts a profile together.
pub(super) struct Drafter<'a> {
    base: Profile,
    presets: Vec<Preset>,
    standing: Standing,
    scope: Scope<'a>,
    trial: Trial<'a>,
    dialect: Dialect,
    given: Given,
    choices: Vec<Choice<'a>>,
    /// Tables whose rows the draft drops, and why.
    dropped: BTreeMap<TableName, &'static str>,
    /// Tables whose rows a preset drops although others point to them.
    undropped: BTreeSet<TableName>,
    /// Rules in place of those chosen for the family.
    forced: BTreeMap<ColumnKey, ColumnRule>,
    /// Tables whose names are not joined.
    alone: BTreeSet<TableName>,
}

impl<'a> Drafter<'a> {
    pub(super) fn new(
        base: Profile,
        presets: Vec<Preset>,
        standing: Standing,
        scope: Scope<'a>,
        trial: Trial<'a>,
        dialect: Dialect,
    ) -> Self {
        Self {
            base,
            presets,
            standing,
            scope,
            trial,
            dialect,
            given: Given::default(),
            choices: Vec::new(),
            dropped: BTreeMap::new(),
            undropped: BTreeSet::new(),
            forced: BTreeMap::new(),
            alone: BTreeSet::new(),
        }
    }

    /// The profile, and what is wrong that no rule can mend.
    pub(super) fn draft(mut self) -> (Profile, Vec<Diagnostic>) {
        self.given = self.given();
        let given = &self.given;
        self.dropped = rows::dropped(self.scope.catalog, self.scope.verdicts, |name| {
            !given.rows.contains_key(name) && !given.columns.keys().any(|(table, _)| table == name)
        });
        self.choose();
        let mut profile = self.profile();
        let mut problems = Vec::new();
        for _ in 0..ROUNDS {
            problems = self.trial.problems(&profile);
            let mut touched = BTreeSet::new();
            let mut mended = false;
            for problem in &problems {
                mended |= self.give_way(problem, &mut touched);
            }
            if !mended {
                break;
            }
            profile = self.profile();
        }
        (profile, problems)
    }

    /// What the base and its presets decide.
    fn given(&self) -> Given {
        let compiler = Compiler {
            settings: &self.trial.settings,
            catalog: self.scope.catalog,
            database: self.trial.database,
            complete: false,
        };
        let names = Names {
            schema: self.dialect.default_schema(),
            database: self.trial.database,
        };
        let mut rules = Rules::new(&self.base, &self.presets, names);
        let mut given = Given::default();
        for (name, table) in &self.scope.catalog.tables {
            let columns: Vec<&str> = table.columns.iter().map(|one| one.name.as_str()).collect();
            let decision = rules.decide(&compiler.lineage(name), &columns);
            if let Decision::Rule(rows, _) = decision.rows {
                given.rows.insert(name.clone(), rows.clone());
            }
            for (column, decision) in columns.iter().zip(decision.columns) {
                if let Decision::Rule(rule, _) = decision {
                    given
                        .columns
                        .insert((name.clone(), (*column).to_owned()), rule.clone());
                }
            }
        }
        given
    }

    fn choose(&mut self) {
        let by_rules = (self.given.rows.iter())
            .filter(|(name, rows)| **rows == Rows::Drop && !self.undropped.contains(*name))
            .map(|(name, _)| name);
        self.scope.gone = by_rules.chain(self.dropped.keys()).cloned().collect();
        self.choices = choices::choose(&self.scope, &self.given, &mut self.trial);
    }

    /// The rules of columns that the draft decides.
    fn rules(&self) -> BTreeMap<ColumnKey, ColumnRule> {
        let mut rules = BTreeMap::new();
        let mut usernames = 0;
        for choice in &self.choices {
            let Some(rule) = choice.rule() else { continue };
            usernames += usize::from(rule.transformer == "username");
            for member in &choice.open {
                rules.insert(member.clone(), rule.clone());
            }
        }
        for (name, table) in &self.scope.catalog.tables {
            if !self.alone.contains(name) {
                people::join(name, table, &mut rules, usernames > 1);
            }
        }
        rules.extend(self.forced.clone());
        self.empty_search_vectors(&mut rules);
        rules
    }

    /// A vector of words goes where a text of its table is masked.
    fn empty_search_vectors(&self, rules: &mut BTreeMap<ColumnKey, ColumnRule>) {
        for (name, table) in &self.scope.catalog.tables {
            let key = |column: &str| (name.clone(), column.to_owned());
            let masked = table.columns.iter().any(|column| {
                let key = key(column.name.as_str());
                let rule = rules.get(&key).or_else(|| self.given.columns.get(&key));
                column.ty.class == TypeClass::Text
                    && rule.is_some_and(|rule| rule.transformer != "keep")
            });
            let vectors =
                (table.columns.iter()).filter(|column| column.ty.class == TypeClass::TsVector);
            for column in vectors.filter(|_| masked) {
                if let Some(rule) = rules.get_mut(&key(column.name.as_str()))
                    && rule.transformer == "keep"
                    && column.generated == bauta_model::Generated::No
                {
                    *rule = ColumnRule::of("redact");
                    rule.reason = Some("holds the words of masked text; fill it anew".to_owned());
                }
            }
        }
    }

    fn profile(&self) -> Profile {
        let mut profile = self.base.clone();
        let rules = self.rules();
        let new = self.standing == Standing::Reviewed;
        for (name, table) in &self.scope.catalog.tables {
            if let Some(reason) = self.dropped.get(name) {
                let rule = table_rule(&mut profile, name, self.names());
                rule.rows = Some(Rows::Drop);
                rule.reason = Some((*reason).to_owned());
                rule.review = new.then(|| NEW.to_owned());
                continue;
            }
            if self.undropped.contains(name) {
                let rule = table_rule(&mut profile, name, self.names());
                rule.rows = Some(Rows::All);
                rule.reason = Some("rows of other tables point to these".to_owned());
            }
            for column in &table.columns {
                let Some(rule) = rules.get(&(name.clone(), column.name.0.clone())) else {
                    continue;
                };
                let mut rule = rule.clone();
                if new {
                    rule.review.get_or_insert_with(|| NEW.to_owned());
                }
                let columns = &mut table_rule(&mut profile, name, self.names()).columns;
                columns.insert(column_key(column.name.as_str()), rule);
            }
        }
        profile
    }

    fn names(&self) -> Names<'a> {
        Names {
            schema: self.dialect.default_schema(),
            database: self.trial.database,
        }
    }

    /// Makes the rule that a problem is about plainer; answers whether anything has changed.
    fn give_way(&mut self, problem: &Diagnostic, touched: &mut BTreeSet<usize>) -> bool {
        let Some(place) = problem.place.clone() else {
            return false;
        };
        let mut changed = false;
        for part in place.split(", ") {
            let table = self
                .scope
                .catalog
                .tables
                .keys()
                .find(|name| name.to_string() == part);
            changed |= match table.cloned() {
                Some(name) if problem.code == Code::FilterBreaksKey => self.release(&name),
                Some(_) => false,
                None => self.plainer(part, problem.code, touched),
            };
        }
        changed
    }

    fn plainer(&mut self, place: &str, code: Code, touched: &mut BTreeSet<usize>) -> bool {
        let found = self.choices.iter().enumerate().find_map(|(index, choice)| {
            let member = (choice.family.members.iter())
                .find(|(table, column)| format!("{table}.{column}") == place)?;
            Some((index, member.clone()))
        });
        let Some((index, member)) = found else {
            return false;
        };
        if !touched.insert(index) {
            return true;
        }
        let given = self.given.columns.contains_key(&member);
        if given && self.standing == Standing::New {
            return self.overrule(index);
        }
        let joined = self
            .rules()
            .get(&member)
            .is_some_and(|rule| rule.persona.is_some());
        if joined && self.alone.insert(member.0.clone()) {
            return true;
        }
        let Some(choice) = self.choices.get_mut(index) else {
            return false;
        };
        if code == Code::DomainMismatch && choice.leave_domain() {
            return true;
        }
        choice.advance(&mut self.trial, &self.given)
    }

    /// Decides a family itself of which a preset decides a part.
    fn overrule(&mut self, index: usize) -> bool {
        let Some(choice) = self.choices.get(index) else {
            return false;
        };
        let mut any = false;
        for member in choice.family.members.clone() {
            let Some(rule) = self.given.columns.remove(&member) else {
                continue;
            };
            any = true;
            if rule.transformer != "keep" {
                self.given.unfit.insert(member);
            }
        }
        if any {
            self.choose();
        }
        any
    }

    /// Frees a table from keys that point to rows which go: NULL where that may be, else those
    /// rows stay.
    fn release(&mut self, name: &TableName) -> bool {
        let catalog = self.scope.catalog;
        let Some(table) = catalog.tables.get(name) else {
            return false;
        };
        let mut changed = false;
        for key in &table.foreign_keys {
            let target = crate::plan::resolve_table(catalog, name, &key.table);
            let by_preset = self
                .given
                .rows
                .get(&target)
                .is_some_and(|rows| *rows != Rows::All);
            if !by_preset && !self.dropped.contains_key(&target) {
                continue;
            }
            let nullable = key.columns.iter().find(|column| {
                let own = (name.clone(), column.0.clone());
                !self.given.columns.contains_key(&own)
                    && (table.column(column.as_str())).is_some_and(|column| column.nullable)
            });
            if let Some(column) = nullable {
                let mut rule = ColumnRule::of("null");
                rule.reason = Some("the rows that it points to go".to_owned());
                changed |= self
                    .forced
                    .insert((name.clone(), column.0.clone()), rule)
                    .is_none();
            } else if self.standing == Standing::New {
                changed |= self.dropped.remove(&target).is_some();
                changed |= by_preset && self.undropped.insert(target);
            }
        }
        if changed {
            self.choose();
        }
        changed
    }
}

/// The rule of exactly that table; a new one at the end where there is none.
fn table_rule<'p>(
    profile: &'p mut Profile,
    name: &TableName,
    names: Names<'_>,
) -> &'p mut TableRule {
    let there = profile.tables.keys().position(|text| {
        TableSelector::parse(text)
            .is_some_and(|selector| !selector.is_glob() && selector.matches(name, names))
    });
    let index = there.unwrap_or_else(|| {
        let short = TableName {
            database: (name.database.clone()).filter(|own| names.database != Some(own)),
            ..name.clone()
        };
        let selector = TableSelector::exactly(&short).to_string();
        profile.tables.insert_full(selector, TableRule::default()).0
    });
    &mut profile.tables[index]
}

/// The doubt about what a reviewed profile did not decide.
const NEW: &str = "new since the profile was reviewed";
