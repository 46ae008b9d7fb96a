//! What a profile makes of the first rows of a table.

use std::fmt;
use std::sync::Arc;

use bauta_model::{ColumnName, Dialect, TableName};

use super::judge::is_about;
use super::samples::{SampledRun, Samples};
use crate::error::Diagnostic;
use crate::mask::{Chunk, Columns, Extent, Segment, Worker, decode};
use crate::plan::{Binding, Compiler, RowProgram, TableIndex};

/// Rows of a table before and after. Holds original values: for the window only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Trial {
    /// The columns, in the order of the rows.
    pub columns: Vec<TrialColumn>,
    /// The rows.
    pub rows: Vec<TrialRow>,
    /// All that is wrong with the table's rules.
    pub problems: Vec<Diagnostic>,
}

/// A column and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialColumn {
    /// Its name.
    pub name: String,
    /// The transformer, `keep` or `recompute`; `None` where no rule holds, so that nothing is
    /// shown of it.
    pub action: Option<String>,
}

/// A row; `None` among its values is NULL.
#[derive(Clone, PartialEq, Eq)]
pub struct TrialRow {
    /// Its number within the table, from 0.
    pub ordinal: u64,
    /// As it stands in the dump.
    pub before: Vec<Option<String>>,
    /// Masked; `None` where a filter drops the row, or it cannot be masked.
    pub after: Option<Vec<Option<String>>>,
    /// Whether it cannot be masked; the run would stop here and say why.
    pub refused: bool,
}

impl fmt::Debug for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trial")
            .field("columns", &self.columns)
            .field("rows", &self.rows.len())
            .field("problems", &self.problems)
            .finish()
    }
}

impl fmt::Debug for TrialRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrialRow")
            .field("ordinal", &self.ordinal)
            .finish_non_exhaustive()
    }
}

/// Masks the first rows of a table; the columns are those of the first run of rows alike.
pub(super) fn run(
    compiler: Compiler<'_>,
    name: &TableName,
    samples: &Samples,
    rows: usize,
) -> Trial {
    let (plan, mut problems) = compiler.attempt();
    problems.retain(|problem| is_about(problem, name));
    let mut trial = Trial {
        problems,
        ..Trial::default()
    };
    let Some(planned) = plan.tables.get(name) else {
        return trial;
    };
    let undecided: Vec<&str> = (planned.columns.iter())
        .filter(|column| !column.holds)
        .map(|column| column.name.as_str())
        .collect();
    let runs = samples.runs(name, usize::MAX);
    let order = runs.first().map(|run| run.shape.columns.clone());
    for run in runs
        .iter()
        .filter(|run| Some(&run.shape.columns) == order.as_ref())
    {
        let wanted = rows.saturating_sub(trial.rows.len());
        if wanted == 0 {
            break;
        }
        let columns = names(run);
        let binding = Binding {
            table: name,
            index: TableIndex(0),
            columns: Some(&columns),
            form: run.shape.form,
            encoding: run.shape.encoding,
            skips_generated: compiler.settings.dialect == Dialect::Sqlite,
            scrubber: compiler.settings.scrubber.clone(),
            // A few rows say nothing of the column.
            schema: None,
        };
        let program = match binding.bind(planned) {
            Ok(program) => Arc::new(program),
            Err(problem) => {
                trial.problems.push(problem);
                break;
            }
        };
        if trial.columns.is_empty() {
            let of_plan = program
                .columns
                .iter()
                .filter_map(|index| planned.columns.get(*index));
            let column = |column: &crate::plan::PlannedColumn| TrialColumn {
                name: column.name.0.clone(),
                action: (!undecided.contains(&column.name.as_str()))
                    .then(|| column.action.name().to_owned()),
            };
            trial.columns = of_plan.map(column).collect();
        }
        masked(run, &program, wanted, &mut trial);
    }
    trial
}

/// The names of the columns that the rows of a run have.
fn names(run: &SampledRun<'_>) -> Vec<ColumnName> {
    let schema = &run.shape.table.schema.columns;
    let columns = run.shape.columns.iter();
    columns
        .filter_map(|column| Some(schema.get(*column)?.name.clone()))
        .collect()
}

fn masked(run: &SampledRun<'_>, program: &Arc<RowProgram>, most: usize, trial: &mut Trial) {
    let mut rewritten = run.rewritten();
    deal(&mut rewritten.chunk, program, rewritten.ordinal);
    let mut worker = Worker::default();
    let first = rewritten.ordinal;
    for (index, span) in rewritten.rows.iter().enumerate().take(most) {
        let ordinal = first + index as u64;
        let (start, end) = (span.start, span.end);
        let sample = worker.sample(
            &rewritten.chunk,
            program,
            (start, end),
            Some(index),
            ordinal,
        );
        let refused = sample.is_none();
        let (before, mut after) = sample.unwrap_or_else(|| {
            let chunk = &rewritten.chunk;
            let row = chunk.layout.rows.get(index);
            let before = index
                .checked_sub(1)
                .and_then(|before| chunk.layout.rows.get(before));
            let from = before.map_or(0, |row| row.fields_end as usize);
            let to = row.map_or(from, |row| row.fields_end as usize);
            let fields = chunk.layout.fields.get(from..to).unwrap_or_default();
            let decoded = fields
                .iter()
                .map(|field| decode(&chunk.bytes, *field, program.form, program.encoding));
            (decoded.collect(), None)
        });
        for (value, column) in after.iter_mut().flatten().zip(&trial.columns) {
            if column.action.is_none() {
                *value = None;
            }
        }
        trial.rows.push(TrialRow {
            ordinal,
            before,
            after,
            refused,
        });
    }
}

/// Deals what is shuffled among the rows at hand, for want of the others.
fn deal(chunk: &mut Chunk, program: &Arc<RowProgram>, ordinal: u64) {
    chunk.segments.push(Segment::Rows {
        len: chunk.bytes.len(),
        program: Arc::clone(program),
        rows: 0..chunk.layout.rows.len(),
        ordinal,
        bytes_before: 0,
    });
    let mut columns = Columns::default();
    columns.gather(chunk, Extent::Table);
    columns.deal();
    chunk.columns = Some(Arc::new(columns));
}
