//! Reading a dump for what it holds: the way of a run, with nothing written at its end.
//!
//! Each worker has a [`Reader`] of its own, which is shown rows and statements; what readers make
//! of a chunk is handed on in the order of the input.

mod director;
mod passage;
mod row;
mod run;
mod suspects;
mod table;
mod worker;

pub(crate) use passage::Statement;
pub(crate) use row::{Cell, Row};
pub(crate) use run::{DumpReading, Learnt, Read};
pub(crate) use suspects::{Met, Suspects};
pub(crate) use table::{ReadTable, Shape};
pub(crate) use worker::Reader;

#[cfg(test)]
mod tests;
