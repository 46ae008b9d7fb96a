//! What statements teach: the catalogue and the state of the session.

use std::ops::Range;

use bauta_dump::ddl::{self, Learned, SessionState};
use bauta_dump::{FrameKind, Scanner};
use bauta_model::{Catalog, ColumnName, Dialect, Table, TableName};
use encoding_rs::Encoding;

use super::chunker::{Chunker, Director, FrameAt};
use crate::error::{Code, Diagnostic, EngineError};
use crate::mask::{Chunk, Segment};
use crate::observe::{Event, Observer};
use crate::pipeline::Cancel;
use crate::source::Source;

/// Everything known of a dump so far.
#[derive(Debug, Clone)]
pub(crate) struct Knowledge {
    pub(crate) catalog: Catalog,
    pub(crate) session: SessionState,
    /// Databases that the dump has named, in order.
    pub(crate) databases: Vec<String>,
    /// Databases that statements name for any purpose, in order; those of every server aside.
    pub(crate) named_databases: Vec<String>,
    /// Statements about tables that could not be read: where and why.
    pub(crate) gaps: Vec<(u64, &'static str)>,
    /// Grows whenever the catalogue does.
    pub(crate) version: u64,
    /// Where statements began, digested: two readings of one dump must agree.
    pub(crate) trace: Trace,
    /// The stretches that were passed over, in the belief that they define nothing.
    pub(crate) skipped: Option<Vec<Range<u64>>>,
    /// The head of an INSERT into `SQLite`'s schema table, while its rows pass.
    schema_head: Vec<u8>,
}

/// A digest of where statements began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace(u64);

impl Default for Trace {
    fn default() -> Self {
        // FNV-1a's offset basis.
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Trace {
    /// Notes a frame that is no row.
    pub(crate) fn note(&mut self, frame: &FrameAt<'_>) {
        if matches!(
            frame.kind,
            FrameKind::Statement
                | FrameKind::MixedStatement
                | FrameKind::InsertHead
                | FrameKind::CopyHead
        ) {
            for word in [frame.offset, frame.bytes.len() as u64] {
                self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
}

impl Knowledge {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            catalog: Catalog::default(),
            session: SessionState::from(dialect),
            databases: Vec::new(),
            named_databases: Vec::new(),
            gaps: Vec::new(),
            version: 0,
            trace: Trace::default(),
            skipped: None,
            schema_head: Vec::new(),
        }
    }

    /// The same knowledge, at the start of a dump again.
    pub(crate) fn rewound(mut self) -> Self {
        self.session = SessionState::from(self.session.dialect());
        self.schema_head.clear();
        self
    }

    /// Takes in whatever a frame says about tables, and passes over rows.
    pub(crate) fn follow(&mut self, frame: &FrameAt<'_>) {
        self.trace.note(frame);
        match frame.kind {
            FrameKind::Statement | FrameKind::MixedStatement => {
                self.take_in(frame.bytes, frame.offset);
            }
            FrameKind::ClientCommand => self.take_in_command(frame.bytes),
            FrameKind::CopyHead => {
                if let Ok(head) = ddl::copy_head(frame.bytes, &self.session) {
                    self.table_of_rows(&head.table, head.columns.as_deref());
                }
            }
            FrameKind::InsertRows => self.take_in_schema_rows(frame.bytes, frame.offset),
            FrameKind::InsertHead => {
                if self.begin_schema_rows(frame.bytes) {
                    return;
                }
                if let Ok(head) = ddl::insert_head(frame.bytes, &self.session) {
                    self.table_of_rows(&head.table, head.columns.as_deref());
                }
            }
            _ => {}
        }
    }

    /// Takes in one statement; answers whether the catalogue has changed.
    pub(crate) fn take_in(&mut self, statement: &[u8], offset: u64) -> bool {
        for place in ddl::places(statement, &self.session).databases {
            self.note_name(place.name);
        }
        self.session.follow(statement);
        self.note_database();
        match ddl::learn(&mut self.catalog, statement, &self.session) {
            Learned::Table(_) => {
                self.version += 1;
                true
            }
            Learned::Other => false,
            Learned::NotUnderstood { reason } => {
                self.gaps.push((offset, reason));
                false
            }
        }
    }

    /// Whether plans made of either are the same.
    pub(crate) fn teaches(&self, other: &Self) -> bool {
        self.catalog == other.catalog
            && self.databases == other.databases
            && self.gaps.is_empty()
            && other.gaps.is_empty()
    }

    /// Takes in a line for the client program.
    pub(crate) fn take_in_command(&mut self, line: &[u8]) {
        if let Some(place) = ddl::connect_database(line) {
            self.note_name(place.name.clone());
            self.session.database = Some(place.name);
            self.note_database();
        }
    }

    /// Whether `head` begins an INSERT into `SQLite`'s schema table; its rows are definitions.
    pub(crate) fn begin_schema_rows(&mut self, head: &[u8]) -> bool {
        let schema = self.session.dialect() == Dialect::Sqlite
            && ddl::classify(head, &self.session) == ddl::Statement::SchemaRow;
        self.schema_head.clear();
        if schema {
            self.schema_head.extend_from_slice(head);
        }
        schema
    }

    /// Takes in the rows that follow such a head.
    pub(crate) fn take_in_schema_rows(&mut self, rows: &[u8], offset: u64) {
        if !self.schema_head.is_empty() {
            let statement = [&self.schema_head[..], rows, b";"].concat();
            self.take_in(&statement, offset);
        }
    }

    /// A table that rows name but no statement has defined: its columns are those that they name.
    pub(crate) fn table_of_rows(
        &mut self,
        name: &TableName,
        columns: Option<&[ColumnName]>,
    ) -> bool {
        if self.catalog.tables.contains_key(name) {
            return true;
        }
        let Some(columns) = columns else { return false };
        let columns = columns.iter().map(|name| bauta_model::Column {
            name: name.clone(),
            ty: bauta_model::ColumnType::default(),
            nullable: true,
            generated: bauta_model::Generated::No,
            identity: false,
            default: None,
        });
        let table = Table {
            columns: columns.collect(),
            ..Table::default()
        };
        self.catalog.tables.insert(name.clone(), table);
        self.version += 1;
        true
    }

    /// The dump's encoding, where it is not UTF-8.
    pub(crate) fn encoding(&self) -> Option<&'static Encoding> {
        self.session
            .syntax
            .encoding
            .filter(|encoding| *encoding != encoding_rs::UTF_8)
    }

    /// The only database of the dump, where it names just one.
    pub(crate) fn only_database(&self) -> Option<&str> {
        match &self.databases[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    fn note_name(&mut self, database: String) {
        if !ON_EVERY_SERVER.contains(&&*database) && !self.named_databases.contains(&database) {
            self.named_databases.push(database);
        }
    }

    fn note_database(&mut self) {
        if let Some(database) = &self.session.database
            && !self.databases.contains(database)
        {
            self.databases.push(database.clone());
        }
    }
}

/// Databases of `PostgreSQL` that a clone finds where it is loaded.
pub(crate) const ON_EVERY_SERVER: &[&str] = &["postgres", "template0", "template1"];

/// Reads a whole dump for its definitions alone.
///
/// # Errors
/// The dump is damaged, or the run is cancelled.
pub(crate) fn learn_schema(
    source: Source,
    scanner: Scanner,
    front: Vec<u8>,
    at_end: bool,
    knowledge: Knowledge,
    observer: &mut dyn Observer,
    cancel: &Cancel,
) -> Result<Knowledge, EngineError> {
    let mut chunker = Chunker::new(source, scanner, front, at_end);
    let mut learner = Learner { knowledge };
    let mut chunk = Chunk::default();
    loop {
        cancel.check()?;
        chunk.clear();
        let goes_on = chunker.next(&mut chunk, &mut learner)?;
        let (read_bytes, total_bytes) = chunker.progress();
        observer.observe(&Event::Learning {
            read_bytes,
            total_bytes,
        });
        if !goes_on {
            return Ok(learner.knowledge);
        }
    }
}

struct Learner {
    knowledge: Knowledge,
}

impl Director for Learner {
    fn direct(&mut self, frame: FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        chunk.segments.push(Segment::Copy(frame.bytes.len()));
        self.knowledge.follow(&frame);
        Ok(())
    }
}

/// A problem for each statement about tables that could not be read.
pub(crate) fn gaps(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let one = |(offset, reason): &(u64, &'static str)| {
        Diagnostic::new(
            Code::RefusedStatement,
            format!("a definition is not understood ({reason})"),
        )
        .at(format!("byte {offset}"))
        .hint("masking its columns would be guesswork; please report the statement")
    };
    knowledge.gaps.iter().map(one).collect()
}
