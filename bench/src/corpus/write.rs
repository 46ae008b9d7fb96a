//! Writes a dump in constant memory.

use std::io::{self, Write};

use super::{Form, Plan, mysqldump, postgres};
use crate::shop::{Filler, RowWriter, TABLES, Table};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Corpus {
    /// Bytes of the whole dump.
    pub(crate) bytes: u64,
    /// Rows of all tables.
    pub(crate) rows: u64,
    /// Values of masked columns that are not NULL.
    pub(crate) masked_values: u64,
}

/// Writes the dump that `plan` describes.
///
/// # Errors
/// When `out` can't be written to.
pub(crate) fn write(plan: Plan, out: &mut dyn Write) -> io::Result<Corpus> {
    let mut dump = Dump {
        plan,
        filler: Filler::new(plan.form.marks(), plan.customers),
        rows: RowWriter::new(plan.form.marks()),
        corpus: Corpus::default(),
        out,
    };
    match plan.form {
        Form::Copy => dump.postgres()?,
        Form::Mysqldump | Form::OneInsert => dump.mysqldump()?,
    }
    dump.flush()?;
    dump.out.flush()?;
    dump.corpus.masked_values = dump.rows.masked_values;
    Ok(dump.corpus)
}

struct Dump<'o> {
    plan: Plan,
    filler: Filler,
    rows: RowWriter,
    corpus: Corpus,
    out: &'o mut dyn Write,
}

impl Dump<'_> {
    fn postgres(&mut self) -> io::Result<()> {
        self.script(postgres::HEAD);
        for table in &TABLES {
            self.script(&postgres::definition(table));
        }
        for table in &TABLES {
            self.script(&postgres::data_head(table));
            for index in 0..self.plan.rows(table) {
                self.filler.write(table, index, &mut self.rows);
                self.flush_if_full()?;
            }
            self.corpus.rows += self.plan.rows(table);
            self.script(postgres::DATA_TAIL);
        }
        self.script(&postgres::constraints());
        self.script(postgres::TAIL);
        Ok(())
    }

    fn mysqldump(&mut self) -> io::Result<()> {
        self.script(mysqldump::HEAD);
        for table in &TABLES {
            let rows = self.plan.rows(table);
            self.script(&mysqldump::definition(table, rows));
            self.script(&mysqldump::data_head(table));
            self.statements(table, rows)?;
            self.corpus.rows += rows;
            self.script(&mysqldump::data_tail(table));
        }
        self.script(mysqldump::TAIL);
        Ok(())
    }

    fn statements(&mut self, table: &Table, rows: u64) -> io::Result<()> {
        let limit = self.plan.form.statement_bytes();
        let begin = mysqldump::insert(table);
        let mut length = 0;
        for index in 0..rows {
            let before = self.rows.bytes.len();
            let mark = if length == 0 { begin.as_bytes() } else { b"," };
            self.rows.bytes.extend_from_slice(mark);
            self.filler.write(table, index, &mut self.rows);
            length += self.rows.bytes.len() - before;
            if length + LONGEST_ROW > limit || index + 1 == rows {
                self.script(";\n");
                length = 0;
            }
            self.flush_if_full()?;
        }
        Ok(())
    }

    fn script(&mut self, text: &str) {
        self.rows.bytes.extend_from_slice(text.as_bytes());
    }

    fn flush_if_full(&mut self) -> io::Result<()> {
        if self.rows.bytes.len() >= BLOCK {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.rows.bytes)?;
        self.corpus.bytes += self.rows.bytes.len() as u64;
        self.rows.bytes.clear();
        Ok(())
    }
}

const BLOCK: usize = 1 << 20;

/// No row of the shop is longer, in any form.
const LONGEST_ROW: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_precision_loss, reason = "these are small numbers")]
    fn ratio(of: u64, to: u64) -> f64 {
        of as f64 / to as f64
    }

    fn dump(form: Form, bytes: u64) -> (Vec<u8>, Corpus) {
        let mut out = Vec::new();
        let corpus = write(Plan::of_size(form, bytes), &mut out).unwrap();
        assert_eq!(corpus.bytes, out.len() as u64);
        (out, corpus)
    }

    #[test]
    fn dumps_have_the_size_that_was_asked_for() {
        for form in [Form::Copy, Form::Mysqldump, Form::OneInsert] {
            for bytes in [500_000, 8_000_000] {
                let (_, corpus) = dump(form, bytes);
                let off = (ratio(corpus.bytes, bytes) - 1.0).abs();
                assert!(off < 0.02, "{form:?} {bytes}: {corpus:?}");
            }
        }
    }

    #[test]
    fn insert_lines_stay_below_a_megabyte_unless_there_is_one_only() {
        let inserts = |form| {
            let (dump, _) = dump(form, 5_000_000);
            let lines = dump.split(|&byte| byte == b'\n');
            let lengths = lines.filter(|line| line.starts_with(b"INSERT INTO"));
            lengths.map(<[u8]>::len).collect::<Vec<_>>()
        };
        let many = inserts(Form::Mysqldump);
        assert!(many.len() >= 5 && many.iter().all(|&length| length < 1_000_000));
        let one = inserts(Form::OneInsert);
        assert!(one.len() == 1 && one[0] > 4_900_000);
    }

    #[test]
    fn every_form_holds_the_same_values() {
        let masked = |form| {
            let plan = Plan {
                form,
                customers: 500,
            };
            write(plan, &mut io::sink()).unwrap()
        };
        let (copy, mysqldump) = (masked(Form::Copy), masked(Form::Mysqldump));
        assert_eq!(copy.masked_values, mysqldump.masked_values);
        assert_eq!(copy.rows, mysqldump.rows);
    }
}
