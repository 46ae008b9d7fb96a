//! What one worker makes of the rows and statements it is shown.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use bauta_codec::compressed;
use bauta_crypto::Prf;
use bauta_detect::{ColumnFacts, Search, SearchScratch, Tally};
use bauta_dump::FrameKind;
use bauta_dump::ddl::{self, CredentialKind, SessionState};
use bauta_model::{
    Catalog, Column, ColumnName, ColumnType, Dialect, Generated, Sensitivity, TypeClass,
};

use super::certificates;
use super::documents::Leaves;
use super::identities::CERTIFICATE;
use super::inspection::{Coverage, Spot};
use super::look::{Depth, Look};
use super::offline;
use super::secrets::{Fingerprint, Place, Secrets};
use crate::error::Diagnostic;
use crate::plan::{
    KeptLeaves, Noted, Outline, OutlineRoom, Place as NotedPlace, Settings, StatementPolicy,
};
use crate::read::{Cell, Met, ReadTable, Reader, Row, Shape, Statement, Suspects};
use crate::settings_pair::telling;
use crate::survey::SampledRow;

/// What a chunk holds.
#[derive(Debug, Default)]
pub(super) struct Inspected {
    pub(super) coverage: Coverage,
    pub(super) tables: BTreeMap<usize, InspectedRows>,
    pub(super) secrets: Secrets,
    pub(super) certificates: Secrets,
    pub(super) noted: Vec<Noted>,
    /// Credentials that statements name, with their lines.
    pub(super) credentials: Vec<(u64, NamedCredential)>,
    /// What `mask` would refuse, and where.
    pub(super) refused: Vec<(u64, Diagnostic)>,
    /// Who may do what.
    pub(super) rights: BTreeSet<String>,
    /// The first rows of tables.
    pub(super) samples: Vec<SampledRow>,
}

/// A credential that a statement names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedCredential {
    pub(super) kind: CredentialKind,
    /// The option or setting that it is the value of.
    pub(super) name: String,
    pub(super) fingerprint: Fingerprint,
}

/// Rows of one table.
#[derive(Debug, Clone)]
pub(super) struct InspectedRows {
    pub(super) table: Arc<ReadTable>,
    pub(super) rows: u64,
    /// One for each column, by its place in the table.
    pub(super) columns: Vec<InspectedCells>,
}

/// Cells of one column.
#[derive(Debug, Clone)]
pub(super) struct InspectedCells {
    pub(super) nulls: u64,
    pub(super) tally: Tally,
    pub(super) leaves: Leaves,
    /// Leaves of documents, where they are gathered.
    pub(super) outline: Outline,
}

/// Inspects what it is shown.
pub(super) struct Inspector {
    settings: Settings,
    search: Arc<Search>,
    fingerprints: Prf,
    /// Of the chunk at hand.
    inspected: Inspected,
    /// Whether the run of rows at hand is valid UTF-8 as it stands.
    valid: bool,
    suspects: Suspects,
    look: Look,
    decoded: Vec<u8>,
    scratch: SearchScratch,
    /// The rows of the table at hand, and its index.
    current: Option<(usize, InspectedRows)>,
    /// What begins anew with each chunk, by table.
    empty: HashMap<usize, InspectedRows>,
    /// How many rows of each table are kept as samples.
    sample_rows: u64,
    /// Room to look into documents.
    documents: OutlineRoom,
    /// The same, where somebody wants to know of their leaves.
    outlining: Option<OutlineRoom>,
}

impl Inspector {
    pub(super) fn new(
        settings: Settings,
        search: Arc<Search>,
        fingerprints: Prf,
        sample_rows: u64,
    ) -> Self {
        Self {
            settings,
            search,
            fingerprints,
            inspected: Inspected::default(),
            valid: false,
            suspects: Suspects::default(),
            look: Look::default(),
            decoded: Vec::new(),
            scratch: SearchScratch::default(),
            current: None,
            empty: HashMap::new(),
            sample_rows,
            documents: OutlineRoom::default(),
            outlining: None,
        }
    }

    /// The same, gathering leaves of documents and rights if so.
    pub(super) fn outlining(mut self, outlines: bool) -> Self {
        self.outlining = outlines.then(OutlineRoom::default);
        self
    }

    /// Notes the secrets in a text that stands at `place`, in a column of that name.
    fn search(&mut self, text: &[u8], name: &str, place: Place, spot: Spot) {
        self.search
            .search(text, name, &mut self.scratch, &mut |_| {});
        self.inspected.coverage.unopened +=
            u64::from(self.scratch.unopened() + self.scratch.broken() > 0);
        for found in self.scratch.found() {
            if found.original.len() < text.len()
                && let Place::Column(_, column) = place
                && let Some((_, rows)) = &mut self.current
                && let Some(cells) = rows.columns.get_mut(column)
            {
                cells.tally.found(found.kind);
            }
            if !found.secret {
                continue;
            }
            self.inspected.secrets.note(
                place,
                (found.kind, found.sensitivity),
                fingerprint(&self.fingerprints, found.original),
                spot,
                || offline::read(found.kind, found.original),
            );
        }
    }

    /// Notes the certificates in a text that stands at `place`.
    fn certificates(&mut self, text: &[u8], place: Place, spot: Spot) {
        certificates::each(text, |der, offline| {
            self.inspected.certificates.note(
                place,
                (CERTIFICATE, Sensitivity::Low),
                fingerprint(&self.fingerprints, der),
                spot,
                || offline,
            );
        });
    }

    /// Notes what a look over the rows has found in a field, as far as it is less than the whole.
    fn found(&mut self, met: Met, field: (u32, u32), place: usize, length: usize) {
        if met == Met::Found
            && let Some((_, rows)) = &mut self.current
            && let Some(cells) = rows.columns.get_mut(place)
        {
            for (kind, span) in self.suspects.found(field) {
                if span.len() < length {
                    cells.tally.found(kind);
                }
            }
        }
    }

    /// Notes whom a statement names, and what `mask` would say of it.
    fn identities(&mut self, statement: &Statement<'_>) {
        let policy = StatementPolicy {
            settings: &self.settings,
        };
        let mut noted = Vec::new();
        let (text, session) = (statement.text, statement.session);
        let judged = policy.judge(text, session, &Catalog::default(), None, &mut noted);
        if let Err(problem) = judged {
            self.inspected.refused.push((statement.line, problem));
        }
        let place = NotedPlace {
            line: statement.line,
            byte: statement.offset,
        };
        let noted = noted.into_iter().map(|note| Noted { place, ..note });
        self.inspected.noted.extend(noted);
        if self.outlining.is_some() {
            self.inspected.rights.extend(ddl::rights(text, session));
        }
    }

    /// Notes the credentials of a statement by their fingerprints.
    fn credentials(&mut self, statement: &Statement<'_>) {
        let places = ddl::places(statement.text, statement.session);
        for credential in places.credentials {
            let literal = credential.span.of(statement.text);
            let mark = fingerprint(&self.fingerprints, unquoted(literal));
            let named = NamedCredential {
                kind: credential.kind,
                name: credential.name,
                fingerprint: mark,
            };
            self.inspected.credentials.push((statement.line, named));
        }
    }
}

impl Reader for Inspector {
    type Yield = Inspected;

    fn run(&mut self, shape: &Shape, bytes: &[u8], base: usize) {
        self.valid = std::str::from_utf8(bytes).is_ok();
        self.suspects.find(
            &self.search,
            (bytes, base),
            &mut self.scratch,
            certificates::begin,
        );
        self.look = Look::of(shape);
    }

    fn row(&mut self, row: &Row<'_>) {
        let shape = row.shape;
        let spot = Spot {
            offset: row.offset,
            line: row.line,
            row: row.ordinal + 1,
        };
        self.begin_row(row);
        if row.ordinal < self.sample_rows {
            self.inspected.samples.extend(SampledRow::of(row));
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        let drawn = Tally::is_drawn(row.ordinal);
        let told = self.look.pair.and_then(|pair| {
            let name = (pair.name < row.len()).then(|| telling(row.field(pair.name)));
            Some((pair.value, name.flatten()?))
        });
        for position in 0..row.len() {
            let place = row.column(position).unwrap_or(position);
            let look = self.look.columns.get(position).copied();
            let named = told.filter(|(value, _)| *value == position);
            let met = match look.unwrap_or(Depth::Suspects) {
                Depth::Nothing => Met::Nothing,
                Depth::Bytes if compressed::may_begin(row.field(position)) => Met::Suspect,
                Depth::Suspects | Depth::Bytes if named.is_none() => {
                    self.suspects.meet(row.span(position))
                }
                Depth::Suspects | Depth::Bytes | Depth::Everything => Met::Suspect,
            };
            if self.valid
                && !drawn
                && met != Met::Suspect
                && let Some(length) = row.plain_length(position)
            {
                self.cells(place, |cells| cells.tally.measure(length));
                self.found(met, row.span(position), place, length);
                continue;
            }
            let value = match row.cell(position, &mut decoded) {
                Cell::Null => {
                    self.cells(place, InspectedCells::null);
                    continue;
                }
                Cell::Computed => continue,
                Cell::Unknown(field) => {
                    self.inspected.coverage.undecodable += 1;
                    field
                }
                Cell::Value(value) => value,
            };
            let column = shape.table.schema.columns.get(place);
            let class = column.map_or(TypeClass::Other, |column| column.ty.class);
            let is_plain = self.valid && memchr::memchr(b'\\', row.field(position)).is_none();
            let value = if is_plain || is_binary(class) || value.is_ascii() {
                Cow::Borrowed(value)
            } else {
                let text = as_utf8(value, shape);
                self.inspected.coverage.undecodable += u64::from(text.is_none());
                text.unwrap_or(Cow::Borrowed(value))
            };
            if let Some((_, rows)) = &mut self.current
                && let Some(cells) = rows.columns.get_mut(place)
            {
                cells.tally.observe(row.ordinal, &value);
                if class == TypeClass::Json {
                    cells.leaves.take(row.ordinal, &value, &mut self.documents);
                }
            }
            self.found(met, row.span(position), place, value.len());
            if met == Met::Suspect && value.len() >= LEAST_SECRET {
                let own = column.map_or("", |column| column.name.as_str());
                let name = named.map_or(own, |(_, name)| name);
                let place = Place::Column(shape.index, place);
                self.search(&value, name, place, spot);
                self.certificates(&value, place, spot);
            }
        }
        self.outline(row, &mut decoded);
        self.decoded = decoded;
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        match statement.kind {
            FrameKind::Statement | FrameKind::MixedStatement => {
                self.identities(statement);
                self.credentials(statement);
            }
            // Its argument is random and opens nothing.
            FrameKind::ClientCommand if is_restriction(statement.text) => return,
            FrameKind::CopyRows => {
                self.inspected.coverage.unread_bytes += statement.text.len() as u64;
            }
            FrameKind::InsertRows if !is_definition(statement.session) => {
                self.inspected.coverage.unread_bytes += statement.text.len() as u64;
            }
            _ => {}
        }
        let spot = Spot {
            offset: statement.offset,
            line: statement.line,
            row: 0,
        };
        let place = Place::Statement(statement.line);
        self.search(statement.text, "", place, spot);
        self.certificates(statement.text, place, spot);
    }

    fn take(&mut self) -> Inspected {
        self.put_back();
        std::mem::take(&mut self.inspected)
    }
}

impl Inspector {
    fn begin_row(&mut self, row: &Row<'_>) {
        let (index, table) = (row.shape.index, &row.shape.table);
        self.inspected.coverage.cells += row.len() as u64;
        if self
            .current
            .as_ref()
            .is_none_or(|(current, _)| *current != index)
        {
            self.put_back();
            let rows = self.inspected.tables.remove(&index).unwrap_or_else(|| {
                let empty = self.empty.entry(index);
                empty.or_insert_with(|| InspectedRows::of(table)).clone()
            });
            self.current = Some((index, rows));
        }
        let Some((_, known)) = &mut self.current else {
            return;
        };
        known.rows += 1;
        let columns = table.schema.columns.len().max(row.len());
        if known.columns.len() < columns {
            known.table = Arc::clone(table);
            known.grow(columns);
            let empty = self.empty.entry(index);
            let empty = empty.or_insert_with(|| InspectedRows::of(table));
            empty.table = Arc::clone(table);
            empty.grow(columns);
        }
    }

    /// Notes the leaves of the row's documents.
    fn outline(&mut self, row: &Row<'_>, decoded: &mut Vec<u8>) {
        let (Some(room), Some((_, rows))) = (&mut self.outlining, &mut self.current) else {
            return;
        };
        for position in 0..row.len() {
            let place = row.column(position).unwrap_or(position);
            let columns = &row.shape.table.schema.columns;
            let column = columns.get(place);
            if column.is_some_and(|column| column.ty.class == TypeClass::Json)
                && let Cell::Value(value) = row.cell(position, decoded)
                && let Some(cells) = rows.columns.get_mut(place)
            {
                cells.outline.take(value, &KeptLeaves::All, room);
            }
        }
    }

    fn put_back(&mut self) {
        if let Some((index, rows)) = self.current.take() {
            self.inspected.tables.insert(index, rows);
        }
    }

    fn cells(&mut self, place: usize, note: impl FnOnce(&mut InspectedCells)) {
        let rows = self.current.as_mut();
        if let Some(cells) = rows.and_then(|(_, rows)| rows.columns.get_mut(place)) {
            note(cells);
        }
    }
}

impl InspectedRows {
    fn of(table: &Arc<ReadTable>) -> Self {
        let mut rows = Self {
            table: Arc::clone(table),
            rows: 0,
            columns: Vec::new(),
        };
        rows.grow(table.schema.columns.len());
        rows
    }

    fn grow(&mut self, columns: usize) {
        let ReadTable { name, schema } = &*self.table;
        for place in self.columns.len()..columns {
            let undefined = undefined(place);
            let facts = ColumnFacts {
                table: name,
                schema,
                column: schema.columns.get(place).unwrap_or(&undefined),
            };
            self.columns.push(InspectedCells {
                nulls: 0,
                tally: Tally::new(&facts),
                leaves: Leaves::default(),
                outline: Outline::default(),
            });
        }
    }

    /// Takes in the rows of the next chunk.
    pub(super) fn add(&mut self, more: Self) {
        self.rows += more.rows;
        for (place, cells) in more.columns.into_iter().enumerate() {
            match self.columns.get_mut(place) {
                Some(known) => {
                    known.nulls += cells.nulls;
                    known.tally.merge(cells.tally);
                    known.leaves.merge(cells.leaves);
                    known.outline.merge(cells.outline);
                }
                None => self.columns.push(cells),
            }
        }
        self.table = more.table;
    }
}

impl InspectedCells {
    fn null(&mut self) {
        self.nulls += 1;
        self.tally.null();
    }
}

/// The column at a place for which no definition and no head of rows has a name.
pub(super) fn undefined(place: usize) -> Column {
    Column {
        name: ColumnName(format!("#{}", place + 1)),
        ty: ColumnType::default(),
        nullable: true,
        generated: Generated::No,
        identity: false,
        default: None,
    }
}

fn fingerprint(prf: &Prf, value: &[u8]) -> Fingerprint {
    let digest = prf.digest(value);
    let mut mark = Fingerprint::default();
    mark.copy_from_slice(&digest[..16]);
    mark
}

/// The value as UTF-8, where the dump's encoding tells how.
fn as_utf8<'v>(value: &'v [u8], shape: &Shape) -> Option<Cow<'v, [u8]>> {
    match shape.encoding {
        None => std::str::from_utf8(value)
            .ok()
            .map(|text| Cow::Borrowed(text.as_bytes())),
        Some(encoding) => encoding
            .decode_without_bom_handling_and_without_replacement(value)
            .map(|text| match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            }),
    }
}

fn is_binary(class: TypeClass) -> bool {
    matches!(
        class,
        TypeClass::Bytes | TypeClass::Bit | TypeClass::Geometry | TypeClass::Other
    )
}

fn is_restriction(line: &[u8]) -> bool {
    line.starts_with(b"\\restrict ") || line.starts_with(b"\\unrestrict ")
}

/// Rows without a table are definitions in `sqlite3 .dump` (`INSERT INTO sqlite_schema`).
fn is_definition(session: &SessionState) -> bool {
    session.dialect() == Dialect::Sqlite
}

/// Shorter values hold no secret that can be told.
const LEAST_SECRET: usize = 6;

/// What stands between the quotes of a literal.
fn unquoted(literal: &[u8]) -> &[u8] {
    let quote = literal
        .first()
        .filter(|quote| matches!(quote, b'\'' | b'"'));
    quote
        .and_then(|quote| literal.strip_prefix(&[*quote])?.strip_suffix(&[*quote]))
        .unwrap_or(literal)
}
