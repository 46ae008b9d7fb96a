use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::editor::{Editing, EditorRequest};
use super::rule::ColumnPlace;
use crate::problem::CommandError;
use crate::session::Session;

/// Columns that share tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Whether a rule names it; else it follows from foreign keys.
    pub named: bool,
    /// What masks its columns; more than one where the profile is wrong.
    pub actions: Vec<String>,
    /// Its columns.
    pub columns: Vec<ColumnPlace>,
}

/// Which columns share tokens: all domains that a rule names or that have more than one masked
/// column.
///
/// # Errors
/// As for `editorTables`.
pub fn domains(session: &Session, input: EditorRequest) -> Result<Vec<Domain>, CommandError> {
    let dump = session.dump(&input.dump)?;
    let survey = dump.survey()?;
    let editing = Editing::of(session, &input.profile, &dump)?;
    let judged = survey.judge(&editing.edited())?;
    let mut domains: BTreeMap<String, Domain> = BTreeMap::new();
    for table in judged.tables {
        for column in table.columns {
            let masked = !matches!(column.action.as_str(), "" | "keep" | "null" | "recompute");
            let Some(name) = column.domain.filter(|_| masked) else {
                continue;
            };
            let domain = domains.entry(name.clone()).or_insert_with(|| Domain {
                name: name.clone(),
                named: false,
                actions: Vec::new(),
                columns: Vec::new(),
            });
            let of_rule = column.rule.as_ref().and_then(|rule| rule.domain.as_ref());
            domain.named |= of_rule == Some(&name);
            if !domain.actions.contains(&column.action) {
                domain.actions.push(column.action);
            }
            domain.columns.push(ColumnPlace {
                table: table.name.clone(),
                column: column.name,
            });
        }
    }
    let mut list: Vec<Domain> = domains.into_values().collect();
    list.retain(|domain| domain.named || domain.columns.len() > 1);
    Ok(list)
}
