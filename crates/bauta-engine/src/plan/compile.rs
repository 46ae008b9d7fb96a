//! Profile × catalogue → plan.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_dump::ddl::is_system_table;
use bauta_model::{Catalog, Column, ColumnType, Dialect, Generated, SpanFinder, Table, TableName};
use bauta_profile::{ColumnRule, Decision, Preset, Profile, Rows, Rules, Scope, Secrets, Unlisted};
use bauta_transform::{Files, Fold, Needs, Reversal};
use bauta_trust::Terms;

use super::column::ColumnBuilder;
use super::constraints;
use super::domain::{ColumnKey, Groups, narrowest};
use super::exceptions;
use super::filters;
use super::identity::Staging;
use super::leaves;
use super::policy;
use super::program::{CellMask, Kept, Notation, OnInvalid};
use super::scrub::Scrubber;
use super::sequence::{LastKey, SQLITE_SEQUENCE};
use super::shuffle;
use super::table::{Action, PlannedColumn, TablePlan};
use crate::banner;
use crate::error::{Code, Diagnostic};

/// What a plan is made from, beside the catalogue.
pub(crate) struct Settings {
    pub(crate) profile: Profile,
    pub(crate) presets: Vec<Preset>,
    pub(crate) keys: EnvironmentKey,
    /// What tokens that can be opened again are made with.
    pub(crate) reversal: Reversal,
    pub(crate) files: Box<dyn Files + Send>,
    pub(crate) finder: Arc<dyn SpanFinder>,
    /// What scrubs rows.
    pub(crate) scrubber: Option<Arc<Scrubber>>,
    /// What scrubs statements.
    pub(crate) statements: Option<Arc<Scrubber>>,
    /// What takes the place of credentials and hosts.
    pub(crate) staging: Arc<Staging>,
    /// Scrubbers of columns with exceptions.
    pub(crate) lenient: exceptions::Lenient,
    pub(crate) dialect: Dialect,
    /// What the policies ask of this environment.
    pub(crate) policy: Terms,
    /// Whether text that is kept is searched at all.
    pub(crate) detects: bool,
    /// Today, as `yyyy-mm-dd`: exceptions expire.
    pub(crate) today: Option<String>,
}

impl Settings {
    /// Whether secrets and identities are scrubbed, and not only reported.
    pub(crate) fn scrubs(&self) -> bool {
        self.profile.secrets == Secrets::Scrub
    }
}

/// The plan of every table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) tables: BTreeMap<TableName, TablePlan>,
}

/// Makes plans.
#[derive(Clone, Copy)]
pub(crate) struct Compiler<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) catalog: &'a Catalog,
    /// The only database of the dump, where it names one.
    pub(crate) database: Option<&'a str>,
    /// Whether the catalogue is all there will be, so that rules which match nothing are wrong.
    pub(crate) complete: bool,
}

/// A column with the rule that decides it.
pub(super) struct Decided<'a> {
    pub(super) key: ColumnKey,
    pub(super) column: &'a Column,
    pub(super) rule: Rule<'a>,
}

pub(super) enum Rule<'a> {
    Given(&'a ColumnRule),
    /// The policy for columns that no rule names.
    Default(Box<ColumnRule>),
    Recompute,
    /// Nothing to decide, or a problem has been reported.
    None,
}

impl Rule<'_> {
    pub(super) fn rule(&self) -> Option<&ColumnRule> {
        match self {
            Self::Given(rule) => Some(rule),
            Self::Default(rule) => Some(rule),
            _ => None,
        }
    }
}

/// What the members of a domain share.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) domain: String,
    pub(super) fold: Fold,
    pub(super) narrow: ColumnType,
}

impl<'a> Compiler<'a> {
    /// The plan, or everything that is wrong.
    pub(crate) fn compile(self) -> Result<Plan, Vec<Diagnostic>> {
        let (plan, problems) = self.attempt();
        if problems.is_empty() {
            Ok(plan)
        } else {
            Err(problems)
        }
    }

    /// The plan as far as it holds, and everything that is wrong; for looking at, never for a run.
    pub(crate) fn attempt(self) -> (Plan, Vec<Diagnostic>) {
        let mut problems = exceptions::check(self.settings);
        problems.extend(policy::check(self.settings));
        let profile = &self.settings.profile;
        let scope = Scope {
            schema: self.settings.dialect.default_schema(),
            database: self.database,
        };
        let mut rules = Rules::new(profile, &self.settings.presets, scope);
        let mut decided: Vec<(&TableName, &Table, Vec<Decided<'_>>, Rows)> = Vec::new();
        for (name, table) in &self.catalog.tables {
            let ours =
                is_system_table(name, self.settings.dialect) || banner::is_banner(name, table);
            let system = ours && self.settings.scrubs();
            let names = self.lineage(name);
            let columns: Vec<&str> = table
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect();
            let decision = rules.decide(&names, &columns);
            if system {
                // Its rows never reach a clone, whatever a rule says.
                continue;
            }
            let rows = rows(name, &decision.rows, &mut problems);
            let list = table.columns.iter().zip(decision.columns);
            let list = list
                .map(|(column, decision)| {
                    self.decided(name, column, &decision, &rows, &mut problems)
                })
                .collect();
            decided.push((name, table, list, rows));
        }
        if self.complete {
            problems.extend(exceptions::credentials_of_columns(
                self.settings,
                self.catalog,
            ));
            // `*` is about whatever there is, so it is right about nothing too.
            let idle = rules
                .unmatched()
                .into_iter()
                .filter(|rule| rule.table != "*");
            problems.extend(idle.map(unmatched));
        }
        let groups = Groups::of(self.catalog);
        let shares = shared(&decided, &groups, &mut problems);
        let mut plan = Plan::default();
        for (name, table, columns, rows) in &decided {
            let planned = self.table(name, table, columns, rows, &shares, &mut problems);
            plan.tables.insert((*name).clone(), planned);
        }
        self.last_keys(&mut plan);
        problems.extend(constraints::keys(self.catalog, &plan));
        problems.extend(filters::check(self.catalog, &plan));
        problems.extend(shuffle::check(&plan));
        constraints::copies(self.catalog, &mut plan, self.settings, &mut problems);
        (plan, problems)
    }

    /// Moves the rows of `SQLite`'s own table of last keys with the keys.
    fn last_keys(&self, plan: &mut Plan) {
        if self.settings.dialect != Dialect::Sqlite || !self.settings.scrubs() {
            return;
        }
        let tops = plan.tables.iter().filter_map(|(name, table)| {
            let top = table
                .columns
                .iter()
                .find_map(|column| match &column.action {
                    Action::Mask { mask, .. } => mask.transformer.key_range().map(|(_, top)| top),
                    _ => None,
                })?;
            Some((name.table.clone(), i64::try_from(top).ok()?))
        });
        let tops: HashMap<String, i64> = tops.collect();
        let Some((_, table)) = plan
            .tables
            .iter_mut()
            .find(|(name, _)| name.table == SQLITE_SEQUENCE)
        else {
            return;
        };
        let name = table.needs.original("name");
        let Some((index, column)) = table
            .columns
            .iter_mut()
            .enumerate()
            .find(|(_, column)| column.name.as_str() == "seq")
        else {
            return;
        };
        if tops.is_empty() || !column.action.keeps() {
            return;
        }
        let mask = CellMask {
            column: index,
            name: column.name.0.clone(),
            transformer: Box::new(LastKey {
                name,
                tops: tops.clone(),
            }),
            shuffle: None,
            condition: None,
            otherwise: None,
            on_invalid: OnInvalid::Fail,
            before: None,
            kept: Kept {
                scan: false,
                hinted: false,
                packed: false,
                column: index,
                name: column.name.as_str().into(),
                own: None,
            },
            neutral: Box::new(LastKey { name, tops }),
            max_chars: None,
            numeric: true,
            notation: Notation::Plain,
        };
        column.action = Action::Mask {
            mask: Arc::new(mask),
            decision: "last-key".to_owned(),
            needs_ordinal: false,
        };
    }

    /// The table and those whose rules cover it too: parents of partitions, nearest first.
    pub(crate) fn lineage(&self, name: &'a TableName) -> Vec<&'a TableName> {
        let mut names = vec![name];
        let mut at = 0;
        while let Some(table) = names
            .get(at)
            .and_then(|name| self.catalog.tables.get(*name))
        {
            for parent in &table.parents {
                if !names.contains(&parent) {
                    names.push(parent);
                }
            }
            at += 1;
        }
        names
    }

    fn decided(
        &self,
        table: &TableName,
        column: &'a Column,
        decision: &Decision<'a, ColumnRule>,
        rows: &Rows,
        problems: &mut Vec<Diagnostic>,
    ) -> Decided<'a> {
        let key = (table.clone(), column.name.0.clone());
        let place = format!("{table}.{}", column.name);
        let computed = column.generated != Generated::No && self.settings.scrubs();
        let rule = match decision {
            Decision::Rule(rule, _) if computed && rule.keeps() => Rule::Recompute,
            Decision::Undecided if computed => Rule::Recompute,
            Decision::Rule(rule, origin) => {
                if rule.keeps() && origin.column_glob && self.settings.scrubs() {
                    problems.push(
                        Diagnostic::new(
                            Code::UnfitRule,
                            "`keep` through a glob would let future columns pass unseen",
                        )
                        .at(&place)
                        .hint("name the column, or use `secrets: report`"),
                    );
                }
                Rule::Given(rule)
            }
            Decision::Conflict(left, right) => {
                let both = format!(
                    "`{}: {}` and `{}: {}` rank equally",
                    left.table,
                    left.column.unwrap_or_default(),
                    right.table,
                    right.column.unwrap_or_default()
                );
                problems.push(
                    Diagnostic::new(Code::RuleConflict, both)
                        .at(&place)
                        .hint("name the column itself in one of them"),
                );
                Rule::None
            }
            // Rows that are dropped need no decision per column.
            Decision::Undecided if *rows == Rows::Drop => Rule::None,
            Decision::Undecided
                if table.table == SQLITE_SEQUENCE && self.settings.dialect == Dialect::Sqlite =>
            {
                Rule::None
            }
            Decision::Undecided => self.undecided(&place, problems),
        };
        Decided { key, column, rule }
    }

    fn undecided(&self, place: &str, problems: &mut Vec<Diagnostic>) -> Rule<'a> {
        match self.settings.profile.unlisted {
            Unlisted::Null => Rule::Default(Box::new(ColumnRule::of("null"))),
            Unlisted::Redact => Rule::Default(Box::new(ColumnRule::of("redact"))),
            Unlisted::Refuse => {
                problems.push(
                    Diagnostic::new(Code::Uncovered, "no rule decides this column")
                        .at(place)
                        .hint("add a rule for it (`keep` is one), or set `unlisted:`"),
                );
                Rule::None
            }
        }
    }

    fn table(
        &self,
        name: &TableName,
        table: &Table,
        columns: &[Decided<'_>],
        rows: &Rows,
        shared: &BTreeMap<ColumnKey, Shared>,
        problems: &mut Vec<Diagnostic>,
    ) -> TablePlan {
        let mut needs = Needs::default();
        let mut planned = Vec::with_capacity(columns.len());
        for decided in columns {
            let before = problems.len();
            let action = match &decided.rule {
                Rule::None => Action::UNSEEN,
                Rule::Recompute => Action::Recompute,
                rule => {
                    let Some(rule) = rule.rule() else { continue };
                    let builder = ColumnBuilder {
                        compiler: *self,
                        name,
                        table,
                        columns,
                        decided,
                        shared,
                        needs: &mut needs,
                    };
                    let action = builder.action(rule, problems);
                    if let Rule::Default(_) = decided.rule {
                        let policy = self.settings.profile.unlisted.name();
                        for problem in problems.iter_mut().skip(before) {
                            problem.message = format!(
                                "no rule names this column, and `unlisted: {policy}` does not fit: {}",
                                problem.message
                            );
                        }
                    }
                    action
                }
            };
            planned.push(PlannedColumn {
                name: decided.column.name.clone(),
                ty: decided.column.ty.clone(),
                generated: decided.column.generated != Generated::No,
                domain: shared.get(&decided.key).map(|shared| shared.domain.clone()),
                holds: problems.len() == before && !matches!(decided.rule, Rule::None),
                action,
                leaves: decided
                    .rule
                    .rule()
                    .and_then(|rule| leaves::of_column(self.settings, name, decided.column, rule)),
            });
        }
        if let Rows::Keep(expression) | Rows::DropWhere(expression) = rows {
            constraints::known_columns(name, table, expression, "the rows' condition", problems);
            for column in expression.columns() {
                needs.original(column.as_str());
            }
        }
        for column in needs.originals.iter().chain(&needs.masked) {
            if table.column(column.as_str()).is_none() {
                problems.push(
                    Diagnostic::new(
                        Code::UnfitRule,
                        format!("a rule looks at `{column}`, which the table does not have"),
                    )
                    .at(name),
                );
            }
        }
        TablePlan {
            columns: planned,
            rows: rows.clone(),
            needs,
            order_known: constraints::order_known(self.catalog, table),
            emptied: false,
        }
    }
}

/// Domain, fold and narrowest type per column; disagreements within a domain are problems.
fn shared(
    decided: &[(&TableName, &Table, Vec<Decided<'_>>, Rows)],
    groups: &Groups,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<ColumnKey, Shared> {
    let mut by_group: BTreeMap<ColumnKey, Vec<(&Decided<'_>, &Table)>> = BTreeMap::new();
    for (_, table, columns, _) in decided {
        for column in columns {
            by_group
                .entry(groups.root(&column.key))
                .or_default()
                .push((column, table));
        }
    }
    let mut by_domain: BTreeMap<String, Vec<(&Decided<'_>, &Table)>> = BTreeMap::new();
    for members in by_group.into_values() {
        let keys: Vec<ColumnKey> = members
            .iter()
            .map(|(member, _)| member.key.clone())
            .collect();
        let mut explicit: Vec<&str> = members
            .iter()
            .filter_map(|(member, _)| member.rule.rule()?.domain.as_deref())
            .collect();
        explicit.sort_unstable();
        explicit.dedup();
        if let [first, second, ..] = explicit[..] {
            problems.push(
                Diagnostic::new(
                    Code::DomainMismatch,
                    format!("a foreign key joins the domains `{first}` and `{second}`"),
                )
                .at(place_of(&keys))
                .hint("give both ends one domain"),
            );
        }
        let name = explicit
            .first()
            .map_or_else(|| groups.domain_name(&keys), |name| (*name).to_owned());
        by_domain.entry(name).or_default().extend(members);
    }
    let mut shared = BTreeMap::new();
    for (domain, members) in by_domain {
        disagreements(&domain, &members, problems);
        let masked = members
            .iter()
            .filter(|(member, _)| member.rule.rule().is_some_and(|rule| !is_trivial(rule)));
        let Some(narrow) = narrowest(masked.clone().map(|(member, _)| &member.column.ty)) else {
            continue;
        };
        let ignores_case = masked
            .clone()
            .any(|(member, table)| is_unique_ignoring_case(table, member.column));
        let given = masked
            .clone()
            .find_map(|(member, _)| member.rule.rule()?.fold);
        let fold = match given {
            Some(bauta_profile::FoldCase::Lower) => Fold::Lower,
            None if ignores_case => Fold::Lower,
            Some(bauta_profile::FoldCase::None) | None => Fold::None,
        };
        for (member, _) in &members {
            shared.insert(
                member.key.clone(),
                Shared {
                    domain: domain.clone(),
                    fold,
                    narrow: narrow.clone(),
                },
            );
        }
    }
    shared
}

/// Which rows the rules let through.
fn rows(name: &TableName, decision: &Decision<'_, Rows>, problems: &mut Vec<Diagnostic>) -> Rows {
    match decision {
        Decision::Undecided => Rows::All,
        Decision::Rule(rows, _) => Rows::clone(rows),
        Decision::Conflict(left, right) => {
            problems.push(
                Diagnostic::new(
                    Code::RuleConflict,
                    format!(
                        "`{}` and `{}` both decide about the rows",
                        left.table, right.table
                    ),
                )
                .at(name)
                .hint("name the table itself in one of them"),
            );
            Rows::All
        }
    }
}

/// Whether a rule says the same whatever the domain.
fn is_trivial(rule: &ColumnRule) -> bool {
    matches!(rule.transformer.as_str(), "keep" | "null")
}

fn is_unique_ignoring_case(table: &Table, column: &Column) -> bool {
    column.ty.ignores_case && constraints::is_unique(table, column)
}

fn place_of(keys: &[ColumnKey]) -> String {
    keys.iter()
        .map(|(table, column)| format!("{table}.{column}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Members of one domain must be masked alike.
fn disagreements(domain: &str, members: &[(&Decided<'_>, &Table)], problems: &mut Vec<Diagnostic>) {
    let mut first: Option<(&Decided<'_>, &ColumnRule)> = None;
    for (member, _) in members {
        let Some(rule) = member.rule.rule().filter(|rule| rule.transformer != "null") else {
            continue;
        };
        let Some((chosen, chosen_rule)) = first else {
            first = Some((member, rule));
            continue;
        };
        let alike =
            chosen_rule.transformer == rule.transformer && chosen_rule.params == rule.params;
        let folds_alike = match (chosen_rule.fold, rule.fold) {
            (Some(left), Some(right)) => left == right,
            _ => true,
        };
        if !alike || !folds_alike {
            let message = format!(
                "{}.{} (`{}`) and {}.{} (`{}`) share the domain `{domain}` but are masked differently",
                chosen.key.0,
                chosen.key.1,
                chosen_rule.transformer,
                member.key.0,
                member.key.1,
                rule.transformer
            );
            problems.push(
                Diagnostic::new(Code::DomainMismatch, message)
                    .at(format!("{}.{}", member.key.0, member.key.1))
                    .hint("give both the same transformer and parameters, or separate domains"),
            );
            return;
        }
    }
}

fn unmatched(rule: bauta_profile::Unmatched<'_>) -> Diagnostic {
    let message = match rule.column {
        Some(column) => format!("the rule for column `{column}` matches nothing"),
        None => "the rule for this table matches nothing".to_owned(),
    };
    let hint = match rule.near {
        Some(near) => {
            format!("did you mean `{near}`? A rule that may match nothing says `optional: true`")
        }
        None => "remove it, or say `optional: true`".to_owned(),
    };
    Diagnostic::new(Code::UnknownRule, message)
        .at(rule.table)
        .hint(hint)
}
