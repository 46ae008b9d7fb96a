//! How a profile stands on a dump: in marks for the tree, and in full for one table.

use std::collections::BTreeMap;

use bauta_engine::{
    Diagnostic, Edited, InspectedColumn, InspectedTable, JudgedColumn, JudgedTable, Judgement,
    RuleOrigin, Survey,
};
use bauta_model::Sensitivity;
use bauta_profile::{ColumnRule, Profile, Rows};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rule::{ColumnPlace, RowsForm, RuleForm};
use crate::cli;
use crate::dumps::OpenDump;
use crate::problem::{CommandError, Problem};
use crate::session::Session;

/// A profile is to be held against a dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorRequest {
    /// The profile.
    pub profile: String,
    /// The dump.
    pub dump: String,
}

/// The same for one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorTableRequest {
    /// The profile.
    pub profile: String,
    /// The dump.
    pub dump: String,
    /// The table.
    pub table: String,
}

/// How a profile stands on a whole dump.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorTables {
    /// The revision of the profile that this is of.
    pub revision: u64,
    /// A mark for each column of each table, in the order of `dumpOverview`.
    pub tables: Vec<EditorTableMarks>,
    /// How much is decided.
    pub meter: Meter,
    /// All that is wrong with the profile on this schema; each leads to its place.
    pub problems: Vec<Problem>,
}

/// The marks of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorTableMarks {
    /// The table.
    pub table: String,
    /// One for each column.
    pub columns: Vec<EditorMark>,
}

/// How a column stands, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorMark {
    /// How it stands.
    pub status: ColumnStatus,
    /// The transformer of its rule; empty where none decides.
    pub action: String,
    /// Whether the profile names the column itself, and no preset or glob decides; left out where
    /// not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub own: bool,
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColumnStatus {
    /// It is masked.
    Masked,
    /// It is kept, and nothing speaks against that.
    Kept,
    /// The server computes it anew.
    Computed,
    /// The rows of its table are left out.
    Dropped,
    /// A doubt about it is open.
    Review,
    /// What is kept is rated high or critical.
    AtRisk,
    /// No rule decides it, or two rules of equal rank do.
    Undecided,
}

/// How many columns stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Meter {
    /// All of them.
    pub columns: usize,
    /// Masked, kept, computed or dropped without a doubt.
    pub decided: usize,
    /// With an open doubt.
    pub review: usize,
    /// Kept though rated high or critical.
    pub at_risk: usize,
    /// Not decided.
    pub undecided: usize,
}

/// What a screen does, on the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandLine {
    /// The line; `null` where there is none yet.
    pub line: Option<String>,
}

/// How a profile stands on one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorTable {
    /// The revision of the profile that this is of.
    pub revision: u64,
    /// The table.
    pub table: String,
    /// Which rows stay, where a rule says so.
    pub rows: Option<RowsForm>,
    /// Its columns, in the order of its definition.
    pub columns: Vec<EditorColumn>,
    /// What is wrong with the table, but for its columns.
    pub problems: Vec<Problem>,
}

/// A column and its rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditorColumn {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub status: ColumnStatus,
    /// What a run does: the transformer, `keep` or `recompute`.
    pub action: String,
    /// The rule that decides it.
    pub rule: Option<RuleForm>,
    /// Where that rule stands: `own`, `glob`, `preset`, `conflict` or `none`.
    pub origin: String,
    /// The selectors of that rule and, of a preset, its name.
    pub selector: Option<String>,
    /// Columns of one domain share tokens.
    pub domain: Option<String>,
    /// Columns that foreign keys join with it; a rule is for all of them.
    pub partners: Vec<ColumnPlace>,
    /// What is wrong with its rule.
    pub problems: Vec<Problem>,
}

/// How a profile stands on a whole dump.
///
/// # Errors
/// The dump has not been inspected, a preset cannot be read, or the profile is for another dialect.
pub fn editor_tables(
    session: &Session,
    input: EditorRequest,
) -> Result<EditorTables, CommandError> {
    let dump = session.dump(&input.dump)?;
    let survey = dump.survey()?;
    let editing = Editing::of(session, &input.profile, &dump)?;
    let judged = survey.judge(&editing.edited())?;
    let found = by_name(&survey);
    let mut meter = Meter::default();
    let tables = judged.tables.iter().map(|table| {
        let found = found.get(table.name.as_str()).copied();
        let columns = table.columns.iter().map(|column| {
            let of = found.and_then(|table| column_of(table, &column.name));
            let status = status(table, column, of, &editing.profile);
            meter.count(status);
            EditorMark {
                status,
                action: column.action.clone(),
                own: origin(&column.origin).0 == "own",
            }
        });
        EditorTableMarks {
            table: table.name.clone(),
            columns: columns.collect(),
        }
    });
    let tables = tables.collect();
    Ok(EditorTables {
        revision: editing.revision,
        tables,
        meter,
        problems: judged.problems.into_iter().map(Problem::from).collect(),
    })
}

/// How a profile stands on one table; quick however large the dump is.
///
/// # Errors
/// As for `editorTables`; or there is no such table.
pub fn editor_table(
    session: &Session,
    input: EditorTableRequest,
) -> Result<EditorTable, CommandError> {
    let dump = session.dump(&input.dump)?;
    let survey = dump.survey()?;
    let editing = Editing::of(session, &input.profile, &dump)?;
    let Judgement { tables, problems } = survey.judge_table(&editing.edited(), &input.table)?;
    let judged = tables.into_iter().next();
    let judged = judged.ok_or_else(|| CommandError::usage("the dump has no such table"))?;
    let found = by_name(&survey).get(judged.name.as_str()).copied();
    let (of_columns, rest) = split(problems, &judged);
    let columns = judged
        .columns
        .iter()
        .zip(of_columns)
        .map(|(column, problems)| {
            let of = found.and_then(|table| column_of(table, &column.name));
            let (origin, selector) = origin(&column.origin);
            EditorColumn {
                name: column.name.clone(),
                status: status(&judged, column, of, &editing.profile),
                action: column.action.clone(),
                rule: column.rule.as_ref().map(RuleForm::of),
                origin: origin.to_owned(),
                selector,
                domain: column.domain.clone(),
                partners: partners(&survey, &judged.name, &column.name),
                problems,
            }
        });
    Ok(EditorTable {
        revision: editing.revision,
        table: judged.name.clone(),
        rows: judged.rows.as_ref().map(RowsForm::of),
        columns: columns.collect(),
        problems: rest,
    })
}

/// What judges the profile on the dump from the command line; there is none before it is saved.
///
/// # Errors
/// The profile or the dump is not open.
pub fn check_line(session: &Session, input: EditorRequest) -> Result<CommandLine, CommandError> {
    let dump = session.dump(&input.dump)?;
    let profile = session.with_document(&input.profile, |document| Ok(document.path.clone()))?;
    let line = profile.map(|profile| {
        let arguments = [cli::path(&profile), cli::path(&dump.path)];
        cli::line(&["check"], &arguments)
    });
    Ok(CommandLine { line })
}

/// A profile at a moment, held against a dump.
pub(super) struct Editing {
    pub(super) profile: Profile,
    pub(super) revision: u64,
    folder: std::path::PathBuf,
    root: [u8; 32],
    today: String,
    rules: Option<std::sync::Arc<bauta_detect::OwnRules>>,
}

impl Editing {
    pub(super) fn of(
        session: &Session,
        profile: &str,
        dump: &OpenDump,
    ) -> Result<Self, CommandError> {
        let rules = session.own_rules()?;
        session.with_document(profile, |document| {
            Ok(Self {
                rules,
                profile: document.profile.clone(),
                revision: document.revision,
                folder: document.folder(),
                root: dump.root,
                today: session.desk.today(),
            })
        })
    }

    pub(super) fn edited(&self) -> Edited<'_> {
        Edited {
            profile: &self.profile,
            folder: &self.folder,
            root: self.root,
            today: &self.today,
            rules: self.rules.clone(),
        }
    }
}

pub(super) fn partners(survey: &Survey, table: &str, column: &str) -> Vec<ColumnPlace> {
    let joined = survey.joined(table, column).into_iter();
    joined
        .map(|(table, column)| ColumnPlace { table, column })
        .collect()
}

fn by_name(survey: &Survey) -> BTreeMap<&str, &InspectedTable> {
    let tables = survey.inspection().tables.iter();
    tables.map(|table| (table.name.as_str(), table)).collect()
}

fn column_of<'t>(table: &'t InspectedTable, name: &str) -> Option<&'t InspectedColumn> {
    table.columns.iter().find(|column| column.name == name)
}

/// How a column stands under a profile.
fn status(
    table: &JudgedTable,
    column: &JudgedColumn,
    found: Option<&InspectedColumn>,
    profile: &Profile,
) -> ColumnStatus {
    if table.rows == Some(Rows::Drop) {
        return ColumnStatus::Dropped;
    }
    if column.action == "recompute" {
        return ColumnStatus::Computed;
    }
    let Some(rule) = &column.rule else {
        let by_default = profile.unlisted != bauta_profile::Unlisted::Refuse
            && column.origin == RuleOrigin::Undecided;
        return if by_default {
            ColumnStatus::Masked
        } else {
            ColumnStatus::Undecided
        };
    };
    if rule.is_open() {
        return ColumnStatus::Review;
    }
    if !rule.keeps() {
        return ColumnStatus::Masked;
    }
    let class = found.and_then(|column| column.class.as_ref());
    let rated = class.is_some_and(|class| {
        matches!(class.sensitivity, Sensitivity::High | Sensitivity::Critical)
            && !is_excepted(profile, &table.name, &column.name, class.kind)
    });
    if rated && is_settled(rule, class.map(|class| class.kind)) {
        ColumnStatus::AtRisk
    } else {
        ColumnStatus::Kept
    }
}

/// Whether what was found still speaks against a rule that keeps: a reviewer may have said that
/// the column is of another class.
fn is_settled(rule: &ColumnRule, found: Option<&str>) -> bool {
    rule.reviewed.is_none() || rule.class.as_deref() == found
}

fn is_excepted(profile: &Profile, table: &str, column: &str, kind: &str) -> bool {
    profile.exceptions.iter().any(|exception| {
        let place = exception.column.as_ref().map(ToString::to_string);
        let place = place.as_deref().and_then(|place| place.rsplit_once('.'));
        let here = place.is_some_and(|(of, name)| {
            name == column && (of == table || table.ends_with(&format!(".{of}")))
        });
        here && exception.kinds.iter().any(|known| known == kind)
    })
}

fn origin(origin: &RuleOrigin) -> (&'static str, Option<String>) {
    let glob = |text: &str| text.contains(['*', '?']);
    match origin {
        RuleOrigin::Undecided => ("none", None),
        RuleOrigin::Own { table, column } => {
            let word = if glob(table) || glob(column) {
                "glob"
            } else {
                "own"
            };
            (word, Some(format!("{table}: {column}")))
        }
        RuleOrigin::Preset {
            name,
            table,
            column,
        } => ("preset", Some(format!("{name}: {table}: {column}"))),
        RuleOrigin::Conflict { first, second } => ("conflict", Some(format!("{first}, {second}"))),
    }
}

/// Problems by the column they are about, in the order of the table's columns, and the rest.
fn split(problems: Vec<Diagnostic>, table: &JudgedTable) -> (Vec<Vec<Problem>>, Vec<Problem>) {
    let mut of_columns = vec![Vec::new(); table.columns.len()];
    let mut rest = Vec::new();
    for problem in problems {
        let place = problem.place.clone().unwrap_or_default();
        let about = table.columns.iter().position(|column| {
            let name = format!("{}.{}", table.name, column.name);
            place.split(", ").any(|place| place == name)
        });
        let problem = Problem::from(problem);
        match about.and_then(|about| of_columns.get_mut(about)) {
            Some(list) => list.push(problem),
            None => rest.push(problem),
        }
    }
    (of_columns, rest)
}

impl Meter {
    fn count(&mut self, status: ColumnStatus) {
        self.columns += 1;
        match status {
            ColumnStatus::Review => self.review += 1,
            ColumnStatus::AtRisk => self.at_risk += 1,
            ColumnStatus::Undecided => self.undecided += 1,
            _ => self.decided += 1,
        }
    }
}
