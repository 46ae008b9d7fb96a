//! The command as people and scripts meet it: help, errors, exit codes, and what goes where.

mod attestation;
mod audit;
mod errors;
mod help;
mod inspecting;
mod keys;
mod masking;
mod profiles;
mod rules;
mod run;
mod streams;
