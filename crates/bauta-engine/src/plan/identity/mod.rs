//! Identities that are no rows of a table: accounts, credentials, connections, things that start
//! by themselves. What statements say of them, what becomes of them, and what is noted.

mod names;
mod noted;

pub(super) use names::{comment_edits, edits};
pub(crate) use noted::{Inventory, Noted, Place, Treatment};
