//! The original's rows by fingerprint, to be compared with the clone's row by row.

use super::fingerprint::{Fingerprinter, NULL};
use super::originals::Part;
use super::roles::{Duty, Roles, TableRole};

/// Rows of the original that go on, in the order of the clone.
#[derive(Debug)]
pub(super) struct RowLedger {
    part: Part,
    tables: Vec<TableRows>,
}

#[derive(Debug, Default)]
struct TableRows {
    /// Rows that the clone has to have.
    count: u64,
    /// Over the kept fields of a row, but for those in which something may have been scrubbed.
    sums: Vec<u64>,
    /// Which fields are NULL.
    nulls: Vec<u64>,
    /// The fields that are compared one by one.
    cells: Vec<u64>,
    /// Kept fields in which something may have been scrubbed: row and column.
    scrubbed: Vec<(u64, u32)>,
}

/// Rows that belong to one part or another together.
const BLOCK: u64 = 4096;

/// What is known of one row of the original.
#[derive(Debug, Clone, Copy)]
pub(super) struct OriginalRow<'a> {
    pub(super) sum: u64,
    nulls: &'a [u64],
    cells: &'a [u64],
    pub(super) scrubbed: &'a [(u64, u32)],
}

impl RowLedger {
    pub(super) fn new(tables: usize, part: Part) -> Self {
        let mut list = Vec::new();
        list.resize_with(tables, TableRows::default);
        Self { part, tables: list }
    }

    /// Takes in the next row of a table that goes on, and answers its place in the clone. `cells`
    /// are the fingerprints of all columns, `scrubbed` the columns that may have been scrubbed.
    pub(super) fn add(
        &mut self,
        table: usize,
        role: &TableRole,
        by: &Fingerprinter,
        cells: &[u64],
        scrubbed: &[u32],
    ) -> u64 {
        let rows = &mut self.tables[table];
        let row = rows.count;
        rows.count += 1;
        if !self.part.holds(row / BLOCK) {
            return row;
        }
        let stays = |column: usize| !scrubbed.iter().any(|it| *it as usize == column);
        rows.sums.push(sum_of_kept(role, by, cells, &stays));
        push_nulls(cells, &mut rows.nulls);
        rows.cells
            .extend(role.compared.iter().map(|column| cells[*column]));
        rows.scrubbed
            .extend(scrubbed.iter().map(|column| (row, *column)));
        row
    }

    /// Rows that the clone has to have.
    pub(super) fn count(&self, table: usize) -> u64 {
        self.tables[table].count
    }

    /// Whether rows there are held in this part; true for rows that the original does not have.
    pub(super) fn holds(&self, row: u64) -> bool {
        self.part.holds(row / BLOCK)
    }

    /// A row by its place in the clone, where it is held.
    pub(super) fn row(&self, table: usize, role: &TableRole, row: u64) -> Option<OriginalRow<'_>> {
        let block = row / BLOCK;
        if !self.part.holds(block) {
            return None;
        }
        let rows = &self.tables[table];
        let index = usize::try_from(block / self.part.of * BLOCK + row % BLOCK).ok()?;
        let words = role.columns.len().div_ceil(64);
        let width = role.compared.len();
        let first = rows.scrubbed.partition_point(|(other, _)| *other < row);
        let end = rows.scrubbed.partition_point(|(other, _)| *other <= row);
        Some(OriginalRow {
            sum: *rows.sums.get(index)?,
            nulls: rows.nulls.get(index * words..(index + 1) * words)?,
            cells: rows.cells.get(index * width..(index + 1) * width)?,
            scrubbed: &rows.scrubbed[first..end],
        })
    }
}

impl OriginalRow<'_> {
    pub(super) fn is_null(&self, column: usize) -> bool {
        self.nulls
            .get(column / 64)
            .is_some_and(|word| word >> (column % 64) & 1 == 1)
    }

    /// Whether something in a kept field may have been scrubbed.
    pub(super) fn may_differ(&self, column: usize) -> bool {
        self.scrubbed
            .iter()
            .any(|(_, other)| *other as usize == column)
    }

    /// The fingerprint of a column that is compared.
    pub(super) fn cell(&self, role: &TableRole, column: usize) -> Option<u64> {
        let place = role.compared.binary_search(&column).ok()?;
        self.cells.get(place).copied()
    }
}

/// The sum over kept fields by which rows are compared as wholes.
pub(super) fn sum_of_kept(
    role: &TableRole,
    by: &Fingerprinter,
    cells: &[u64],
    stays: &dyn Fn(usize) -> bool,
) -> u64 {
    let kept = role.columns.iter().zip(cells).enumerate();
    kept.filter(|(column, (role, _))| role.duty == Duty::Kept && stays(*column))
        .fold(0, |sum, (column, (_, cell))| {
            sum.wrapping_add(by.in_place(column, *cell))
        })
}

fn push_nulls(cells: &[u64], nulls: &mut Vec<u64>) {
    nulls.extend(cells.chunks(64).map(|word| {
        let bits = word.iter().enumerate();
        bits.fold(0, |bits, (bit, cell)| {
            bits | u64::from(*cell == NULL) << bit
        })
    }));
}

/// Bytes that so many rows of each table take, keys included.
pub(super) fn memory(roles: &Roles, rows: &[u64]) -> u64 {
    let tables = roles.tables.iter().zip(rows).enumerate();
    tables
        .map(|(index, (role, rows))| {
            let words = role.columns.len().div_ceil(64) + role.compared.len() + 1;
            rows * 8 * words as u64 + roles.keys.memory(index, *rows)
        })
        .sum()
}
