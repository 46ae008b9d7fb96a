//! The audit log: what was done, by whom and when, each entry bound to the one before.
//!
//! A chain shows that a line was changed, taken out or put in. It does not show that its end was
//! cut off or that all of it was written anew: for that its [`Head`] has to be kept elsewhere, as
//! every attestation does.

mod chain;
mod entry;
mod event;

pub use chain::{AppendError, Chain, ChainError, Flaw, Log, Mismatch, Told, compare};
pub use entry::{Entry, Head, seconds};
pub use event::{AuditEvent, KeyPurpose, RunEnd};
