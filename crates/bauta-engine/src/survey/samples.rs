//! The first rows of each table, kept in memory alone.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bauta_dump::RowSpan;
use bauta_model::TableName;
use zeroize::{Zeroize, Zeroizing};

use crate::mask::{Chunk, decode};
use crate::plan::RowForm;
use crate::read::{Row, Shape};

/// Rows that are kept of a table.
pub(crate) const SAMPLE_ROWS: u64 = 200;

/// Bytes that all samples may take together.
const MOST_BYTES: usize = 64 << 20;

/// Longer rows are passed over.
const ROW_BYTES: usize = 1 << 18;

/// A row as it stood in the dump; wiped on drop.
pub(crate) struct SampledRow {
    shape: Arc<Shape>,
    ordinal: u64,
    bytes: Zeroizing<Vec<u8>>,
    fields: Box<[(u32, u32)]>,
}

impl fmt::Debug for SampledRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SampledRow")
            .field("ordinal", &self.ordinal)
            .finish_non_exhaustive()
    }
}

impl SampledRow {
    /// A copy of the row, unless it is too long to be kept or not what its table's columns say.
    pub(crate) fn of(row: &Row<'_>) -> Option<Self> {
        let (text, fields) = row.text();
        (row.fits() && text.len() <= ROW_BYTES).then(|| Self {
            shape: Arc::clone(row.shape),
            ordinal: row.ordinal,
            bytes: Zeroizing::new(text.to_vec()),
            fields: fields.collect(),
        })
    }

    fn size_bytes(&self) -> usize {
        self.bytes.len() + std::mem::size_of_val(&*self.fields)
    }
}

/// Samples of all tables, bounded by rows a table and by bytes in all.
#[derive(Debug)]
pub(crate) struct Samples {
    tables: BTreeMap<TableName, Vec<SampledRow>>,
    bytes: usize,
    rows_a_table: usize,
    most_bytes: usize,
}

impl Default for Samples {
    fn default() -> Self {
        Self::within(MOST_BYTES)
    }
}

impl Samples {
    pub(super) fn within(most_bytes: usize) -> Self {
        Self {
            tables: BTreeMap::new(),
            bytes: 0,
            rows_a_table: usize::try_from(SAMPLE_ROWS).unwrap_or(usize::MAX),
            most_bytes,
        }
    }

    /// Takes in the next rows. Where they would be too many, every table keeps half of its own, so
    /// that a dump's last table is sampled like its first.
    pub(crate) fn add(&mut self, rows: Vec<SampledRow>) {
        for row in rows {
            let known = self.tables.entry(row.shape.table.name.clone()).or_default();
            if known.len() >= self.rows_a_table {
                continue;
            }
            self.bytes += row.size_bytes();
            known.push(row);
            while self.bytes > self.most_bytes && self.rows_a_table > 0 {
                self.rows_a_table /= 2;
                self.shorten();
            }
        }
    }

    fn shorten(&mut self) {
        let most = self.rows_a_table;
        self.tables
            .values_mut()
            .for_each(|rows| rows.truncate(most));
        let rows = self.tables.values().flatten();
        self.bytes = rows.map(SampledRow::size_bytes).sum();
    }

    #[cfg(test)]
    pub(super) fn into_tables(self) -> BTreeMap<TableName, Vec<SampledRow>> {
        self.tables
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The first rows of a table, in runs that are written alike.
    pub(super) fn runs(&self, table: &TableName, most: usize) -> Vec<SampledRun<'_>> {
        let rows = self.tables.get(table).map_or(&[][..], Vec::as_slice);
        let rows = rows.get(..most).unwrap_or(rows);
        rows.chunk_by(|left, right| Arc::ptr_eq(&left.shape, &right.shape))
            .filter_map(|rows| {
                let shape = &rows.first()?.shape;
                Some(SampledRun { shape, rows })
            })
            .collect()
    }

    /// The first rows of a table as text. Holds originals.
    pub(super) fn table(&self, table: &TableName, most: usize) -> SampledTable {
        let mut columns: Vec<SampledColumn> = Vec::new();
        let mut rows = 0;
        for run in self.runs(table, most) {
            let schema = &run.shape.table.schema.columns;
            for row in run.rows {
                for (column, span) in run.shape.columns.iter().zip(&row.fields) {
                    let Some(name) = schema.get(*column).map(|column| column.name.as_str()) else {
                        continue;
                    };
                    let known = columns.iter().position(|column| column.name == name);
                    let place = known.unwrap_or_else(|| {
                        columns.push(SampledColumn {
                            name: name.to_owned(),
                            values: Vec::new(),
                        });
                        columns.len() - 1
                    });
                    let values = &mut columns[place].values;
                    // Other rows may have left the column out.
                    values.resize(rows, None);
                    values.push(decode(
                        &row.bytes,
                        *span,
                        run.shape.form,
                        run.shape.encoding,
                    ));
                }
                rows += 1;
            }
        }
        for column in &mut columns {
            column.values.resize(rows, None);
        }
        SampledTable { columns, rows }
    }
}

/// Rows that are written alike.
pub(super) struct SampledRun<'a> {
    pub(super) shape: &'a Arc<Shape>,
    rows: &'a [SampledRow],
}

/// Rows put together again as they stand in a dump.
pub(super) struct Rewritten {
    pub(super) chunk: Chunk,
    /// Where each row begins and ends.
    pub(super) rows: Vec<Range<usize>>,
    /// Number of the first row within its table.
    pub(super) ordinal: u64,
}

impl Drop for Rewritten {
    fn drop(&mut self) {
        self.chunk.bytes.zeroize();
    }
}

impl SampledRun<'_> {
    pub(super) fn rewritten(&self) -> Rewritten {
        let size: usize = self.rows.iter().map(|row| row.bytes.len() + 4).sum();
        let mut chunk = Chunk::default();
        chunk.bytes.reserve_exact(size);
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let start = chunk.bytes.len();
            let values = matches!(self.shape.form, RowForm::Values { .. });
            if values {
                chunk.bytes.push(b'(');
            }
            let first = narrow(chunk.bytes.len());
            let fields = row.fields.iter();
            let fields = fields.map(|(from, to)| (from + first, to + first));
            chunk.layout.fields.extend(fields);
            chunk.bytes.extend_from_slice(&row.bytes);
            chunk.bytes.push(if values { b')' } else { b'\n' });
            let end = chunk.bytes.len();
            chunk.layout.rows.push(RowSpan {
                start: narrow(start),
                end: narrow(end),
                fields_end: narrow(chunk.layout.fields.len()),
            });
            rows.push(start..end);
        }
        Rewritten {
            chunk,
            rows,
            ordinal: self.rows.first().map_or(0, |row| row.ordinal),
        }
    }
}

/// The first rows of a table as text. Holds original values: for the window only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SampledTable {
    /// Its columns, in the order in which rows name them.
    pub columns: Vec<SampledColumn>,
    /// How many rows there are.
    pub rows: usize,
}

/// The first values of a column.
#[derive(Clone, PartialEq, Eq)]
pub struct SampledColumn {
    /// Its name.
    pub name: String,
    /// Its values, one for each row; `None` is NULL.
    pub values: Vec<Option<String>>,
}

impl fmt::Debug for SampledTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SampledTable")
            .field("columns", &self.columns)
            .field("rows", &self.rows)
            .finish()
    }
}

impl fmt::Debug for SampledColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SampledColumn")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
