//! Before and after, for the first rows of each table.

use serde::Serialize;

use crate::error::EngineError;
use crate::job::{Job, compile};
use crate::learning::Reading;
use crate::mask::{Chunk, Segment, Worker};
use crate::observe::Silent;
use crate::pipeline::Cancel;
use crate::plan::RowForm;
use crate::scan::{Chunker, PlanDirector};
use crate::source::Input;

/// Samples of several tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// One entry per table with rows.
    pub tables: Vec<PreviewTable>,
}

/// Samples of one table. Holds original values: for the terminal and the window only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewTable {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the rows.
    pub columns: Vec<String>,
    /// What the plan does to each.
    pub actions: Vec<String>,
    /// Originals, row by row; `None` is NULL.
    pub before: Vec<Vec<Option<String>>>,
    /// The same rows masked; rows that a filter drops are left out here.
    pub after: Vec<Option<Vec<Option<String>>>>,
}

impl Job {
    /// Masks the first `rows` rows of every table, or of `table`, and shows both sides.
    ///
    /// # Errors
    /// As for [`Job::mask`].
    pub fn preview(
        mut self,
        table: Option<&str>,
        rows: usize,
        cancel: &Cancel,
    ) -> Result<Preview, EngineError> {
        let (profile, presets) = self.read_profile()?;
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let path = if let Input::File(path) = &input {
            Some(path.clone())
        } else {
            None
        };
        let opened = self.open(input, false)?;
        let prepared = self.prepare(profile, presets, opened.dialect)?;
        let (knowledge, complete) = self.learn(
            path.as_deref(),
            &opened,
            &prepared,
            Reading::Exact,
            &mut Silent,
            cancel,
        )?;
        let plan = if complete {
            Some(compile(&prepared.settings, &knowledge)?)
        } else {
            None
        };
        let columns = self.gather_columns(
            path.as_deref(),
            &prepared,
            &knowledge,
            plan.as_ref(),
            &mut Silent,
            cancel,
        )?;
        let mut director = PlanDirector::new(
            &prepared.settings,
            knowledge,
            plan,
            complete,
            std::sync::Arc::default(),
        )
        .with_columns(columns.unwrap_or_default());
        let scanner = bauta_dump::Scanner::with_limits(opened.dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end);
        let mut sampler = Sampler {
            rows,
            table,
            worker: Worker::default(),
            preview: Preview { tables: Vec::new() },
        };
        let mut chunk = Chunk::default();
        loop {
            cancel.check()?;
            chunk.clear();
            let goes_on = chunker.next(&mut chunk, &mut director)?;
            sampler.take(&chunk, &director);
            if !goes_on {
                return Ok(sampler.preview);
            }
        }
    }
}

struct Sampler<'t> {
    rows: usize,
    table: Option<&'t str>,
    worker: Worker,
    preview: Preview,
}

impl Sampler<'_> {
    fn take(&mut self, chunk: &Chunk, director: &PlanDirector<'_>) {
        let mut at = 0;
        for segment in &chunk.segments {
            if let Segment::Rows { .. } = segment {
                self.rows_of(chunk, segment, at, director);
            }
            at += segment.len();
        }
    }

    fn rows_of(
        &mut self,
        chunk: &Chunk,
        segment: &Segment,
        at: usize,
        director: &PlanDirector<'_>,
    ) {
        let Segment::Rows {
            len,
            program,
            rows,
            ordinal,
            ..
        } = segment
        else {
            return;
        };
        let name = program.name.to_string();
        if self
            .table
            .is_some_and(|wanted| wanted != name && wanted != program.name.table)
        {
            return;
        }
        let known = self
            .preview
            .tables
            .iter()
            .position(|table| table.name == name);
        let index = known.unwrap_or_else(|| {
            let reported = director.reported.get(program.table.0);
            let bound = program
                .columns
                .iter()
                .filter_map(|column| reported?.columns.get(*column));
            let (columns, actions) = bound.cloned().unzip();
            self.preview.tables.push(PreviewTable {
                name,
                columns,
                actions,
                before: Vec::new(),
                after: Vec::new(),
            });
            self.preview.tables.len() - 1
        });
        let table = &mut self.preview.tables[index];
        let wanted = self.rows.saturating_sub(table.before.len());
        let region = &chunk.bytes[at..at + len];
        let spans = match program.form {
            RowForm::Copy { .. } => {
                let mut spans = Vec::new();
                let mut start = 0;
                while start < region.len() && spans.len() < wanted {
                    let end = memchr::memchr(b'\n', &region[start..])
                        .map_or(region.len(), |len| start + len + 1);
                    spans.push((at + start, at + end, None));
                    start = end;
                }
                spans
            }
            RowForm::Values { .. } => chunk.layout.rows[rows.clone()]
                .iter()
                .enumerate()
                .take(wanted)
                .map(|(index, row)| {
                    (
                        row.start as usize,
                        row.end as usize,
                        Some(rows.start + index),
                    )
                })
                .collect(),
        };
        for (offset, (start, end, row)) in spans.into_iter().enumerate() {
            let sample =
                self.worker
                    .sample(chunk, program, (start, end), row, ordinal + offset as u64);
            let Some((before, after)) = sample else {
                continue;
            };
            table.before.push(before);
            table.after.push(after);
        }
    }
}
