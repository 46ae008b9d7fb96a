//! INSERT statements: every quote and backslash once, and the few bytes between two values.

use memchr::{memchr, memchr2_iter, memmem};

use super::{Digests, Scan};
use crate::shop::{MaskedColumns, Table};

/// Where it stands in the dump.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// The masked columns of the table whose rows these are; `None` between the statements.
    rows: Option<MaskedColumns>,
    column: u32,
    /// Whether the bytes begin inside a quoted value.
    quoted: bool,
}

impl Scan for Scanner {
    fn scan(&mut self, bytes: &[u8], digests: &mut Digests) -> usize {
        let mut start = 0;
        loop {
            let next = match self.rows {
                None => self.line(bytes, start),
                Some(masked) => self.values(masked, bytes, start, digests),
            };
            match next {
                Next::Go(from) => start = from,
                Next::NeedMore(from) => return from,
            }
        }
    }
}

/// How a step ended, and the first byte that isn't done with.
enum Next {
    Go(usize),
    NeedMore(usize),
}

impl Scanner {
    /// Steps over a line that is no INSERT, or into one that is.
    fn line(&mut self, bytes: &[u8], start: usize) -> Next {
        let rest = &bytes[start..];
        if let Some(rest) = rest.strip_prefix(INSERT) {
            let Some(length) = memmem::find(rest, VALUES) else {
                return Next::NeedMore(start);
            };
            self.rows = Table::named(&rest[..length]).map(Table::masked_columns);
            self.column = 0;
            return Next::Go(start + INSERT.len() + length + VALUES.len());
        }
        match memchr(b'\n', rest) {
            Some(length) => Next::Go(start + length + 1),
            None => Next::NeedMore(start),
        }
    }

    /// Goes from value to value up to the end of the statement.
    fn values(
        &mut self,
        masked: MaskedColumns,
        bytes: &[u8],
        start: usize,
        digests: &mut Digests,
    ) -> Next {
        // the first byte of the value, or of what stands between two
        let mut from = start;
        let mut escaped = usize::MAX;
        for at in memchr2_iter(b'\'', b'\\', &bytes[start..]).map(|at| start + at) {
            if at == escaped {
                continue;
            }
            if !self.quoted {
                if let Some(end) = self.gap(&bytes[from..at]) {
                    return Next::Go(from + end);
                }
                self.quoted = true;
            } else if bytes[at] == b'\\' {
                escaped = at + 1;
                continue;
            } else {
                match bytes.get(at + 1) {
                    None => return Next::NeedMore(from),
                    Some(b'\'') => {
                        escaped = at + 1;
                        continue;
                    }
                    Some(_) => {}
                }
                if masked.contains(self.column) {
                    digests.push(&bytes[from..at]);
                }
                self.quoted = false;
            }
            from = at + 1;
        }
        if self.quoted {
            return Next::NeedMore(from);
        }
        match self.gap(&bytes[from..]) {
            Some(end) => Next::Go(from + end),
            None => Next::NeedMore(bytes.len()),
        }
    }

    /// Counts columns between two values; says where the line ends, if it does.
    fn gap(&mut self, gap: &[u8]) -> Option<usize> {
        for (at, byte) in gap.iter().enumerate() {
            match byte {
                b',' => self.column += 1,
                b'(' => self.column = 0,
                b'\n' => {
                    self.rows = None;
                    return Some(at + 1);
                }
                _ => {}
            }
        }
        None
    }
}

const INSERT: &[u8] = b"INSERT INTO `";
const VALUES: &[u8] = b"` VALUES ";
