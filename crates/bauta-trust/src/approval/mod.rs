//! Approvals: what people sign, and whether a run may go ahead on it.

mod decide;

mod document;

mod people;

pub use decide::{
    ApprovalEvidence, Authorship, Claim, Granted, Refusal, Signer, StoredApproval, decide,
};
pub use document::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, ApprovalDocument, DocumentError, EngineRange, Release,
    authorship_document, is_environment_name,
};
