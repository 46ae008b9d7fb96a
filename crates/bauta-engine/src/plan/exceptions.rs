//! What may stay although a detector objects, and parts of profiles that are for later versions.

use std::cell::RefCell;
use std::sync::Arc;

use bauta_detect::{OwnRules, UNOPENED, catalogue};
use bauta_model::{Catalog, Column, Sensitivity, TableName};
use bauta_profile::{ColumnPath, ColumnRule, Exception, Profile, Scope, nearest};

use super::compile::Settings;
use super::constraints;
use super::identity::{Staging, Within};
use super::marks;
use super::scrub::Scrubber;
use crate::error::{Code, Diagnostic};

/// Kinds of identities in statements whose credentials may be replaced.
const STATED: &[&str] = &[
    "role",
    "subscription",
    "user-mapping",
    "foreign-server",
    "foreign-table",
    "setting",
];

/// Scrubbers of columns that want one of their own, each made once.
#[derive(Debug, Default)]
pub(crate) struct Lenient {
    made: RefCell<Vec<(Vec<String>, Arc<Scrubber>)>>,
    /// Detectors of the user's own.
    rules: Option<Arc<OwnRules>>,
}

impl Lenient {
    /// None made yet.
    pub(crate) fn with_rules(rules: Option<Arc<OwnRules>>) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// The scrubber of a column from which `kinds` are excepted, and in which something takes the
    /// place of secrets that does not elsewhere; `None` where neither is so.
    pub(super) fn scrubber(
        &self,
        settings: &Settings,
        kinds: &[String],
        within: Option<Within>,
        here: Vec<usize>,
    ) -> Option<Arc<Scrubber>> {
        let usual = settings.scrubber.as_ref()?;
        let base = if kinds.is_empty() {
            Arc::clone(usual)
        } else {
            self.but(&settings.staging, kinds)
        };
        let bound = !here.is_empty();
        let base = if bound {
            Arc::new(base.with_exceptions(here))
        } else {
            base
        };
        match within {
            Some(within) => Some(Arc::new(base.within(within))),
            None if kinds.is_empty() && !bound => None,
            None => Some(base),
        }
    }

    /// The scrubber that lets kinds pass.
    fn but(&self, staging: &Arc<Staging>, kinds: &[String]) -> Arc<Scrubber> {
        let mut made = self.made.borrow_mut();
        if let Some((_, scrubber)) = made.iter().find(|(known, _)| known == kinds) {
            return Arc::clone(scrubber);
        }
        let names: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let scrubber = Scrubber::but(staging, &names, self.rules.as_ref());
        let scrubber = Arc::new(scrubber);
        made.push((kinds.to_vec(), Arc::clone(&scrubber)));
        scrubber
    }
}

/// Staging credentials for columns: those that there are not, and those of distinct values.
pub(super) fn credentials_of_columns(settings: &Settings, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let paths = settings.profile.replacements.keys();
    for (key, path) in paths.filter_map(|key| Some((key, ColumnPath::parse(key)?))) {
        let mut known = false;
        for (name, table) in &catalog.tables {
            for column in &table.columns {
                if !names(settings, &path, name, column.name.as_str()) {
                    continue;
                }
                known = true;
                if constraints::is_unique(table, column) {
                    let message = "one credential for a column whose values are distinct";
                    problems.push(
                        Diagnostic::new(Code::RefusedCredential, message)
                            .at(format!("replacements > {key}"))
                            .hint("mask the column, or bring the credential for a kind of secret"),
                    );
                }
            }
        }
        if !known {
            problems.push(
                Diagnostic::new(Code::UnknownRule, "the dump has no such column")
                    .at(format!("replacements > {key}"))
                    .hint("name a kind of secret, or a column as `table.column`"),
            );
        }
    }
    problems
}

/// Where staging credentials are treated in a column as they are in no other.
pub(super) fn within(
    settings: &Settings,
    table: &TableName,
    column: &Column,
    distinct: bool,
) -> Option<Within> {
    let replacements = &settings.profile.replacements;
    let name = replacements.keys().find(|key| {
        ColumnPath::parse(key)
            .is_some_and(|path| names(settings, &path, table, column.name.as_str()))
    });
    let special = name.is_some() || (distinct && !replacements.is_empty());
    special.then(|| Within::Column {
        name: name.cloned(),
        distinct,
    })
}

/// What is wrong with the profile's exceptions and what stands in their neighbourhood.
pub(super) fn check(settings: &Settings) -> Vec<Diagnostic> {
    let profile = &settings.profile;
    let mut problems = Vec::new();
    for exception in &profile.exceptions {
        terms(settings, exception, &mut problems);
        kinds_may_pass(settings, exception, &mut problems);
        let fingerprint = exception.fingerprint.as_deref();
        if fingerprint.is_some_and(|text| marks::read(text).is_none()) {
            let message = "a fingerprint is 32 hexadecimal digits, as `inspect` tells it";
            problems.push(Diagnostic::new(Code::BadProfile, message).at(place(exception)));
        }
    }
    for kind in profile.replacements.keys() {
        // With a dot it is a column.
        if !kind.contains('.') && !is_known(profile, kind) && !STATED.contains(&kind.as_str()) {
            problems.push(unknown_kind(kind).at(format!("replacements > {kind}")));
        }
    }
    for (from, to) in &profile.endpoints {
        if profile.endpoints.contains_key(to) {
            problems.push(
                Diagnostic::new(
                    Code::UnfitRule,
                    format!("`{to}` is a production host itself"),
                )
                .at(format!("endpoints > {from}"))
                .hint("name the staging host that takes its place"),
            );
        }
    }
    problems
}

/// First and last day.
fn terms(settings: &Settings, exception: &Exception, problems: &mut Vec<Diagnostic>) {
    let Some(today) = &settings.today else {
        return;
    };
    if exception.expires.to_string() < *today {
        problems.push(
            Diagnostic::new(
                Code::ExpiredException,
                format!("the exception expired on {}", exception.expires),
            )
            .at(place(exception))
            .hint(format!(
                "{} decides whether it is renewed; else remove it and mask the column",
                exception.owner
            )),
        );
    } else if exception.issued.to_string() > *today {
        problems.push(
            Diagnostic::new(
                Code::ExpiredException,
                format!("the exception holds from {} on", exception.issued),
            )
            .at(place(exception))
            .hint("mask the column until then"),
        );
    }
}

/// Kinds must exist, and those that are critical never pass in a whole column.
fn kinds_may_pass(settings: &Settings, exception: &Exception, problems: &mut Vec<Diagnostic>) {
    let rules = settings.lenient.rules.as_deref();
    for kind in &exception.kinds {
        let own = own_sensitivity(rules, kind);
        let critical = own.or_else(|| sensitivity(kind)) == Some(Sensitivity::Critical);
        if critical && exception.fingerprint.is_none() {
            problems.push(
                Diagnostic::new(
                    Code::NeedsException,
                    format!("`{kind}` is critical and never excepted for a whole column"),
                )
                .at(place(exception))
                .hint("mask the column, or take the kind out of the exception"),
            );
        }
        if own.is_none() && !is_known(&settings.profile, kind) {
            problems.push(unknown_kind(kind).at(place(exception)));
        }
    }
}

fn unknown_kind(kind: &str) -> Diagnostic {
    let near = nearest(kind, catalogue().map(|detector| detector.kind));
    let hint = near.map_or_else(
        || "kinds are those that reports name, like `email` or `iban`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::new(Code::BadProfile, format!("there is no kind `{kind}`")).hint(hint)
}

/// Whether it is a kind of finding, or a class that the profile records.
fn is_known(profile: &Profile, kind: &str) -> bool {
    let rules = profile
        .tables
        .values()
        .flat_map(|table| table.columns.values());
    sensitivity(kind).is_some()
        || rules
            .into_iter()
            .any(|rule| rule.class.as_deref() == Some(kind))
}

/// How a kind is rated; the highest where several detectors share it.
fn sensitivity(kind: &str) -> Option<Sensitivity> {
    if kind == UNOPENED {
        return Some(Sensitivity::High);
    }
    catalogue()
        .filter(|detector| detector.kind == kind)
        .map(|detector| detector.sensitivity)
        .max()
}

/// How a kind of the user's own is rated.
fn own_sensitivity(rules: Option<&OwnRules>, kind: &str) -> Option<Sensitivity> {
    let mut rules = rules?.iter();
    rules
        .find(|rule| rule.kind == kind)
        .map(|rule| rule.sensitivity)
}

/// The kinds that exceptions let pass in a column, in order.
pub(super) fn kinds(settings: &Settings, table: &TableName, column: &Column) -> Vec<String> {
    let exceptions = settings
        .profile
        .exceptions
        .iter()
        .filter(|exception| exception.fingerprint.is_none())
        .filter(|exception| concerns(settings, exception, table, column.name.as_str()));
    let mut kinds: Vec<String> = exceptions
        .flat_map(|exception| exception.kinds.iter().cloned())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The exceptions by fingerprint that are bound to a column.
pub(super) fn bound(settings: &Settings, table: &TableName, column: &Column) -> Vec<usize> {
    let exceptions = settings.profile.exceptions.iter().enumerate();
    exceptions
        .filter(|(_, exception)| exception.fingerprint.is_some())
        .filter(|(_, exception)| concerns(settings, exception, table, column.name.as_str()))
        .map(|(index, _)| index)
        .collect()
}

/// The kinds that exceptions let pass in a column, of those exceptions whose last day `holds`.
pub(crate) fn excepted_kinds(
    settings: &Settings,
    table: &TableName,
    column: &Column,
    holds: &dyn Fn(&bauta_profile::Date) -> bool,
) -> Vec<String> {
    let exceptions = settings.profile.exceptions.iter();
    exceptions
        .filter(|exception| exception.fingerprint.is_none() && holds(&exception.expires))
        .filter(|exception| concerns(settings, exception, table, column.name.as_str()))
        .flat_map(|exception| exception.kinds.iter().cloned())
        .collect()
}

/// Whether an exception names that column.
pub(crate) fn concerns(
    settings: &Settings,
    exception: &Exception,
    table: &TableName,
    column: &str,
) -> bool {
    let path = exception.column.as_ref();
    path.is_some_and(|path| names(settings, path, table, column))
}

/// Whether a path of the profile names that column.
pub(super) fn names(
    settings: &Settings,
    path: &ColumnPath,
    table: &TableName,
    column: &str,
) -> bool {
    let scope = Scope {
        schema: settings.dialect.default_schema(),
        database: table.database.as_deref(),
    };
    path.table.matches(table, scope) && path.column == column
}

/// `keep` on what the profile itself rates high or critical needs an exception of that kind.
pub(super) fn kept_class(
    settings: &Settings,
    rule: &ColumnRule,
    place: &str,
    excepted: &[String],
    problems: &mut Vec<Diagnostic>,
) {
    let class = rule.class.as_ref().filter(|_| settings.scrubs());
    let Some(class) = class.filter(|class| !excepted.contains(class)) else {
        return;
    };
    let Some(rated) = sensitivity(class).filter(|rated| *rated >= Sensitivity::High) else {
        return;
    };
    let hint = if rated == Sensitivity::Critical {
        "mask it: a whole column of critical values is never excepted"
    } else {
        "mask it, or add an exception of that kind with reason, owner and expiry"
    };
    let message = format!(
        "`{}` on a column of class {class} ({})",
        rule.transformer,
        rated.name()
    );
    problems.push(
        Diagnostic::new(Code::NeedsException, message)
            .at(place)
            .hint(hint),
    );
}

/// The exception as problems and notices name it.
pub(super) fn place(exception: &Exception) -> String {
    let column = exception.column.as_ref().map(ToString::to_string);
    let named = column.or_else(|| exception.fingerprint.clone());
    format!("exceptions > {}", named.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bauta_crypto::EnvironmentKey;

    use super::*;

    #[test]
    fn kinds_of_the_profile_are_known_and_slips_are_not() {
        let profile = "version: 1\ntables: { t: { columns: { a: { transformer: keep, class: house-style } } } }";
        let profile = Profile::parse(profile).unwrap();
        for kind in [
            "email",
            "person-name",
            "mac",
            "date-of-birth",
            "house-style",
        ] {
            assert!(is_known(&profile, kind), "{kind}");
        }
        for transformer in ["keep", "mac-address", "license-plate"] {
            assert!(!is_known(&profile, transformer), "{transformer}");
        }
    }

    #[test]
    fn a_lenient_scrubber_passes_its_kinds_and_finds_what_is_within_them() {
        let keys = EnvironmentKey::from_root("qa", [7; 32]);
        let finder = Arc::new(bauta_detect::Finder::all());
        let staging = Staging::new(&keys, &Profile::default(), BTreeMap::new(), finder);
        let staging = Arc::new(staging);
        let lenient = Lenient::default();
        let kinds = ["db-url".to_owned()];
        let scrubber = lenient.but(&staging, &kinds);
        assert!(Arc::ptr_eq(&scrubber, &lenient.but(&staging, &kinds)));
        let cleaned = |value: &str| {
            let (mut search, mut out) = (bauta_detect::SearchScratch::default(), Vec::new());
            let any = scrubber.scrub(value.as_bytes(), "", &mut search, &mut out);
            any.then(|| String::from_utf8(out).unwrap())
        };
        assert_eq!(cleaned("postgres://app:hunter2hunter2@db1/shop"), None);
        let inner = cleaned("postgres://app:x@db1/shop?contact=ada.lovelace@shop.example").unwrap();
        assert!(inner.starts_with("postgres://app:x@db1/shop?contact=") && !inner.contains("ada"));
    }
}
