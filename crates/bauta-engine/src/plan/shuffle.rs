//! What columns that are shuffled demand of their rule and their table.

use bauta_model::{Column, Table};
use bauta_profile::{ColumnRule, Rows};

use super::compile::Plan;
use super::table::{Action, TablePlan};
use crate::error::{Code, Diagnostic};
use crate::mask::Extent;

/// A column whose values change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shuffle {
    pub(crate) extent: Extent,
    /// The most rows of a window.
    pub(crate) window: Option<u64>,
    /// Whether embedded secrets are looked for: the values stay, after all.
    pub(crate) scan: bool,
}

impl Plan {
    /// Whether columns of this extent are shuffled.
    pub(crate) fn shuffles(&self, extent: Extent) -> bool {
        let mut tables = self.tables.values();
        tables.any(|table| table.rows == Rows::All && table.shuffles(extent))
    }
}

impl TablePlan {
    /// Whether columns of this extent are shuffled.
    pub(super) fn shuffles(&self, extent: Extent) -> bool {
        self.shuffled().any(|shuffle| shuffle.extent == extent)
    }

    /// The most rows of a window, where there are any.
    pub(super) fn window(&self) -> Option<u64> {
        self.shuffled().filter_map(|shuffle| shuffle.window).max()
    }

    fn shuffled(&self) -> impl Iterator<Item = Shuffle> {
        let actions = self.columns.iter().map(|column| &column.action);
        actions.filter_map(|action| match action {
            Action::Mask { mask, .. } => mask.shuffle,
            _ => None,
        })
    }
}

/// What one row cannot know when its value is needed.
pub(super) fn fits(
    table: &Table,
    column: &Column,
    rule: &ColumnRule,
    place: &str,
    problems: &mut Vec<Diagnostic>,
) {
    let mut refuse = |code, message: &str, hint: &str| {
        problems.push(Diagnostic::new(code, message).at(place).hint(hint));
    };
    if rule.when.is_some() {
        refuse(
            Code::UnfitRule,
            "`shuffle` deals all values of a column, and `when:` takes some out",
            "leave `when:` out",
        );
    }
    let keys = table.keys.iter().map(|key| &key.columns);
    let foreign = table.foreign_keys.iter().map(|key| &key.columns);
    if keys
        .chain(foreign)
        .any(|columns| columns.len() > 1 && columns.contains(&column.name))
    {
        refuse(
            Code::BrokenConstraint,
            "`shuffle` on one column of a key of several",
            "keep the column, or choose a transformer that gives equal values equal results",
        );
    }
}

/// Values of rows that go must not come back in rows that stay.
pub(super) fn check(plan: &Plan) -> Vec<Diagnostic> {
    plan.tables
        .iter()
        .filter(|(_, table)| !matches!(table.rows, Rows::All | Rows::Drop))
        .filter(|(_, table)| table.shuffled().next().is_some())
        .map(|(name, _)| {
            Diagnostic::new(
                Code::UnfitRule,
                "`shuffle` on a table whose rows are filtered: values of rows that go would stay",
            )
            .at(name)
            .hint("keep all rows, or mask the column another way")
        })
        .collect()
}
