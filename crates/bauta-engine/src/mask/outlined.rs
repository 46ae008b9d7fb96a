//! Notes which leaves the documents have whose leaves are judged.

use bauta_dump::RowLayout;

use super::chunk::{Chunk, Segment, TableCounts};
use super::fields::{self, Field};
use super::worker::{counts_of, line_content, narrow};
use crate::plan::{OutlineRoom, RowForm, RowProgram};

/// Looks into documents; has the room that this takes.
#[derive(Debug, Default)]
pub(crate) struct Outliner {
    decoded: Vec<u8>,
    room: OutlineRoom,
}

impl Outliner {
    /// Notes the leaves in all rows of a chunk.
    pub(crate) fn outline(&mut self, chunk: &Chunk, counts: &mut Vec<TableCounts>) {
        let mut at = 0;
        for segment in &chunk.segments {
            let end = at + segment.len();
            if let Segment::Rows { program, rows, .. } = segment
                && !program.documents.is_empty()
            {
                let counts = counts_of(counts, program);
                match program.form {
                    RowForm::Copy { .. } => self.lines(program, &chunk.bytes, at..end, counts),
                    RowForm::Values { .. } => {
                        self.values(program, &chunk.bytes, &chunk.layout, rows.clone(), counts);
                    }
                }
            }
            at = end;
        }
    }

    fn lines(
        &mut self,
        program: &RowProgram,
        bytes: &[u8],
        range: std::ops::Range<usize>,
        counts: &mut TableCounts,
    ) {
        let mut fields = Vec::new();
        let (mut at, end) = (range.start, range.end);
        while at < end {
            let line_end = match program.form {
                RowForm::Copy { csv: Some(_), .. } => {
                    fields::csv_line_end(bytes, at, end, program.form)
                }
                _ => memchr::memchr(b'\n', &bytes[at..end]).map_or(end, |len| at + len + 1),
            };
            let line = &bytes[at..line_end];
            let line = &line[..line_content(line)];
            fields.clear();
            fields::split_copy(line, narrow(at), program.form, &mut fields);
            self.row(program, bytes, &fields, counts);
            at = line_end;
        }
    }

    fn values(
        &mut self,
        program: &RowProgram,
        bytes: &[u8],
        layout: &RowLayout,
        rows: std::ops::Range<usize>,
        counts: &mut TableCounts,
    ) {
        let before = rows.start.checked_sub(1);
        let mut start = before.map_or(0, |before| layout.rows[before].fields_end as usize);
        for row in &layout.rows[rows] {
            let end = row.fields_end as usize;
            self.row(program, bytes, &layout.fields[start..end], counts);
            start = end;
        }
    }

    fn row(
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
        for document in &program.documents {
            let (from, to) = fields[document.position];
            let field = &bytes[from as usize..to as usize];
            let read = fields::read(field, program.form, &mut self.decoded).0;
            if let Field::Value(value) = read {
                let outline = counts.leaves.entry(document.column).or_default();
                outline.take(value, &document.kept, &mut self.room);
            }
        }
    }
}
