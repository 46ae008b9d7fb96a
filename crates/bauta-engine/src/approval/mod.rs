//! Approvals on disk and in a run: what a profile's digest is over, what lies beside a profile, and
//! the gate that a run passes before its first row.

mod admit;

mod digest;

mod examine;

mod files;

mod gate;

mod make;

mod store;

pub(crate) use admit::schema_of;
pub(crate) use digest::profile_digest;
pub use examine::Examined;
pub use files::{read_policies, read_signers, read_trust_file};
pub(crate) use gate::fingerprint;
pub use gate::{Approved, Gate};
pub use make::PendingApproval;
pub use store::{ApprovalStore, LastApproval};
