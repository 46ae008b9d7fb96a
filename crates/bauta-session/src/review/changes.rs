use std::collections::HashMap;
use std::sync::Arc;

use bauta_engine::LastApproval;
use bauta_model::{Dialect, TableName};
use bauta_profile::{Change, ChangeKind, NamePattern, Profile, Scope, Subject, TableSelector};
use bauta_trust::{Drift, DriftKind, SchemaSnapshot};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::profile::RulePlace;

/// What was approved last, and what is different now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastReview {
    /// Its number.
    pub serial: u64,
    /// What the rules say otherwise now.
    pub changes: Vec<ChangeEntry>,
    /// What the schema has otherwise now.
    pub drift: Vec<DriftEntry>,
}

/// A difference of two profiles, in words of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeEntry {
    /// `added`, `removed` or `changed`.
    pub change: String,
    /// The table's selector, where it is about a table or column.
    pub table: Option<String>,
    /// The column's selector, where it is about a column.
    pub column: Option<String>,
    /// The setting or exception, where it is about one.
    pub setting: Option<String>,
    /// The key of the rule that is changed.
    pub aspect: Option<String>,
    /// What was said.
    pub from: Option<String>,
    /// What is said now.
    pub to: Option<String>,
    /// The first table or column of the dump that it is about, by the names of the dump.
    pub place: Option<RulePlace>,
    /// How many columns of the dump it is about.
    pub columns: u32,
    /// All of it in one sentence.
    pub text: String,
}

/// A difference of two schemas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DriftEntry {
    /// `tableAdded`, `tableRemoved`, `columnAdded`, `columnRemoved`, `retyped`, `nullAllowed`,
    /// `nullRefused`, `labels`, `keys` or `foreignKeys`.
    pub kind: String,
    /// The table.
    pub table: String,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What was: a type, or labels that are gone.
    pub from: Option<String>,
    /// What is now: a type, labels that are new, or a number of columns.
    pub to: Option<String>,
    /// All of it in one sentence.
    pub text: String,
}

/// The columns of a dump by its tables.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    tables: Arc<[Table]>,
    dialect: Option<Dialect>,
}

#[derive(Debug)]
struct Table {
    /// As the window knows it.
    shown: String,
    name: Option<TableName>,
    columns: Vec<String>,
}

impl Columns {
    pub(super) fn new(
        tables: impl Iterator<Item = (String, Vec<String>)>,
        dialect: Option<Dialect>,
    ) -> Self {
        let tables = tables.map(|(shown, columns)| Table {
            name: shown.parse().ok(),
            shown,
            columns,
        });
        Self {
            tables: tables.collect(),
            dialect,
        }
    }

    /// The tables that a selector names.
    fn tables_of(&self, selector: &str) -> Vec<usize> {
        let Some(selector) = TableSelector::parse(selector) else {
            return Vec::new();
        };
        let scope = Scope {
            schema: self.dialect.and_then(Dialect::default_schema),
            database: None,
        };
        let tables = self.tables.iter().enumerate();
        let named = tables.filter(|(_, table)| {
            (table.name.as_ref()).is_some_and(|name| selector.matches(name, scope))
        });
        named.map(|(at, _)| at).collect()
    }
}

/// What is different since an approval, in rules that may not be saved yet, and in the schema.
pub(super) fn since(
    last: &LastApproval,
    rules: &Profile,
    schema: &SchemaSnapshot,
    columns: &Columns,
) -> LastReview {
    let before = Profile::parse(&last.profile);
    let changes = before.map_or_else(|_| Vec::new(), |before| before.diff(rules));
    let mut places = Places {
        columns,
        known: HashMap::new(),
    };
    LastReview {
        serial: last.serial,
        changes: changes.iter().map(|change| places.entry(change)).collect(),
        drift: last.schema.drift(schema).iter().map(drift).collect(),
    }
}

/// Finds out which columns changes are about; a selector is looked for once.
struct Places<'c> {
    columns: &'c Columns,
    known: HashMap<String, Vec<usize>>,
}

impl Places<'_> {
    fn entry(&mut self, change: &Change) -> ChangeEntry {
        let (table, column, setting) = match &change.subject {
            Subject::Setting(key) => (None, None, Some(key.clone())),
            Subject::Entry(key, name) => (None, None, Some(format!("{key}.{name}"))),
            Subject::Table(table) => (Some(table.clone()), None, None),
            Subject::Column(table, column) => (Some(table.clone()), Some(column.clone()), None),
            Subject::Exception(label) => (None, None, Some(format!("exceptions.{label}"))),
        };
        let (kind, aspect, from, to) = match &change.kind {
            ChangeKind::Added(says) => ("added", None, None, Some(says.clone())),
            ChangeKind::Removed(says) => ("removed", None, Some(says.clone()), None),
            ChangeKind::Changed { aspect, from, to } => {
                ("changed", Some(aspect.clone()), from.clone(), to.clone())
            }
        };
        let (place, columns) = match &table {
            Some(table) => self.place(table, column.as_deref()),
            None => (None, 0),
        };
        ChangeEntry {
            change: kind.to_owned(),
            table,
            column,
            setting,
            aspect,
            from,
            to,
            place,
            columns,
            text: change.to_string(),
        }
    }

    fn place(&mut self, table: &str, column: Option<&str>) -> (Option<RulePlace>, u32) {
        let known = (self.known.entry(table.to_owned()))
            .or_insert_with_key(|table| self.columns.tables_of(table));
        let pattern = column.map(NamePattern::of_column);
        let (mut first, mut count) = (None, 0);
        for table in known.iter().filter_map(|at| self.columns.tables.get(*at)) {
            let matching = |name: &&String| {
                (pattern.as_ref()).is_none_or(|of| of.as_ref().is_some_and(|of| of.matches(name)))
            };
            for name in table.columns.iter().filter(matching) {
                count += 1;
                first.get_or_insert_with(|| RulePlace {
                    table: table.shown.clone(),
                    column: column.map(|_| name.clone()),
                });
            }
        }
        (first, count)
    }
}

fn drift(drift: &Drift) -> DriftEntry {
    let list = |labels: &[String]| (!labels.is_empty()).then(|| labels.join(", "));
    let (kind, from, to) = match &drift.change {
        DriftKind::TableAdded { columns } => ("tableAdded", None, Some(columns.to_string())),
        DriftKind::TableRemoved => ("tableRemoved", None, None),
        DriftKind::ColumnAdded { ty } => ("columnAdded", None, Some(ty.clone())),
        DriftKind::ColumnRemoved => ("columnRemoved", None, None),
        DriftKind::Retyped { from, to } => ("retyped", Some(from.clone()), Some(to.clone())),
        DriftKind::NullAllowed => ("nullAllowed", None, None),
        DriftKind::NullRefused => ("nullRefused", None, None),
        DriftKind::Labels { added, removed } => ("labels", list(removed), list(added)),
        DriftKind::Keys => ("keys", None, None),
        DriftKind::ForeignKeys => ("foreignKeys", None, None),
        _ => ("other", None, None),
    };
    DriftEntry {
        kind: kind.to_owned(),
        table: drift.table.clone(),
        column: drift.column.clone(),
        from,
        to,
        text: drift.to_string(),
    }
}
