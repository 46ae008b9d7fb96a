//! The command as people and scripts meet it: help, errors, exit codes, and what goes where.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

mod approvals;
mod attestation;
mod audit;
mod clones;
mod drift;
mod errors;
mod help;
mod inspecting;
mod keys;
mod masking;
mod policies;
mod profiles;
mod reviewing;
mod rules;
mod run;
mod stores;
mod streams;
mod swapped;
mod tokens;
mod trusting;
