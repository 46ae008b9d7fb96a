//! The evidence of a run: an in-toto statement about the masked dump, signed in a DSSE envelope.
//!
//! It claims what the runner has seen. Whoever trusts the key believes that the run was as told;
//! only approvals within it can be judged without believing the runner.
//!
//! *Source:* in-toto attestation framework, spec v1, statement.md.

mod approved;
mod demand;
mod predicate;
mod statement;

pub use approved::NotApproved;
pub use demand::{Demand, DemandError, Unmet};
pub use predicate::{
    ApprovalClaim, AuditClaim, CheckClaim, ColumnClaim, EngineClaim, ExceptionClaim, IdentityClaim,
    InputClaim, KeyClaim, ProfileClaim, RunClaim, RunPredicate, TableClaim, VerificationClaim,
};
pub use statement::{Attestation, AttestationError, PREDICATE_TYPE, Statement, Subject};
