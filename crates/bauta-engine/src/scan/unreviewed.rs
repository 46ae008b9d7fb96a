//! What the dump had that the profile was not reviewed with, once all of it has passed.

use super::director::PlanDirector;
use crate::drift;
use crate::error::Diagnostic;
use crate::observe::Totals;
use crate::plan::is_reviewed;

impl PlanDirector<'_> {
    /// Accounts, rights and leaves of kept documents.
    pub(crate) fn unreviewed(&self, totals: &Totals) -> Vec<Diagnostic> {
        if !self.settings.scrubs() {
            return Vec::new();
        }
        let accounts = self.new_accounts.iter();
        let accounts = accounts.map(|(account, place)| drift::new_account(account, *place));
        accounts.chain(self.new_leaves(totals)).collect()
    }

    fn new_leaves(&self, totals: &Totals) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (index, counts) in &totals.tables {
            let Some(table) = self.reported.get(*index).map(|table| &table.name) else {
                continue;
            };
            let plan = self.plan.as_ref();
            let Some(planned) = plan.and_then(|plan| plan.tables.get(table)) else {
                continue;
            };
            for (column, outline) in &counts.leaves {
                let Some(column) = planned.columns.get(*column) else {
                    continue;
                };
                let reviewed = column.leaves.as_ref().and_then(|it| it.reviewed.as_ref());
                let reviewed = reviewed.map(Vec::as_slice).unwrap_or_default();
                let new = outline.iter().filter(|leaf| !is_reviewed(reviewed, leaf));
                problems.extend(new.map(|leaf| drift::new_leaf(table, &column.name, leaf)));
            }
        }
        problems
    }
}
