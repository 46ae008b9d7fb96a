//! One row, before and after, as text.

use bauta_model::Dialect;
use encoding_rs::Encoding;

use super::chunk::{Chunk, ColumnCounts, TableCounts};
use super::columns::{Columns, Dealt};
use super::fields::{self, Field};
use super::worker::{Run, Worker};
use crate::plan::{RowForm, RowProgram};

/// The values of a row; `None` is NULL.
pub(crate) type Sampled = Vec<Option<String>>;

impl Worker {
    /// Masks the row that begins and ends at `span`, and decodes both sides. `None` where the row
    /// cannot be masked; the run would say why.
    pub(crate) fn sample(
        &mut self,
        chunk: &Chunk,
        program: &RowProgram,
        span: (usize, usize),
        row: Option<usize>,
        ordinal: u64,
    ) -> Option<(Sampled, Option<Sampled>)> {
        let mut out = Vec::new();
        let mut counts = TableCounts {
            columns: vec![ColumnCounts::default(); program.report_columns],
            ..TableCounts::default()
        };
        let (start, end) = span;
        let split = |bytes: &[u8], start: usize, end: usize| match program.form {
            RowForm::Copy { .. } => {
                let mut fields = Vec::new();
                let line = bytes[start..end]
                    .strip_suffix(b"\n")
                    .unwrap_or(&bytes[start..end]);
                fields::split_copy(
                    line,
                    u32::try_from(start).unwrap_or(0),
                    program.form,
                    &mut fields,
                );
                fields
            }
            RowForm::Values { .. } => {
                let Some(row) = row else { return Vec::new() };
                let first = row
                    .checked_sub(1)
                    .map_or(0, |before| chunk.layout.rows[before].fields_end as usize);
                chunk.layout.fields[first..chunk.layout.rows[row].fields_end as usize].to_vec()
            }
        };
        let spans = split(&chunk.bytes, start, end);
        let before = spans
            .iter()
            .map(|span| decode(&chunk.bytes, *span, program.form, program.encoding))
            .collect();
        let near = Columns::windows(chunk);
        self.find_suspects(&chunk.bytes[start..end], start, program);
        let mut run = Run {
            bytes: &chunk.bytes,
            program,
            counts: &mut counts,
            out: &mut out,
            ordinal,
            suspect: 0,
            wrote_row: false,
            dealt: Dealt {
                near: &near,
                far: chunk.columns.as_deref(),
                table: program.table.0,
            },
        };
        if !self.row(&mut run, start, end, &spans).ok()? {
            return Some((before, None));
        }
        let after = match program.form {
            RowForm::Copy { .. } => split(&out, 0, out.len()),
            RowForm::Values { .. } => reread(&out, program),
        };
        Some((
            before,
            Some(
                after
                    .iter()
                    .map(|span| decode(&out, *span, program.form, program.encoding))
                    .collect(),
            ),
        ))
    }
}

/// What a field holds, as text; `None` is NULL.
pub(crate) fn decode(
    bytes: &[u8],
    (start, end): (u32, u32),
    form: RowForm,
    encoding: Option<&'static Encoding>,
) -> Option<String> {
    let mut scratch = Vec::new();
    let field = &bytes[start as usize..end as usize];
    match fields::read(field, form, &mut scratch).0 {
        Field::Null => None,
        Field::Value(value) => Some(match encoding {
            Some(encoding) => encoding.decode_without_bom_handling(value).0.into_owned(),
            None => String::from_utf8_lossy(value).into_owned(),
        }),
        Field::Computed | Field::Unknown => Some(String::from_utf8_lossy(field).into_owned()),
    }
}

/// The fields of one masked `(…)`, found by the scanner itself.
fn reread(row: &[u8], program: &RowProgram) -> Vec<(u32, u32)> {
    let RowForm::Values { quoting } = program.form else {
        return Vec::new();
    };
    let dialect = match (quoting.mysql, quoting.sqlite) {
        (true, _) => Dialect::Mysql,
        (_, true) => Dialect::Sqlite,
        _ => Dialect::Postgres,
    };
    bauta_dump::row_fields(row, dialect, quoting.backslash, quoting.charset)
}
