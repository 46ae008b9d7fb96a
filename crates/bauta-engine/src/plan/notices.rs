//! What the author of a profile should know, though nothing is wrong.

use bauta_model::Catalog;
use bauta_profile::{Date, Exception, Owner};

use super::compile::Settings;
use super::exceptions;
use super::identity::{Inventory, Treatment};

/// How many days before its end an exception is spoken of.
const SOON_DAYS: i64 = 14;

/// Exceptions that end soon or concern no column of the dump.
pub(crate) fn of_exceptions(settings: &Settings, catalog: &Catalog) -> Vec<String> {
    let mut notices = Vec::new();
    let today = settings.today.as_ref().and_then(|today| today.parse().ok());
    for exception in &settings.profile.exceptions {
        notices.extend(unused(settings, catalog, exception));
        notices.extend(today.and_then(|today| ends_soon(exception, today)));
    }
    notices
}

/// Identities of the profile that no statement of the dump names.
pub(crate) fn of_identities(settings: &Settings, noted: &Inventory) -> Vec<String> {
    let mut notices = Vec::new();
    let identities = &settings.profile.identities;
    let renamed = || {
        noted
            .iter()
            .filter(|(kind, _, treatment, _)| *kind == "role" && *treatment == Treatment::Rename)
    };
    for name in identities.roles.keys() {
        if !renamed().any(|(_, known, ..)| known == name) {
            notices.push(format!(
                "identities > roles: the dump names no role `{name}` that could be renamed"
            ));
        }
    }
    if identities.owner != Owner::Keep && renamed().next().is_none() {
        notices.push("identities > owner: the dump names no owners".to_owned());
    }
    notices
}

/// Staging credentials that are to be exchanged.
pub(crate) fn of_replacements(settings: &Settings) -> Vec<String> {
    let today = settings.today.as_ref();
    let Some(today) = today.and_then(|today| today.parse::<Date>().ok()) else {
        return Vec::new();
    };
    let replacements = settings.profile.replacements.iter();
    let due = replacements.filter_map(|(kind, replacement)| {
        let by = replacement.rotate_by?;
        let whom = replacement.owner.as_deref().unwrap_or("whoever owns it");
        (today.days_until(by) <= SOON_DAYS)
            .then(|| format!("replacements > {kind}: to be rotated by {by}; {whom} is to be asked"))
    });
    due.collect()
}

fn unused(settings: &Settings, catalog: &Catalog, exception: &Exception) -> Option<String> {
    exception.column.as_ref()?;
    let used = catalog.tables.iter().any(|(name, table)| {
        table
            .columns
            .iter()
            .any(|column| exceptions::concerns(settings, exception, name, column.name.as_str()))
    });
    let place = exceptions::place(exception);
    (!used).then(|| format!("{place}: the dump has no such column; the exception is not used"))
}

fn ends_soon(exception: &Exception, today: Date) -> Option<String> {
    let left = today.days_until(exception.expires);
    let place = exceptions::place(exception);
    (0..=SOON_DAYS).contains(&left).then(|| {
        format!(
            "{place}: the exception expires on {}; {} decides whether it is renewed",
            exception.expires, exception.owner
        )
    })
}
