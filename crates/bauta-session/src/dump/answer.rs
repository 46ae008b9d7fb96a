use bauta_detect::{Reach, Verdict};
use bauta_engine::{InspectedColumn, Survey};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dumps::OpenDump;

/// What is known of a dump.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DumpOverview {
    /// Its handle.
    pub dump: String,
    /// Its file name.
    pub name: String,
    /// The folder it lies in, for people.
    pub folder: String,
    /// Its size as stored; `null` where the file is gone.
    pub bytes: Option<u64>,
    /// How far it is known.
    pub state: DumpState,
    /// `postgres`, `mysql` or `sqlite`; empty until it is inspected.
    pub dialect: String,
    /// How much of it was read.
    pub coverage: Option<Coverage>,
    /// Its tables by name.
    pub tables: Vec<TableSummary>,
    /// How many secrets were found.
    pub secrets: usize,
    /// How many accounts, credentials and jobs were found.
    pub identities: usize,
    /// What was not read, and what a run would refuse.
    pub notices: Vec<String>,
    /// The same on the command line.
    pub cli: String,
}

/// How far a dump is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DumpState {
    /// It was opened, not read.
    Unread,
    /// It was inspected.
    Inspected,
    /// It was inspected, and the file is another one now.
    Changed,
    /// The file is gone.
    Missing,
}

/// How much of a dump was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Bytes, decompressed.
    pub bytes: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// Fields of all rows, NULLs too.
    pub cells: u64,
    /// Fields whose value is not known.
    pub undecodable: u64,
    /// Bytes of rows that cannot be told apart.
    pub unread_bytes: u64,
    /// Values whose containers were not opened to the end.
    pub unopened: u64,
}

/// A table in the tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TableSummary {
    /// Its name, as all commands take it.
    pub name: String,
    /// Rows in the dump.
    pub rows: u64,
    /// Its columns, in the order of its definition.
    pub columns: Vec<ColumnSummary>,
}

/// A column in the tree; what is usual is left out, since there may be 100,000.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnSummary {
    /// Its name.
    pub name: String,
    /// Its type as the dump writes it; empty where no definition tells.
    #[serde(rename = "type")]
    pub written_type: String,
    /// Whether NULL is allowed; left out where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub nullable: bool,
    /// Whether no value occurs twice; left out where that is not said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub unique: bool,
    /// Whether it is the primary key, alone or with others; left out where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub primary: bool,
    /// `table.column` that it points to; left out where it points nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub references: Option<String>,
    /// What it holds; left out for nothing in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub class: Option<ColumnClass>,
}

/// What a column holds, in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnClass {
    /// The kind's id (`email`, `free-text`).
    pub kind: String,
    /// `pii`, `quasi`, `special` or `secret`.
    pub category: String,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: String,
    /// How sure that is: 0 to 1.
    pub confidence: f64,
}

/// All that is known of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnDetail {
    /// Its table.
    pub table: String,
    /// What the tree shows of it.
    pub column: ColumnSummary,
    /// Rows of the table.
    pub rows: u64,
    /// NULLs in the whole dump.
    pub nulls: u64,
    /// Bytes of its shortest value in the whole dump.
    pub shortest: Option<u64>,
    /// Bytes of its longest value in the whole dump.
    pub longest: Option<u64>,
    /// Columns that point to it, as `table.column`.
    pub referenced_by: Vec<String>,
    /// Why it is of its class.
    pub class: Option<ColumnClassDetail>,
}

/// What a column holds, with the reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnClassDetail {
    /// In short.
    pub class: ColumnClass,
    /// Values that are of the kind.
    pub matched: u64,
    /// Values that were looked at; NULLs are not counted.
    pub sampled: u64,
    /// `column`, `cell`, `leaf` or `span`: what in the column is of the kind.
    pub reach: String,
    /// Why, in short phrases; never a value.
    pub evidence: Vec<String>,
    /// What else it could have been.
    pub runner_up: Option<OtherClass>,
}

/// The second best reading of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OtherClass {
    /// The kind's id.
    pub kind: String,
    /// How sure that would be: 0 to 1.
    pub confidence: f64,
}

pub(super) fn overview(dump: &OpenDump) -> DumpOverview {
    let bytes = std::fs::metadata(&dump.path)
        .ok()
        .map(|metadata| metadata.len());
    let survey = dump.survey().ok();
    let mut told = DumpOverview {
        dump: dump.id.clone(),
        name: dump.name(),
        folder: dump
            .path
            .parent()
            .map_or_else(String::new, |folder| folder.display().to_string()),
        bytes,
        state: match (bytes, dump.is_surveyed(), dump.has_changed()) {
            (None, ..) => DumpState::Missing,
            (_, false, _) => DumpState::Unread,
            (_, _, true) => DumpState::Changed,
            _ => DumpState::Inspected,
        },
        dialect: String::new(),
        coverage: None,
        tables: Vec::new(),
        secrets: 0,
        identities: 0,
        notices: Vec::new(),
        cli: crate::cli::line(&["inspect"], &[crate::cli::path(&dump.path)]),
    };
    if let Some(survey) = survey {
        let found = survey.inspection();
        found.dialect.name().clone_into(&mut told.dialect);
        told.coverage = Some(Coverage {
            bytes: found.coverage.bytes,
            rows: found.coverage.rows,
            cells: found.coverage.cells,
            undecodable: found.coverage.undecodable,
            unread_bytes: found.coverage.unread_bytes,
            unopened: found.coverage.unopened,
        });
        let tables = found.tables.iter().map(|table| TableSummary {
            name: table.name.clone(),
            rows: table.rows,
            columns: table.columns.iter().map(summary).collect(),
        });
        told.tables = tables.collect();
        told.secrets = found.secrets.len();
        told.identities = found.identities.len();
        told.notices.clone_from(&found.notices);
    }
    told
}

pub(super) fn detail(survey: &Survey, table: &str, column: &str) -> Option<ColumnDetail> {
    let tables = &survey.inspection().tables;
    let of = tables.iter().find(|known| known.name == table)?;
    let found = of.columns.iter().find(|known| known.name == column)?;
    let own = format!("{table}.{column}");
    let pointing = tables.iter().flat_map(|table| {
        let columns = table.columns.iter();
        let pointing = columns.filter(|column| column.references.as_ref() == Some(&own));
        pointing.map(|column| format!("{}.{}", table.name, column.name))
    });
    Some(ColumnDetail {
        table: table.to_owned(),
        column: summary(found),
        rows: of.rows,
        nulls: found.nulls,
        shortest: found.lengths.map(|(shortest, _)| shortest),
        longest: found.lengths.map(|(_, longest)| longest),
        referenced_by: pointing.collect(),
        class: found.class.as_ref().map(class_detail),
    })
}

fn summary(column: &InspectedColumn) -> ColumnSummary {
    ColumnSummary {
        name: column.name.clone(),
        written_type: column.written_type.clone(),
        nullable: column.nullable,
        unique: column.unique,
        primary: column.primary,
        references: column.references.clone(),
        class: column.class.as_ref().map(class),
    }
}

fn class(verdict: &Verdict) -> ColumnClass {
    ColumnClass {
        kind: verdict.kind.to_owned(),
        category: verdict.category.name().to_owned(),
        sensitivity: verdict.sensitivity.name().to_owned(),
        confidence: rounded(verdict.confidence),
    }
}

fn class_detail(verdict: &Verdict) -> ColumnClassDetail {
    ColumnClassDetail {
        class: class(verdict),
        matched: verdict.matched,
        sampled: verdict.sampled,
        reach: match verdict.reach {
            Reach::Column => "column",
            Reach::Cell => "cell",
            Reach::Leaf => "leaf",
            Reach::Span => "span",
        }
        .to_owned(),
        evidence: verdict.evidence.clone(),
        runner_up: verdict.runner_up.map(|other| OtherClass {
            kind: other.kind.to_owned(),
            confidence: rounded(other.confidence),
        }),
    }
}

/// In thousandths, which is more than is known.
fn rounded(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}
