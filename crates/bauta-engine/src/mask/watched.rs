//! Looks at some values of kept columns on the way.

use std::ops::Range;

use bauta_dump::RowLayout;

use super::chunk::TableCounts;
use super::fields::{self, Field};
use super::worker::{Worker, line_content, narrow};
use crate::plan::{RowForm, RowProgram, next_look};

/// Rows that come next, of a table so many bytes of whose rows came before.
pub(super) struct Passing<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) range: Range<usize>,
    pub(super) bytes_before: u64,
    pub(super) layout: &'a RowLayout,
    pub(super) rows: Range<usize>,
}

impl Passing<'_> {
    /// The next byte, from `at` on, whose row is looked at.
    fn next(&self, at: usize) -> usize {
        let passed = self.bytes_before + (at - self.range.start) as u64;
        let ahead = next_look(passed) - passed;
        at.saturating_add(usize::try_from(ahead).unwrap_or(usize::MAX))
    }
}

impl Worker {
    /// Learns from the rows that are looked at.
    pub(super) fn watch(
        &mut self,
        program: &RowProgram,
        passing: &Passing<'_>,
        counts: &mut TableCounts,
    ) {
        if program.watches.is_empty() {
            return;
        }
        match program.form {
            RowForm::Copy { csv: None, .. } => self.watch_lines(program, passing, counts),
            RowForm::Copy { csv: Some(_), .. } => self.watch_csv(program, passing, counts),
            RowForm::Values { .. } => self.watch_values(program, passing, counts),
        }
    }

    fn watch_lines(
        &mut self,
        program: &RowProgram,
        passing: &Passing<'_>,
        counts: &mut TableCounts,
    ) {
        let (bytes, Range { start, end }) = (passing.bytes, passing.range.clone());
        let mut fields = Vec::new();
        let mut at = start;
        loop {
            let look = passing.next(at);
            if look >= end {
                return;
            }
            let from = memchr::memrchr(b'\n', &bytes[at..look]).map_or(at, |step| at + step + 1);
            let to = memchr::memchr(b'\n', &bytes[look..end]).map_or(end, |step| look + step + 1);
            self.look_at_line(program, bytes, from..to, &mut fields, counts);
            at = to;
        }
    }

    /// Quoted fields may hold line ends, so that where rows begin is only known from the first on.
    fn watch_csv(&mut self, program: &RowProgram, passing: &Passing<'_>, counts: &mut TableCounts) {
        let (bytes, Range { start, end }) = (passing.bytes, passing.range.clone());
        let mut fields = Vec::new();
        let (mut at, mut look) = (start, passing.next(start));
        while at < end && look < end {
            let to = fields::csv_line_end(bytes, at, end, program.form);
            if to > look {
                self.look_at_line(program, bytes, at..to, &mut fields, counts);
                look = passing.next(to);
            }
            at = to;
        }
    }

    fn look_at_line(
        &mut self,
        program: &RowProgram,
        bytes: &[u8],
        range: Range<usize>,
        fields: &mut Vec<(u32, u32)>,
        counts: &mut TableCounts,
    ) {
        let base = narrow(range.start);
        let line = &bytes[range];
        fields.clear();
        fields::split_copy(&line[..line_content(line)], base, program.form, fields);
        self.look(program, bytes, fields, counts);
    }

    fn watch_values(
        &mut self,
        program: &RowProgram,
        passing: &Passing<'_>,
        counts: &mut TableCounts,
    ) {
        let rows = &passing.layout.rows;
        let mut fields_start = (passing.rows.start.checked_sub(1))
            .map_or(0, |before| rows[before].fields_end as usize);
        let mut look = passing.next(passing.range.start);
        for row in &rows[passing.rows.clone()] {
            let fields = &passing.layout.fields[fields_start..row.fields_end as usize];
            fields_start = row.fields_end as usize;
            if row.end as usize > look {
                self.look(program, passing.bytes, fields, counts);
                look = passing.next(row.end as usize);
            }
        }
    }

    fn look(
        &mut self,
        program: &RowProgram,
        bytes: &[u8],
        fields: &[(u32, u32)],
        counts: &mut TableCounts,
    ) {
        // Rows of another shape are a fault that masking tells.
        if fields.len() != program.cells.len() {
            return;
        }
        for watch in &program.watches {
            let (from, to) = fields[watch.position];
            let field = &bytes[from as usize..to as usize];
            let tally = counts.kept.entry(watch.column);
            let tally = tally.or_insert_with(|| watch.empty.clone());
            match fields::read(field, program.form, &mut self.decoded).0 {
                Field::Value(value) => tally.observe(0, value),
                Field::Null => tally.null(),
                Field::Computed | Field::Unknown => {}
            }
        }
    }
}
