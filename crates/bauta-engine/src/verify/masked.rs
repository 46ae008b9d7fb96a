//! Reading the clone: every field and statement, held against what is known of the original.

use std::sync::Arc;

use bauta_dump::FrameKind;
use bauta_profile::Profile;

use super::detection::{Buffers, Detection, Judgement, bears_mark};
use super::fingerprint::{Fronts, NULL, UNKNOWN};
use super::glance::Glance;
use super::original::{Bench, Binder, Bound, push_keys};
use super::originals::{Hit, Nature, Originals};
use super::proof::{Covered, Leftover, Tally};
use super::roles::{ColumnRole, Duty, TableRole};
use super::rows::{OriginalRow, RowLedger, sum_of_kept};
use super::statements::StatementCheck;
use super::suspects::{Occurrence, Suspect, SuspectRow};
use crate::banner;
use crate::read::{Cell, Met, Reader, Row, Shape, Statement};

/// What the clone is held against in one reading.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own about one reading"
)]
pub(super) struct Against {
    pub(super) bench: Arc<Bench>,
    pub(super) profile: Option<Profile>,
    pub(super) originals: Originals,
    pub(super) rows: RowLedger,
    /// Whether there is an original at all.
    pub(super) compares: bool,
    /// Whether fields and statements are judged by themselves in this reading.
    pub(super) judges: bool,
    /// Whether rows are compared in this reading, and statements searched.
    pub(super) first_originals: bool,
    pub(super) first_rows: bool,
}

/// Reads the clone.
#[derive(Debug)]
pub(super) struct MaskedReader {
    against: Arc<Against>,
    binder: Binder,
    glance: Glance,
    buffers: Buffers,
    fronts: Fronts,
    scratch: Vec<u8>,
    yielded: MaskedChunk,
}

/// Table and column; fields that were compared, and those that are equal.
pub(super) type Equal = ((usize, usize), (u64, u64));

/// What a chunk of the clone yielded.
#[derive(Debug, Default)]
pub(super) struct MaskedChunk {
    pub(super) secrets: Tally,
    pub(super) originals: Tally,
    pub(super) rows: Tally,
    pub(super) statements: Tally,
    pub(super) coverage: Covered,
    pub(super) suspects: Vec<Suspect>,
    pub(super) suspect_rows: Vec<SuspectRow>,
    /// Table, first row, and keys row by row.
    pub(super) keys: Vec<(usize, u64, Vec<Option<u64>>)>,
    /// Rows by table.
    pub(super) counts: Vec<(usize, u64)>,
    /// Rows equal in what is somebody's name or address, by table and which of them.
    pub(super) twins: Vec<(usize, usize, u64)>,
    /// Fields of a column that are compared, and those equal to their originals.
    pub(super) equal: Vec<Equal>,
}

impl MaskedReader {
    pub(super) fn new(against: Arc<Against>) -> Self {
        Self {
            against,
            binder: Binder::default(),
            glance: Glance::default(),
            buffers: Buffers::default(),
            fronts: Fronts::default(),
            scratch: Vec::new(),
            yielded: MaskedChunk::default(),
        }
    }

    /// Judges what stands in a field or statement by itself.
    /// `told` is the name that another column gives it.
    fn judge(&mut self, text: &[u8], place: Place<'_>, told: Option<&str>) {
        let tally = &mut self.yielded.secrets;
        let detection = &self.against.bench.detection;
        let column = place.column();
        let is_idle = column.is_some_and(|column| Detection::is_idle(text, column));
        if is_idle && told.is_none() {
            return;
        }
        let own = column.map_or("", |column| &column.name);
        let name = told.unwrap_or(own);
        detection.find(text, name, &mut self.buffers, &mut |kind, value, opened| {
            // Bytes may hold what reads as text once it is opened.
            let read = if opened { value } else { text };
            let judgement = detection.judge(kind, value, column, read);
            note(tally, judgement, kind, place);
        });
    }

    /// The same for a field in which there is nothing but what was found in a look over the rows.
    fn judge_found(
        &mut self,
        row: &Row<'_>,
        position: usize,
        (column, place): (&ColumnRole, Place<'_>),
    ) {
        let tally = &mut self.yielded.secrets;
        let detection = &self.against.bench.detection;
        let field = row.field(position);
        self.glance.found(row, position, |kind, value| {
            let judgement = detection.judge(kind, value, Some(column), field);
            note(tally, judgement, kind, place);
        });
    }

    /// Looks for originals, also in what is encoded in the text if `open` says so; `stays` says
    /// whether the whole field is as it was and was to be kept.
    fn search(&mut self, text: &[u8], place: Place<'_>, open: bool, stays: bool) {
        let against = &self.against;
        let (tally, suspects) = (&mut self.yielded.originals, &mut self.yielded.suspects);
        let fronts = &mut self.fronts;
        tally.judged += 1;
        let mut see = |view: &[u8]| {
            let by = &against.bench.by;
            against.originals.search(view, by, fronts, &mut |hit| {
                let whole = hit.start == 0 && hit.end == text.len() && view.len() == text.len();
                if stays || !means_something(&hit, place.column(), whole) {
                    tally.excluded += 1;
                    return;
                }
                let (kind, origin) = against.bench.called(hit.known.origin);
                suspects.push(Suspect {
                    occurrence: place.occurrence(),
                    leftover: Leftover {
                        origin,
                        ..place.leftover(kind)
                    },
                    fingerprint: hit.fingerprint,
                    known: hit.known,
                    value: view[hit.start..hit.end].to_vec().into(),
                });
            });
        };
        if open {
            self.buffers.views.each(text, &mut see);
        } else {
            see(text);
        }
    }

    fn compare(
        &mut self,
        original: &OriginalRow<'_>,
        (table, row): (usize, u64),
        cells: &[u64],
        lengths: &[u32],
    ) {
        let against = Arc::clone(&self.against);
        let role = &against.bench.roles.tables[table];
        let leftover = |column: usize, kind: &str| leftover(role, column, row, kind);
        for (column, it) in role.columns.iter().enumerate() {
            if it.duty != Duty::Masked || cells[column] == UNKNOWN {
                continue;
            }
            let (before, after) = (original.is_null(column), cells[column] == NULL);
            self.yielded.rows.judged += 1;
            if before && !after && !it.fills_nulls {
                self.yielded.rows.find(leftover(column, "null-filled"));
            }
            if !before && after && !it.loses_values {
                self.yielded.rows.find(leftover(column, "value-lost"));
            }
        }
        for column in &role.compared {
            let (it, cell) = (&role.columns[*column], cells[*column]);
            let (Some(before), true) = (original.cell(role, *column), cell > UNKNOWN) else {
                continue;
            };
            let equal = cell == before;
            count(
                &mut self.yielded.equal,
                (table, *column),
                equal && lengths[*column] > 0,
            );
            if equal && it.habits.wide && !it.habits.retains && lengths[*column] >= SURE_LENGTH {
                let originals = &mut self.yielded.originals;
                originals.find(leftover(*column, "unchanged-value"));
            }
        }
        for (index, identity) in role.identities.iter().enumerate() {
            let same = |column: &usize| {
                cells[*column] > UNKNOWN
                    && lengths[*column] > 1
                    && original.cell(role, *column) == Some(cells[*column])
            };
            let long: u32 = identity.iter().map(|column| lengths[*column]).sum();
            if long >= 6 && identity.iter().all(same) {
                self.yielded.twins.push((table, index, row));
            }
        }
    }

    /// Field by field, where what was to be kept is not as it was.
    fn suspect_row(
        &mut self,
        row: &Row<'_>,
        original: &OriginalRow<'_>,
        bound: &Bound,
        cells: &[u64],
    ) {
        let against = Arc::clone(&self.against);
        let table = bound.table;
        let role = &against.bench.roles.tables[table];
        let columns = 0..role.columns.len();
        let mut may_differ: Vec<usize> = columns
            .filter(|column| original.may_differ(*column))
            .collect();
        let mut scratch = std::mem::take(&mut self.scratch);
        for position in 0..row.len() {
            let Some(column) = bound.column(row, position) else {
                continue;
            };
            if let Cell::Value(value) = row.cell(position, &mut scratch)
                && role.columns[column].duty == Duty::Kept
                && bears_mark(value)
            {
                may_differ.push(column);
            }
        }
        self.scratch = scratch;
        self.yielded.suspect_rows.push(SuspectRow {
            table,
            row: row.ordinal,
            cells: cells.to_vec(),
            may_differ,
        });
    }
}

fn note(tally: &mut Tally, judgement: Judgement, kind: &str, place: Place<'_>) {
    match judgement {
        Judgement::Ours => {}
        Judgement::Excepted => tally.excluded += 1,
        Judgement::Explained => tally.unjudged += 1,
        Judgement::Left => tally.find(place.leftover(kind)),
    }
}

/// From this length on equality with the original is not by chance.
const SURE_LENGTH: u32 = 10;

/// Where something is met.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    Field {
        role: &'a TableRole,
        table: usize,
        column: usize,
        row: u64,
    },
    Statement {
        line: u64,
    },
}

impl<'a> Place<'a> {
    fn column(self) -> Option<&'a ColumnRole> {
        match self {
            Self::Field { role, column, .. } => role.columns.get(column),
            Self::Statement { .. } => None,
        }
    }

    fn leftover(self, kind: &str) -> Leftover {
        match self {
            Self::Field {
                role, column, row, ..
            } => leftover(role, column, row, kind),
            Self::Statement { line } => Leftover {
                table: None,
                column: None,
                row: None,
                line: Some(line),
                kind: kind.to_owned(),
                origin: None,
            },
        }
    }

    fn occurrence(self) -> Occurrence {
        match self {
            Self::Field {
                role,
                table,
                column,
                row,
            } => {
                let kept = role
                    .columns
                    .get(column)
                    .is_some_and(|it| it.duty == Duty::Kept);
                Occurrence::Field {
                    table,
                    column,
                    row,
                    kept,
                }
            }
            Self::Statement { .. } => Occurrence::Statement,
        }
    }
}

fn leftover(role: &TableRole, column: usize, row: u64, kind: &str) -> Leftover {
    Leftover {
        table: Some(role.shown.clone()),
        column: role.columns.get(column).map(|column| column.name.clone()),
        row: Some(row + 1),
        line: None,
        kind: kind.to_owned(),
        origin: None,
    }
}

/// Whether an original that is met is more than a word or number that is found anywhere.
fn means_something(hit: &Hit, column: Option<&ColumnRole>, whole: bool) -> bool {
    let nature = hit.known.nature;
    let Some(column) = column else {
        return nature == Nature::Opaque;
    };
    match (column.duty, nature) {
        (Duty::Masked, _) if column.habits.shuffles => hit.known.sure,
        (_, Nature::Opaque) => true,
        (Duty::Masked, _) => {
            column.disjoint && whole && !(column.habits.words && nature == Nature::Words)
        }
        (Duty::Kept, _) => whole,
        (Duty::Unknown | Duty::Computed, _) => false,
    }
}

fn count(list: &mut Vec<Equal>, place: (usize, usize), equal: bool) {
    let index = list.iter().position(|(known, _)| *known == place);
    let index = index.unwrap_or_else(|| {
        list.push((place, (0, 0)));
        list.len() - 1
    });
    let (compared, same) = &mut list[index].1;
    *compared += 1;
    *same += u64::from(equal);
}

/// Whether a row only says which clone this is.
fn is_banner(row: &Row<'_>, scratch: &mut Vec<u8>) -> bool {
    let table = &row.shape.table;
    banner::is_banner(&table.name, &table.schema)
        && row.len() == table.schema.columns.len()
        && banner::is_row(|column| {
            let position = (0..row.len()).find(|at| row.column(*at) == Some(column))?;
            match row.cell(position, scratch) {
                Cell::Value(value) => Some(value.to_vec()),
                _ => None,
            }
        })
}

impl Reader for MaskedReader {
    type Yield = MaskedChunk;

    fn run(&mut self, _shape: &Shape, bytes: &[u8], base: usize) {
        self.glance.over(&self.against.bench.detection, bytes, base);
    }

    fn row(&mut self, row: &Row<'_>) {
        if is_banner(row, &mut self.scratch) {
            return;
        }
        let against = Arc::clone(&self.against);
        let bench = &against.bench;
        let Some(bound) = self.binder.bind(row, &bench.roles) else {
            return self.stranger(row);
        };
        let table = bound.table;
        let role = &bench.roles.tables[table];
        let Decoded {
            cells,
            lengths,
            folded,
        } = self.decoded(row, role, &bound);
        let original = against
            .compares
            .then(|| against.rows.row(table, role, row.ordinal));
        let original = original.flatten();
        let as_it_was = original.as_ref().is_some_and(|original| {
            let stays = |column: usize| !original.may_differ(column);
            sum_of_kept(role, &bench.by, &cells, &stays) == original.sum
        });
        self.look(row, &bound, original.as_ref().filter(|_| as_it_was));
        if against.judges {
            self.yielded.coverage.cells += row.len() as u64;
            self.count_row(table);
        }
        if let Some(original) = original.filter(|_| against.first_originals) {
            self.yielded.rows.judged += 1;
            self.compare(&original, (table, row.ordinal), &cells, &lengths);
            if !as_it_was {
                self.suspect_row(row, &original, &bound, &cells);
            }
        }
        if against.compares && against.first_originals {
            self.push_keys(table, row.ordinal, &cells, &folded);
        }
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        let against = Arc::clone(&self.against);
        let place = Place::Statement {
            line: statement.line,
        };
        if against.judges {
            self.yielded.secrets.judged += 1;
            self.judge(statement.text, place, None);
            let check = StatementCheck {
                profile: against.profile.as_ref(),
            };
            check.judge(statement, &mut self.yielded.statements);
            let unread = matches!(statement.kind, FrameKind::CopyRows | FrameKind::InsertRows);
            self.yielded.coverage.unread_statements += u64::from(unread);
        }
        if against.compares && against.first_rows {
            self.search(statement.text, place, true, false);
        }
    }

    fn take(&mut self) -> MaskedChunk {
        std::mem::take(&mut self.yielded)
    }
}

/// The fields of a row by column.
#[derive(Debug)]
struct Decoded {
    /// Fingerprints.
    cells: Vec<u64>,
    /// Lengths in bytes.
    lengths: Vec<u32>,
    /// Fingerprints without case, where that does not matter.
    folded: Vec<(usize, u64)>,
}

impl MaskedReader {
    fn decoded(&mut self, row: &Row<'_>, role: &TableRole, bound: &Bound) -> Decoded {
        let against = Arc::clone(&self.against);
        let by = &against.bench.by;
        let mut decoded = Decoded {
            cells: vec![NULL; role.columns.len()],
            lengths: vec![0; role.columns.len()],
            folded: Vec::new(),
        };
        for position in 0..row.len() {
            let Some(column) = bound.column(row, position) else {
                continue;
            };
            let value = match row.cell(position, &mut self.scratch) {
                Cell::Null => continue,
                Cell::Computed => {
                    decoded.cells[column] = UNKNOWN;
                    continue;
                }
                Cell::Value(value) => value,
                Cell::Unknown(value) => {
                    self.yielded.coverage.undecodable += u64::from(against.judges);
                    value
                }
            };
            decoded.cells[column] = role.columns[column].fingerprint(by, value);
            decoded.lengths[column] = u32::try_from(value.len()).unwrap_or(u32::MAX);
            if role.columns[column].folds && role.columns[column].keyed {
                decoded.folded.push((column, by.of_folded(value)));
            }
        }
        decoded
    }

    /// Judges and searches the fields of a row; `unchanged` is the original where all that was to
    /// be kept is as it was.
    fn look(&mut self, row: &Row<'_>, bound: &Bound, unchanged: Option<&OriginalRow<'_>>) {
        let against = Arc::clone(&self.against);
        let table = bound.table;
        let role = &against.bench.roles.tables[table];
        let searches = against.compares && against.rows.holds(row.ordinal);
        let told = bound.told(row, role);
        let mut scratch = std::mem::take(&mut self.scratch);
        for position in 0..row.len() {
            let Some(column) = bound.column(row, position) else {
                continue;
            };
            let (Cell::Value(value) | Cell::Unknown(value)) = row.cell(position, &mut scratch)
            else {
                continue;
            };
            let place = Place::Field {
                role,
                table,
                column,
                row: row.ordinal,
            };
            let it = &role.columns[column];
            let detection = &against.bench.detection;
            let met = self.glance.at(detection, (row, position), it, value);
            if against.judges {
                self.yielded.secrets.judged += 1;
                let named = told.filter(|(value, _)| *value == column);
                match (met, named) {
                    (_, Some((_, name))) => self.judge(value, place, Some(name)),
                    (Met::Nothing, None) => {}
                    (Met::Found, None) => self.judge_found(row, position, (it, place)),
                    (Met::Suspect, None) => self.judge(value, place, None),
                }
            }
            if searches {
                let kept = it.duty == Duty::Kept;
                let stays = unchanged.is_some_and(|original| !original.may_differ(column));
                self.search(value, place, met == Met::Suspect, kept && stays);
            }
        }
        self.scratch = scratch;
    }

    /// A row of a table that nothing is known of.
    fn stranger(&mut self, row: &Row<'_>) {
        let place = Place::Statement { line: row.line };
        for position in 0..row.len() {
            let field = row.field(position);
            if self.against.judges {
                self.yielded.secrets.judged += 1;
                self.judge(field, place, None);
            }
            if self.against.compares && self.against.first_rows {
                self.search(field, place, true, false);
            }
        }
        if self.against.judges && self.against.compares {
            self.yielded.rows.find(place.leftover("unknown-table"));
        }
    }

    fn count_row(&mut self, table: usize) {
        match self.yielded.counts.last_mut() {
            Some((last, count)) if *last == table => *count += 1,
            _ => self.yielded.counts.push((table, 1)),
        }
    }

    fn push_keys(&mut self, table: usize, row: u64, cells: &[u64], folded: &[(usize, u64)]) {
        let slots = self.against.bench.roles.keys.of_table[table].len();
        if slots == 0 {
            return;
        }
        let goes_on = self.yielded.keys.last().is_some_and(|(last, first, keys)| {
            *last == table && *first + (keys.len() / slots) as u64 == row
        });
        if !goes_on {
            self.yielded.keys.push((table, row, Vec::new()));
        }
        if let Some((.., keys)) = self.yielded.keys.last_mut() {
            push_keys(&self.against.bench, table, cells, folded, keys);
        }
    }
}
