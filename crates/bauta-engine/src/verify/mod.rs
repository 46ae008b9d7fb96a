//! The independent proof: the clone is read as a dump of its own and held against the original.
//!
//! From the profile it takes which columns were to be masked, the exceptions and what databases,
//! roles and definers are called; from the masker nothing. Originals are known by keyed
//! fingerprints alone, and only what was met in the clone is compared byte by byte.

mod detection;
mod fingerprint;
mod glance;
mod keys;
mod masked;
mod original;
mod originals;
mod proof;
mod roles;
mod rows;
mod run;
mod statements;
mod suspects;
mod views;

pub use proof::{Check, Covered, Leftover, Proof};
pub use run::Verification;
