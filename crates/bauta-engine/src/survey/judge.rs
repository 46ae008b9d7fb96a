//! What a profile decides about each column, and what is wrong with it.

use std::collections::BTreeMap;

use bauta_model::{Catalog, TableName};
use bauta_profile::{ColumnRule, Decision, Origin, Rows, Rules, Scope};

use crate::error::Diagnostic;
use crate::plan::Compiler;

/// How a profile stands on a schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The tables by name.
    pub tables: Vec<JudgedTable>,
    /// All that is wrong.
    pub problems: Vec<Diagnostic>,
}

/// What is decided about a table.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedTable {
    /// Its name.
    pub name: String,
    /// Which rows stay, where a rule says so.
    pub rows: Option<Rows>,
    /// Its columns, in the order of its definition.
    pub columns: Vec<JudgedColumn>,
}

/// What is decided about a column.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedColumn {
    /// Its name.
    pub name: String,
    /// The rule that decides it.
    pub rule: Option<ColumnRule>,
    /// Where that rule stands.
    pub origin: RuleOrigin,
    /// What the plan does: the transformer, `keep` or `recompute`.
    pub action: String,
    /// The scope in which its tokens are equal; columns of one domain share them.
    pub domain: Option<String>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleOrigin {
    /// Nowhere: no rule names the column.
    Undecided,
    /// In the profile, under these selectors.
    Own {
        /// The table's selector as written.
        table: String,
        /// The column's selector as written.
        column: String,
    },
    /// In a preset.
    Preset {
        /// Its name.
        name: String,
        /// The table's selector as written.
        table: String,
        /// The column's selector as written.
        column: String,
    },
    /// Two rules of equal rank name the column; these are the selectors of their tables.
    Conflict {
        /// Of the one.
        first: String,
        /// Of the other.
        second: String,
    },
}

/// Judges all tables of the catalogue, or one of them.
pub(super) fn judge(
    compiler: Compiler<'_>,
    catalog: &Catalog,
    only: Option<&TableName>,
) -> Judgement {
    let settings = compiler.settings;
    let scope = Scope {
        schema: settings.dialect.default_schema(),
        database: compiler.database,
    };
    let mut rules = Rules::new(&settings.profile, &settings.presets, scope);
    let (plan, mut problems) = compiler.attempt();
    let mut tables = Vec::new();
    let wanted = |name: &TableName| only.is_none_or(|only| only == name);
    for (name, table) in catalog.tables.iter().filter(|(name, _)| wanted(name)) {
        let columns: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let decision = rules.decide(&compiler.lineage(name), &columns);
        let planned: BTreeMap<&str, _> = (plan.tables.get(name).into_iter())
            .flat_map(|table| &table.columns)
            .map(|column| (column.name.as_str(), column))
            .collect();
        let columns = columns
            .iter()
            .zip(&decision.columns)
            .map(|(column, decision)| {
                let planned = planned.get(column);
                JudgedColumn {
                    name: (*column).to_owned(),
                    rule: match decision {
                        Decision::Rule(rule, _) => Some((*rule).clone()),
                        _ => None,
                    },
                    origin: RuleOrigin::of(decision),
                    action: planned
                        .map_or_else(String::new, |column| column.action.name().to_owned()),
                    domain: planned.and_then(|column| column.domain.clone()),
                }
            });
        tables.push(JudgedTable {
            name: name.to_string(),
            columns: columns.collect(),
            rows: match decision.rows {
                Decision::Rule(rows, _) => Some(rows.clone()),
                _ => None,
            },
        });
    }
    if let Some(only) = only {
        problems.retain(|problem| is_about(problem, only));
    }
    Judgement { tables, problems }
}

/// Whether a problem is of that table, as far as it says.
pub(super) fn is_about(problem: &Diagnostic, table: &TableName) -> bool {
    let name = table.to_string();
    problem.place.as_deref().is_none_or(|place| {
        place.split(", ").any(|place| {
            place
                .strip_prefix(&name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ',']))
        })
    })
}

impl RuleOrigin {
    fn of(decision: &Decision<'_, ColumnRule>) -> Self {
        let column = |origin: &Origin<'_>| origin.column.unwrap_or_default().to_owned();
        match decision {
            Decision::Undecided => Self::Undecided,
            Decision::Conflict(first, second) => Self::Conflict {
                first: first.table.to_owned(),
                second: second.table.to_owned(),
            },
            Decision::Rule(_, origin) => match origin.preset {
                Some(name) => Self::Preset {
                    name: name.to_owned(),
                    table: origin.table.to_owned(),
                    column: column(origin),
                },
                None => Self::Own {
                    table: origin.table.to_owned(),
                    column: column(origin),
                },
            },
        }
    }
}
