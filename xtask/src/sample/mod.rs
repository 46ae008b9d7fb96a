//! The sample database: one web shop, written as three dumps that hold the same rows.
//!
//! Everything is invented and follows from a fixed seed. Addresses of mail and hosts lie in
//! reserved domains, telephone numbers in ranges kept for fiction where a country has one, and no
//! credential can work: prefixes are right, bodies say EXAMPLE, checksums are broken.

mod dialect;
mod files;
mod json;
mod moment;
mod people;
mod secrets;
mod shop;
mod table;
mod tricky;
mod value;

pub(crate) use files::{check, write};
