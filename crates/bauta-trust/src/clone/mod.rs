//! The register of clones: which there are, where they are, and when they have to be gone.

mod record;
mod register;

pub use record::{CloneEvent, CloneRecord, SecretSeen, StagedIdentity};
pub use register::{CloneEntry, CloneStatus, Confirmation, Register, RegisterError, Retirement};
