//! The numbers of rows within their tables, and how far windows of rows reach.

use std::collections::HashMap;

use bauta_model::TableName;

use crate::error::{Code, Diagnostic, EngineError};
use crate::plan::{RowProgram, TableIndex};

/// Counts rows.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    next: HashMap<TableIndex, u64>,
    /// Bytes of rows so far, of tables some rows of which are looked at.
    bytes: HashMap<TableIndex, u64>,
    /// The table whose window the chunk is in, and how many rows are missing from it.
    window: Option<(TableIndex, u64)>,
}

impl Numbering {
    /// A new chunk begins.
    pub(super) fn begin_chunk(&mut self) {
        self.window = None;
    }

    /// The number of the first of the rows that come next, so many of `VALUES`, or lines, and how
    /// many bytes of rows came before where some are looked at.
    pub(super) fn number(
        &mut self,
        program: &RowProgram,
        values: Option<usize>,
        rows: &[u8],
    ) -> (u64, u64) {
        (
            self.ordinal(program, values, rows),
            self.bytes_before(program, rows),
        )
    }

    fn ordinal(&mut self, program: &RowProgram, values: Option<usize>, rows: &[u8]) -> u64 {
        let window = program.window;
        if window.is_none() {
            self.window = None;
        }
        if !program.needs_ordinal {
            return 0;
        }
        let lines = || memchr::memchr_iter(b'\n', rows).count();
        let count = values.unwrap_or_else(lines) as u64;
        if let Some(wanted) = window {
            let missing = match self.window {
                Some((table, missing)) if table == program.table => missing,
                _ => wanted,
            };
            self.window = Some((program.table, missing.saturating_sub(count)));
        }
        let next = self.next.entry(program.table).or_default();
        let first = *next;
        *next += count;
        first
    }

    fn bytes_before(&mut self, program: &RowProgram, rows: &[u8]) -> u64 {
        if program.watches.is_empty() {
            return 0;
        }
        let bytes = self.bytes.entry(program.table).or_default();
        let before = *bytes;
        *bytes += rows.len() as u64;
        before
    }

    /// Whether a window is as full as it gets.
    pub(super) fn may_cut(&self) -> bool {
        self.window.is_none_or(|(_, missing)| missing == 0)
    }
}

pub(super) fn needs_file(table: &TableName) -> EngineError {
    Diagnostic::new(
        Code::NeedsSeekable,
        "`shuffle` reads all values of its column first, and a pipe is read once",
    )
    .at(table)
    .hint("give the dump as a file, or the rule a `window:`")
    .into()
}
