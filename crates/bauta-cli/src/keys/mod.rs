//! Root keys: where they come from, whether they may be used, the folder they are kept in.
//!
//! Key bytes pass through here as text on their way to `bauta-crypto`, wiped afterwards.

mod choice;
mod folder;
mod source;

pub(crate) use choice::{Choice, choose, environment_of, fresh, random};
pub(crate) use folder::{KeyFolder, ListedKey, write_new};
pub(crate) use source::KeySource;
