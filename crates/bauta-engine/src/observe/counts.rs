use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::mask::{ColumnCounts, TableCounts};

/// Counts over the whole run, folded in input order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Totals {
    pub(crate) tables: BTreeMap<usize, TableCounts>,
    pub(crate) rows: u64,
    pub(crate) dump_bytes: u64,
    /// What was found in rows, by kind: for those who watch.
    pub(crate) kinds: BTreeMap<&'static str, u64>,
}

impl Totals {
    pub(crate) fn add(&mut self, counts: Vec<TableCounts>) {
        for counts in counts {
            self.rows += counts.rows_in;
            let total = self
                .tables
                .entry(counts.table)
                .or_insert_with(|| TableCounts {
                    table: counts.table,
                    columns: vec![ColumnCounts::default(); counts.columns.len()],
                    ..TableCounts::default()
                });
            total.rows_in += counts.rows_in;
            total.rows_out += counts.rows_out;
            total.unopened += counts.unopened;
            total.broken += counts.broken;
            for (column, tally) in counts.kept {
                match total.kept.entry(column) {
                    Entry::Occupied(mut known) => known.get_mut().merge(tally),
                    Entry::Vacant(free) => {
                        free.insert(tally);
                    }
                }
            }
            for (column, outline) in counts.leaves {
                total.leaves.entry(column).or_default().merge(outline);
            }
            for (total, counts) in total.columns.iter_mut().zip(&counts.columns) {
                total.changed += counts.changed;
                total.nulls += counts.nulls;
            }
            for (exception, count) in counts.excepted {
                total.add_excepted(exception, count);
            }
            for (column, kind, count) in counts.found {
                total.add_found(column, kind, count);
                *self.kinds.entry(kind).or_default() += count;
            }
        }
    }

    /// Rows of a table that came before.
    pub(crate) fn rows_before(&self, table: usize) -> u64 {
        self.tables.get(&table).map_or(0, |counts| counts.rows_in)
    }
}
