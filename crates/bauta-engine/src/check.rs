//! Profile against dump, before anything is masked.

use bauta_dump::Scanner;
use bauta_profile::{Profile, Reviewed};

use crate::approval::schema_of;
use crate::error::EngineError;
use crate::job::{Job, Prepared, compile};
use crate::learning::Reading;
use crate::mask::{Chunk, Outliner};
use crate::observe::{Event, Observer, Totals};
use crate::pipeline::Cancel;
use crate::plan::Plan;
use crate::reversal;
use crate::scan::{Chunker, Knowledge, PlanDirector};
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
            Some(self.planned(&prepared, &knowledge)?)
        } else {
            None
        };
        let names = std::sync::Arc::default();
        let mut director = PlanDirector::new(&prepared.settings, knowledge, plan, complete, names);
        let scanner = Scanner::with_limits(opened.dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end);
        let mut chunk = Chunk::default();
        let (mut outliner, mut totals) = (Outliner::default(), Totals::default());
        loop {
            cancel.check()?;
            chunk.clear();
            let goes_on = chunker.next(&mut chunk, &mut director)?;
            let mut counts = Vec::new();
            outliner.outline(&chunk, &mut counts);
            totals.add(counts);
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
        self.had_reviewed(&prepared, &director, &totals, complete)?;
        let schema = schema_of(&director.knowledge);
        let drift = self
            .approved
            .iter()
            .flat_map(|last| last.schema.drift(&schema));
        let mut notices = director.notices();
        notices.extend(unlisted_leaves(&plan, &prepared.settings.profile));
        Ok(CheckReport {
            drift: drift.map(|drift| drift.to_string()).collect(),
            ..summary(&plan, reviews, notices)
        })
    }

    /// The plan, or all that speaks against it: what is wrong with rules, and drift.
    fn planned(&self, prepared: &Prepared, knowledge: &Knowledge) -> Result<Plan, EngineError> {
        let drifted = self.has_reviewed_schema(&prepared.settings.profile, knowledge);
        match (compile(&prepared.settings, knowledge), drifted) {
            (Ok(plan), Ok(())) => Ok(plan),
            (Err(problems), Ok(())) | (Ok(_), Err(problems)) => Err(problems),
            (Err(one), Err(other)) => {
                let all = one.diagnostics.into_iter().chain(other.diagnostics);
                Err(all.collect::<Vec<_>>().into())
            }
        }
    }
}

/// Kept documents whose leaves the profile does not name, though it says what it was reviewed with.
fn unlisted_leaves(plan: &Plan, profile: &Profile) -> Vec<String> {
    if profile.reviewed == Reviewed::default() {
        return Vec::new();
    }
    let columns = plan.tables.iter().flat_map(|(name, table)| {
        let columns = table.columns.iter();
        columns.map(move |column| (name, column))
    });
    let unlisted = columns.filter(|(_, column)| {
        let leaves = column.leaves.as_ref();
        leaves.is_some_and(|leaves| leaves.reviewed.is_none())
    });
    unlisted
        .map(|(table, column)| {
            format!(
                "{table}.{}: leaves of these documents are kept and none is listed under \
                 `reviewed: leaves:`; `draft --update` lists them",
                column.name
            )
        })
        .collect()
}

/// Where doubts are still open.
pub(crate) fn open_reviews(profile: &Profile) -> Vec<String> {
    let open = profile.open_reviews().into_iter();
    open.map(|(table, column)| {
        column.map_or_else(|| table.to_owned(), |column| format!("{table}.{column}"))
    })
    .collect()
}

fn summary(plan: &Plan, reviews: Vec<String>, notices: Vec<String>) -> CheckReport {
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
