//! How results are said: to people and to programs.

pub(crate) mod attestation;
pub(crate) mod audit;
pub(crate) mod catalogue;
pub(crate) mod clones;
pub(crate) mod detectors;
pub(crate) mod human;
pub(crate) mod inspection;
pub(crate) mod json;
mod lines;
pub(crate) mod preview;
pub(crate) mod schema;
pub(crate) mod summary;
pub(crate) mod table;
pub(crate) mod tokens;
pub(crate) mod verification;
pub(crate) mod width;

pub(crate) use lines::Lines;
