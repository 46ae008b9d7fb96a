//! Which rule each family of columns gets.

use std::collections::{BTreeMap, BTreeSet};

use bauta_model::{Catalog, Column, Table, TableName};
use bauta_profile::{ColumnRule, Rows};

use super::families::{self, Family, Verdicts};
use super::ladder::{self, Place, Step};
use super::trial::Trial;
use crate::inspect::InspectedLeaf;
use crate::plan::ColumnKey;

/// What the profile that a draft builds on, and its presets, say already.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) columns: BTreeMap<ColumnKey, ColumnRule>,
    pub(super) rows: BTreeMap<TableName, Rows>,
    /// Columns that a preset masks by a rule that does not fit them.
    pub(super) unfit: BTreeSet<ColumnKey>,
}

/// A family and the rule that is being tried for it.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    pub(super) family: Family<'a>,
    /// The members that nothing decides yet.
    pub(super) open: Vec<ColumnKey>,
    steps: Vec<Step>,
    at: usize,
}

impl Choice<'_> {
    /// The rule as it stands; `None` where there is nothing to decide.
    pub(super) fn rule(&self) -> Option<&ColumnRule> {
        self.steps.get(self.at).map(|step| &step.rule)
    }

    /// Goes on to the next rule that the plan accepts; answers whether there is one.
    pub(super) fn advance(&mut self, trial: &mut Trial<'_>, given: &Given) -> bool {
        let last = self.steps.len().saturating_sub(1);
        if self.at >= last {
            return false;
        }
        self.at += 1;
        self.settle(trial, given);
        true
    }

    /// Stops at the first rule that the plan accepts, or else at the last one.
    fn settle(&mut self, trial: &mut Trial<'_>, given: &Given) {
        let last = self.steps.len().saturating_sub(1);
        while self.at < last && !self.holds(trial, given) {
            self.at += 1;
        }
    }

    fn holds(&self, trial: &mut Trial<'_>, given: &Given) -> bool {
        let Some(rule) = self.rule() else { return true };
        let mut rules: Vec<(&ColumnKey, &ColumnRule)> =
            self.open.iter().map(|member| (member, rule)).collect();
        let decided = self.family.members.iter();
        rules.extend(decided.filter_map(|member| Some((member, given.columns.get(member)?))));
        trial.accepts(&rules)
    }

    /// Gives the columns a domain of their own.
    pub(super) fn leave_domain(&mut self) -> bool {
        let step = self.steps.get_mut(self.at);
        step.is_some_and(|step| step.rule.domain.take().is_some())
    }
}

/// What the leaves of documents hold, by column.
pub(super) type LeafVerdicts = BTreeMap<ColumnKey, Vec<InspectedLeaf>>;

/// What is to be chosen for, beside the catalogue.
pub(super) struct Scope<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) verdicts: &'a Verdicts,
    pub(super) leaves: &'a LeafVerdicts,
    /// Tables whose rows go.
    pub(super) gone: BTreeSet<TableName>,
}

/// A rule for each family that has undecided columns.
pub(super) fn choose<'a>(
    scope: &Scope<'a>,
    given: &Given,
    trial: &mut Trial<'_>,
) -> Vec<Choice<'a>> {
    let families = families::of(scope.catalog, scope.verdicts);
    let mut choices: Vec<Choice<'a>> = families
        .into_iter()
        .map(|family| {
            let mut choice = begin(scope, given, family);
            choice.settle(trial, given);
            choice
        })
        .collect();
    share_domains(&mut choices, given, trial);
    choices
}

fn begin<'a>(scope: &Scope<'a>, given: &Given, family: Family<'a>) -> Choice<'a> {
    let open: Vec<ColumnKey> = (family.members.iter())
        .filter(|member| is_open(scope, given, member))
        .cloned()
        .collect();
    let steps = steps(scope, given, &family, &open);
    Choice {
        family,
        open,
        steps,
        at: 0,
    }
}

/// Whether a column is still to be decided, and here: what a parent has is decided there.
fn is_open(scope: &Scope<'_>, given: &Given, member: &ColumnKey) -> bool {
    let (name, column) = member;
    let Some(table) = scope.catalog.tables.get(name) else {
        return false;
    };
    let inherited = table.parents.iter().any(|parent| {
        let parent = scope.catalog.tables.get(parent);
        parent.is_some_and(|parent| parent.column(column).is_some())
    });
    !inherited
        && !scope.gone.contains(name)
        && !given.columns.contains_key(member)
        && name.table != "sqlite_sequence"
}

fn steps(scope: &Scope<'_>, given: &Given, family: &Family<'_>, open: &[ColumnKey]) -> Vec<Step> {
    let Some(first) = open.first() else {
        return Vec::new();
    };
    // The other end has been decided, so this one has no choice.
    let mut steps: Vec<Step> = (family.members.iter())
        .filter_map(|member| given.columns.get(member))
        .filter(|rule| rule.transformer != "null" && rule.when.is_none())
        .take(1)
        .map(as_the_other_end)
        .collect();
    if family
        .members
        .iter()
        .any(|member| given.unfit.contains(member))
    {
        steps.extend(ladder::opaque());
    }
    let speaker = open.iter().find(|member| {
        let known = scope
            .verdicts
            .get(&(member.0.clone(), member.1.as_str().into()));
        known.is_some() && known == family.verdict
    });
    let speaker = speaker.unwrap_or(first);
    if let Some((table, column)) = column_of(scope.catalog, speaker) {
        let place = Place {
            table_name: &speaker.0.table,
            table,
            column,
            verdict: family.verdict,
            leaves: leaves_of(scope, speaker),
            is_key: family.joined
                || (table.keys.iter()).any(|key| key.columns.contains(&column.name)),
            about_people: about_people(scope, speaker, table),
        };
        let own = ladder::steps(place);
        steps.extend(
            own.into_iter()
                .filter(|step| !family.joined || step.rule.when.is_none()),
        );
    }
    steps
}

fn as_the_other_end(rule: &ColumnRule) -> Step {
    let rule = ColumnRule {
        persona: None,
        optional: false,
        reason: Some("as the column that it points to".to_owned()),
        review: None,
        reviewed: None,
        ..rule.clone()
    };
    Step { rule }
}

fn leaves_of<'a>(scope: &Scope<'a>, member: &ColumnKey) -> &'a [InspectedLeaf] {
    scope.leaves.get(member).map_or(&[], Vec::as_slice)
}

/// Whether other columns of the row identify somebody.
fn about_people(scope: &Scope<'_>, member: &ColumnKey, table: &Table) -> bool {
    table.columns.iter().any(|other| {
        let verdict = scope.verdicts.get(&(member.0.clone(), other.name.clone()));
        other.name.0 != member.1
            && verdict.is_some_and(|verdict| verdict.category == bauta_detect::Category::Pii)
    })
}

fn column_of<'c>(catalog: &'c Catalog, member: &ColumnKey) -> Option<(&'c Table, &'c Column)> {
    let table = catalog.tables.get(&member.0)?;
    Some((table, table.column(&member.1)?))
}

/// Lets families share a domain as far as one rule fits them all; the others get their own.
fn share_domains(choices: &mut [Choice<'_>], given: &Given, trial: &mut Trial<'_>) {
    let mut domains: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, choice) in choices.iter().enumerate() {
        if let Some(domain) = choice.rule().and_then(|rule| rule.domain.clone()) {
            domains.entry(domain).or_default().push(index);
        }
    }
    for (domain, members) in domains {
        let before: Vec<(&ColumnKey, &ColumnRule)> = (given.columns.iter())
            .filter(|(_, rule)| rule.domain.as_deref() == Some(&*domain))
            .collect();
        if before.len() + members.len() < 2 || together(choices, &members, &before, trial) {
            continue;
        }
        let mut within = Vec::new();
        for index in members {
            within.push(index);
            if !together(choices, &within, &before, trial) {
                within.pop();
                if let Some(choice) = choices.get_mut(index) {
                    choice.leave_domain();
                }
            }
        }
    }
}

fn together(
    choices: &[Choice<'_>],
    members: &[usize],
    before: &[(&ColumnKey, &ColumnRule)],
    trial: &mut Trial<'_>,
) -> bool {
    let mut rules = before.to_vec();
    for choice in members.iter().filter_map(|index| choices.get(*index)) {
        if let Some(rule) = choice.rule() {
            rules.extend(choice.open.iter().map(|member| (member, rule)));
        }
    }
    trial.accepts(&rules)
}
