//! Keys: where they come from, whether they may be used, the folder they are kept in.
//!
//! Key bytes pass through here as text on their way to `bauta-crypto`, wiped afterwards.

mod choice;
mod folder;
pub(crate) mod keychain;
mod making;
mod passphrase;
mod rotation;
mod source;

pub(crate) use choice::{Choice, choose, environment_of, fresh, random};
pub(crate) use folder::{KeyFolder, ListedKey};
pub(crate) use making::{Made, NewKey, Place};
pub(crate) use passphrase::{Unlocking, typed};
pub(crate) use rotation::Rotation;
pub(crate) use source::KeySource;
