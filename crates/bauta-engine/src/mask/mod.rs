//! Masking: chunks in, masked chunks out, by any worker in any order.

mod cell;
mod chunk;
mod columns;
mod fault;
pub(crate) mod fields;
mod lines;
mod outlined;
mod row;
mod sample;
mod scrub;
mod unchanged;
mod watched;
mod witness;
mod worker;

pub(crate) use cell::FaultKind;
pub(crate) use chunk::{Chunk, ColumnCounts, Mark, MarkKind, Segment, TableCounts};
pub(crate) use columns::{Columns, Extent};
pub(crate) use fault::MaskFault;
pub(crate) use lines::each_line;
pub(crate) use outlined::Outliner;
pub(crate) use row::RowValues;
pub(crate) use sample::decode;
pub(crate) use witness::Masked;
pub(crate) use worker::{Worker, line_content};
