//! Frames in, passages out.

use std::collections::HashMap;
use std::sync::Arc;

use bauta_codec::sql::Quoting;
use bauta_dump::FrameKind;
use bauta_dump::ddl::{self, CopyFormat, SessionState};
use bauta_model::{ColumnName, Dialect, TableName};
use memchr::{memchr, memchr_iter};

use super::passage::Passage;
use super::table::{Shape, Tables};
use crate::error::EngineError;
use crate::mask::{Chunk, fields};
use crate::plan::RowForm;
use crate::scan::{Director, FrameAt, Knowledge, is_plain_end};

/// Whether the dump has been read for its definitions before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// All of them are known.
    All,
    /// They are learnt on the way.
    SoFar,
}

/// Binds rows to tables by what statements say; refuses nothing.
#[derive(Debug)]
pub(super) struct ReadDirector {
    pub(super) knowledge: Knowledge,
    known: Known,
    pub(super) tables: Tables,
    session: Arc<SessionState>,
    heads: HashMap<Vec<u8>, Option<Arc<Shape>>>,
    /// What `heads` were bound under.
    bound_version: u64,
    current: Option<Arc<Shape>>,
    last_head: Vec<u8>,
    header_pending: bool,
    /// Number of the next row, by table.
    ordinals: Vec<u64>,
    line: u64,
}

impl ReadDirector {
    pub(super) fn new(knowledge: Knowledge, known: Known) -> Self {
        Self {
            session: Arc::new(knowledge.session.clone()),
            bound_version: knowledge.version,
            knowledge,
            known,
            tables: Tables::default(),
            heads: HashMap::new(),
            current: None,
            last_head: Vec::new(),
            header_pending: false,
            ordinals: Vec::new(),
            line: 1,
        }
    }

    fn shape(
        &mut self,
        table: &TableName,
        columns: Option<&[ColumnName]>,
        form: RowForm,
        null: Option<Vec<u8>>,
    ) -> Arc<Shape> {
        let known = &self.knowledge;
        let (index, table, columns) =
            self.tables
                .bind(table, columns, &known.catalog, &known.session);
        if self.ordinals.len() <= index {
            self.ordinals.resize(index + 1, 0);
        }
        Arc::new(Shape {
            index,
            table,
            columns,
            form,
            null,
            encoding: known.encoding(),
        })
    }

    fn copy_head(&mut self, frame: &FrameAt<'_>) {
        self.current = None;
        self.last_head.clear();
        let Ok(head) = ddl::copy_head(frame.bytes, &self.knowledge.session) else {
            return;
        };
        let csv = (head.format == CopyFormat::Csv).then_some((head.quote, head.escape));
        let usual: &[u8] = if csv.is_some() { b"" } else { b"\\N" };
        let form = RowForm::Copy {
            delimiter: head.delimiter,
            charset: frame.scanner.charset(),
            csv,
        };
        let null = (head.null != usual).then_some(head.null);
        self.current = Some(self.shape(&head.table, head.columns.as_deref(), form, null));
        self.header_pending = head.header;
    }

    /// Binds the rows of an INSERT; answers whether the head has been seen before.
    fn insert_head(&mut self, frame: &FrameAt<'_>) -> bool {
        if self.bound_version != self.knowledge.version {
            self.forget_heads();
        }
        if !self.last_head.is_empty() && self.last_head == frame.bytes {
            return true;
        }
        self.last_head.clear();
        self.last_head.extend_from_slice(frame.bytes);
        if let Some(shape) = self.heads.get(frame.bytes) {
            self.current.clone_from(shape);
            return true;
        }
        self.current = None;
        if self.knowledge.begin_schema_rows(frame.bytes) {
            // Its rows are definitions, and each is another.
            self.last_head.clear();
            return false;
        }
        if let Ok(head) = ddl::insert_head(frame.bytes, &self.knowledge.session) {
            let form = RowForm::Values {
                quoting: self.quoting(frame),
            };
            let columns = head.columns.as_deref();
            self.current = Some(self.shape(&head.table, columns, form, None));
        }
        self.heads
            .insert(frame.bytes.to_vec(), self.current.clone());
        false
    }

    fn quoting(&self, frame: &FrameAt<'_>) -> Quoting {
        let dialect = self.knowledge.session.dialect();
        Quoting {
            backslash: frame.scanner.backslash(),
            mysql: dialect == Dialect::Mysql,
            sqlite: dialect == Dialect::Sqlite,
            charset: frame.scanner.charset(),
        }
    }

    fn forget_heads(&mut self) {
        self.heads.clear();
        self.last_head.clear();
        self.bound_version = self.knowledge.version;
    }

    fn learn(&mut self, frame: &FrameAt<'_>) {
        match (frame.kind, self.known) {
            (FrameKind::ClientCommand, _) => self.knowledge.take_in_command(frame.bytes),
            (_, Known::All) => self.knowledge.session.follow(frame.bytes),
            (_, Known::SoFar) => {
                self.knowledge.take_in(frame.bytes, frame.offset);
            }
        }
        if *self.session != self.knowledge.session {
            self.session = Arc::new(self.knowledge.session.clone());
            // The same head may mean another table, or its rows another text.
            self.forget_heads();
        }
    }

    fn rows(&mut self, frame: &FrameAt<'_>, newlines: u64, chunk: &mut Chunk<Passage>) {
        let Some(shape) = self.current.clone() else {
            if self.known == Known::SoFar {
                self.knowledge
                    .take_in_schema_rows(frame.bytes, frame.offset);
            }
            return self.statement(frame, chunk);
        };
        let (mut body, mut line, mut newlines) = (frame.bytes, self.line, newlines);
        if std::mem::take(&mut self.header_pending)
            && let Some(header) = memchr(b'\n', body)
        {
            chunk.segments.push(Passage::Known { len: header + 1 });
            body = &body[header + 1..];
            (line, newlines) = (line + 1, newlines - 1);
        }
        let count = match shape.form {
            RowForm::Values { .. } => frame.rows.len() as u64,
            RowForm::Copy { csv: None, .. } => newlines + u64::from(!body.ends_with(b"\n")),
            RowForm::Copy { .. } => csv_rows(body, shape.form),
        };
        let ordinal = self.ordinals[shape.index];
        self.ordinals[shape.index] += count;
        chunk.segments.push(Passage::Rows {
            len: body.len(),
            shape,
            rows: frame.rows.clone(),
            ordinal,
            line,
        });
    }

    fn statement(&self, frame: &FrameAt<'_>, chunk: &mut Chunk<Passage>) {
        chunk.segments.push(Passage::Statement {
            len: frame.bytes.len(),
            kind: frame.kind,
            line: self.line,
            session: Arc::clone(&self.session),
        });
    }
}

fn csv_rows(body: &[u8], form: RowForm) -> u64 {
    let (mut at, mut count) = (0, 0);
    while at < body.len() {
        at = fields::csv_line_end(body, at, body.len(), form);
        count += 1;
    }
    count
}

impl Director<Passage> for ReadDirector {
    fn direct(
        &mut self,
        frame: FrameAt<'_>,
        chunk: &mut Chunk<Passage>,
    ) -> Result<(), EngineError> {
        let known = |chunk: &mut Chunk<Passage>| {
            chunk.segments.push(Passage::Known {
                len: frame.bytes.len(),
            });
        };
        let newlines = memchr_iter(b'\n', frame.bytes).count() as u64;
        match frame.kind {
            FrameKind::Trivia if frame.bytes.len() < 3 => known(chunk),
            FrameKind::CopyEnd => known(chunk),
            FrameKind::InsertEnd if is_plain_end(frame.bytes) => known(chunk),
            FrameKind::Trivia | FrameKind::InsertEnd => self.statement(&frame, chunk),
            FrameKind::Statement | FrameKind::MixedStatement | FrameKind::ClientCommand => {
                self.learn(&frame);
                self.statement(&frame, chunk);
            }
            FrameKind::CopyHead => {
                self.copy_head(&frame);
                self.statement(&frame, chunk);
            }
            FrameKind::InsertHead => {
                if self.insert_head(&frame) {
                    known(chunk);
                } else {
                    self.statement(&frame, chunk);
                }
            }
            FrameKind::CopyRows | FrameKind::InsertRows => {
                self.rows(&frame, newlines, chunk);
            }
        }
        self.line += newlines;
        Ok(())
    }
}
