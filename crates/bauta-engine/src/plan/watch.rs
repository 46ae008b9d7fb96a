//! Kept columns whose content is known only when rows have passed.
//!
//! A few rows of each table are looked at on the way, chosen by how far into the table they are, so
//! that the choice depends neither on threads nor on how the input was read. At the end the values
//! are judged as `inspect` judges them: what turns out to be of a sensitive kind was not to be kept.

use std::collections::BTreeMap;

use bauta_detect::{ColumnFacts, Reach, Tally, judge};
use bauta_model::{Catalog, ColumnName, Sensitivity, Table, TableName};

use super::compile::Settings;
use super::exceptions;
use crate::error::{Code, Diagnostic};

/// A kept column that is watched.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    /// The field in a row.
    pub(crate) position: usize,
    /// Index of the column in the report.
    pub(crate) column: usize,
    /// What has learnt nothing yet.
    pub(crate) empty: Tally,
}

impl Watch {
    pub(super) fn of(
        name: &TableName,
        schema: &Table,
        column: &ColumnName,
        (position, index): (usize, usize),
    ) -> Option<Self> {
        let column = schema.columns.iter().find(|other| other.name == *column)?;
        let facts = ColumnFacts {
            table: name,
            schema,
            column,
        };
        Some(Self {
            position,
            column: index,
            empty: Tally::new(&facts),
        })
    }
}

/// The first byte of a table's rows, from `at` on, whose row is looked at: all of the first, then
/// ever fewer.
pub(crate) fn next_look(at: u64) -> u64 {
    let step = match at {
        0..0x4000 => 1,
        0x4000..0x8_0000 => 0x1000,
        _ => 0x4_0000,
    };
    at.next_multiple_of(step)
}

/// What was kept of a table, by index of the column in the report, and the columns' names.
pub(crate) struct KeptColumns<'a> {
    pub(crate) table: &'a TableName,
    pub(crate) names: Vec<&'a str>,
    pub(crate) tallies: &'a BTreeMap<usize, Tally>,
}

/// The kept columns that turned out to be of a sensitive kind.
pub(crate) fn turned_out<'a>(
    settings: &Settings,
    catalog: &Catalog,
    kept: impl Iterator<Item = KeptColumns<'a>>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for kept in kept {
        let Some(schema) = catalog.tables.get(kept.table) else {
            continue;
        };
        for (index, tally) in kept.tallies {
            let name = kept.names.get(*index).copied().unwrap_or_default();
            let mut columns = schema.columns.iter();
            let Some(column) = columns.find(|column| column.name.as_str() == name) else {
                continue;
            };
            let facts = ColumnFacts {
                table: kept.table,
                schema,
                column,
            };
            let Some(verdict) = judge(&facts, tally) else {
                continue;
            };
            let is_sensitive = verdict.sensitivity >= Sensitivity::High
                && verdict.reach == Reach::Column
                && verdict.confidence >= LEAST_SURE
                && verdict.sampled >= LEAST_VALUES
                && verdict.matched * 5 >= verdict.sampled * 4;
            let excepted = exceptions::kinds(settings, kept.table, column);
            if !is_sensitive || excepted.iter().any(|kind| kind == verdict.kind) {
                continue;
            }
            problems.push(
                Diagnostic::new(
                    Code::NeedsException,
                    format!(
                        "`keep` on a column whose values turn out to be `{}` ({})",
                        verdict.kind,
                        verdict.sensitivity.name()
                    ),
                )
                .at(format!("{}.{name}", kept.table))
                .hint("mask it, or say with an exception of that kind why it may stay"),
            );
        }
    }
    problems
}

/// Fewer values say little of a column.
const LEAST_VALUES: u64 = 20;
/// What is less sure is a matter for `draft` and its review.
const LEAST_SURE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_grow_rare_with_the_table() {
        assert_eq!(next_look(0), 0);
        assert_eq!(next_look(77), 77);
        assert_eq!(next_look(0x1_0001), 0x1_1000);
        assert_eq!(next_look(0x20_0001), 0x24_0000);
    }
}
