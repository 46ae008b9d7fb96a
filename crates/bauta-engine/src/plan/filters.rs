//! Rows that go, and rows that point to them.

use bauta_model::Catalog;
use bauta_profile::Rows;

use super::compile::Plan;
use super::domain::resolve_table;
use crate::error::{Code, Diagnostic};

/// A filtered table whose children keep rows leaves keys that point nowhere, unless the child is
/// filtered too or its key is set NULL.
pub(super) fn check(catalog: &Catalog, plan: &Plan) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (name, table) in &catalog.tables {
        let Some(own) = plan.tables.get(name) else {
            continue;
        };
        if own.rows != Rows::All {
            continue;
        }
        for key in &table.foreign_keys {
            let target = resolve_table(catalog, name, &key.table);
            let Some(parent) = plan.tables.get(&target) else {
                continue;
            };
            if target == *name || parent.rows == Rows::All {
                continue;
            }
            let released = key.columns.iter().any(|column| {
                own.columns
                    .iter()
                    .any(|planned| planned.name == *column && planned.action.name() == "null")
            });
            if !released {
                let columns = key
                    .columns
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", ");
                problems.push(
                    Diagnostic::new(
                        Code::FilterBreaksKey,
                        format!("rows of {target} go, but {name} ({columns}) points to them"),
                    )
                    .at(name)
                    .hint("filter this table too, or set the key `null` where it may be"),
                );
            }
        }
    }
    problems
}
