//! Chunks in, what a reader makes of them out.

use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use bauta_dump::RowLayout;
use memchr::{memchr, memchr_iter};

use super::passage::{Passage, Statement};
use super::row::Row;
use super::table::{ReadTable, Shape};
use crate::mask::{Chunk, MaskFault, each_line, fields, line_content};
use crate::pipeline::Work;
use crate::plan::RowForm;

/// Is shown what a dump holds: chunk by chunk, in any order of chunks, the passages of one chunk in
/// their order.
pub(crate) trait Reader: Send {
    /// What it makes of a chunk; handed on in the order of the input.
    type Yield: Send;

    /// A run of rows is about to be shown: all of its bytes, for a first look, and where in the
    /// chunk they begin, to find them again in [`Row::span`].
    fn run(&mut self, _shape: &Shape, _bytes: &[u8], _base: usize) {}

    /// A row.
    fn row(&mut self, row: &Row<'_>);

    /// Anything but rows.
    fn statement(&mut self, statement: &Statement<'_>);

    /// Ends a chunk; what comes next belongs to another one.
    fn take(&mut self) -> Self::Yield;
}

/// A reader on its way through chunks.
#[derive(Debug)]
pub(super) struct Reading<R> {
    reader: R,
    fields: Vec<(u32, u32)>,
    misfit: Option<Misfit>,
}

/// A chunk that has been read.
#[derive(Debug)]
pub(super) struct ReadChunk<Y> {
    pub(super) yielded: Y,
    pub(super) bytes: u64,
    pub(super) rows: u64,
    /// The table that the last rows belong to.
    pub(super) table: Option<Arc<ReadTable>>,
    /// The first row that does not have a field for each column.
    pub(super) misfit: Option<Misfit>,
    /// The emptied chunk and buffer, for reuse.
    pub(super) spare: (Chunk<Passage>, Vec<u8>),
}

/// A row that does not have a field for each column.
#[derive(Debug, Clone)]
pub(super) struct Misfit {
    pub(super) table: Arc<ReadTable>,
    /// Its number within the table, from 0.
    pub(super) ordinal: u64,
    pub(super) offset: u64,
    pub(super) fields: usize,
    pub(super) columns: usize,
}

impl<R: Reader> Work for Reading<R> {
    type Segment = Passage;
    type Done = ReadChunk<R::Yield>;

    fn work(&mut self, mut chunk: Chunk<Passage>, out: Vec<u8>) -> Result<Self::Done, MaskFault> {
        let (mut at, mut rows_read, mut table) = (0, 0, None);
        for passage in &chunk.segments {
            match passage {
                Passage::Known { len } => at += len,
                Passage::Statement {
                    len,
                    kind,
                    line,
                    session,
                } => {
                    self.reader.statement(&Statement {
                        kind: *kind,
                        text: &chunk.bytes[at..at + len],
                        offset: chunk.offset + at as u64,
                        line: *line,
                        session,
                    });
                    at += len;
                }
                Passage::Rows {
                    len,
                    shape,
                    rows,
                    ordinal,
                    line,
                } => {
                    self.reader.run(shape, &chunk.bytes[at..at + len], at);
                    let walk = Walk {
                        bytes: &chunk.bytes,
                        offset: chunk.offset,
                        shape,
                        ordinal: *ordinal,
                        line: *line,
                    };
                    rows_read += match shape.form {
                        RowForm::Copy { .. } => self.lines(walk, at, at + len),
                        RowForm::Values { .. } => {
                            self.values(walk, at, &chunk.layout, rows.clone())
                        }
                    };
                    table = Some(Arc::clone(&shape.table));
                    at += len;
                }
            }
        }
        debug_assert_eq!(at, chunk.bytes.len(), "passages cover the chunk");
        let bytes = chunk.bytes.len() as u64;
        chunk.clear();
        Ok(ReadChunk {
            bytes,
            yielded: self.reader.take(),
            rows: rows_read,
            table,
            misfit: self.misfit.take(),
            spare: (chunk, out),
        })
    }
}

/// Rows on their way to the reader.
#[derive(Debug, Clone, Copy)]
struct Walk<'a> {
    bytes: &'a [u8],
    /// Distance of the chunk's first byte from the start of the dump.
    offset: u64,
    shape: &'a Arc<Shape>,
    ordinal: u64,
    line: u64,
}

impl<'a> Walk<'a> {
    fn row(&mut self, start: usize, fields: &'a [(u32, u32)]) -> Row<'a> {
        let row = Row {
            shape: self.shape,
            bytes: self.bytes,
            fields,
            ordinal: self.ordinal,
            offset: self.offset + start as u64,
            line: self.line,
        };
        self.ordinal += 1;
        row
    }

    fn pass_lines(&mut self, from: usize, to: usize) {
        let passed = self.bytes.get(from..to).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed).count() as u64;
    }
}

impl<R: Reader> Reading<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            fields: Vec::new(),
            misfit: None,
        }
    }

    /// Shows the rows of a COPY; answers how many there were.
    fn lines(&mut self, mut walk: Walk<'_>, start: usize, end: usize) -> u64 {
        let (bytes, form) = (walk.bytes, walk.shape.form);
        let csv = matches!(form, RowForm::Copy { csv: Some(_), .. });
        let first = walk.ordinal;
        if form.is_usual_copy() && !walk.shape.table.schema.columns.is_empty() {
            let (reader, misfit) = (&mut self.reader, &mut self.misfit);
            let all: Result<(), Infallible> =
                each_line(bytes, start..end, &mut self.fields, |from, _, fields| {
                    let row = Row {
                        fields,
                        ..walk.row(from, &[])
                    };
                    show(reader, misfit, &row);
                    walk.line += 1;
                    Ok(())
                });
            let Ok(()) = all;
            return walk.ordinal - first;
        }
        let mut at = start;
        while at < end {
            let line_end = if csv {
                fields::csv_line_end(bytes, at, end, form)
            } else {
                memchr(b'\n', &bytes[at..end]).map_or(end, |len| at + len + 1)
            };
            let content = line_content(&bytes[at..line_end]);
            self.fields.clear();
            if content > 0 || !walk.shape.table.schema.columns.is_empty() {
                let base = u32::try_from(at).unwrap_or(u32::MAX);
                fields::split_copy(&bytes[at..at + content], base, form, &mut self.fields);
            }
            let row = Row {
                fields: &self.fields,
                ..walk.row(at, &[])
            };
            show(&mut self.reader, &mut self.misfit, &row);
            if csv {
                walk.pass_lines(at, line_end);
            } else {
                walk.line += 1;
            }
            at = line_end;
        }
        walk.ordinal - first
    }

    /// Shows the rows of `VALUES`; answers how many there were.
    fn values<'a>(
        &mut self,
        mut walk: Walk<'a>,
        start: usize,
        layout: &'a RowLayout,
        rows: Range<usize>,
    ) -> u64 {
        let mut fields_start = rows
            .start
            .checked_sub(1)
            .map_or(0, |before| layout.rows[before].fields_end as usize);
        let (mut at, count) = (start, rows.len() as u64);
        for span in &layout.rows[rows] {
            let fields = &layout.fields[fields_start..span.fields_end as usize];
            fields_start = span.fields_end as usize;
            let row_start = span.start as usize;
            walk.pass_lines(at, row_start);
            at = row_start;
            let row = walk.row(row_start, fields);
            show(&mut self.reader, &mut self.misfit, &row);
        }
        count
    }
}

fn show<R: Reader>(reader: &mut R, misfit: &mut Option<Misfit>, row: &Row<'_>) {
    // What nobody defined has no columns to fit.
    if !row.fits() && !row.shape.columns.is_empty() {
        misfit.get_or_insert_with(|| Misfit {
            table: Arc::clone(&row.shape.table),
            ordinal: row.ordinal,
            offset: row.offset,
            fields: row.len(),
            columns: row.shape.columns.len(),
        });
        return;
    }
    reader.row(row);
}
