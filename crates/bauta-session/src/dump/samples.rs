use bauta_trust::AuditEvent;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DumpRef;
use crate::dumps::OpenDump;
use crate::problem::CommandError;
use crate::session::Session;

/// The first rows of a table are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SamplesRequest {
    /// The dump.
    pub dump: String,
    /// The table.
    pub table: String,
    /// How many rows; at most 200 are kept of a table.
    pub rows: u32,
}

/// Values are asked to be uncovered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevealRequest {
    /// The dump.
    pub dump: String,
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// One row of it, from 0; `null` for all samples of the column.
    pub row: Option<u32>,
    /// The profile that is being worked on, for the audit log.
    pub profile: Option<String>,
}

/// The first rows of a table, column by column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SampleTable {
    /// The table.
    pub table: String,
    /// How many rows there are.
    pub rows: usize,
    /// Its columns, in the order in which rows name them.
    pub columns: Vec<SampleColumn>,
}

/// The first values of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SampleColumn {
    /// Its name.
    pub name: String,
    /// One cell for each row.
    pub cells: Vec<SampleCell>,
}

/// A value as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SampleCell {
    /// The value where it is revealed, dots where it is covered, `null` for NULL.
    pub text: Option<String>,
    /// Its length in characters.
    pub chars: usize,
    /// Whether `text` are dots.
    pub covered: bool,
}

/// The first rows of a table, covered but for what was revealed. The dump is not read.
///
/// # Errors
/// The dump has not been inspected.
pub fn dump_samples(session: &Session, input: SamplesRequest) -> Result<SampleTable, CommandError> {
    let dump = session.dump(&input.dump)?;
    samples(&dump, &input.table, input.rows as usize)
}

/// Uncovers a column, or one cell of it, and shows the table's samples. The audit log is told
/// before a value is shown; where it cannot be told, nothing is.
///
/// # Errors
/// The dump has not been inspected, or the audit log cannot be written.
pub fn reveal_samples(
    session: &Session,
    input: RevealRequest,
) -> Result<SampleTable, CommandError> {
    let dump = session.dump(&input.dump)?;
    let sample = dump.survey()?.sample(&input.table, usize::MAX);
    if !sample
        .columns
        .iter()
        .any(|column| column.name == input.column)
    {
        return Err(CommandError::usage("there are no samples of such a column"));
    }
    let profile = input.profile.as_deref();
    let event = AuditEvent::SampleRevealed {
        profile: profile
            .map(|profile| session.digest_of(profile))
            .transpose()?
            .unwrap_or_default(),
        tables: 1,
        rows: if input.row.is_some() {
            1
        } else {
            sample.rows as u64
        },
    };
    session.state()?.audit().append(&event)?;
    dump.reveal(&input.table, &input.column, input.row.map(u64::from));
    samples(&dump, &input.table, usize::MAX)
}

/// Covers all samples of a dump again.
///
/// # Errors
/// The dump is not open.
pub fn cover_dump(session: &Session, input: DumpRef) -> Result<(), CommandError> {
    session.dump(&input.dump)?.cover();
    Ok(())
}

fn samples(dump: &OpenDump, table: &str, rows: usize) -> Result<SampleTable, CommandError> {
    let sample = dump.survey()?.sample(table, rows);
    let columns = sample.columns.into_iter().map(|column| {
        let cells = column.values.into_iter().zip(0..);
        let cells = cells.map(|(value, row)| {
            let revealed = dump.is_revealed(table, &column.name, row);
            SampleCell::of(value, revealed)
        });
        SampleColumn {
            cells: cells.collect(),
            name: column.name,
        }
    });
    Ok(SampleTable {
        table: table.to_owned(),
        columns: columns.collect(),
        rows: sample.rows,
    })
}

impl SampleCell {
    /// A value, as it is or covered.
    pub(crate) fn of(value: Option<String>, revealed: bool) -> Self {
        let chars = value.as_deref().map_or(0, |value| value.chars().count());
        let covered_text = |value: String| {
            if revealed {
                shortened(value)
            } else {
                covered(chars)
            }
        };
        Self {
            covered: !revealed && value.is_some(),
            text: value.map(covered_text),
            chars,
        }
    }
}

/// Dots in the place of a value: how long it is may be seen, up to a point.
fn covered(chars: usize) -> String {
    "•".repeat(chars.min(MOST_DOTS))
}

/// A value as far as a cell shows it.
fn shortened(value: String) -> String {
    match value.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => {
            let mut value = value;
            value.truncate(end);
            value.push('…');
            value
        }
        None => value,
    }
}

const MOST_DOTS: usize = 16;
const MOST_CHARS: usize = 500;
