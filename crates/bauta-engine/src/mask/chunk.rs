//! A stretch of the dump, ready to be masked by any worker.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use bauta_detect::{SearchScratch, Tally};
use bauta_dump::RowLayout;
use zeroize::Zeroize;

use super::{Columns, Masked};
use crate::plan::{Outline, RowProgram, Scrubber};
use crate::sink::Open;

/// A stretch of the dump that begins and ends with a frame, and what is to become of it.
#[derive(Debug)]
pub(crate) struct Chunk<S = Segment> {
    pub(crate) bytes: Vec<u8>,
    /// Distance of the first byte from the start of the dump.
    pub(crate) offset: u64,
    /// What to do with the bytes, one after the other; they cover all of them.
    pub(crate) segments: Vec<S>,
    /// Where rows and fields of `VALUES` are, in bytes of this chunk.
    pub(crate) layout: RowLayout,
    /// What the dump is in the middle of where the chunk ends.
    pub(crate) open: Open,
    /// The key of a `\restrict` line within.
    pub(crate) restrict_key: Option<Vec<u8>>,
    /// Columns that are shuffled among all rows of their table.
    pub(crate) columns: Option<Arc<Columns>>,
}

/// What becomes of the next bytes of a chunk.
#[derive(Debug)]
pub(crate) enum Segment {
    /// They stay.
    Copy(usize),
    /// Others take their place.
    Replace(usize, Vec<u8>),
    /// They are rows.
    Rows {
        len: usize,
        program: Arc<RowProgram>,
        /// Rows of the layout, for `VALUES`.
        rows: Range<usize>,
        /// Number of the first row within its table, where it is needed.
        ordinal: u64,
        /// Bytes of rows of the table before these, where some rows are looked at.
        bytes_before: u64,
    },
    /// The start of a filtered INSERT; written before its first remaining row.
    FilteredHead(usize),
    /// The end of a filtered INSERT; written if any row was.
    FilteredEnd(usize),
}

/// A chunk that has been through the plan.
#[derive(Debug)]
pub(crate) struct MaskedChunk {
    pub(crate) bytes: Masked<Vec<u8>>,
    /// Stretches that depend on whether rows before them remained; all else is written as it comes.
    pub(crate) marks: Vec<Mark>,
    pub(crate) counts: Vec<TableCounts>,
    pub(crate) input_bytes: u64,
    pub(crate) open: Open,
    pub(crate) restrict_key: Option<Vec<u8>>,
    /// The emptied chunk, for reuse.
    pub(crate) spare: Chunk,
}

/// A stretch of a filtered INSERT.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) range: Range<usize>,
    pub(crate) kind: MarkKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Head,
    Rows,
    End,
}

/// What happened to the rows of one table within a chunk.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableCounts {
    pub(crate) table: usize,
    pub(crate) rows_in: u64,
    pub(crate) rows_out: u64,
    /// Per column of the report: fields changed, and NULL in the output of masked columns.
    pub(crate) columns: Vec<ColumnCounts>,
    /// Secrets and sensitive spans replaced in kept columns: column, kind, how many.
    pub(crate) found: Vec<(usize, &'static str, u64)>,
    /// Secrets that an exception let stay: its index, and how many.
    pub(crate) excepted: Vec<(usize, u64)>,
    /// Values with containers that were not opened.
    pub(crate) unopened: u64,
    /// Values with containers that are broken.
    pub(crate) broken: u64,
    /// What was learnt of kept columns, by index of the column.
    pub(crate) kept: BTreeMap<usize, Tally>,
    /// Leaves of documents that are judged, by index of the column.
    pub(crate) leaves: BTreeMap<usize, Outline>,
}

impl TableCounts {
    /// Notes what was replaced in a field of a column, and what was let stay.
    pub(crate) fn note(&mut self, column: usize, search: &SearchScratch, scrubber: &Scrubber) {
        for found in search.found() {
            match scrubber.passing(found.kind, found.original) {
                Some(exception) => self.add_excepted(exception, 1),
                None => self.add_found(column, found.kind, 1),
            }
        }
    }

    pub(crate) fn add_excepted(&mut self, exception: usize, count: u64) {
        let mut known = self.excepted.iter_mut();
        match known.find(|(known, _)| *known == exception) {
            Some((_, total)) => *total += count,
            None => self.excepted.push((exception, count)),
        }
    }

    pub(crate) fn add_found(&mut self, column: usize, kind: &'static str, count: u64) {
        let mut known = self.found.iter_mut();
        match known.find(|(at, known, _)| *at == column && *known == kind) {
            Some((.., total)) => *total += count,
            None => self.found.push((column, kind, count)),
        }
    }

    /// Notes that a field has containers that were not opened to the end.
    pub(crate) fn note_gaps(&mut self, search: &SearchScratch) {
        self.unopened += u64::from(search.unopened() > 0);
        self.broken += u64::from(search.broken() > 0);
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ColumnCounts {
    pub(crate) changed: u64,
    pub(crate) nulls: u64,
}

impl<S> Default for Chunk<S> {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            offset: 0,
            segments: Vec::new(),
            layout: RowLayout::default(),
            open: Open::Nothing,
            restrict_key: None,
            columns: None,
        }
    }
}

/// What it held of originals is wiped.
impl<S> Drop for Chunk<S> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl Chunk {
    /// Adds to the stretch that stays, if the chunk ends with one.
    pub(crate) fn stay(&mut self, len: usize) {
        match self.segments.last_mut() {
            Some(Segment::Copy(so_far)) => *so_far += len,
            _ => self.segments.push(Segment::Copy(len)),
        }
    }

    /// Leaves a stretch out.
    pub(crate) fn leave_out(&mut self, len: usize) {
        self.segments.push(Segment::Replace(len, Vec::new()));
    }
}

impl<S> Chunk<S> {
    /// Empties it, keeps the room. The bytes are left, for whoever reads over them.
    pub(crate) fn clear(&mut self) {
        self.segments.clear();
        self.layout.clear();
        self.offset = 0;
        self.open = Open::Nothing;
        self.restrict_key = None;
        self.columns = None;
    }
}

impl Segment {
    /// How many bytes of the chunk it is about.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Copy(len)
            | Self::Replace(len, _)
            | Self::FilteredHead(len)
            | Self::FilteredEnd(len)
            | Self::Rows { len, .. } => *len,
        }
    }
}
