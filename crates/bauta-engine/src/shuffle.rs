//! The reading that holds the columns which are shuffled among all rows of their table.

use std::path::Path;
use std::sync::Arc;

use bauta_dump::Scanner;

use crate::error::{Code, Diagnostic, EngineError};
use crate::job::{Job, Prepared};
use crate::mask::{Chunk, Columns, Extent};
use crate::observe::{Event, Observer};
use crate::pipeline::Cancel;
use crate::plan::Plan;
use crate::scan::{Chunker, Knowledge, PlanDirector};
use crate::source::Input;

impl Job {
    /// The columns, dealt; `None` where the dump does not read as it did when it was learnt.
    pub(crate) fn gather_columns(
        &self,
        path: Option<&Path>,
        prepared: &Prepared,
        knowledge: &Knowledge,
        plan: Option<&Plan>,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Option<Arc<Columns>>, EngineError> {
        let mut columns = Columns::default();
        let (Some(path), Some(plan)) = (path, plan.filter(|plan| plan.shuffles(Extent::Table)))
        else {
            return Ok(Some(Arc::new(columns)));
        };
        let opened = self.open(Input::File(path.to_owned()), false)?;
        let mut director = PlanDirector::new(
            &prepared.settings,
            knowledge.clone(),
            Some(plan.clone()),
            true,
            Arc::default(),
        );
        let scanner = Scanner::with_limits(opened.dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end)
            .reading(self.read_bytes);
        let mut chunk = Chunk::default();
        loop {
            cancel.check()?;
            chunk.clear();
            let goes_on = chunker.next(&mut chunk, &mut director)?;
            columns.gather(&chunk, Extent::Table);
            let (read_bytes, total_bytes) = chunker.progress();
            observer.observe(&Event::Learning {
                read_bytes,
                total_bytes,
            });
            if columns.memory() > self.memory_bytes as u64 {
                return Err(self.over_memory(columns.memory(), read_bytes, total_bytes));
            }
            if !goes_on {
                break;
            }
        }
        if !director.read_alike() {
            return Ok(None);
        }
        if !columns.deal() {
            return Err(Diagnostic::new(
                Code::OverMemory,
                "`shuffle` over more than 4 294 967 295 values",
            )
            .hint(HINT)
            .into());
        }
        Ok(Some(Arc::new(columns)))
    }

    fn over_memory(&self, held: u64, read_bytes: u64, total_bytes: Option<u64>) -> EngineError {
        let share = total_bytes
            .filter(|total| *total > 0)
            .map_or_else(String::new, |total| {
                format!(" after {} % of the dump", read_bytes * 100 / total)
            });
        Diagnostic::new(
            Code::OverMemory,
            format!(
                "`shuffle` holds {held} bytes{share}, and `--memory` allows {}",
                self.memory_bytes
            ),
        )
        .hint(HINT)
        .into()
    }
}

const HINT: &str = "allow more with --memory, or give the rule a `window:`, which needs none";
