//! What a dump holds: tables, verdicts on columns, secrets, identities. Reads once, writes nothing.

mod assemble;
mod certificates;
mod documents;
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
    Coverage, InspectedColumn, InspectedIdentity, InspectedLeaf, InspectedSecret, InspectedTable,
    Inspection, Offline, Spot,
};
pub use job::{Fingerprints, Inspect};

#[cfg(test)]
mod tests;
