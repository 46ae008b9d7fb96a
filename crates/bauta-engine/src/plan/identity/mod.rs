//! Identities that are no rows of a table: accounts, credentials, connections, things that start
//! by themselves. What statements say of them, what becomes of them, and what is noted.

mod credential;
mod hosts;
mod judge;
mod names;
mod noted;
mod pairs;
mod staging;

pub(crate) use hosts::NOWHERE;
pub(super) use judge::{Judged, judge};
pub(super) use names::comment_edits;
pub(crate) use noted::{Entry as NotedEntry, Inventory, Noted, Place, Treatment};
pub(crate) use staging::{Credentials, Staging, Within, check as check_credentials};
