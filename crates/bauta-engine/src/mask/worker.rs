//! The hot path.

use bauta_codec::compressed;
use bauta_detect::{SearchScratch, Suspect};
use bauta_dump::RowLayout;
use bauta_profile::Truth;
use bauta_transform::Applied;
use zeroize::Zeroize;

use super::cell::Bench;
use super::chunk::{Chunk, ColumnCounts, Mark, MarkKind, MaskedChunk, Segment, TableCounts};
use super::columns::{Columns, Dealt};
use super::fault::{MaskFault, RowFault};
use super::fields::{self, Field};
use super::lines::each_line;
use super::outlined::Outliner;
use super::unchanged::{count_lines, pass, stays};
use super::watched::Passing;
use super::{FaultKind, Masked, RowValues};
use crate::pipeline::Work;
use crate::plan::{Cell, CellMask, Filter, Kept, Notation, RowForm, RowProgram};
use crate::settings_pair::telling;

/// Scratch space of one thread; nothing in it is allocated per row.
#[derive(Debug, Default)]
pub(crate) struct Worker {
    values: RowValues,
    spare: Vec<Vec<u8>>,
    pub(super) decoded: Vec<u8>,
    value: Vec<u8>,
    /// A value without its secrets, on its way to a transformer.
    clean: Vec<u8>,
    escape: Vec<u8>,
    fields: Vec<(u32, u32)>,
    outliner: Outliner,
    pub(super) search: SearchScratch,
    pub(super) suspects: Vec<Suspect>,
}

/// What values of originals it held is wiped.
impl Drop for Worker {
    fn drop(&mut self) {
        for buffer in [&mut self.decoded, &mut self.value, &mut self.clean] {
            buffer.zeroize();
        }
        self.spare.iter_mut().for_each(Zeroize::zeroize);
        self.values.wipe();
    }
}

/// What a run of rows is masked into.
pub(super) struct Run<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) program: &'a RowProgram,
    pub(super) counts: &'a mut TableCounts,
    pub(super) out: &'a mut Vec<u8>,
    pub(super) ordinal: u64,
    /// Index of the next stretch that may hold something to scrub.
    pub(super) suspect: usize,
    pub(super) wrote_row: bool,
    pub(super) dealt: Dealt<'a>,
}

impl Work for Worker {
    type Segment = Segment;
    type Done = MaskedChunk;

    fn work(&mut self, chunk: Chunk, out: Vec<u8>) -> Result<MaskedChunk, MaskFault> {
        self.mask(chunk, out)
    }
}

impl Worker {
    /// Masks a chunk. `out` is a buffer whose bytes are of no account.
    pub(crate) fn mask(
        &mut self,
        mut chunk: Chunk,
        mut out: Vec<u8>,
    ) -> Result<MaskedChunk, MaskFault> {
        if chunk.segments.iter().all(stays) {
            return Ok(pass(chunk, out));
        }
        out.clear();
        let mut marks = Vec::new();
        let mut near = Columns::windows(&chunk);
        let mut counts: Vec<TableCounts> = std::mem::take(&mut near.found);
        self.outliner.outline(&chunk, &mut counts);
        let mut at = 0;
        for segment in std::mem::take(&mut chunk.segments) {
            let start = out.len();
            match segment {
                Segment::Copy(len) => {
                    out.extend_from_slice(&chunk.bytes[at..at + len]);
                    at += len;
                }
                Segment::Replace(len, with) => {
                    out.extend_from_slice(&with);
                    at += len;
                }
                Segment::FilteredHead(len) | Segment::FilteredEnd(len) => {
                    out.extend_from_slice(&chunk.bytes[at..at + len]);
                    at += len;
                    let kind = if matches!(segment, Segment::FilteredHead(_)) {
                        MarkKind::Head
                    } else {
                        MarkKind::End
                    };
                    marks.push(Mark {
                        range: start..out.len(),
                        kind,
                    });
                }
                Segment::Rows {
                    len,
                    program,
                    rows,
                    ordinal,
                    bytes_before,
                } => {
                    let counted = counts_of(&mut counts, &program);
                    let passing = Passing {
                        bytes: &chunk.bytes,
                        range: at..at + len,
                        bytes_before,
                        layout: &chunk.layout,
                        rows: rows.clone(),
                    };
                    self.watch(&program, &passing, counted);
                    let offset = chunk.offset;
                    let mut run = Run {
                        bytes: &chunk.bytes,
                        program: &program,
                        counts: counted,
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
                    self.find_suspects(&run.bytes[at..at + len], at, &program);
                    let masked = match program.form {
                        RowForm::Copy { .. } => self.copy_rows(&mut run, at, at + len),
                        RowForm::Values { .. } => {
                            self.value_rows(&mut run, at, at + len, &chunk.layout, rows)
                        }
                    };
                    masked.map_err(|fault| fault.place(offset))?;
                    at += len;
                    if !program.filter.passes_all()
                        && matches!(program.form, RowForm::Values { .. })
                    {
                        marks.push(Mark {
                            range: start..out.len(),
                            kind: MarkKind::Rows,
                        });
                    }
                }
            }
        }
        debug_assert_eq!(at, chunk.bytes.len(), "segments cover the chunk");
        let input_bytes = chunk.bytes.len() as u64;
        let (open, restrict_key) = (chunk.open, chunk.restrict_key.take());
        chunk.clear();
        Ok(MaskedChunk {
            bytes: Masked::new(out),
            marks,
            counts,
            input_bytes,
            open,
            restrict_key,
            spare: chunk,
        })
    }

    fn copy_rows(&mut self, run: &mut Run<'_>, start: usize, end: usize) -> Result<(), RowFault> {
        let program = run.program;
        if program.idle && self.suspects.is_empty() {
            let rows = count_lines(&run.bytes[start..end]);
            (run.counts.rows_in, run.counts.rows_out) =
                (run.counts.rows_in + rows, run.counts.rows_out + rows);
            run.out.extend_from_slice(&run.bytes[start..end]);
            return Ok(());
        }
        let bytes = run.bytes;
        let mut fields = std::mem::take(&mut self.fields);
        if program.form.is_usual_copy() && !program.cells.is_empty() {
            let rows = each_line(bytes, start..end, &mut fields, |from, to, fields| {
                self.row(run, from, to, fields).map(|_| ())
            });
            self.fields = fields;
            return rows;
        }
        let csv = matches!(program.form, RowForm::Copy { csv: Some(_), .. });
        let mut at = start;
        while at < end {
            let line_end = if csv {
                fields::csv_line_end(bytes, at, end, program.form)
            } else {
                memchr::memchr(b'\n', &bytes[at..end]).map_or(end, |len| at + len + 1)
            };
            let content = line_content(&bytes[at..line_end]);
            fields.clear();
            if !(program.cells.is_empty() && content == 0) {
                fields::split_copy(
                    &bytes[at..at + content],
                    narrow(at),
                    program.form,
                    &mut fields,
                );
            }
            self.row(run, at, line_end, &fields)?;
            at = line_end;
        }
        self.fields = fields;
        Ok(())
    }

    fn value_rows(
        &mut self,
        run: &mut Run<'_>,
        start: usize,
        end: usize,
        layout: &RowLayout,
        rows: std::ops::Range<usize>,
    ) -> Result<(), RowFault> {
        let program = run.program;
        let count = (rows.end - rows.start) as u64;
        if program.idle && self.suspects.is_empty() {
            (run.counts.rows_in, run.counts.rows_out) =
                (run.counts.rows_in + count, run.counts.rows_out + count);
            run.out.extend_from_slice(&run.bytes[start..end]);
            return Ok(());
        }
        let filtered = !program.filter.passes_all();
        let mut fields_start = rows
            .start
            .checked_sub(1)
            .map_or(0, |before| layout.rows[before].fields_end as usize);
        let mut copied = start;
        for row in &layout.rows[rows] {
            let (from, to) = (row.start as usize, row.end as usize);
            let fields = &layout.fields[fields_start..row.fields_end as usize];
            fields_start = row.fields_end as usize;
            let before = run.out.len();
            if !filtered {
                // What stands between rows stays as it is.
                run.out.extend_from_slice(&run.bytes[copied..from]);
            } else if run.wrote_row {
                run.out.extend_from_slice(b",\n");
            }
            let remains = self.row(run, from, to, fields)?;
            if !remains {
                run.out.truncate(before);
            }
            copied = to;
        }
        Ok(())
    }

    /// Masks one row; answers whether it remains.
    pub(super) fn row(
        &mut self,
        run: &mut Run<'_>,
        start: usize,
        end: usize,
        fields: &[(u32, u32)],
    ) -> Result<bool, RowFault> {
        let program = run.program;
        let fault = |kind, column: Option<&CellMask>, rows_before| RowFault {
            kind,
            table: program.table.0,
            column: column.map(|mask| mask.name.clone()),
            rows_before,
            at: start,
        };
        if fields.len() != program.cells.len() {
            let kind = FaultKind::FieldCount {
                found: fields.len(),
                expected: program.cells.len(),
            };
            return Err(fault(kind, None, run.counts.rows_in));
        }
        let ordinal = run.ordinal;
        run.ordinal += 1;
        if !(program.originals.is_empty() && program.masked.is_empty()) {
            self.gather(run, fields, ordinal)
                .map_err(|(kind, mask)| fault(kind, mask, run.counts.rows_in))?;
        }
        let remains = match &program.filter {
            Filter::All => true,
            Filter::None => false,
            Filter::Keep(condition) => condition.truth(&self.values) == Truth::True,
            Filter::Drop(condition) => condition.truth(&self.values) != Truth::True,
            Filter::First(most) => ordinal < *most,
        };
        run.counts.rows_in += 1;
        if !remains {
            return Ok(false);
        }
        run.counts.rows_out += 1;
        run.wrote_row = true;
        let suspicious = self.suspicious(run.suspect, start, end);
        let mut copied = start;
        let told = program.pair.and_then(|pair| {
            let (from, to) = *fields.get(pair.name)?;
            let name = telling(&run.bytes[from as usize..to as usize])?;
            Some((pair.value, name))
        });
        for position in &program.acting {
            let (from, to) = fields[*position];
            let (from, to) = (from as usize, to as usize);
            match &program.cells[*position] {
                Cell::Keep(kept) if told.is_some_and(|(value, _)| value == *position) => {
                    let name = told.map_or("", |(_, name)| name);
                    copied = self.scrub_cell(run, kept, name, copied, (from, to));
                }
                Cell::Keep(kept)
                    if kept.scan
                        && (kept.hinted
                            || (suspicious && self.is_suspect(run, from, to))
                            || (kept.packed && compressed::may_begin(&run.bytes[from..to]))) =>
                {
                    copied = self.scrub_cell(run, kept, &kept.name, copied, (from, to));
                }
                Cell::Keep(_) => {}
                Cell::Recompute { column } => {
                    run.out.extend_from_slice(&run.bytes[copied..from]);
                    run.out.extend_from_slice(b"DEFAULT");
                    run.counts.columns[*column].changed += 1;
                    copied = to;
                }
                Cell::Mask(mask) => {
                    run.out.extend_from_slice(&run.bytes[copied..from]);
                    self.mask_cell(run, mask, from, to, ordinal)
                        .map_err(|kind| fault(kind, Some(mask), run.counts.rows_in - 1))?;
                    copied = to;
                }
            }
        }
        run.out.extend_from_slice(&run.bytes[copied..end]);
        if suspicious {
            run.suspect = self.after(run.suspect, end);
        }
        Ok(true)
    }

    /// Decodes what transformers and conditions of this row look at.
    fn gather<'p>(
        &mut self,
        run: &Run<'p>,
        fields: &[(u32, u32)],
        ordinal: u64,
    ) -> Result<(), (FaultKind, Option<&'p CellMask>)> {
        let program = run.program;
        self.values.clear();
        for position in &program.originals {
            let (from, to) = fields[*position];
            let (field, _) = fields::read(
                &run.bytes[from as usize..to as usize],
                program.form,
                &mut self.decoded,
            );
            self.values
                .push_original(if let Field::Value(value) = field {
                    Some(value)
                } else {
                    None
                });
        }
        for position in &program.masked {
            let (from, to) = fields[*position];
            let field = &run.bytes[from as usize..to as usize];
            let (read, _) = fields::read(field, program.form, &mut self.decoded);
            let value = if let Field::Value(value) = read {
                Some(value)
            } else {
                None
            };
            let Cell::Mask(mask) = &program.cells[*position] else {
                self.values.push_masked(value);
                continue;
            };
            self.value.clear();
            let mut bench = Bench {
                row: &self.values,
                ordinal,
                spare: &mut self.spare,
                encoding: None,
                dealt: run.dealt,
            };
            let applied = mask
                .apply(value, &mut bench, &mut self.value)
                .map_err(|kind| (kind, Some(&**mask)))?;
            match applied {
                Applied::Value => self.values.push_masked(Some(&self.value)),
                Applied::Null => self.values.push_masked(None),
                Applied::Keep => self.values.push_masked(value),
            }
        }
        Ok(())
    }

    fn mask_cell(
        &mut self,
        run: &mut Run<'_>,
        mask: &CellMask,
        from: usize,
        to: usize,
        ordinal: u64,
    ) -> Result<(), FaultKind> {
        let field = &run.bytes[from..to];
        let (read, writing) = fields::read(field, run.program.form, &mut self.decoded);
        let value = match read {
            Field::Value(value) => Some(value),
            Field::Null => None,
            Field::Computed => {
                run.out.extend_from_slice(field);
                return Ok(());
            }
            Field::Unknown => return Err(FaultKind::Expression),
        };
        let mut bench = Bench {
            row: &self.values,
            ordinal,
            spare: &mut self.spare,
            encoding: run.program.encoding,
            dealt: run.dealt,
        };
        let clean = match (value, &mask.before) {
            (Some(value), Some(scrubber)) => {
                self.clean.clear();
                scrubber.scrub(value, &mask.name, &mut self.search, &mut self.clean)
            }
            _ => false,
        };
        if value.is_some() && mask.before.is_some() {
            run.counts.note_gaps(&self.search);
        }
        let value = if clean {
            if let Some(scrubber) = &mask.before {
                run.counts.note(mask.column, &self.search, scrubber);
            }
            Some(&self.clean[..])
        } else {
            value
        };
        let counts = &mut run.counts.columns[mask.column];
        let start = run.out.len();
        let in_place = writing.in_place(field);
        let applied = if let Some(place) = in_place.filter(|_| mask.notation != Notation::Bits) {
            place.open(run.out);
            let applied = mask.apply(value, &mut bench, run.out)?;
            if applied == Applied::Value {
                place.close(run.out, start, &mut self.escape);
            } else {
                run.out.truncate(start);
            }
            applied
        } else {
            self.value.clear();
            let applied = if mask.notation == Notation::Bits && writing.bits_are_bytes() {
                mask_bits(mask, value, &mut bench, &mut self.value)?
            } else {
                mask.apply(value, &mut bench, &mut self.value)?
            };
            if applied == Applied::Value {
                writing.value(field, &self.value, mask.numeric, &mut self.escape, run.out);
            }
            applied
        };
        match applied {
            Applied::Value => {}
            Applied::Null => writing.null(run.out),
            Applied::Keep if clean => {
                writing.value(field, &self.clean, mask.numeric, &mut self.escape, run.out);
            }
            Applied::Keep => run.out.extend_from_slice(field),
        }
        let null = applied == Applied::Null || (applied == Applied::Keep && value.is_none());
        counts.nulls += u64::from(null);
        if applied == Applied::Keep && !clean && mask.notation == Notation::Text {
            // What a condition leaves alone is kept, and so searched like what is kept.
            run.out.truncate(start);
            if self.scrub_cell(run, &mask.kept, &mask.kept.name, from, (from, to)) == from {
                run.out.extend_from_slice(&run.bytes[from..to]);
            }
        }
        let changed = run.out[start..] != run.bytes[from..to];
        run.counts.columns[mask.column].changed += u64::from(changed);
        Ok(())
    }

    /// Scrubs a kept field; answers up to where the input has been copied.
    fn scrub_cell(
        &mut self,
        run: &mut Run<'_>,
        kept: &Kept,
        name: &str,
        copied: usize,
        (from, to): (usize, usize),
    ) -> usize {
        let field = &run.bytes[from..to];
        let (read, writing) = fields::read(field, run.program.form, &mut self.decoded);
        let scrubber = kept.own.as_ref().or(run.program.scrubber.as_ref());
        let (Field::Value(value), Some(scrubber)) = (read, scrubber) else {
            return copied;
        };
        self.value.clear();
        let any = scrubber.scrub(value, name, &mut self.search, &mut self.value);
        run.counts.note_gaps(&self.search);
        if !any {
            return copied;
        }
        run.counts.note(kept.column, &self.search, scrubber);
        run.out.extend_from_slice(&run.bytes[copied..from]);
        writing.value(field, &self.value, false, &mut self.escape, run.out);
        to
    }
}

/// Masks a BIT value that stands as bytes: rules see and yield its digits.
fn mask_bits(
    mask: &CellMask,
    value: Option<&[u8]>,
    bench: &mut Bench<'_>,
    out: &mut Vec<u8>,
) -> Result<Applied, FaultKind> {
    let (mut digits, mut changed) = (Vec::new(), Vec::new());
    let value = value.map(|bytes| {
        fields::bits_of(bytes, &mut digits);
        &digits[..]
    });
    let applied = mask.apply(value, bench, &mut changed)?;
    if applied == Applied::Value {
        fields::bytes_of_bits(&changed, out);
    }
    Ok(applied)
}

pub(super) fn counts_of<'c>(
    counts: &'c mut Vec<TableCounts>,
    program: &RowProgram,
) -> &'c mut TableCounts {
    let known = counts
        .iter()
        .position(|counts| counts.table == program.table.0);
    let index = known.unwrap_or_else(|| {
        counts.push(TableCounts {
            table: program.table.0,
            columns: vec![ColumnCounts::default(); program.report_columns],
            ..TableCounts::default()
        });
        counts.len() - 1
    });
    &mut counts[index]
}

/// Length of a line without its end. A raw CR can only be part of the line end: data has `\r`.
pub(crate) fn line_content(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line).len()
}

pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
