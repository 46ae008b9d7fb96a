//! COPY data: every tab and newline once.

use memchr::{memchr, memchr2_iter};

use super::{Digests, Scan};
use crate::shop::{MaskedColumns, Table};

/// Where it stands in the dump.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// The masked columns of the table whose rows these are; `None` between the tables.
    rows: Option<MaskedColumns>,
    column: u32,
}

impl Scan for Scanner {
    fn scan(&mut self, bytes: &[u8], digests: &mut Digests) -> usize {
        let mut start = 0;
        for at in memchr2_iter(b'\t', b'\n', bytes) {
            let field = &bytes[start..at];
            let ends_line = bytes[at] == b'\n';
            match self.rows {
                None if !ends_line => continue,
                None => self.rows = table_of(field),
                Some(masked) => {
                    if masked.contains(self.column) && field != b"\\N" {
                        digests.push(field);
                    }
                    if !ends_line {
                        self.column += 1;
                    } else if self.column == 0 && field == b"\\." {
                        self.rows = None;
                    } else {
                        self.column = 0;
                    }
                }
            }
            start = at + 1;
        }
        start
    }
}

/// The masked columns of the table whose rows follow this line.
fn table_of(line: &[u8]) -> Option<MaskedColumns> {
    let rest = line.strip_prefix(b"COPY public.")?;
    let name = &rest[..memchr(b' ', rest)?];
    Table::named(name).map(Table::masked_columns)
}
