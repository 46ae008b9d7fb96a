//! What one worker makes of the rows and statements it is shown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_crypto::Prf;
use bauta_detect::Finder;
use bauta_dump::FrameKind;
use bauta_dump::ddl::{self, SessionState};
use bauta_model::{Catalog, Dialect, FoundSpan, Span, SpanFinder, TypeClass};

use super::inspection::{Coverage, Spot};
use super::offline;
use super::secrets::{Fingerprint, Place, Secrets};
use crate::plan::{Noted, Place as NotedPlace, Settings, StatementPolicy};
use crate::read::{Cell, ReadTable, Reader, Row, Shape, Statement};

/// What a chunk holds.
#[derive(Debug, Default)]
pub(super) struct Inspected {
    pub(super) coverage: Coverage,
    pub(super) tables: BTreeMap<usize, InspectedRows>,
    pub(super) secrets: Secrets,
    pub(super) noted: Vec<Noted>,
    /// Fingerprints of credentials that statements name, by line and name.
    pub(super) credentials: Vec<(u64, String, Fingerprint)>,
    /// What `mask` would refuse, and where.
    pub(super) refused: Vec<(u64, String)>,
}

/// Rows of one table.
#[derive(Debug)]
pub(super) struct InspectedRows {
    pub(super) table: Arc<ReadTable>,
    pub(super) rows: u64,
    pub(super) columns: Vec<InspectedCells>,
}

/// Cells of one column.
#[derive(Debug, Default)]
pub(super) struct InspectedCells {
    pub(super) nulls: u64,
}

/// Inspects what it is shown.
pub(super) struct Inspector {
    settings: Settings,
    finder: Arc<Finder>,
    fingerprints: Prf,
    /// Of the chunk at hand.
    inspected: Inspected,
    /// Whether the run of rows at hand is valid UTF-8 as it stands.
    valid: bool,
    decoded: Vec<u8>,
    found: Vec<FoundSpan>,
}

impl Inspector {
    pub(super) fn new(settings: Settings, finder: Arc<Finder>, fingerprints: Prf) -> Self {
        Self {
            settings,
            finder,
            fingerprints,
            inspected: Inspected::default(),
            valid: false,
            decoded: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Notes the secrets in a text that stands at `place`; those within `but` are told elsewhere.
    fn search(&mut self, text: &[u8], place: Place, spot: Spot, but: &[Span]) {
        self.found.clear();
        self.finder.find(text, &mut self.found);
        for found in &self.found {
            let told = but
                .iter()
                .any(|span| found.span.start < span.end && span.start < found.span.end);
            if !found.secret || told {
                continue;
            }
            let value = found.span.of(text);
            self.inspected.secrets.note(
                place,
                (found.kind, found.sensitivity),
                fingerprint(&self.fingerprints, value),
                spot,
                || offline::read(found.kind, value),
            );
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
            let refused = (statement.line, problem.message);
            self.inspected.refused.push(refused);
        }
        let place = NotedPlace {
            line: statement.line,
            byte: statement.offset,
        };
        let noted = noted.into_iter().map(|note| Noted { place, ..note });
        self.inspected.noted.extend(noted);
    }

    /// Notes the credentials of a statement by their fingerprints; answers where they stand.
    fn credentials(&mut self, statement: &Statement<'_>) -> Vec<Span> {
        let places = ddl::places(statement.text, statement.session);
        let mut spans = Vec::new();
        for credential in places.credentials {
            let literal = credential.span.of(statement.text);
            let mark = fingerprint(&self.fingerprints, unquoted(literal));
            self.inspected
                .credentials
                .push((statement.line, credential.name, mark));
            spans.push(credential.span);
        }
        spans
    }
}

impl Reader for Inspector {
    type Yield = Inspected;

    fn run(&mut self, _shape: &Shape, bytes: &[u8]) {
        self.valid = std::str::from_utf8(bytes).is_ok();
    }

    fn row(&mut self, row: &Row<'_>) {
        let shape = row.shape;
        let spot = Spot {
            offset: row.offset,
            line: row.line,
            row: row.ordinal + 1,
        };
        let rows = self
            .inspected
            .tables
            .entry(shape.index)
            .or_insert_with(|| InspectedRows::of(&shape.table));
        rows.begin_row(&shape.table, row.len());
        self.inspected.coverage.cells += row.len() as u64;
        let mut decoded = std::mem::take(&mut self.decoded);
        for position in 0..row.len() {
            let column = row.column(position).unwrap_or(position);
            let class = shape
                .table
                .schema
                .columns
                .get(column)
                .map_or(TypeClass::Other, |column| column.ty.class);
            let value = match row.cell(position, &mut decoded) {
                Cell::Null => {
                    if let Some(rows) = self.inspected.tables.get_mut(&shape.index) {
                        rows.columns[column].nulls += 1;
                    }
                    continue;
                }
                Cell::Computed => continue,
                Cell::Unknown(field) => {
                    self.inspected.coverage.undecodable += 1;
                    field
                }
                Cell::Value(value) => value,
            };
            let field = row.field(position);
            let escaped = memchr::memchr(b'\\', field).is_some();
            let value = if is_binary(class) || (self.valid && !escaped) || value.is_ascii() {
                Cow::Borrowed(value)
            } else {
                let text = as_utf8(value, shape);
                if text.is_none() {
                    self.inspected.coverage.undecodable += 1;
                }
                text.unwrap_or(Cow::Borrowed(value))
            };
            if may_hold_text(class) {
                self.search(&value, Place::Column(shape.index, column), spot, &[]);
            }
        }
        self.decoded = decoded;
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        let mut told = Vec::new();
        match statement.kind {
            FrameKind::Statement | FrameKind::MixedStatement => {
                self.identities(statement);
                told = self.credentials(statement);
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
        self.search(statement.text, place, spot, &told);
    }

    fn take(&mut self) -> Inspected {
        std::mem::take(&mut self.inspected)
    }
}

impl InspectedRows {
    fn of(table: &Arc<ReadTable>) -> Self {
        Self {
            table: Arc::clone(table),
            rows: 0,
            columns: Vec::new(),
        }
    }

    fn begin_row(&mut self, table: &Arc<ReadTable>, fields: usize) {
        self.rows += 1;
        let columns = table.schema.columns.len().max(fields);
        if self.columns.len() < columns {
            self.columns.resize_with(columns, InspectedCells::default);
            self.table = Arc::clone(table);
        }
    }

    /// Takes in the rows of the next chunk.
    pub(super) fn add(&mut self, more: Self) {
        self.rows += more.rows;
        if self.columns.len() < more.columns.len() {
            self.columns
                .resize_with(more.columns.len(), InspectedCells::default);
        }
        for (cells, more) in self.columns.iter_mut().zip(more.columns) {
            cells.nulls += more.nulls;
        }
        self.table = more.table;
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

/// Whether values of the type may have secrets in them.
fn may_hold_text(class: TypeClass) -> bool {
    !matches!(
        class,
        TypeClass::Integer
            | TypeClass::Decimal
            | TypeClass::Float
            | TypeClass::Bool
            | TypeClass::Date
            | TypeClass::Time
            | TypeClass::Timestamp
            | TypeClass::Interval
            | TypeClass::Inet
            | TypeClass::Mac
    )
}

fn is_restriction(line: &[u8]) -> bool {
    line.starts_with(b"\\restrict ") || line.starts_with(b"\\unrestrict ")
}

/// Rows without a table are definitions in `sqlite3 .dump` (`INSERT INTO sqlite_schema`).
fn is_definition(session: &SessionState) -> bool {
    session.dialect() == Dialect::Sqlite
}

/// What stands between the quotes of a literal.
fn unquoted(literal: &[u8]) -> &[u8] {
    let quote = literal
        .first()
        .filter(|quote| matches!(quote, b'\'' | b'"'));
    quote
        .and_then(|quote| literal.strip_prefix(&[*quote])?.strip_suffix(&[*quote]))
        .unwrap_or(literal)
}
