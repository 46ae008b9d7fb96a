//! Streaming scanners for SQL dumps: statements and rows as byte ranges.
//!
//! A [`Scanner`] judges the front of a buffer and never reads, blocks or allocates per row. Fed
//! whole or byte by byte it yields the same frames. [`ddl`] reads what statements say.
//!
//! ```
//! use bauta_dump::{FrameKind, Scan, Scanner};
//! use bauta_model::Dialect;
//! let mut scanner = Scanner::new(Dialect::Postgres);
//! let input = b"SELECT 1;\n";
//! let Scan::Frame(frame) = scanner.scan(input, true).unwrap() else { panic!() };
//! assert_eq!((frame.kind, frame.len), (FrameKind::Statement, 9));
//! ```

pub mod ddl;

mod scanner;

mod lexis;

mod statement;

mod strings;

mod rows;

mod sniff;

mod formats;

#[cfg(test)]
mod oracle;

pub use rows::{RowLayout, RowSpan, row_fields};
pub use scanner::{Frame, FrameKind, Limits, Scan, ScanError, Scanner};
pub use sniff::{Sniff, sniff};
