//! Keys: whether they may be used, how they are made, the folder they are kept in.

mod choice;
mod folder;
mod making;
mod passphrase;
mod rotation;

pub(crate) use choice::{Choice, choose, environment_of, fresh, random};
pub(crate) use folder::{KeyFolder, ListedKey};
pub(crate) use making::{Made, NewKey, Place};
pub(crate) use passphrase::Unlocking;
pub(crate) use rotation::Rotation;
