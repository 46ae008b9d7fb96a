//! Who may run what, and the evidence of what was run.
//!
//! Documents, their exact bytes and the decisions about them. Pure: the time is a parameter, files
//! are read and written by the engine.

mod digest;

mod policy;

mod audit;

pub use audit::{
    AppendError, AuditEvent, Chain, ChainError, Entry, Flaw, Head, KeyPurpose, Mismatch, RunEnd,
    compare,
};
pub use digest::{CanonicalError, Digest, canonical};
pub use policy::{
    Policies, Policy, PolicyError, Requirement, SealedTokens, Terms, UnnamedEnvironment,
    policy_schema,
};
