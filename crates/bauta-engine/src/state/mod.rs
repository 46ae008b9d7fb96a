//! The folder in which a machine remembers what it did: the audit log and the register of clones.
//!
//! Both are files of lines that only grow. Who writes one holds its lock, so that any number of
//! processes keep one log.

mod audit;
mod clones;
mod folder;
mod journal;
mod ledger;

pub use audit::{AuditLog, AuditTrail, LogAge};
pub use clones::CloneRegister;
pub use folder::{Clock, State};
