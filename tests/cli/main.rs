//! The command as people and scripts meet it: help, errors, exit codes, and what goes where.

mod approvals;
mod attestation;
mod audit;
mod clones;
mod errors;
mod help;
mod inspecting;
mod keys;
mod masking;
mod profiles;
mod reviewing;
mod rules;
mod run;
mod stores;
mod streams;
mod tokens;
