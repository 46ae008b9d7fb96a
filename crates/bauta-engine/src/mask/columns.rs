//! Whole columns, held to deal their values out anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_detect::SearchScratch;

use super::chunk::{Chunk, Segment, TableCounts};
use super::fields::csv_line_end;
use super::fields::{self, Field};
use super::worker::{counts_of, line_content};
use crate::plan::{Cell, CellMask, Notation, RowForm, RowProgram};

/// Table and column, by their places in the report.
type Place = (usize, usize);

/// Which of the columns that are shuffled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Those whose values are dealt among all rows.
    Table,
    /// Those whose values are dealt within windows of a chunk.
    Window,
}

/// The values of columns that are shuffled, in the order of their rows.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    by_place: BTreeMap<Place, Column>,
    /// Secrets and sensitive spans that were replaced.
    pub(crate) found: Vec<TableCounts>,
    bytes: u64,
    rows: u64,
}

#[derive(Debug)]
struct Column {
    mask: Arc<CellMask>,
    /// One for each chunk with rows of the table.
    blocks: Vec<Block>,
    runs: Vec<Run>,
}

/// The values of one chunk.
#[derive(Debug)]
struct Block {
    first_row: u64,
    /// Values of the column before this block.
    first_value: u64,
    /// Which value of the block each row has.
    ranks: Vec<u32>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

/// Rows among which values are dealt.
#[derive(Debug)]
struct Run {
    first_value: u64,
    order: Box<[u32]>,
}

/// The rank of a row without a value.
const NONE: u32 = u32::MAX;

/// What a rule that shuffles takes values from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dealt<'a> {
    /// Windows of the chunk.
    pub(super) near: &'a Columns,
    /// The whole table.
    pub(super) far: Option<&'a Columns>,
    pub(super) table: usize,
}

impl<'a> Dealt<'a> {
    /// The value for a row that has one.
    pub(super) fn value(&self, mask: &CellMask, extent: Extent, row: u64) -> Option<&'a [u8]> {
        let columns = match extent {
            Extent::Table => self.far?,
            Extent::Window => self.near,
        };
        columns
            .by_place
            .get(&(self.table, mask.column))?
            .dealt_to(row)
    }
}

impl Columns {
    /// The windows of a chunk, dealt.
    pub(super) fn windows(chunk: &Chunk) -> Self {
        let mut columns = Self::default();
        columns.gather(chunk, Extent::Window);
        columns.deal();
        columns
    }

    /// Bytes that the columns take, once they are dealt.
    pub(crate) fn memory(&self) -> u64 {
        // Rank, end and place in the order are 12; the rest is for what holds them.
        self.bytes + 16 * self.rows
    }

    /// Adds the values of a chunk.
    pub(crate) fn gather(&mut self, chunk: &Chunk, extent: Extent) {
        let mut gathering = Gathering {
            extent,
            blocks: BTreeMap::new(),
            fields: Vec::new(),
            decoded: Vec::new(),
            value: Vec::new(),
            search: SearchScratch::default(),
            counts: std::mem::take(&mut self.found),
        };
        let mut at = 0;
        for segment in &chunk.segments {
            let len = segment.len();
            if let Segment::Rows {
                program,
                rows,
                ordinal,
                ..
            } = segment
                && match extent {
                    Extent::Table => program.shuffles_table,
                    Extent::Window => program.window.is_some(),
                }
            {
                gathering.rows(chunk, (at, at + len), program, rows.clone(), *ordinal);
            }
            at += len;
        }
        self.found = gathering.counts;
        for (place, (mask, mut block)) in gathering.blocks {
            self.bytes += block.bytes.len() as u64;
            self.rows += block.ranks.len() as u64;
            block.ranks.shrink_to_fit();
            block.ends.shrink_to_fit();
            block.bytes.shrink_to_fit();
            let column = self.by_place.entry(place).or_insert_with(|| Column {
                mask,
                blocks: Vec::new(),
                runs: Vec::new(),
            });
            block.first_value = column.values();
            column.blocks.push(block);
        }
    }

    /// Draws who gets what; answers whether there were not too many values for it.
    pub(crate) fn deal(&mut self) -> bool {
        self.by_place
            .values_mut()
            .all(|column| column.deal().is_some())
    }
}

impl Column {
    fn values(&self) -> u64 {
        self.blocks
            .last()
            .map_or(0, |last| last.first_value + last.ends.len() as u64)
    }

    fn deal(&mut self) -> Option<()> {
        let mask = Arc::clone(&self.mask);
        let shuffling = mask.transformer.shuffling()?;
        let Some(window) = shuffling.window() else {
            let order = shuffling.order(0, u32::try_from(self.values()).ok()?);
            self.runs.push(Run {
                first_value: 0,
                order,
            });
            return Some(());
        };
        for block in &self.blocks {
            // Windows are of nearly equal size, so that no row is left over.
            let rows = block.ranks.len();
            let count = rows.div_ceil(usize::try_from(window).unwrap_or(rows).max(1));
            let mut first_value = block.first_value;
            for index in 0..count {
                let (from, to) = (rows * index / count, rows * (index + 1) / count);
                let values = block.ranks[from..to].iter().filter(|rank| **rank != NONE);
                let values = u32::try_from(values.count()).ok()?;
                let order = shuffling.order(block.first_row + from as u64, values);
                if values > 0 {
                    self.runs.push(Run { first_value, order });
                }
                first_value += u64::from(values);
            }
        }
        Some(())
    }

    fn dealt_to(&self, row: u64) -> Option<&[u8]> {
        let block = last_from(&self.blocks, row, |block| block.first_row)?;
        let rank = block
            .ranks
            .get(usize::try_from(row - block.first_row).ok()?)
            .filter(|rank| **rank != NONE)?;
        let value = block.first_value + u64::from(*rank);
        let run = last_from(&self.runs, value, |run| run.first_value)?;
        let chosen = run
            .order
            .get(usize::try_from(value - run.first_value).ok()?)?;
        let value = run.first_value + u64::from(*chosen);
        let block = last_from(&self.blocks, value, |block| block.first_value)?;
        block.value(usize::try_from(value - block.first_value).ok()?)
    }
}

/// The last of `sorted` that begins at or before `at`.
fn last_from<T>(sorted: &[T], at: u64, first: impl Fn(&T) -> u64) -> Option<&T> {
    let behind = sorted.partition_point(|item| first(item) <= at);
    sorted.get(behind.checked_sub(1)?)
}

impl Block {
    fn starting(first_row: u64) -> Self {
        Self {
            first_row,
            first_value: 0,
            ranks: Vec::new(),
            ends: Vec::new(),
            bytes: Vec::new(),
        }
    }

    fn push(&mut self, row: u64, value: Option<&[u8]>) {
        let index = usize::try_from(row - self.first_row).unwrap_or(usize::MAX);
        if index > self.ranks.len() {
            self.ranks.resize(index, NONE);
        }
        let narrow = |len: usize| u32::try_from(len).unwrap_or(NONE);
        self.ranks
            .push(value.map_or(NONE, |_| narrow(self.ends.len())));
        if let Some(value) = value {
            self.bytes.extend_from_slice(value);
            self.ends.push(narrow(self.bytes.len()));
        }
    }

    fn value(&self, index: usize) -> Option<&[u8]> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.bytes.get(start..*self.ends.get(index)? as usize)
    }
}

/// One chunk's values on their way into blocks.
struct Gathering {
    extent: Extent,
    blocks: BTreeMap<Place, (Arc<CellMask>, Block)>,
    fields: Vec<(u32, u32)>,
    decoded: Vec<u8>,
    value: Vec<u8>,
    search: SearchScratch,
    counts: Vec<TableCounts>,
}

impl Gathering {
    fn rows(
        &mut self,
        chunk: &Chunk,
        (start, end): (usize, usize),
        program: &RowProgram,
        rows: std::ops::Range<usize>,
        ordinal: u64,
    ) {
        let bytes = &chunk.bytes;
        match program.form {
            RowForm::Copy { csv, .. } => {
                let mut fields = std::mem::take(&mut self.fields);
                let (mut at, mut row) = (start, ordinal);
                while at < end {
                    let line_end = if csv.is_some() {
                        csv_line_end(bytes, at, end, program.form)
                    } else {
                        memchr::memchr(b'\n', &bytes[at..end]).map_or(end, |len| at + len + 1)
                    };
                    let content = line_content(&bytes[at..line_end]);
                    fields.clear();
                    let base = u32::try_from(at).unwrap_or(u32::MAX);
                    fields::split_copy(&bytes[at..at + content], base, program.form, &mut fields);
                    self.row(bytes, program, &fields, row);
                    (at, row) = (line_end, row + 1);
                }
                self.fields = fields;
            }
            RowForm::Values { .. } => {
                let layout = &chunk.layout;
                let mut first = rows
                    .start
                    .checked_sub(1)
                    .map_or(0, |before| layout.rows[before].fields_end as usize);
                for (row, spans) in (ordinal..).zip(&layout.rows[rows]) {
                    let last = spans.fields_end as usize;
                    self.row(bytes, program, &layout.fields[first..last], row);
                    first = last;
                }
            }
        }
    }

    fn row(&mut self, bytes: &[u8], program: &RowProgram, fields: &[(u32, u32)], row: u64) {
        for (cell, (from, to)) in program.cells.iter().zip(fields) {
            let Cell::Mask(mask) = cell else { continue };
            let Some(shuffle) = mask.shuffle.filter(|shuffle| shuffle.extent == self.extent) else {
                continue;
            };
            let field = &bytes[*from as usize..*to as usize];
            let (read, writing) = fields::read(field, program.form, &mut self.decoded);
            let mut value = if let Field::Value(value) = read {
                Some(value)
            } else {
                None
            };
            self.value.clear();
            if mask.notation == Notation::Bits && writing.bits_are_bytes() {
                value = value.map(|bytes| {
                    fields::bits_of(bytes, &mut self.value);
                    &self.value[..]
                });
            } else if let (true, Some(text), Some(scrubber)) =
                (shuffle.scan, value, &program.scrubber)
                && scrubber.scrub(text, &mask.name, &mut self.search, &mut self.value)
            {
                let counts = counts_of(&mut self.counts, program);
                counts.note(mask.column, &self.search, scrubber);
                value = Some(&self.value);
            }
            let (_, block) = self
                .blocks
                .entry((program.table.0, mask.column))
                .or_insert_with(|| (Arc::clone(mask), Block::starting(row)));
            block.push(row, value);
        }
    }
}
