//! What looks like a leftover, until the original itself has been asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bauta_model::Secret;

use super::fingerprint::{ByFingerprint, Fronts, NULL};
use super::original::{Bench, Binder};
use super::originals::{Known, Originals};
use super::proof::{Leftover, Tally};
use super::roles::Duty;
use super::views::Views;
use crate::read::{Cell, Reader, Row, Statement};

/// An original that was met in the clone.
#[derive(Debug)]
pub(super) struct Suspect {
    pub(super) occurrence: Occurrence,
    pub(super) leftover: Leftover,
    pub(super) fingerprint: u64,
    pub(super) known: Known,
    pub(super) value: Value,
}

/// An original on its way to be compared with what stands in the dump.
#[derive(Debug)]
pub(super) struct Value(Secret<Vec<u8>>);

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self(Secret::new(value))
    }
}

/// Where it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurrence {
    Statement,
    Field {
        table: usize,
        column: usize,
        row: u64,
        kept: bool,
    },
}

/// A row in which something that was to be kept is not as it was.
#[derive(Debug)]
pub(super) struct SuspectRow {
    pub(super) table: usize,
    /// Its place in the clone.
    pub(super) row: u64,
    /// Fingerprints of all columns.
    pub(super) cells: Vec<u64>,
    /// Kept columns in which something may have been scrubbed.
    pub(super) may_differ: Vec<usize>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Suspects {
    list: Vec<Suspect>,
    rows: Vec<SuspectRow>,
    /// Suspects beyond those that are held.
    pub(super) overflow: u64,
}

/// More than anybody looks at.
const MOST: usize = 20_000;

impl Suspects {
    pub(super) fn add(&mut self, list: Vec<Suspect>, rows: Vec<SuspectRow>) {
        for suspect in list {
            if self.list.len() < MOST {
                self.list.push(suspect);
            } else {
                self.overflow += 1;
            }
        }
        for row in rows {
            if self.rows.len() < MOST {
                self.rows.push(row);
            } else {
                self.overflow += 1;
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.rows.is_empty()
    }

    /// Ready to be looked for in the original.
    pub(super) fn settled(self) -> Wanted {
        let mut known = ByFingerprint::default();
        let mut kept = BTreeSet::new();
        for suspect in &self.list {
            known.insert(suspect.fingerprint, suspect.known);
            if let Occurrence::Field {
                table,
                column,
                row,
                kept: true,
            } = suspect.occurrence
            {
                kept.insert((table, row, column));
            }
        }
        let rows = self.rows.iter().enumerate();
        Wanted {
            originals: Originals::of(known),
            kept,
            rows: rows
                .map(|(index, row)| ((row.table, row.row), index))
                .collect(),
            suspects: self,
        }
    }
}

/// What is looked for when the original is read again.
#[derive(Debug)]
pub(super) struct Wanted {
    originals: Originals,
    /// Kept fields in which something was met: table, row, column.
    kept: BTreeSet<(usize, u64, usize)>,
    rows: BTreeMap<(usize, u64), usize>,
    suspects: Suspects,
}

/// What the original says.
#[derive(Debug, Default)]
pub(super) struct Confirmed {
    /// Values that stand in the original, byte for byte.
    values: BTreeSet<u64>,
    in_statements: BTreeSet<u64>,
    in_kept: BTreeSet<(usize, u64, usize, u64)>,
    /// Kept fields that differ.
    changed: Vec<(usize, usize, u64)>,
    next: BTreeMap<usize, u64>,
}

/// Reads the original for suspects.
#[derive(Debug)]
pub(super) struct ConfirmingReader {
    bench: Arc<Bench>,
    binder: Binder,
    wanted: Arc<Wanted>,
    views: Views,
    fronts: Fronts,
    scratch: Vec<u8>,
    spare: Vec<Option<Vec<u8>>>,
    yielded: ConfirmingChunk,
}

/// What a chunk of the original says.
#[derive(Debug, Default)]
pub(super) struct ConfirmingChunk {
    values: Vec<u64>,
    in_statements: Vec<u64>,
    /// Rows that go on.
    rows: Vec<ConfirmingRow>,
}

/// A row of the original that goes on.
#[derive(Debug)]
struct ConfirmingRow {
    table: usize,
    /// What is met in kept fields: column and fingerprint.
    kept: Vec<(usize, u64)>,
    /// Fingerprints of all columns.
    cells: Vec<u64>,
}

impl ConfirmingReader {
    pub(super) fn new(bench: Arc<Bench>, wanted: Arc<Wanted>) -> Self {
        Self {
            bench,
            binder: Binder::default(),
            wanted,
            views: Views::default(),
            fronts: Fronts::default(),
            scratch: Vec::new(),
            spare: Vec::new(),
            yielded: ConfirmingChunk::default(),
        }
    }

    /// The suspects that stand in a text, byte for byte.
    fn met(&mut self, text: &[u8], met: &mut Vec<u64>) {
        let wanted = &self.wanted;
        let (by, fronts) = (&self.bench.by, &mut self.fronts);
        self.views.each(text, &mut |view| {
            wanted.originals.search(view, by, fronts, &mut |hit| {
                let list = wanted.suspects.list.iter();
                let mut alike = list.filter(|suspect| suspect.fingerprint == hit.fingerprint);
                if alike.any(|suspect| suspect.value.0.expose() == &view[hit.start..hit.end]) {
                    met.push(hit.fingerprint);
                }
            });
        });
    }
}

impl Reader for ConfirmingReader {
    type Yield = ConfirmingChunk;

    fn row(&mut self, row: &Row<'_>) {
        let bench = Arc::clone(&self.bench);
        let Some(bound) = self.binder.bind(row, &bench.roles) else {
            return;
        };
        let table = bound.table;
        let role = &bench.roles.tables[table];
        let goes_on = role.keeps(row, &mut self.spare);
        let mut cells = vec![NULL; role.columns.len()];
        let (mut kept, mut met) = (Vec::new(), Vec::new());
        let mut scratch = std::mem::take(&mut self.scratch);
        for position in 0..row.len() {
            let Some(column) = bound.column(row, position) else {
                continue;
            };
            let (Cell::Value(value) | Cell::Unknown(value)) = row.cell(position, &mut scratch)
            else {
                continue;
            };
            cells[column] = role.columns[column].fingerprint(&bench.by, value);
            met.clear();
            self.met(value, &mut met);
            self.yielded.values.extend_from_slice(&met);
            if role.columns[column].duty == Duty::Kept {
                kept.extend(met.iter().map(|fingerprint| (column, *fingerprint)));
            }
        }
        self.scratch = scratch;
        if goes_on {
            self.yielded.rows.push(ConfirmingRow { table, kept, cells });
        }
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        let mut met = Vec::new();
        self.met(statement.text, &mut met);
        self.yielded.values.extend_from_slice(&met);
        self.yielded.in_statements.extend(met);
    }

    fn take(&mut self) -> ConfirmingChunk {
        std::mem::take(&mut self.yielded)
    }
}

impl Confirmed {
    pub(super) fn take(&mut self, chunk: ConfirmingChunk, wanted: &Wanted, bench: &Bench) {
        self.values.extend(chunk.values);
        self.in_statements.extend(chunk.in_statements);
        for ConfirmingRow { table, kept, cells } in chunk.rows {
            let next = self.next.entry(table).or_default();
            let row = *next;
            *next += 1;
            for (column, fingerprint) in kept {
                if wanted.kept.contains(&(table, row, column)) {
                    self.in_kept.insert((table, row, column, fingerprint));
                }
            }
            let Some(suspect) = wanted.rows.get(&(table, row)) else {
                continue;
            };
            let suspect = &wanted.suspects.rows[*suspect];
            for (column, role) in bench.roles.tables[table].columns.iter().enumerate() {
                let differs = suspect.cells[column] != cells[column];
                if role.duty == Duty::Kept && differs && !suspect.may_differ.contains(&column) {
                    self.changed.push((table, column, row));
                }
            }
        }
    }

    /// What is left of the suspects: occurrences of originals, and fields that were to be kept.
    pub(super) fn settle(self, wanted: &Wanted, bench: &Bench) -> (Tally, Tally) {
        let (mut originals, mut rows) = (Tally::default(), Tally::default());
        for suspect in &wanted.suspects.list {
            let by_rule = match suspect.occurrence {
                Occurrence::Statement => self.in_statements.contains(&suspect.fingerprint),
                Occurrence::Field {
                    table, column, row, ..
                } => self
                    .in_kept
                    .contains(&(table, row, column, suspect.fingerprint)),
            };
            if !self.values.contains(&suspect.fingerprint) || by_rule && !suspect.known.sure {
                originals.excluded += 1;
            } else {
                originals.find(suspect.leftover.clone());
            }
        }
        for (table, column, row) in self.changed {
            let role = &bench.roles.tables[table];
            rows.find(Leftover {
                table: Some(role.shown.clone()),
                column: role.columns.get(column).map(|column| column.name.clone()),
                row: Some(row + 1),
                line: None,
                kind: "changed-value".to_owned(),
                origin: None,
            });
        }
        originals.unlisted += wanted.suspects.overflow;
        (originals, rows)
    }
}
