//! The shop whose dump is measured: five tables, eleven masked columns.
//!
//! Every row is a function of its table and number alone, so that the corpus is the same on every
//! machine and needs no memory. A name, e-mail address or telephone number that stands in a child
//! table is that of the customer it belongs to.

mod dice;
mod fill;
mod person;
mod row;
mod table;
mod words;

pub(crate) use fill::Filler;
pub(crate) use row::{Marks, RowWriter};
pub(crate) use table::{Column, MaskedColumns, TABLES, Table, TableId};
