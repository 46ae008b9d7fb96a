use std::collections::BTreeSet;
use std::time::Instant;

use bauta_engine::{InspectedColumn, Trial, TrialRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::edit::{self, Edit};
use super::editor::Editing;
use crate::dump::SampleCell;
use crate::dumps::OpenDump;
use crate::history;
use crate::problem::{CommandError, Problem};
use crate::session::Session;

/// The first rows of a table are asked for, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRequest {
    /// The profile.
    pub profile: String,
    /// The dump.
    pub dump: String,
    /// The table.
    pub table: String,
    /// How many rows; at most 200 are kept of a table.
    pub rows: u32,
    /// Changes that are tried and not made: what a form holds while it is filled in.
    pub edits: Vec<Edit>,
}

/// The first rows of a table, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewTable {
    /// The revision of the profile that this is of, but for what is tried.
    pub revision: u64,
    /// The table.
    pub table: String,
    /// Its columns, in the order in which rows name them.
    pub columns: Vec<PreviewColumn>,
    /// The rows.
    pub rows: Vec<PreviewRow>,
    /// What is wrong with the table, but for its columns.
    pub problems: Vec<Problem>,
    /// How long it took.
    pub milliseconds: f64,
}

/// A column of a preview, with what its values and rules say together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewColumn {
    /// Its name.
    pub name: String,
    /// What a run does; `null` where no rule holds, and then nothing is shown behind.
    pub action: Option<String>,
    /// NULLs among the rows shown, before.
    pub nulls_before: usize,
    /// NULLs among the rows shown, after.
    pub nulls_after: usize,
    /// Different values among the rows shown, before.
    pub distinct_before: usize,
    /// Different values among the rows shown, after.
    pub distinct_after: usize,
    /// Characters of the longest value shown, after.
    pub longest_after: usize,
    /// NULLs in the whole dump.
    pub nulls_in_dump: u64,
    /// Bytes of the longest value in the whole dump.
    pub longest_in_dump: Option<u64>,
    /// Whether the schema allows no value twice.
    pub unique: bool,
    /// Whether the schema allows NULL.
    pub nullable: bool,
    /// What is wrong with the column's rule.
    pub problems: Vec<Problem>,
}

/// A row of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// Its number within the table, from 0.
    pub ordinal: u64,
    /// As it stands in the dump, covered but for what was revealed.
    pub before: Vec<SampleCell>,
    /// Masked, under a throw-away key: the tokens of a run are others. `null` where the row is left
    /// out or refused. A cell that is kept is covered like its original.
    pub after: Option<Vec<SampleCell>>,
    /// Whether the run would stop at this row.
    pub refused: bool,
}

/// Masks the first rows of a table by the rules as they are, or as `edits` would make them. The
/// dump is not read.
///
/// # Errors
/// As for `editorTable`; or what is tried is no rule.
pub fn preview_table(
    session: &Session,
    input: PreviewRequest,
) -> Result<PreviewTable, CommandError> {
    let started = Instant::now();
    let dump = session.dump(&input.dump)?;
    let survey = dump.survey()?;
    let mut editing = Editing::of(session, &input.profile, &dump)?;
    let dialect = Some(survey.inspection().dialect);
    let changes = edit::changes(&editing.profile, dialect, input.edits)?;
    history::apply(&mut editing.profile, changes);
    let trial = survey.try_on(&editing.edited(), &input.table, input.rows as usize)?;
    let mut tables = survey.inspection().tables.iter();
    let found = tables.find(|table| table.name == input.table);
    let found = |name: &str| {
        found.and_then(|table| table.columns.iter().find(|column| column.name == name))
    };
    let mut told = PreviewTable {
        revision: editing.revision,
        columns: columns(&trial, &found),
        rows: Vec::new(),
        problems: Vec::new(),
        milliseconds: 0.0,
        table: input.table,
    };
    for problem in &trial.problems {
        let place = problem.place.clone().unwrap_or_default();
        let name = |column: &PreviewColumn| format!("{}.{}", told.table, column.name);
        let about = told
            .columns
            .iter()
            .position(|column| place.split(", ").any(|place| place == name(column)));
        let problem = Problem::from(problem.clone());
        match about.and_then(|about| told.columns.get_mut(about)) {
            Some(column) => column.problems.push(problem),
            None => told.problems.push(problem),
        }
    }
    let rows = trial.rows.into_iter().map(|row| shown(row, &dump, &told));
    told.rows = rows.collect();
    told.milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    Ok(told)
}

fn columns<'f>(
    trial: &Trial,
    found: &dyn Fn(&str) -> Option<&'f InspectedColumn>,
) -> Vec<PreviewColumn> {
    let columns = trial.columns.iter().enumerate();
    let column = |(place, column): (usize, &bauta_engine::TrialColumn)| {
        let before = || trial.rows.iter().filter_map(|row| row.before.get(place));
        let after = || {
            let rows = trial.rows.iter().filter_map(|row| row.after.as_ref());
            rows.filter_map(|row| row.get(place))
        };
        let of = found(&column.name);
        PreviewColumn {
            name: column.name.clone(),
            action: column.action.clone(),
            nulls_before: before().filter(|value| value.is_none()).count(),
            nulls_after: after().filter(|value| value.is_none()).count(),
            distinct_before: before().flatten().collect::<BTreeSet<_>>().len(),
            distinct_after: after().flatten().collect::<BTreeSet<_>>().len(),
            longest_after: after()
                .flatten()
                .map(|value| value.chars().count())
                .max()
                .unwrap_or(0),
            nulls_in_dump: of.map_or(0, |of| of.nulls),
            longest_in_dump: of.and_then(|of| of.lengths).map(|(_, longest)| longest),
            unique: of.is_some_and(|of| of.unique),
            nullable: of.is_none_or(|of| of.nullable),
            problems: Vec::new(),
        }
    };
    columns.map(column).collect()
}

/// A row as it may be shown: whatever still is an original is covered like one.
fn shown(row: TrialRow, dump: &OpenDump, told: &PreviewTable) -> PreviewRow {
    let revealed = |place: usize| {
        let name = told
            .columns
            .get(place)
            .map_or("", |column| column.name.as_str());
        dump.is_revealed(&told.table, name, row.ordinal)
    };
    let after = row.after.map(|after| {
        let cells = after.into_iter().enumerate().map(|(place, value)| {
            let original = row.before.get(place) == Some(&value);
            SampleCell::of(value, !original || revealed(place))
        });
        cells.collect()
    });
    let before = row.before.into_iter().enumerate();
    PreviewRow {
        ordinal: row.ordinal,
        before: before
            .map(|(place, value)| SampleCell::of(value, revealed(place)))
            .collect(),
        after,
        refused: row.refused,
    }
}
