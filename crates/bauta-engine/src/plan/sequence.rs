//! `SQLite` keeps the last key of each numbered table as a row; it moves with the keys.

use std::collections::HashMap;

use bauta_transform::{Applied, Context, Fault, NeedIndex, Traits, Transformer};

/// The table that holds the last keys.
pub(super) const SQLITE_SEQUENCE: &str = "sqlite_sequence";

/// Writes the end of the range that a table's keys are permuted into.
#[derive(Debug)]
pub(super) struct LastKey {
    pub(super) name: NeedIndex,
    /// The end of the range by the table's name.
    pub(super) tops: HashMap<String, i64>,
}

impl Transformer for LastKey {
    fn traits(&self) -> Traits {
        Traits::PLAIN
    }

    fn apply(
        &self,
        _value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let name = cx
            .row
            .original(self.name)
            .and_then(|name| std::str::from_utf8(name).ok());
        let Some(top) = name.and_then(|name| self.tops.get(name)) else {
            return Ok(Applied::Keep);
        };
        out.extend_from_slice(top.to_string().as_bytes());
        Ok(Applied::Value)
    }
}
