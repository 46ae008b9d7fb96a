//! What was learnt after the rows it concerns.

use std::collections::BTreeMap;

use bauta_model::TableName;

use crate::error::{Code, Diagnostic, EngineError};
use crate::plan::Plan;

/// Whether a plan decides otherwise than rows have been masked by then.
pub(super) fn check(
    used: &BTreeMap<TableName, Vec<String>>,
    plan: &Plan,
) -> Result<(), EngineError> {
    let mut problems = Vec::new();
    for (name, decisions) in used {
        let now: Vec<&str> = plan
            .tables
            .get(name)
            .map(|table| {
                table
                    .columns
                    .iter()
                    .map(|column| column.action.decision())
                    .collect()
            })
            .unwrap_or_default();
        if now != decisions.iter().map(String::as_str).collect::<Vec<_>>() {
            problems.push(
                Diagnostic::new(Code::Contradiction, "a definition that came after the rows changes how they should have been masked")
                    .at(name)
                    .hint("give the dump as a file, bring its definitions with --schema, or name the domains in the profile"),
            );
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}
