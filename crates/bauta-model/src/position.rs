use std::fmt;

/// Distance from the start of the (decompressed) dump, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ByteOffset(pub u64);

impl fmt::Display for ByteOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}", self.0)
    }
}

/// Where in a dump something is; never what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Distance from the start of the decompressed dump.
    pub offset: ByteOffset,
    /// Number of the row within its batch of rows, from 1, where rows are at hand.
    pub row: Option<u64>,
}

impl Position {
    /// A place outside of any row.
    pub fn at(offset: u64) -> Self {
        Self {
            offset: ByteOffset(offset),
            row: None,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.offset.fmt(f)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        Ok(())
    }
}
