//! A dump, read from its first byte to its last.

use std::sync::Arc;

use bauta_dump::{Limits, Scanner};

use super::director::{Known, ReadDirector};
use super::table::ReadTable;
use super::worker::{Misfit, Reader, Reading};
use crate::error::{Code, Diagnostic, EngineError};
use crate::observe::{Event, Observer};
use crate::pipeline::{self, Broken, Buffers, Cancel, Fold, Outcome};
use crate::scan::{Chunker, Knowledge, Opened};

/// A dump that is to be read, and by what means.
#[derive(Debug)]
pub(crate) struct DumpReading {
    pub(crate) opened: Opened,
    pub(crate) limits: Limits,
    pub(crate) threads: usize,
    /// Size of single reads, for tests of how input is split.
    pub(crate) read_bytes: Option<usize>,
}

/// What is known of a dump that has been read.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) knowledge: Knowledge,
    /// The tables that had rows or heads of rows, by index.
    pub(crate) tables: Vec<Arc<ReadTable>>,
    /// Bytes of the dump, decompressed.
    pub(crate) dump_bytes: u64,
    pub(crate) rows: u64,
}

impl DumpReading {
    /// Reads the dump; `learnt` are definitions that are known before, all of them or some.
    ///
    /// Each thread has a reader that `new_reader` makes; `take` gets what readers make of chunks,
    /// in the order of the input.
    ///
    /// # Errors
    /// The dump is damaged, the run is cancelled, or `take` fails.
    pub(crate) fn read<R: Reader>(
        self,
        learnt: Learnt,
        new_reader: &(dyn Fn() -> R + Sync),
        take: &mut (dyn FnMut(R::Yield) -> Result<(), EngineError> + Send),
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Read, EngineError> {
        let (knowledge, known) = match learnt {
            Learnt::All(knowledge) => (knowledge, Known::All),
            Learnt::Some(knowledge) => (knowledge, Known::SoFar),
            Learnt::Nothing => (Knowledge::new(self.opened.dialect), Known::SoFar),
        };
        let mut director = ReadDirector::new(knowledge, known);
        let scanner = Scanner::with_limits(self.opened.dialect, self.limits);
        let Opened {
            source,
            front,
            at_end,
            ..
        } = self.opened;
        let mut chunker = Chunker::new(source, scanner, front, at_end).reading(self.read_bytes);
        let mut folder = Folding {
            take,
            observer,
            dump_bytes: 0,
            rows: 0,
        };
        pipeline::run(
            &mut chunker,
            &mut director,
            &mut folder,
            &|| Reading::new(new_reader()),
            self.threads,
            cancel,
        )?;
        Ok(Read {
            dump_bytes: folder.dump_bytes,
            rows: folder.rows,
            knowledge: director.knowledge,
            tables: director.tables.list,
        })
    }
}

/// Definitions that are known before a dump is read.
#[derive(Debug)]
pub(crate) enum Learnt {
    /// All of them, from an earlier reading.
    All(Knowledge),
    /// Those of a file beside it; others are learnt on the way.
    Some(Knowledge),
    /// None; they are learnt on the way.
    Nothing,
}

struct Folding<'a, Y> {
    take: &'a mut (dyn FnMut(Y) -> Result<(), EngineError> + Send),
    observer: &'a mut dyn Observer,
    dump_bytes: u64,
    rows: u64,
}

impl<R: Reader> Fold<Reading<R>> for Folding<'_, R::Yield> {
    fn fold(
        &mut self,
        outcome: Outcome<Reading<R>>,
        read: (u64, Option<u64>),
    ) -> Result<Buffers<Reading<R>>, EngineError> {
        // Readers have no faults of their own: whatever breaks one is a defect.
        let chunk = outcome.map_err(|_| Broken::died())?;
        if let Some(misfit) = chunk.misfit {
            return Err(damaged(&misfit).into());
        }
        self.dump_bytes += chunk.bytes;
        self.rows += chunk.rows;
        (self.take)(chunk.yielded)?;
        let table = chunk.table.map(|table| table.name.to_string());
        self.observer.observe(&Event::Reading {
            read_bytes: read.0,
            total_bytes: read.1,
            rows: self.rows,
            table: table.as_deref(),
        });
        Ok(chunk.spare)
    }
}

fn damaged(misfit: &Misfit) -> Diagnostic {
    let Misfit {
        fields, columns, ..
    } = misfit;
    let (table, row) = (&misfit.table.name, misfit.ordinal + 1);
    Diagnostic::new(
        Code::FieldCount,
        format!("the row has {fields} fields where {columns} columns are named"),
    )
    .at(format!("{table}, row {row}, byte {}", misfit.offset))
    .hint("the dump is damaged, or the table's definition in it is not the one the rows were written with")
}
