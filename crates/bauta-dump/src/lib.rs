//! Streaming scanners for SQL dumps: statements and rows as byte ranges.

pub mod ddl;
