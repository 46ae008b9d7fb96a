//! Profile against dump, before anything is masked.

use bauta_dump::Scanner;
use bauta_profile::Profile;

use crate::approval::schema_of;
use crate::error::EngineError;
use crate::job::{Job, compile};
use crate::learning::Reading;
use crate::mask::Chunk;
use crate::observe::{Event, Observer};
use crate::pipeline::Cancel;
use crate::reversal;
use crate::scan::{Chunker, PlanDirector};
use crate::source::Input;

/// A profile that fits the dump, and what is still to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CheckReport {
    /// Tables of the dump.
    pub tables: usize,
    /// Their columns.
    pub columns: usize,
    /// Columns that are masked.
    pub masked: usize,
    /// Open `review:` marks: where, and what the doubt is.
    pub reviews: Vec<String>,
    /// What is otherwise in the schema since the profile was last approved for the environment.
    pub drift: Vec<String>,
    /// What the author should know.
    pub notices: Vec<String>,
}

impl Job {
    /// Checks the profile against the dump: definitions and rules, then every statement, without
    /// masking a row.
    ///
    /// # Errors
    /// All problems at once.
    pub fn check(
        mut self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<CheckReport, EngineError> {
        let (profile, presets) = self.read_profile()?;
        let reviews = open_reviews(&profile);
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let path = if let Input::File(path) = &input {
            Some(path.clone())
        } else {
            None
        };
        let opened = self.open(input, false)?;
        let mut prepared = self.prepare(profile, presets, opened.dialect)?;
        let (keys, reveal) = (&prepared.settings.keys, prepared.reveal.as_ref());
        // Any salt will do: nobody sees the tokens.
        prepared.settings.reversal =
            reversal::of_run(keys, reveal, self.policy.sealed_tokens, [1; 32]);
        let prepared = prepared;
        let (knowledge, complete) = self.learn(
            path.as_deref(),
            &opened,
            &prepared,
            Reading::Exact,
            observer,
            cancel,
        )?;
        let plan = if complete {
            Some(compile(&prepared.settings, &knowledge)?)
        } else {
            None
        };
        let names = std::sync::Arc::default();
        let mut director = PlanDirector::new(&prepared.settings, knowledge, plan, complete, names);
        let scanner = Scanner::with_limits(opened.dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end);
        let mut chunk = Chunk::default();
        loop {
            cancel.check()?;
            chunk.clear();
            let goes_on = chunker.next(&mut chunk, &mut director)?;
            let (read_bytes, total_bytes) = chunker.progress();
            observer.observe(&Event::Learning {
                read_bytes,
                total_bytes,
            });
            if !goes_on {
                break;
            }
        }
        director.finish()?;
        let plan = director.finished_plan()?;
        let schema = schema_of(&director.knowledge);
        let drift = self
            .approved
            .iter()
            .flat_map(|last| last.schema.drift(&schema));
        Ok(CheckReport {
            drift: drift.map(|drift| drift.to_string()).collect(),
            ..summary(&plan, reviews, director.notices())
        })
    }
}

/// Where doubts are still open.
pub(crate) fn open_reviews(profile: &Profile) -> Vec<String> {
    let open = profile.open_reviews().into_iter();
    open.map(|(table, column)| {
        column.map_or_else(|| table.to_owned(), |column| format!("{table}.{column}"))
    })
    .collect()
}

fn summary(plan: &crate::plan::Plan, reviews: Vec<String>, notices: Vec<String>) -> CheckReport {
    let columns = || plan.tables.values().flat_map(|table| &table.columns);
    CheckReport {
        tables: plan.tables.len(),
        columns: columns().count(),
        masked: columns().filter(|column| !column.action.keeps()).count(),
        reviews,
        drift: Vec::new(),
        notices,
    }
}
