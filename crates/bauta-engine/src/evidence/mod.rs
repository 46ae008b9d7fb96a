//! What a run leaves beside its output: entries in the audit log, an attestation, a clone in the
//! register.
//!
//! Order: everything is written and durable under temporary names; the clone is registered; the
//! output gets its name, then the attestation; the log tells how the run has ended. So no failure
//! leaves an attestation without its output, or an output that is not registered and should be.

mod predicate;
mod publication;
mod request;
mod run_log;
mod subject;

pub(crate) use publication::{Made, publish};
pub use request::{Attest, Evidence, InputDigest, Registration, latest_end};
pub(crate) use run_log::RunLog;
pub use subject::sha256_of;
