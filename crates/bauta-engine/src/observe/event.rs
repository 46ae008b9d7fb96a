use std::collections::BTreeMap;

/// Something that happened, told in the order of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The dump is being read for its schema before any row is masked.
    Learning {
        /// Stored bytes read so far.
        read_bytes: u64,
        /// Stored bytes in all, where that is known.
        total_bytes: Option<u64>,
    },
    /// Rows are being masked.
    Masking {
        /// Stored bytes read so far.
        read_bytes: u64,
        /// Stored bytes in all, where that is known.
        total_bytes: Option<u64>,
        /// Bytes of the dump masked so far, decompressed.
        dump_bytes: u64,
        /// Rows masked so far.
        rows: u64,
        /// The table the last rows belong to.
        table: Option<&'a str>,
        /// Secrets and sensitive spans replaced in columns that stay, by the id of their kind.
        found: &'a BTreeMap<&'static str, u64>,
    },
    /// The dump is being read for what it holds.
    Reading {
        /// Stored bytes read so far.
        read_bytes: u64,
        /// Stored bytes in all, where that is known.
        total_bytes: Option<u64>,
        /// Rows read so far.
        rows: u64,
        /// The table the last rows belong to.
        table: Option<&'a str>,
    },
    /// Something the reader of the output should know.
    Notice(&'a str),
}

/// Is told what happens.
pub trait Observer: Send {
    /// Takes note; must not block for long.
    fn observe(&mut self, event: &Event<'_>);
}

/// Takes note of nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn observe(&mut self, _event: &Event<'_>) {}
}
