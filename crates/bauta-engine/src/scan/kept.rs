//! What is known of kept columns once all rows have passed.

use super::director::PlanDirector;
use crate::error::EngineError;
use crate::observe::Totals;
use crate::plan::{KeptColumns, turned_out};

impl PlanDirector<'_> {
    /// Refuses the run if a column that was kept turns out to be of a sensitive kind.
    pub(crate) fn judge_kept(&self, totals: &Totals) -> Result<(), EngineError> {
        if !self.settings.scrubs() {
            return Ok(());
        }
        let kept = totals.tables.iter().filter_map(|(index, counts)| {
            let reported = self.reported.get(*index)?;
            let names = reported.columns.iter().map(|(name, _)| name.as_str());
            Some(KeptColumns {
                table: &reported.name,
                names: names.collect(),
                tallies: &counts.kept,
            })
        });
        let problems = turned_out(self.settings, &self.knowledge.catalog, kept);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.into())
        }
    }
}
