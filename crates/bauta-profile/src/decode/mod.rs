//! From nodes to a profile: every key known, every word checked, every problem kept.

mod column;

mod detectors;

mod exception;

mod fields;

mod settings;

mod table;

use fields::Decoder;
use indexmap::IndexMap;

use crate::{DetectorRule, Profile, ProfileError, tree, yaml};

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

/// Reads a file of detectors; all problems at once, in the order in which they stand.
pub(crate) fn detector_rules(
    text: &str,
) -> Result<IndexMap<String, DetectorRule>, Vec<ProfileError>> {
    let document = yaml::read(text).map_err(|stop| vec![*stop])?;
    let mut decoder = Decoder::new(document.duplicates);
    let rules = detectors::file(&document.root, &mut decoder);
    let mut problems = decoder.into_problems();
    problems.sort_by_key(|error| (error.place.line, error.place.column));
    if problems.is_empty() {
        Ok(rules)
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests;
