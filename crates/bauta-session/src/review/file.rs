use std::path::Path;

use bauta_engine::Subject as Made;
use bauta_profile::{Decision, Profile, Rules, Scope};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::changes::Columns;
use super::subject::dialect_of;
use crate::dump::ColumnClass;
use crate::problem::CommandError;
use crate::profile::{Doubt, ExceptionForm, ProfileSettings, RuleForm};
use crate::session::Session;
use crate::start::FileRef;
use crate::whole;

/// A review file: what a reviewer needs who may not see the dump. No original value is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewFile {
    /// Its name.
    pub name: String,
    /// The environment it is for.
    pub environment: String,
    /// The profile's name.
    pub profile_name: String,
    /// The digest of the profile and of all that belongs to it.
    pub profile_digest: String,
    /// When it was made.
    pub made: String,
    /// The version of bauta that made it.
    pub engine: String,
    /// Doubts, open ones and settled ones.
    pub doubts: Vec<Doubt>,
    /// The approval it was compared with, and what is different; `null` where there was none.
    pub since: Option<FileChanges>,
    /// Tables of the dump, with what is decided about them.
    pub tables: Vec<FileTable>,
    /// Secrets by place and kind.
    pub secrets: Vec<FileSecret>,
    /// Accounts and the like, with what becomes of them.
    pub identities: Vec<FileIdentity>,
    /// What is kept although a detector objects.
    pub exceptions: Vec<ExceptionForm>,
    /// What stands at the top of the profile.
    pub settings: ProfileSettings,
    /// What the reviewer should know.
    pub notices: Vec<String>,
}

/// What is different since an approval, in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileChanges {
    /// Its number.
    pub serial: u64,
    /// What the rules say otherwise.
    pub rules: Vec<String>,
    /// What the schema has otherwise.
    pub schema: Vec<String>,
}

/// A table of a review file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileTable {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<FileColumn>,
}

/// A column of a review file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileColumn {
    /// Its name.
    pub name: String,
    /// Its type as the dump writes it.
    #[serde(rename = "type")]
    pub written_type: String,
    /// What becomes of it.
    pub action: Option<String>,
    /// What it holds.
    pub class: Option<ColumnClass>,
    /// The rule of the profile itself that decides it; `null` where a preset does.
    pub rule: Option<RuleForm>,
    /// How its originals look.
    pub shapes: Option<Shapes>,
    /// Values as they would be in the clone, of the first rows; what would show an original says
    /// `(kept)`.
    pub samples: Vec<Option<String>>,
}

/// How the originals of a column look, without any of them. Groups of fewer than ten are not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Shapes {
    /// NULLs.
    pub nulls: Option<u64>,
    /// Lengths: `text` is the longest in characters.
    pub lengths: Vec<ShapeGroup>,
    /// Patterns: letters are `A` and `a`, digits `9`.
    pub patterns: Vec<ShapeGroup>,
    /// Values of no pattern that is told.
    pub others: u64,
}

/// Values that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShapeGroup {
    /// How they look.
    pub text: String,
    /// How many there are.
    pub count: u64,
}

/// Secrets of one kind in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileSecret {
    /// The kind's id.
    pub kind: String,
    /// The table, where they stand in rows.
    pub table: Option<String>,
    /// The column, where they stand in rows.
    pub column: Option<String>,
    /// How many there are.
    pub count: u64,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: String,
    /// What a run does with them.
    pub treatment: String,
}

/// An account or another thing that acts or opens something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileIdentity {
    /// What it is.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// Where it stands first.
    pub place: String,
    /// How often it stands there.
    pub count: u64,
    /// What a run does with it.
    pub treatment: String,
    /// Whether the original must be changed where it works.
    pub rotate: bool,
}

/// Opens a review file. Nothing of it is trusted: an approval is signed for the profile at hand,
/// which has to have the digest that the file names.
///
/// # Errors
/// The file cannot be read, or is no review.
pub fn open_review(session: &Session, input: FileRef) -> Result<ReviewFile, CommandError> {
    let path = session.files.path(&input.file)?;
    let text = read(&path)?;
    let made = Made::parse(&text)?;
    let rest: Rest = parse(&text)?;
    let profile = Profile::parse(&made.profile)?;
    session.remember(&path, crate::files::FileKind::Review);
    Ok(ReviewFile {
        name: crate::files::name_of(&path),
        environment: made.environment,
        profile_name: made.profile_name,
        profile_digest: made.profile_digest.to_string(),
        made: rest.made,
        engine: rest.engine,
        doubts: Doubt::of(&profile),
        since: rest.since_last_approval,
        tables: tables(&profile, rest.tables),
        secrets: rest.secrets,
        identities: rest.identities,
        exceptions: profile.exceptions.iter().map(ExceptionForm::of).collect(),
        settings: ProfileSettings::of(&profile),
        notices: rest.notices,
    })
}

/// The text of a review file.
pub(super) fn read(path: &Path) -> Result<String, CommandError> {
    Ok(whole::read(path, "review", MOST_BYTES)?)
}

/// The tables of a review file with their columns.
pub(super) fn columns(text: &str) -> Result<Columns, CommandError> {
    let rest: Rest = parse(text)?;
    let profile = Profile::parse(&Made::parse(text)?.profile)?;
    let names: Vec<String> = rest.tables.iter().map(|table| table.name.clone()).collect();
    let dialect = dialect_of(&profile, &names);
    let tables = rest.tables.into_iter().map(|table| {
        let columns = table.columns.into_iter().map(|column| column.name);
        (table.name, columns.collect())
    });
    Ok(Columns::new(tables, dialect))
}

const MOST_BYTES: u64 = 256 << 20;

fn parse(text: &str) -> Result<Rest, CommandError> {
    serde_json::from_str(text).map_err(|_| CommandError::usage("this is no review of bauta"))
}

/// The file as it is written, but for what would be approved.
#[derive(Deserialize)]
struct Rest {
    made: String,
    engine: String,
    since_last_approval: Option<FileChanges>,
    tables: Vec<WrittenTable>,
    secrets: Vec<FileSecret>,
    identities: Vec<FileIdentity>,
    notices: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenTable {
    name: String,
    rows: u64,
    columns: Vec<WrittenColumn>,
    sample_columns: Vec<String>,
    samples: Vec<Vec<Option<String>>>,
}

#[derive(Deserialize)]
struct WrittenColumn {
    name: String,
    #[serde(rename = "type")]
    written_type: String,
    action: Option<String>,
    verdict: Option<ColumnClass>,
    shapes: Option<WrittenShapes>,
}

#[derive(Deserialize)]
struct WrittenShapes {
    #[serde(default)]
    nulls: Option<u64>,
    lengths: Vec<WrittenLength>,
    patterns: Vec<WrittenPattern>,
    others: u64,
}

#[derive(Deserialize)]
struct WrittenLength {
    up_to: u64,
    count: u64,
}

#[derive(Deserialize)]
struct WrittenPattern {
    pattern: String,
    count: u64,
}

fn tables(profile: &Profile, written: Vec<WrittenTable>) -> Vec<FileTable> {
    let names: Vec<String> = written.iter().map(|table| table.name.clone()).collect();
    let scope = Scope {
        schema: dialect_of(profile, &names).and_then(bauta_model::Dialect::default_schema),
        database: None,
    };
    let mut rules = Rules::new(profile, &[], scope);
    let tables = written.into_iter().map(|table| {
        let names: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let decided = table.name.parse().ok();
        let decided = decided.map(|name| rules.decide(&[&name], &names).columns);
        let mut decided = decided.unwrap_or_default().into_iter();
        let columns = table.columns.iter().map(|column| {
            let rule = match decided.next() {
                Some(Decision::Rule(rule, _)) => Some(RuleForm::of(rule)),
                _ => None,
            };
            column.told(rule, &table)
        });
        FileTable {
            columns: columns.collect(),
            rows: table.rows,
            name: table.name.clone(),
        }
    });
    tables.collect()
}

impl WrittenColumn {
    fn told(&self, rule: Option<RuleForm>, table: &WrittenTable) -> FileColumn {
        let mut names = table.sample_columns.iter();
        let at = names.position(|name| *name == self.name);
        let rows = table.samples.iter();
        let samples = at.map(|at| rows.map(|row| row.get(at).cloned().flatten()).collect());
        FileColumn {
            name: self.name.clone(),
            written_type: self.written_type.clone(),
            action: self.action.clone(),
            class: self.verdict.clone(),
            rule,
            shapes: self.shapes.as_ref().map(WrittenShapes::told),
            samples: samples.unwrap_or_default(),
        }
    }
}

impl WrittenShapes {
    fn told(&self) -> Shapes {
        let group = |text: String, count: u64| ShapeGroup { text, count };
        let lengths = self.lengths.iter();
        let patterns = self.patterns.iter();
        Shapes {
            nulls: self.nulls,
            lengths: lengths
                .map(|of| group(of.up_to.to_string(), of.count))
                .collect(),
            patterns: patterns
                .map(|of| group(of.pattern.clone(), of.count))
                .collect(),
            others: self.others,
        }
    }
}
