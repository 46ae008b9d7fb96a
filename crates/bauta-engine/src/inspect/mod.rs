//! What a dump holds: tables, verdicts on columns, secrets, identities. Reads once, writes nothing.

mod assemble;
mod identities;
mod inspection;
mod inspector;
mod job;
mod look;
mod offline;
mod sarif;
mod secrets;
mod tables;

pub use identities::IDENTITY_KINDS;
pub use inspection::{
    Coverage, InspectedColumn, InspectedIdentity, InspectedSecret, InspectedTable, Inspection,
    Offline, Spot,
};
pub use job::{Fingerprints, Inspect};

#[cfg(test)]
mod tests;
