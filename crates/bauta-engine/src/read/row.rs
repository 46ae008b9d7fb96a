//! One row, read where it stands.

use std::sync::Arc;

use bauta_codec::{seek, sql};

use super::table::Shape;
use crate::mask::fields::{self, Field};
use crate::plan::RowForm;

/// A row and where it is. Fields are decoded when they are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) shape: &'a Arc<Shape>,
    pub(super) bytes: &'a [u8],
    pub(super) fields: &'a [(u32, u32)],
    /// Number of the row within its table, from 0.
    pub(crate) ordinal: u64,
    /// Distance of its first byte from the start of the dump.
    pub(crate) offset: u64,
    /// Line of its first byte, from 1.
    pub(crate) line: u64,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Value(&'a [u8]),
    /// The server computes it (`DEFAULT`).
    Computed,
    /// An expression or malformed digits, as it is written.
    Unknown(&'a [u8]),
}

impl<'a> Row<'a> {
    /// How many fields it has.
    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether it has as many fields as columns are known for it.
    pub(crate) fn fits(&self) -> bool {
        self.fields.len() == self.shape.columns.len()
    }

    /// Column of the table that a field belongs to.
    pub(crate) fn column(&self, position: usize) -> Option<usize> {
        self.shape.columns.get(position).copied()
    }

    /// Where a field stands in its chunk.
    pub(crate) fn span(&self, position: usize) -> (u32, u32) {
        self.fields.get(position).copied().unwrap_or_default()
    }

    /// The row as it stands in the dump, from its first field to its last, and where in that each
    /// field is.
    pub(crate) fn text(&self) -> (&'a [u8], impl Iterator<Item = (u32, u32)>) {
        let first = self.fields.first().map_or(0, |field| field.0);
        let last = self.fields.last().map_or(first, |field| field.1);
        let text = self.bytes.get(first as usize..last as usize);
        let fields = self.fields.iter();
        let within = fields.map(move |(from, to)| (from - first, to - first));
        (text.unwrap_or_default(), within)
    }

    /// The bytes of a field as they stand in the dump.
    pub(crate) fn field(&self, position: usize) -> &'a [u8] {
        let span = self.fields.get(position);
        span.and_then(|(from, to)| self.bytes.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }

    /// How many bytes the value of a field has, where it stands there as it is, as most do; `None`
    /// says nothing.
    pub(crate) fn plain_length(&self, position: usize) -> Option<usize> {
        let field = self.field(position);
        if self.shape.null.is_some() {
            return None;
        }
        match self.shape.form {
            RowForm::Copy { csv: None, .. } => {
                let plain = seek::first(field, b'\\').is_none();
                plain.then_some(field.len())
            }
            RowForm::Copy { .. } => None,
            RowForm::Values { quoting } => {
                let digits = |field: &[u8]| field.iter().all(u8::is_ascii_digit);
                if field.first().is_some_and(u8::is_ascii_digit) && digits(field) {
                    return Some(field.len());
                }
                sql::plain_string(field, quoting).map(|(_, body)| body.len())
            }
        }
    }

    /// What stands in a field; `scratch` is used where something is escaped.
    pub(crate) fn cell<'s>(&self, position: usize, scratch: &'s mut Vec<u8>) -> Cell<'s>
    where
        'a: 's,
    {
        let field = self.field(position);
        let custom_null = self.shape.null.as_deref();
        if custom_null == Some(field) {
            return Cell::Null;
        }
        match fields::read(field, self.shape.form, scratch).0 {
            // Where something else is NULL, the usual sign is a value.
            Field::Null if custom_null.is_some() => Cell::Value(b""),
            Field::Null => Cell::Null,
            Field::Value(value) => Cell::Value(value),
            Field::Computed => Cell::Computed,
            Field::Unknown => Cell::Unknown(field),
        }
    }
}
