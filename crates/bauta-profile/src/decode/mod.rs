//! From nodes to a profile: every key known, every word checked, every problem kept.

mod column;

mod exception;

mod fields;

mod settings;

mod table;

use fields::Decoder;

use crate::{Profile, ProfileError, tree, yaml};

pub use column::RULE_KEYS;
pub(crate) use settings::KEYS;
#[cfg(test)]
pub(crate) use {exception::KEYS as EXCEPTION_KEYS, table::KEYS as TABLE_KEYS};

/// Reads a profile; all problems at once, in the order in which they stand.
pub(crate) fn profile(text: &str) -> Result<Profile, Vec<ProfileError>> {
    let document = yaml::read(text).map_err(|stop| vec![*stop])?;
    let mut decoder = Decoder::new(document.duplicates);
    let mut profile = settings::profile(&document.root, &mut decoder);
    let mut problems = decoder.into_problems();
    problems.sort_by_key(|error| (error.place.line, error.place.column));
    if !problems.is_empty() {
        return Err(problems);
    }
    profile.comments = document.comments.settle(&tree::of_profile(&profile));
    Ok(profile)
}

#[cfg(test)]
mod tests;
