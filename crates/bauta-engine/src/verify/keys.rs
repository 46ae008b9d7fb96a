//! Whether keys join as they did, and what was unique still is.
//!
//! A row that points to another does so by equal values. In the clone these are other values, but
//! whatever took the place of the parent's must have taken the place of the child's: the pairs of
//! old and new value at the children have to be pairs that stand at parents.

use std::collections::BTreeMap;

use bauta_model::{Catalog, TableName};

use super::originals::Part;
use super::proof::{Leftover, Tally};
use super::roles::TableRole;
use crate::plan::{referenced_columns, resolve_table};

/// The keys of all tables, by places of columns.
#[derive(Debug, Default)]
pub(super) struct KeyPlan {
    pub(super) slots: Vec<Slot>,
    foreign: Vec<Foreign>,
    /// Slots of a table.
    pub(super) of_table: Vec<Vec<usize>>,
}

/// Columns of a table that are a key together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) table: usize,
    pub(super) columns: Vec<usize>,
    unique: bool,
    /// Whether an end of a foreign key.
    joins: bool,
    folds: bool,
}

#[derive(Debug)]
struct Foreign {
    child: usize,
    /// The table pointed to, and partitions of it.
    parents: Vec<usize>,
}

impl KeyPlan {
    pub(super) fn of(
        catalog: &Catalog,
        names: &BTreeMap<TableName, usize>,
        tables: &[TableRole],
    ) -> Self {
        let mut plan = Self {
            of_table: vec![Vec::new(); tables.len()],
            ..Self::default()
        };
        for (name, table) in &catalog.tables {
            let Some(&index) = names.get(name) else {
                continue;
            };
            for key in &table.keys {
                if let Some(columns) = places(&tables[index], &key.columns) {
                    let slot = plan.slot(index, columns);
                    plan.slots[slot].unique = true;
                }
            }
            for key in &table.foreign_keys {
                let target = resolve_table(catalog, name, &key.table);
                let referenced = referenced_columns(catalog, &target, &key.referenced);
                let Some(own) = places(&tables[index], &key.columns) else {
                    continue;
                };
                let family = catalog
                    .tables
                    .iter()
                    .filter(|(other, table)| **other == target || table.parents.contains(&target));
                let parents: Vec<usize> = family
                    .filter_map(|(other, _)| {
                        let index = *names.get(other)?;
                        let columns = places(&tables[index], &referenced)?;
                        (columns.len() == own.len()).then(|| plan.slot(index, columns))
                    })
                    .collect();
                if parents.is_empty() {
                    continue;
                }
                let child = plan.slot(index, own);
                for slot in parents.iter().chain([&child]) {
                    plan.slots[*slot].joins = true;
                }
                plan.foreign.push(Foreign { child, parents });
            }
        }
        plan.fold(tables);
        plan
    }

    fn slot(&mut self, table: usize, columns: Vec<usize>) -> usize {
        let known = self.of_table[table]
            .iter()
            .find(|slot| self.slots[**slot].columns == columns);
        if let Some(slot) = known {
            return *slot;
        }
        self.slots.push(Slot {
            table,
            columns,
            unique: false,
            joins: false,
            folds: false,
        });
        self.of_table[table].push(self.slots.len() - 1);
        self.slots.len() - 1
    }

    /// Ends of one foreign key are compared alike.
    fn fold(&mut self, tables: &[TableRole]) {
        let ignores = |slot: &Slot| {
            let mut columns = slot.columns.iter();
            columns.any(|column| tables[slot.table].columns[*column].folds)
        };
        for slot in &mut self.slots {
            slot.folds = ignores(slot);
        }
        for foreign in &self.foreign {
            let ends = || foreign.parents.iter().chain([&foreign.child]);
            if ends().any(|slot| self.slots[*slot].folds) {
                let ends: Vec<usize> = ends().copied().collect();
                for slot in ends {
                    self.slots[slot].folds = true;
                }
            }
        }
    }

    /// Bytes that the keys of so many rows of a table take.
    pub(super) fn memory(&self, table: usize, rows: u64) -> u64 {
        let slots = self.of_table.get(table).map_or(&[][..], |slots| slots);
        let each = slots.iter().map(|slot| {
            let slot = &self.slots[*slot];
            u64::from(slot.joins) * 24 + u64::from(slot.unique) * 16
        });
        rows * each.sum::<u64>()
    }
}

fn places(table: &TableRole, names: &[bauta_model::ColumnName]) -> Option<Vec<usize>> {
    let place = |name: &bauta_model::ColumnName| {
        table
            .columns
            .iter()
            .position(|column| column.name.eq_ignore_ascii_case(&name.0))
    };
    let places: Option<Vec<usize>> = names.iter().map(place).collect();
    places.filter(|places| !places.is_empty())
}

impl Slot {
    /// Whether fingerprints of the key are to ignore case.
    pub(super) fn folds(&self) -> bool {
        self.folds
    }
}

/// Fingerprints of the keys of one part, before and after.
#[derive(Debug)]
pub(super) struct KeyLedger {
    part: Part,
    slots: Vec<Ledger>,
}

#[derive(Debug, Default)]
struct Ledger {
    joins: bool,
    unique: bool,
    /// In the order of rows.
    pairs: Vec<Pair>,
    /// Keys of rows that a filter drops.
    dropped: Vec<u64>,
    /// The next pair that the clone's rows meet.
    cursor: usize,
    /// Keys of the clone and their rows.
    clone: Vec<(u64, u64)>,
}

#[derive(Debug, Clone, Copy)]
struct Pair {
    original: u64,
    row: u64,
    masked: Option<u64>,
}

impl KeyLedger {
    pub(super) fn new(plan: &KeyPlan, part: Part) -> Self {
        let ledger = |slot: &Slot| Ledger {
            joins: slot.joins,
            unique: slot.unique,
            ..Ledger::default()
        };
        Self {
            part,
            slots: plan.slots.iter().map(ledger).collect(),
        }
    }

    /// Takes in the key of a row of the original; `row` is its place in the clone.
    pub(super) fn original(&mut self, slot: usize, key: Option<u64>, row: Option<u64>) {
        let ledger = &mut self.slots[slot];
        let Some(original) = key.filter(|key| ledger.joins && self.part.holds(*key)) else {
            return;
        };
        match row {
            Some(row) => ledger.pairs.push(Pair {
                original,
                row,
                masked: None,
            }),
            None => ledger.dropped.push(original),
        }
    }

    /// Takes in the key of a row of the clone.
    pub(super) fn masked(&mut self, slot: usize, key: Option<u64>, row: u64) {
        let ledger = &mut self.slots[slot];
        while let Some(pair) = ledger.pairs.get_mut(ledger.cursor) {
            if pair.row > row {
                break;
            }
            if pair.row == row {
                pair.masked = key;
            }
            ledger.cursor += 1;
        }
        if let Some(key) = key.filter(|key| ledger.unique && self.part.holds(*key)) {
            ledger.clone.push((key, row));
        }
    }

    /// What does not join as it did, and what is not unique.
    pub(super) fn settle(mut self, plan: &KeyPlan, tables: &[TableRole]) -> Tally {
        let mut tally = Tally::default();
        for (slot, ledger) in plan.slots.iter().zip(&mut self.slots) {
            ledger.clone.sort_unstable();
            tally.judged += ledger.clone.len() as u64;
            let twins = ledger
                .clone
                .windows(2)
                .filter(|twins| twins[0].0 == twins[1].0);
            let mut rows: Vec<u64> = twins.map(|twins| twins[1].1).collect();
            rows.sort_unstable();
            for row in rows {
                tally.find(leftover(slot, tables, row, "duplicate-key"));
            }
        }
        for foreign in &plan.foreign {
            let mut parents: Vec<(u64, Option<u64>)> = Vec::new();
            for slot in &foreign.parents {
                let ledger = &self.slots[*slot];
                parents.extend(ledger.pairs.iter().map(|pair| (pair.original, pair.masked)));
                parents.extend(ledger.dropped.iter().map(|original| (*original, None)));
            }
            parents.sort_unstable();
            let slot = &plan.slots[foreign.child];
            for child in &self.slots[foreign.child].pairs {
                // NULL points nowhere, and what pointed nowhere before may do so again.
                let first = parents.partition_point(|(original, _)| *original < child.original);
                let met = parents
                    .get(first)
                    .is_some_and(|(original, _)| *original == child.original);
                if child.masked.is_none() || !met {
                    continue;
                }
                tally.judged += 1;
                let pair = (child.original, child.masked);
                if parents.binary_search(&pair).is_err() {
                    tally.find(leftover(slot, tables, child.row, "broken-foreign-key"));
                }
            }
        }
        tally
    }
}

fn leftover(slot: &Slot, tables: &[TableRole], row: u64, kind: &str) -> Leftover {
    let table = &tables[slot.table];
    let columns: Vec<&str> = slot
        .columns
        .iter()
        .map(|it| &*table.columns[*it].name)
        .collect();
    Leftover {
        table: Some(table.shown.clone()),
        column: Some(columns.join(", ")),
        row: Some(row + 1),
        line: None,
        kind: kind.to_owned(),
        origin: None,
    }
}
