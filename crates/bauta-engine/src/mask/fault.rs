//! Why a row stops the run, and where.

use super::FaultKind;

/// A fault and where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MaskFault {
    pub(crate) kind: FaultKind,
    /// Index of the table in the report.
    pub(crate) table: usize,
    pub(crate) column: Option<String>,
    /// Rows of the table before this one within the chunk.
    pub(crate) rows_before: u64,
    /// Byte offset of the row in the dump.
    pub(crate) offset: u64,
}

/// A fault within a chunk.
pub(super) struct RowFault {
    pub(super) kind: FaultKind,
    pub(super) table: usize,
    pub(super) column: Option<String>,
    pub(super) rows_before: u64,
    pub(super) at: usize,
}

impl RowFault {
    pub(super) fn place(self, chunk_offset: u64) -> MaskFault {
        let Self {
            kind,
            table,
            column,
            rows_before,
            at,
        } = self;
        MaskFault {
            kind,
            table,
            column,
            rows_before,
            offset: chunk_offset + at as u64,
        }
    }
}
