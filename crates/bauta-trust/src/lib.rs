//! Who may run what, and the evidence of what was run.
//!
//! Documents, their exact bytes and the decisions about them. Pure: the time is a parameter, files
//! are read and written by the engine.

mod digest;

mod policy;

mod audit;

mod clone;

mod dsse;

mod attestation;

pub use attestation::{
    Attestation, AttestationError, AuditClaim, CheckClaim, ColumnClaim, Demand, DemandError,
    EngineClaim, ExceptionClaim, IdentityClaim, InputClaim, KeyClaim, PREDICATE_TYPE, ProfileClaim,
    RunClaim, RunPredicate, Statement, Subject, TableClaim, Unmet, VerificationClaim,
};
pub use audit::{
    AppendError, AuditEvent, Chain, ChainError, Entry, Flaw, Head, KeyPurpose, Log, Mismatch,
    RunEnd, Told, compare, seconds,
};
pub use clone::{
    CloneEntry, CloneEvent, CloneRecord, CloneStatus, Confirmation, Register, RegisterError,
    Retirement, SecretSeen, StagedIdentity,
};
pub use digest::{CanonicalError, Digest, canonical};
pub use dsse::{Envelope, EnvelopeError, Verified, pae};
pub use policy::{
    Policies, Policy, PolicyError, Requirement, SealedTokens, Terms, UnnamedEnvironment,
    policy_schema,
};
