//! What a chunk that is read consists of.

use std::ops::Range;
use std::sync::Arc;

use bauta_dump::FrameKind;
use bauta_dump::ddl::SessionState;

use super::table::Shape;

/// The next bytes of a chunk.
#[derive(Debug)]
pub(crate) enum Passage {
    /// A frame without rows, or whose rows cannot be told apart.
    Statement {
        len: usize,
        kind: FrameKind,
        line: u64,
        session: Arc<SessionState>,
    },
    /// Rows.
    Rows {
        len: usize,
        shape: Arc<Shape>,
        /// Rows of the layout, for `VALUES`.
        rows: Range<usize>,
        /// Number of the first row within its table, from 0.
        ordinal: u64,
        line: u64,
    },
    /// Bytes that have been shown before, or hold nothing.
    Known { len: usize },
}

/// A frame without rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    /// [`FrameKind::CopyRows`] and [`FrameKind::InsertRows`] are rows that cannot be told apart.
    pub(crate) kind: FrameKind,
    pub(crate) text: &'a [u8],
    /// Distance of its first byte from the start of the dump.
    pub(crate) offset: u64,
    /// Line of its first byte, from 1.
    pub(crate) line: u64,
    /// What names and literals mean here.
    pub(crate) session: &'a SessionState,
}
