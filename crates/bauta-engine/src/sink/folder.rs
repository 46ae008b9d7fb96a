//! Takes masked chunks in the order of the input, writes them and folds their counts.

use bauta_model::Dialect;

use super::output::Sink;
use crate::error::{Code, Diagnostic, EngineError};
use crate::mask::{FaultKind, Mark, MarkKind, MaskFault, Masked, Worker};
use crate::observe::{Event, Observer, Totals};
use crate::pipeline::{Broken, Buffers, Fold, Outcome};

/// What the output is in the middle of, after a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Open {
    #[default]
    Nothing,
    Copy,
    Insert,
}

/// Writes and counts.
pub(crate) struct Folder<'a> {
    pub(crate) sink: Sink,
    pub(crate) totals: Totals,
    pub(crate) table_names: std::sync::Arc<std::sync::Mutex<Vec<String>>>,
    pub(crate) dialect: Dialect,
    open: Open,
    restrict_key: Option<Vec<u8>>,
    /// The start of a filtered INSERT none of whose rows has remained yet.
    head: Option<Masked<Vec<u8>>>,
    observer: &'a mut dyn Observer,
}

impl<'a> Folder<'a> {
    pub(crate) fn new(
        sink: Sink,
        dialect: Dialect,
        table_names: std::sync::Arc<std::sync::Mutex<Vec<String>>>,
        observer: &'a mut dyn Observer,
    ) -> Self {
        Self {
            sink,
            totals: Totals::default(),
            table_names,
            dialect,
            open: Open::Nothing,
            restrict_key: None,
            head: None,
            observer,
        }
    }

    fn write(&mut self, bytes: &Masked<Vec<u8>>, marks: &[Mark]) -> Result<(), EngineError> {
        let mut at = 0;
        for mark in marks {
            if at < mark.range.start {
                self.sink.write(bytes.part(at..mark.range.start))?;
            }
            at = mark.range.end;
            let part = bytes.part(mark.range.clone());
            match mark.kind {
                MarkKind::Head => self.head = Some(part.set_aside()),
                MarkKind::Rows if mark.range.is_empty() => {}
                MarkKind::Rows => {
                    match self.head.take() {
                        Some(head) => self.sink.write(head.part(0..head.len()))?,
                        None => self.sink.write(Masked::comma())?,
                    }
                    self.sink.write(part)?;
                }
                MarkKind::End => {
                    if self.head.take().is_none() {
                        self.sink.write(part)?;
                    }
                }
            }
        }
        if at < bytes.len() {
            self.sink.write(bytes.part(at..bytes.len()))?;
        }
        Ok(())
    }

    /// What makes a client fail that has been fed the output so far.
    pub(crate) fn last_words(&self) -> Vec<u8> {
        let mut words = Vec::new();
        match self.open {
            Open::Nothing => {}
            Open::Copy => words.extend_from_slice(b"\\.\n"),
            Open::Insert => words.extend_from_slice(b"\n;\n"),
        }
        match self.dialect {
            Dialect::Postgres => {
                if let Some(key) = &self.restrict_key {
                    words.extend_from_slice(b"\\unrestrict ");
                    words.extend_from_slice(key);
                    words.push(b'\n');
                }
                words.extend_from_slice(
                    b"\\set ON_ERROR_STOP on\nDO $bauta$ BEGIN RAISE EXCEPTION 'bauta: masking failed, the dump is not whole'; END $bauta$;\n",
                );
            }
            Dialect::Mysql => words.extend_from_slice(
                b"\nDELIMITER ;\nSIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bauta: masking failed, the dump is not whole';\n",
            ),
            Dialect::Sqlite => {
                words.extend_from_slice(b"\nROLLBACK;\n.bail on\nSELECT bauta_masking_failed_the_dump_is_not_whole();\n");
            }
        }
        words
    }

    fn diagnose(&self, fault: &MaskFault) -> Diagnostic {
        let names = self
            .table_names
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let table = names.get(fault.table).map_or("?", String::as_str);
        let row = self.totals.rows_before(fault.table) + fault.rows_before + 1;
        let column = fault
            .column
            .as_ref()
            .map(|column| format!(".{column}"))
            .unwrap_or_default();
        let place = format!("{table}{column}, row {row}, byte {}", fault.offset);
        match fault.kind {
            FaultKind::Refused { reason, hint } => Diagnostic::new(Code::RefusedValue, reason).hint(hint),
            FaultKind::Invalid { expected } => Diagnostic::new(Code::InvalidValue, format!("the value is not {expected}"))
                .hint("`on_invalid: redact` or `null` would let it pass changed"),
            FaultKind::TooLong { most } => Diagnostic::new(Code::RefusedValue, format!("the new value is longer than the column's {most}"))
                .hint("choose a transformer or parameters that yield shorter values"),
            FaultKind::Expression => Diagnostic::new(Code::RefusedValue, "an expression stands where the rule needs a value")
                .hint("dump the table with literals, or leave the column out"),
            FaultKind::Unmappable => Diagnostic::new(Code::RefusedValue, "the new value cannot be written in the dump's encoding")
                .hint("choose another locale, or dump in UTF-8"),
            FaultKind::FieldCount { found, expected } => {
                Diagnostic::new(Code::FieldCount, format!("the row has {found} fields where {expected} columns are named"))
                    .hint("the dump is damaged, or the table's definition in it is not the one the rows were written with")
            }
        }
        .at(place)
    }
}

impl Fold<Worker> for Folder<'_> {
    /// Writes a chunk.
    fn fold(
        &mut self,
        outcome: Outcome<Worker>,
        read: (u64, Option<u64>),
    ) -> Result<Buffers<Worker>, EngineError> {
        let chunk = match outcome {
            Ok(chunk) => chunk,
            Err(Broken::Fault(fault)) => return Err(self.diagnose(&fault).into()),
            Err(Broken::WorkerDied) => return Err(Broken::died()),
        };
        self.write(&chunk.bytes, &chunk.marks)?;
        self.open = chunk.open;
        if chunk.restrict_key.is_some() {
            self.restrict_key = chunk.restrict_key;
        }
        self.totals.dump_bytes += chunk.input_bytes;
        let last = chunk.counts.last().map(|counts| counts.table);
        self.totals.add(chunk.counts);
        let names = self
            .table_names
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        self.observer.observe(&Event::Masking {
            read_bytes: read.0,
            total_bytes: read.1,
            dump_bytes: self.totals.dump_bytes,
            rows: self.totals.rows,
            table: last.and_then(|table| names.get(table)).map(String::as_str),
            found: &self.totals.kinds,
        });
        drop(names);
        Ok((chunk.spare, chunk.bytes.into_spare()))
    }
}
