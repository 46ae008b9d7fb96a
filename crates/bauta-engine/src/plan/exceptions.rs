//! What may stay although a detector objects, and parts of profiles that are for later versions.

use std::cell::RefCell;
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_detect::{OwnRules, catalogue};
use bauta_model::{Column, Sensitivity, TableName};
use bauta_profile::{ColumnRule, Exception, Profile, Scope, nearest};

use super::compile::Settings;
use super::scrub::Scrubber;
use crate::error::{Code, Diagnostic};

/// Kinds that no detector finds in a value: a column's name or distribution tells them. They are
/// called like the transformers for them.
const UNDETECTED: &[&str] = &[
    "person-name",
    "first-name",
    "last-name",
    "username",
    "company",
    "street-address",
    "city",
    "postcode",
    "country",
    "date-of-birth",
    "geo-point",
    "national-id",
    "license-plate",
    "vin",
    "imei",
    "mac-address",
    "bic",
];

/// Scrubbers that let kinds pass, each made once.
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

    /// The scrubber of a column from which `kinds` are excepted; `None` where none are.
    pub(super) fn scrubber(
        &self,
        keys: &EnvironmentKey,
        kinds: &[String],
    ) -> Option<Arc<Scrubber>> {
        if kinds.is_empty() {
            return None;
        }
        let mut made = self.made.borrow_mut();
        if let Some((_, scrubber)) = made.iter().find(|(known, _)| known == kinds) {
            return Some(Arc::clone(scrubber));
        }
        let names: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let scrubber = Scrubber::but(keys, &names).with_rules(self.rules.as_ref());
        let scrubber = Arc::new(scrubber);
        made.push((kinds.to_vec(), Arc::clone(&scrubber)));
        Some(scrubber)
    }
}

/// What is wrong with the profile's exceptions and what stands in their neighbourhood.
pub(super) fn check(settings: &Settings) -> Vec<Diagnostic> {
    let profile = &settings.profile;
    let mut problems = Vec::new();
    for exception in &profile.exceptions {
        terms(settings, exception, &mut problems);
        kinds_may_pass(settings, exception, &mut problems);
        if exception.fingerprint.is_some() {
            problems.push(
                not_yet("exceptions by `fingerprint:`")
                    .at(place(exception))
                    .hint("mask the value; keys for fingerprints come with a later version"),
            );
        }
    }
    if let Some((kind, _)) = profile.replacements.first() {
        problems.push(
            not_yet("`replacements:`")
                .at(format!("replacements > {kind}"))
                .hint("remove it: the secret is replaced by a dead one of its kind"),
        );
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
        if critical && exception.column.is_some() {
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
            let known = catalogue().map(|detector| detector.kind);
            let near = nearest(kind, known.chain(UNDETECTED.iter().copied()));
            let hint = near.map_or_else(
                || "kinds are those that reports name, like `email` or `iban`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            problems.push(
                Diagnostic::new(Code::BadProfile, format!("there is no kind `{kind}`"))
                    .at(place(exception))
                    .hint(hint),
            );
        }
    }
}

/// Whether it is a kind of finding, or a class that the profile records.
fn is_known(profile: &Profile, kind: &str) -> bool {
    let rules = profile
        .tables
        .values()
        .flat_map(|table| table.columns.values());
    sensitivity(kind).is_some()
        || UNDETECTED.contains(&kind)
        || rules
            .into_iter()
            .any(|rule| rule.class.as_deref() == Some(kind))
}

/// How a kind is rated; the highest where several detectors share it.
fn sensitivity(kind: &str) -> Option<Sensitivity> {
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
        .filter(|exception| concerns(settings, exception, table, column));
    let mut kinds: Vec<String> = exceptions
        .flat_map(|exception| exception.kinds.iter().cloned())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Whether an exception is about that column as a whole.
pub(super) fn concerns(
    settings: &Settings,
    exception: &Exception,
    table: &TableName,
    column: &Column,
) -> bool {
    exception.column.as_ref().is_some_and(|path| {
        let scope = Scope {
            schema: settings.dialect.default_schema(),
            database: table.database.as_deref(),
        };
        path.table.matches(table, scope) && path.column == column.name.0
    })
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
    format!(
        "exceptions > {}",
        column.unwrap_or_else(|| "a fingerprint".to_owned())
    )
}

fn not_yet(what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotYet,
        format!("{what} are not available in this version"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_without_a_detector_are_those_of_transformers() {
        for kind in UNDETECTED {
            assert!(bauta_transform::find_kind(kind).is_some(), "{kind}");
        }
    }

    #[test]
    fn kinds_of_the_profile_are_known_and_slips_are_not() {
        let profile = "version: 1\ntables: { t: { columns: { a: { transformer: keep, class: house-style } } } }";
        let profile = Profile::parse(profile).unwrap();
        for kind in ["email", "person-name", "house-style"] {
            assert!(is_known(&profile, kind), "{kind}");
        }
        assert!(!is_known(&profile, "keep"));
    }

    #[test]
    fn a_lenient_scrubber_passes_its_kinds_and_finds_what_is_within_them() {
        let keys = EnvironmentKey::from_root("qa", [7; 32]);
        let lenient = Lenient::default();
        assert!(lenient.scrubber(&keys, &[]).is_none());
        let kinds = ["db-url".to_owned()];
        let scrubber = lenient.scrubber(&keys, &kinds).unwrap();
        assert!(Arc::ptr_eq(
            &scrubber,
            &lenient.scrubber(&keys, &kinds).unwrap()
        ));
        let cleaned = |value: &str| {
            let (mut found, mut out) = (Vec::new(), Vec::new());
            let any = scrubber.scrub(value.as_bytes(), &mut found, &mut out);
            any.then(|| String::from_utf8(out).unwrap())
        };
        assert_eq!(cleaned("postgres://app:hunter2hunter2@db1/shop"), None);
        let inner = cleaned("postgres://app:x@db1/shop?contact=ada.lovelace@shop.example").unwrap();
        assert!(inner.starts_with("postgres://app:x@db1/shop?contact=") && !inner.contains("ada"));
    }
}
