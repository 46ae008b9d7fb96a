//! The whole way: real dumps through the `bauta` command, and into real servers.
//!
//! Dumps of real servers lie in a folder that `BAUTA_DUMPS` names; tests that need them say
//! "skipped" where it does not.
#![cfg(unix)]
#![allow(
    clippy::doc_markdown,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

#[path = "../servers/mod.rs"]
mod servers;

#[path = "../../crates/bauta-detect/tests/wrapping/mod.rs"]
mod wrapping;

mod corpus;
mod loaded;
mod people;
mod workplace;

mod bad_input;
mod cases;
mod containers;
mod drafted;
mod hostile;
mod identities;
mod identity;
mod interrupted;
mod load;
mod planted;
mod proven;
mod registered;
mod settings;
mod story;
mod streams;
mod tokens;
mod verified;
