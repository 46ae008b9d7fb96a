//! Reads the source and cuts it into chunks.

use std::ops::Range;

use bauta_dump::{Frame, FrameKind, Scan, Scanner};
use zeroize::Zeroizing;

use crate::error::EngineError;
use crate::mask::{Chunk, Segment};
use crate::source::Source;

/// A chunk is handed over once it has this many bytes.
const CHUNK_BYTES: usize = 1 << 19;
/// A chunk that is to hold more rows is handed over at this size all the same.
const LARGEST_CHUNK_BYTES: usize = 16 << 20;
const READ_BYTES: usize = 1 << 18;

/// What judges frames and says what becomes of them.
pub(crate) trait Director<S = Segment> {
    /// Appends the segments for one frame, whose first byte is at `base` of the chunk.
    fn direct(&mut self, frame: FrameAt<'_>, chunk: &mut Chunk<S>) -> Result<(), EngineError>;

    /// Whether the chunk need not hold the rows that come next.
    fn may_cut(&self) -> bool {
        true
    }
}

/// A frame with its bytes and what the scanner knows beside it.
#[derive(Debug, Clone)]
pub(crate) struct FrameAt<'a> {
    pub(crate) kind: FrameKind,
    pub(crate) bytes: &'a [u8],
    /// Distance from the start of the dump.
    pub(crate) offset: u64,
    /// Which rows of the chunk's layout it holds.
    pub(crate) rows: Range<usize>,
    pub(crate) scanner: &'a Scanner,
}

/// Buffer and scanner over one source.
#[derive(Debug)]
pub(crate) struct Chunker {
    source: Source,
    scanner: Scanner,
    /// Its first `filled` bytes have been read; what is behind them is left over from before.
    buffer: Zeroizing<Vec<u8>>,
    filled: usize,
    framed: usize,
    rows_framed: usize,
    at_end: bool,
    read_bytes: usize,
}

impl Chunker {
    /// `front` are bytes that have been read from the source already.
    pub(crate) fn new(source: Source, scanner: Scanner, front: Vec<u8>, at_end: bool) -> Self {
        Self {
            source,
            scanner,
            filled: front.len(),
            buffer: Zeroizing::new(front),
            framed: 0,
            rows_framed: 0,
            at_end,
            read_bytes: READ_BYTES,
        }
    }

    /// Reads in steps of this size, for tests of how the input is split.
    pub(crate) fn reading(mut self, read_bytes: Option<usize>) -> Self {
        self.read_bytes = read_bytes.unwrap_or(READ_BYTES);
        self
    }

    /// Fills `chunk`, which is cleared; answers whether the dump goes on.
    pub(crate) fn next<S>(
        &mut self,
        chunk: &mut Chunk<S>,
        director: &mut dyn Director<S>,
    ) -> Result<bool, EngineError> {
        chunk.offset = self.scanner.offset().0;
        loop {
            self.scanner.layout().base = u32::try_from(self.framed).unwrap_or(u32::MAX);
            match self
                .scanner
                .scan(&self.buffer[self.framed..self.filled], self.at_end)?
            {
                Scan::NeedMore => self.fill()?,
                Scan::Frame(frame) => {
                    self.direct(frame, chunk, director)?;
                    let full = self.framed >= CHUNK_BYTES && director.may_cut();
                    if full || self.framed >= LARGEST_CHUNK_BYTES {
                        self.hand_over(chunk);
                        return Ok(true);
                    }
                }
                Scan::End => {
                    self.hand_over(chunk);
                    return Ok(false);
                }
            }
        }
    }

    /// Stored bytes read and in all.
    pub(crate) fn progress(&self) -> (u64, Option<u64>) {
        self.source.progress()
    }

    pub(crate) fn into_source(self) -> Source {
        self.source
    }

    fn direct<S>(
        &mut self,
        frame: Frame,
        chunk: &mut Chunk<S>,
        director: &mut dyn Director<S>,
    ) -> Result<(), EngineError> {
        let base = self.framed;
        let bytes = &self.buffer[base..base + frame.len];
        let offset = self.scanner.offset().0 - frame.len as u64;
        let rows = self.rows_framed..self.scanner.layout_rows();
        self.rows_framed = rows.end;
        let at = FrameAt {
            kind: frame.kind,
            bytes,
            offset,
            rows,
            scanner: &self.scanner,
        };
        director.direct(at, chunk)?;
        self.framed += frame.len;
        Ok(())
    }

    /// Reads on; in growing steps, so that one long row is not scanned over and over.
    fn fill(&mut self) -> Result<(), EngineError> {
        let pending = self.filled - self.framed;
        let wanted = if self.read_bytes < READ_BYTES {
            self.read_bytes
        } else {
            self.read_bytes.max(pending / 2)
        };
        self.at_end = self
            .source
            .fill_behind(&mut self.buffer, &mut self.filled, wanted)?;
        Ok(())
    }

    fn hand_over<S>(&mut self, chunk: &mut Chunk<S>) {
        // The chunk's old buffer becomes the new one; only what is not framed yet moves.
        let rest = &self.buffer[self.framed..self.filled];
        if chunk.bytes.len() < rest.len() {
            chunk.bytes.resize(rest.len(), 0);
        }
        chunk.bytes[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
        self.buffer.truncate(self.framed);
        std::mem::swap(&mut *self.buffer, &mut chunk.bytes);
        (self.framed, self.rows_framed) = (0, 0);
        chunk.layout.clear();
        std::mem::swap(self.scanner.layout(), &mut chunk.layout);
    }
}
