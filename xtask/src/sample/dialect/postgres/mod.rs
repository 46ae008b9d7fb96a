//! As `pg_dump` 16.10 writes a plain script: tables, data as COPY, then constraints. Not 17, whose
//! `transaction_timeout` older servers refuse.

mod fixed;
mod keys;
mod rows;
mod script;
mod tables;

pub(crate) use script::write;
