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

mod schema;

mod signers;

mod approval;

pub use approval::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, ApprovalDocument, ApprovalEvidence, Authorship, Claim,
    DocumentError, EngineRange, Granted, Refusal, Release, Signer, StoredApproval,
    authorship_document, decide, is_environment_name,
};
pub use attestation::{
    ApprovalClaim, Attestation, AttestationError, AuditClaim, CheckClaim, ColumnClaim, Demand,
    DemandError, EngineClaim, ExceptionClaim, IdentityClaim, InputClaim, KeyClaim, NotApproved,
    PREDICATE_TYPE, ProfileClaim, RunClaim, RunPredicate, Statement, Subject, TableClaim, Unmet,
    VerificationClaim,
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
pub use schema::{Drift, DriftKind, SchemaSnapshot};
pub use signers::{AllowedSigners, NotAllowed, SignerProblem, SignersError};
