//! Reading the original: what must not be met again, and what must be.

use std::collections::HashMap;
use std::sync::Arc;

use bauta_dump::ddl;

use super::detection::{Buffers, Detection};
use super::fingerprint::{Fingerprinter, NULL, UNKNOWN};
use super::glance::Glance;
use super::keys::{KeyLedger, KeyPlan};
use super::originals::{Gathering, Known};
use super::roles::{ColumnRole, Duty, Roles, TableRole};
use super::rows::RowLedger;
use super::statements;
use crate::banner;
use crate::read::{Cell, Met, ReadTable, Reader, Row, Shape, Statement};
use crate::settings_pair::telling;

/// What every reader of a verification works with.
#[derive(Debug)]
pub(super) struct Bench {
    pub(super) roles: Roles,
    pub(super) detection: Detection,
    pub(super) by: Fingerprinter,
    /// What originals go by that stand in no column of their own.
    kinds: Vec<&'static str>,
    numbers: HashMap<&'static str, usize>,
}

impl Bench {
    pub(super) fn new(roles: Roles, detection: Detection, by: Fingerprinter) -> Self {
        let mut kinds = detection.names();
        kinds.extend(statements::KINDS);
        let numbered = kinds.iter().enumerate().rev();
        Self {
            numbers: numbered.map(|(number, kind)| (*kind, number)).collect(),
            roles,
            detection,
            by,
            kinds,
        }
    }

    /// The number that originals of a kind go by.
    fn origin(&self, kind: &str) -> u32 {
        let number = self.numbers.get(kind).copied().unwrap_or_default();
        u32::try_from(self.roles.origins.len() + number).unwrap_or(u32::MAX)
    }

    /// What must not be met again of what a detector found, and its fingerprint.
    /// `name` is that of the column.
    fn known(
        &self,
        kind: &str,
        value: &[u8],
        (name, excepted): (&str, &[String]),
    ) -> Option<(u64, Known)> {
        if excepted.iter().any(|excepted| excepted == kind)
            || self.detection.passes(kind, value, Some(name))
        {
            return None;
        }
        let known = Known::of(value, self.origin(kind))?;
        let known = if self.detection.is_sure(kind) {
            known.sure()
        } else {
            known
        };
        Some((self.by.of(value), known))
    }

    /// What an original is called: its kind, or the column it stood in.
    pub(super) fn called(&self, origin: u32) -> (&'static str, Option<String>) {
        let origin = origin as usize;
        if let Some(column) = self.roles.origins.get(origin) {
            return ("original-value", Some(column.clone()));
        }
        let kind = self.kinds.get(origin - self.roles.origins.len());
        (kind.copied().unwrap_or("original-value"), None)
    }
}

/// Reads the original.
#[derive(Debug)]
pub(super) struct OriginalReader {
    bench: Arc<Bench>,
    binder: Binder,
    glance: Glance,
    buffers: Buffers,
    scratch: Vec<u8>,
    spare: Vec<Option<Vec<u8>>>,
    yielded: OriginalChunk,
}

/// What a chunk of the original holds.
#[derive(Debug, Default)]
pub(super) struct OriginalChunk {
    known: Vec<(u64, Known)>,
    runs: Vec<Run>,
}

/// Rows of one table.
#[derive(Debug)]
struct Run {
    table: usize,
    /// Fingerprints of all columns, row by row.
    cells: Vec<u64>,
    /// Fingerprints of the keys, row by row.
    keys: Vec<Option<u64>>,
    /// Per row: whether it goes on, and how many columns may have been scrubbed.
    rows: Vec<(bool, u32)>,
    scrubbed: Vec<u32>,
}

impl OriginalReader {
    pub(super) fn new(bench: Arc<Bench>) -> Self {
        Self {
            bench,
            binder: Binder::default(),
            glance: Glance::default(),
            buffers: Buffers::default(),
            scratch: Vec::new(),
            spare: Vec::new(),
            yielded: OriginalChunk::default(),
        }
    }

    /// Gathers what detectors are sure of; answers whether there was anything.
    fn detect(&mut self, text: &[u8], name: &str, excepted: &[String]) -> bool {
        let (bench, known) = (&self.bench, &mut self.yielded.known);
        let mut any = false;
        bench
            .detection
            .find(text, name, &mut self.buffers, &mut |kind, value, _| {
                any = true;
                known.extend(bench.known(kind, value, (name, excepted)));
            });
        any
    }

    /// The same for a field, as far as a look over the rows says that it takes.
    fn detect_in(
        &mut self,
        row: &Row<'_>,
        position: usize,
        column: &ColumnRole,
        value: &[u8],
    ) -> bool {
        let detection = &self.bench.detection;
        let met = self.glance.at(detection, (row, position), column, value);
        if met == Met::Nothing || Detection::is_idle(value, column) {
            return false;
        }
        if met == Met::Suspect {
            return self.detect(value, &column.name, &column.excepted);
        }
        let (bench, known) = (&self.bench, &mut self.yielded.known);
        self.glance.found(row, position, |kind, value| {
            known.extend(bench.known(kind, value, (&column.name, &column.excepted)));
        });
        true
    }
}

/// A run of rows of the table, the last one or a new one.
fn run_of(runs: &mut Vec<Run>, table: usize) -> Option<&mut Run> {
    if runs.last().is_none_or(|run| run.table != table) {
        runs.push(Run {
            table,
            cells: Vec::new(),
            keys: Vec::new(),
            rows: Vec::new(),
            scrubbed: Vec::new(),
        });
    }
    runs.last_mut()
}

impl Reader for OriginalReader {
    type Yield = OriginalChunk;

    fn run(&mut self, _shape: &Shape, bytes: &[u8], base: usize) {
        self.glance.over(&self.bench.detection, bytes, base);
    }

    fn row(&mut self, row: &Row<'_>) {
        // What says which clone this was is not data, and never goes on.
        if banner::is_banner(&row.shape.table.name, &row.shape.table.schema) {
            return;
        }
        let bench = Arc::clone(&self.bench);
        let Some(bound) = self.binder.bind(row, &bench.roles) else {
            return;
        };
        let table = bound.table;
        let role = &bench.roles.tables[table];
        let goes_on = role.keeps(row, &mut self.spare);
        let told = bound.told(row, role);
        let mut cells = vec![NULL; role.columns.len()];
        let mut folded = Vec::new();
        let mut scrubbed: Vec<u32> = Vec::new();
        let mut scratch = std::mem::take(&mut self.scratch);
        for position in 0..row.len() {
            let Some(index) = bound.column(row, position) else {
                continue;
            };
            let column = &role.columns[index];
            let value = match row.cell(position, &mut scratch) {
                Cell::Null => continue,
                Cell::Computed => {
                    cells[index] = UNKNOWN;
                    continue;
                }
                Cell::Value(value) | Cell::Unknown(value) => value,
            };
            cells[index] = column.fingerprint(&bench.by, value);
            if column.folds && column.keyed {
                folded.push((index, bench.by.of_folded(value)));
            }
            if column.disjoint && column.duty == Duty::Masked {
                let known = Known::of(value, bench.roles.origin(table, index));
                self.yielded
                    .known
                    .extend(known.map(|known| (cells[index], known)));
            }
            let named = told.filter(|(value, _)| *value == index);
            let found = match named {
                Some((_, name)) => self.detect(value, name, &column.excepted),
                None => self.detect_in(row, position, column, value),
            };
            if found && column.duty == Duty::Kept {
                scrubbed.push(u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
        self.scratch = scratch;
        if let Some(run) = run_of(&mut self.yielded.runs, table) {
            push_keys(&bench, table, &cells, &folded, &mut run.keys);
            run.cells.extend_from_slice(&cells);
            run.rows
                .push((goes_on, u32::try_from(scrubbed.len()).unwrap_or(0)));
            run.scrubbed.extend(scrubbed);
        }
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        self.detect(statement.text, "", &[]);
        let places = ddl::places(statement.text, statement.session);
        for credential in &places.credentials {
            let value = credential.value(statement.text, statement.session);
            let kind = statements::kind_of(credential);
            let known = Known::of(&value, self.bench.origin(kind));
            let sure = matches!(kind, "role-password" | "connection-string" | "file-key");
            let known = known.map(|known| if sure { known.sure() } else { known });
            self.yielded
                .known
                .extend(known.map(|known| (self.bench.by.of(&value), known)));
        }
    }

    fn take(&mut self) -> OriginalChunk {
        std::mem::take(&mut self.yielded)
    }
}

/// Finds the tables that rows belong to, once for many rows.
#[derive(Debug, Default)]
pub(super) struct Binder {
    last: Option<(Arc<ReadTable>, Option<Bound>)>,
}

/// The table of a row, and which of its columns stand where.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) table: usize,
    columns: Arc<[Option<usize>]>,
}

impl Binder {
    /// The table that a row belongs to.
    pub(super) fn bind(&mut self, row: &Row<'_>, roles: &Roles) -> Option<Bound> {
        if let Some((known, bound)) = &self.last
            && Arc::ptr_eq(known, &row.shape.table)
        {
            return bound.clone();
        }
        let read = &row.shape.table;
        let bound = roles.table(&read.name).map(|table| {
            let role = &roles.tables[table];
            let names = read.schema.columns.iter().map(|column| &*column.name.0);
            let columns = names
                .enumerate()
                .map(|(place, name)| column_of(role, place, name));
            Bound {
                table,
                columns: columns.collect(),
            }
        });
        self.last = Some((Arc::clone(read), bound.clone()));
        bound
    }
}

impl Bound {
    /// The column of a field, in the order of the roles.
    pub(super) fn column(&self, row: &Row<'_>, position: usize) -> Option<usize> {
        *self.columns.get(row.column(position)?)?
    }

    /// In a table of settings, the column of the value and the name that makes a secret of it.
    pub(super) fn told<'r>(&self, row: &Row<'r>, role: &TableRole) -> Option<(usize, &'r str)> {
        let pair = role.pair?;
        let is_name = |position: &usize| self.column(row, *position) == Some(pair.name);
        let position = (0..row.len()).find(is_name)?;
        Some((pair.value, telling(row.field(position))?))
    }
}

fn column_of(role: &TableRole, place: usize, name: &str) -> Option<usize> {
    let same = |column: &ColumnRole| column.name == name;
    if role.columns.get(place).is_some_and(same) {
        return Some(place);
    }
    let exact = role.columns.iter().position(same);
    exact.or_else(|| {
        let mut columns = role.columns.iter();
        columns.position(|column| column.name.eq_ignore_ascii_case(name))
    })
}

/// Fingerprints of the keys of a row; `None` where a part is NULL.
pub(super) fn push_keys(
    bench: &Bench,
    table: usize,
    cells: &[u64],
    folded: &[(usize, u64)],
    keys: &mut Vec<Option<u64>>,
) {
    let plan: &KeyPlan = &bench.roles.keys;
    for slot in &plan.of_table[table] {
        let slot = &plan.slots[*slot];
        let part = |column: &usize| {
            let folded = folded
                .iter()
                .find(|(index, _)| slot.folds() && index == column);
            folded.map_or(cells[*column], |(_, cell)| *cell)
        };
        let parts = slot.columns.iter().map(part);
        let known = parts.clone().all(|cell| cell > UNKNOWN);
        keys.push(known.then(|| bench.by.joined(parts)));
    }
}

impl OriginalChunk {
    /// Takes in what a chunk holds, in the order of the dump.
    pub(super) fn fold(
        self,
        bench: &Bench,
        gathering: &mut Gathering,
        rows: &mut RowLedger,
        keys: &mut KeyLedger,
    ) {
        for (fingerprint, known) in self.known {
            gathering.add(fingerprint, known);
        }
        for run in self.runs {
            let role = &bench.roles.tables[run.table];
            let slots = &bench.roles.keys.of_table[run.table];
            let (width, mut scrubbed) = (role.columns.len(), &run.scrubbed[..]);
            for (index, (goes_on, count)) in run.rows.iter().enumerate() {
                let cells = &run.cells[index * width..(index + 1) * width];
                let own = &run.keys[index * slots.len()..(index + 1) * slots.len()];
                let (mine, rest) = scrubbed.split_at((*count as usize).min(scrubbed.len()));
                scrubbed = rest;
                let place = goes_on.then(|| rows.add(run.table, role, &bench.by, cells, mine));
                for (slot, key) in slots.iter().zip(own) {
                    keys.original(*slot, *key, place);
                }
            }
        }
    }
}
