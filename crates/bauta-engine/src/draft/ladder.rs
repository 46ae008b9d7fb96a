//! The rules that may fit a column, in the order in which they are tried.
//!
//! First what the kind of content asks for (`kinds.rs`), then what fits any value of the column's
//! type, at last NULL. The first rule that the plan accepts on every column of a family is taken,
//! so types, lengths, keys, CHECKs and enums hold because the plan says so. Where nothing holds,
//! the column is kept under a `review:` mark.

use bauta_detect::{Category, Evidence, Reach, Verdict, catalogue};
use bauta_model::{Check, Column, Generated, Sensitivity, Table, TypeClass};
use bauta_profile::{ColumnRule, Expression, FoldCase};
use serde_json::{Value, json};

use super::documents;
use super::kinds::{Treatment, Try, treatment};
use super::words::{has_word, is_one_of, words};
use crate::inspect::InspectedLeaf;

/// Verdicts that are less sure than this are doubts.
pub(super) const SURE: f64 = 0.75;

/// A rule that may fit, and whether somebody should look at it.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) rule: ColumnRule,
}

/// What is to be decided: a column, and what is known of its content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) table_name: &'a str,
    pub(super) table: &'a Table,
    pub(super) column: &'a Column,
    pub(super) verdict: Option<&'a Verdict>,
    /// What is known of the leaves of its documents.
    pub(super) leaves: &'a [InspectedLeaf],
    /// Whether it is part of a key or points to one.
    pub(super) is_key: bool,
    /// Whether other columns of the row say who a person is.
    pub(super) about_people: bool,
}

/// All rules that may fit, most faithful first.
pub(super) fn steps(place: Place<'_>) -> Vec<Step> {
    let column = place.column;
    if column.generated != Generated::No {
        return vec![kept("computed from other columns")];
    }
    if place.table.partition_key.contains(&column.name) {
        let mut step = kept("decides in which partition a row lies");
        if place.verdict.is_some_and(is_sensitive) {
            step.rule.review = Some(doubt(place.verdict, "sensitive, but a partition key"));
        }
        return vec![step];
    }
    let mut steps = Vec::new();
    if let Some(switch) = off_switch(place) {
        steps.push(switch);
    }
    match place.verdict {
        None if documents::tell(place) => documents::steps(place, &mut steps),
        None => plain_steps(place, &mut steps),
        Some(verdict) => verdict_steps(place, verdict, &mut steps),
    }
    steps.push(last_resort(place));
    steps
}

/// What leaves nothing of a value, for a column that a preset knows to be in need of it.
pub(super) fn opaque() -> Vec<Step> {
    let unknown = treatment("", Category::Secret);
    let null = std::iter::once(bare("null"));
    let rules = null.chain(unknown.tries.iter().map(|attempt| rule_of(*attempt)));
    let steps = rules.map(|mut rule| {
        rule.review = Some("the preset's rule does not fit this column".to_owned());
        Step { rule }
    });
    steps.collect()
}

/// A column of which nothing is known but its name and type.
fn plain_steps(place: Place<'_>, steps: &mut Vec<Step>) {
    let column = place.column;
    if let Some(rule) = settings_value(place) {
        steps.push(Step { rule });
    }
    match column.ty.class {
        TypeClass::Bytes if !place.is_key && !is_digest(column) => {
            let mut rule = ColumnRule::of("binary");
            rule.review = Some("bytes in which nothing is recognised: may they stay?".to_owned());
            steps.push(Step { rule });
        }
        TypeClass::Text if !place.is_key && is_one_of(column.name.as_str(), NUMBERS) => {
            let mut rule = bare("fpe");
            rule.reason = Some("a number of the state's for one person".to_owned());
            rule.review = Some("by its name; the values tell nothing".to_owned());
            steps.push(Step { rule });
            of_type(place, steps);
        }
        _ => steps.push(Step {
            rule: ColumnRule::of("keep"),
        }),
    }
}

/// A column that holds something.
fn verdict_steps(place: Place<'_>, verdict: &Verdict, steps: &mut Vec<Step>) {
    let class = place.column.ty.class;
    let treatment = treatment(verdict.kind, verdict.category);
    let from = steps.len();
    if calls(place, verdict) {
        steps.push(tried(place, treatment, bare("url"), class));
    }
    let reach = if verdict.kind == "structured-cell" {
        Reach::Leaf
    } else {
        verdict.reach
    };
    match reach {
        Reach::Leaf => documents::steps(place, steps),
        Reach::Span => texts(place, steps),
        Reach::Cell if found_by_detectors(verdict.kind) && !ADDRESSES.contains(&verdict.kind) => {
            steps.extend(settings_value(place).map(|rule| Step { rule }));
            texts(place, steps);
        }
        Reach::Cell | Reach::Column => {
            if is_closed(place) && verdict.category == Category::Quasi {
                steps.push(kept("a short list of values"));
            }
            if verdict.kind == "city" && place.about_people {
                steps.push(tried(place, treatment, bare("city"), class));
            }
            let mut tries = treatment.tries.iter();
            if tries.any(|attempt| attempt.transformer == "national-id")
                && verdict.confidence < OF_ONE_COUNTRY
            {
                steps.push(tried(place, treatment, bare("fpe"), class));
            }
            for attempt in treatment.tries {
                if attempt.transformer == "keep" && !may_stay(verdict) {
                    continue;
                }
                steps.push(tried(place, treatment, rule_of(*attempt), class));
            }
            if !treatment
                .tries
                .iter()
                .any(|attempt| attempt.transformer == "keep")
            {
                of_type(place, steps);
            }
        }
    }
    let doubtful = verdict.confidence < SURE;
    for (index, step) in steps.iter_mut().skip(from).enumerate() {
        let rule = &mut step.rule;
        let rated = rule.transformer != "keep" || !is_high(verdict);
        rule.class = rated.then(|| verdict.kind.to_owned());
        rule.reason
            .get_or_insert_with(|| treatment.because.to_owned());
        if verdict.kind == "high-entropy" || (doubtful && (index > 0 || rule.transformer != "keep"))
        {
            rule.review = Some(doubt(Some(verdict), "unsure"));
        }
    }
}

/// A rule for a column of that class: the elements of arrays are what it is for.
fn tried(place: Place<'_>, treatment: &Treatment, mut rule: ColumnRule, class: TypeClass) -> Step {
    if let Some(domain) = treatment.domain.filter(|_| shares(&rule, treatment)) {
        rule.domain = Some(domain.to_owned());
        if domain == "email" {
            rule.fold = Some(FoldCase::Lower);
        }
    }
    let wraps =
        class == TypeClass::Array && !matches!(&*rule.transformer, "keep" | "null" | "redact");
    if wraps {
        let mut element = std::mem::take(&mut rule.params);
        element.insert("transformer".to_owned(), rule.transformer.clone().into());
        if let Some(domain) = rule.domain.take() {
            element.insert("domain".to_owned(), domain.into());
        }
        if rule.fold.take().is_some() {
            element.insert("fold".to_owned(), "lower".into());
        }
        rule = ColumnRule::of("array");
        rule.params
            .insert("elements".to_owned(), Value::Object(element));
    }
    if place.column.ty.class == TypeClass::Json && rule.transformer == "redact-text" {
        rule = json_rule(json!({"*": "redact-text"}));
    }
    Step { rule }
}

/// Only the first rule of a treatment is the domain's: members must be masked alike.
fn shares(rule: &ColumnRule, treatment: &Treatment) -> bool {
    let first = treatment.tries.first();
    first
        .is_some_and(|first| first.transformer == rule.transformer && first.params() == rule.params)
}

/// Rules that fit any value of the type, UNIQUE columns first.
fn of_type(place: Place<'_>, steps: &mut Vec<Step>) {
    let column = place.column;
    let closed = closed_values(place);
    if !closed.is_empty() {
        let mut rule = ColumnRule::of("choice");
        let values = closed.iter().map(|value| Value::String(value.clone()));
        rule.params.insert("values".to_owned(), values.collect());
        steps.push(Step { rule });
    }
    let by_type: &[&str] = match column.ty.class {
        TypeClass::Text | TypeClass::Other => &["fpe", "redact"],
        TypeClass::Bytes => &["uuid", "binary", "redact"],
        TypeClass::Uuid => &["uuid", "redact"],
        TypeClass::Inet => &["ipv6", "redact"],
        TypeClass::Mac => &["mac-address", "redact"],
        _ => &["redact"],
    };
    steps.extend(
        by_type
            .iter()
            .map(|name| bare(name))
            .map(|rule| Step { rule }),
    );
    if column.nullable {
        steps.push(Step { rule: bare("null") });
    }
}

/// Text of which parts are of some kind.
fn texts(place: Place<'_>, steps: &mut Vec<Step>) {
    match place.column.ty.class {
        TypeClass::Json => steps.push(Step {
            rule: json_rule(json!({"*": "redact-text"})),
        }),
        TypeClass::Xml => steps.push(paths_rule("xml", "paths")),
        TypeClass::Hstore => steps.push(paths_rule("hstore", "keys")),
        TypeClass::Array => {
            let mut rule = ColumnRule::of("array");
            rule.params
                .insert("elements".to_owned(), "redact-text".into());
            steps.push(Step { rule });
        }
        TypeClass::Text | TypeClass::Other => {
            steps.push(Step {
                rule: bare("redact-text"),
            });
            steps.push(Step { rule: token_of(19) });
        }
        _ => {}
    }
    of_type(place, steps);
}

/// Where nothing else holds.
fn last_resort(place: Place<'_>) -> Step {
    let mut step = Step { rule: bare("keep") };
    if place.verdict.is_some() {
        step.rule.review = Some(doubt(place.verdict, "no rule fits what the column demands"));
    }
    step
}

/// The value of a table of settings, whose key says whether it is a credential.
fn settings_value(place: Place<'_>) -> Option<ColumnRule> {
    let column = place.column;
    let is_value = is_one_of(column.name.as_str(), VALUE_COLUMNS);
    if !is_value || !matches!(column.ty.class, TypeClass::Text | TypeClass::Other) {
        return None;
    }
    let key = place.table.columns.iter().find(|other| {
        is_one_of(other.name.as_str(), KEY_COLUMNS) && other.ty.class == TypeClass::Text
    })?;
    let key = key.name.as_str();
    let condition = |key: &str| {
        let tests = SECRET_WORDS.map(|word| format!("{key} ILIKE '%{word}%'"));
        Expression::parse(&tests.join(" OR ")).ok()
    };
    // A bare name reads best, where it reads as itself.
    let means = |when: &Expression| matches!(when.columns(), [only] if only.as_str() == key);
    let quoted = format!("\"{}\"", key.replace('"', "\"\""));
    let when = condition(key).filter(means).or_else(|| condition(&quoted));
    let mut rule = bare("redact");
    rule.when = when;
    rule.otherwise = Some(Box::new(bare("redact-text")));
    rule.reason = Some("settings whose key speaks of a credential go".to_owned());
    rule.when.is_some().then_some(rule)
}

/// Whether something is called at the addresses of the column.
fn calls(place: Place<'_>, verdict: &Verdict) -> bool {
    verdict.kind == "url"
        && (has_word(place.table_name, ACTING) || has_word(place.column.name.as_str(), CALLED))
}

/// A flag that lets something happen in the world: off.
fn off_switch(place: Place<'_>) -> Option<Step> {
    let column = place.column;
    let switch = is_one_of(column.name.as_str(), SWITCHES) && column.ty.class == TypeClass::Bool
        || is_one_of(column.name.as_str(), SWITCHES)
            && column.ty.written.eq_ignore_ascii_case("tinyint(1)");
    let acts = has_word(place.table_name, ACTING)
        && (place.table.columns.iter()).any(|other| has_word(other.name.as_str(), TARGETS));
    if !switch || !acts {
        return None;
    }
    let mut rule = bare("constant");
    let off = if column.ty.class == TypeClass::Bool {
        Value::Bool(false)
    } else {
        Value::from(0)
    };
    rule.params.insert("value".to_owned(), off);
    rule.reason = Some("nothing leaves staging".to_owned());
    Some(Step { rule })
}

/// Whether the column may have only certain values.
fn is_closed(place: Place<'_>) -> bool {
    !closed_values(place).is_empty()
}

fn closed_values(place: Place<'_>) -> &[String] {
    if place.column.ty.class == TypeClass::Enum && !place.column.ty.labels.is_empty() {
        return &place.column.ty.labels;
    }
    let checks = place.table.checks.iter().find_map(|check| match check {
        Check::OneOf { column, values } if *column == place.column.name => Some(values.as_slice()),
        _ => None,
    });
    checks.unwrap_or_default()
}

fn is_digest(column: &Column) -> bool {
    let named = words(column.name.as_str());
    let short = column.ty.max_chars.is_some_and(|bytes| bytes <= 64);
    short || named.iter().any(|word| DIGESTS.contains(&word.as_str()))
}

/// Whether some detector finds values of that kind within text.
fn found_by_detectors(kind: &str) -> bool {
    kind == "free-text"
        || catalogue().any(|detector| detector.kind == kind && detector.evidence != Evidence::Hint)
}

fn is_high(verdict: &Verdict) -> bool {
    verdict.sensitivity >= Sensitivity::High
}

fn is_sensitive(verdict: &Verdict) -> bool {
    is_high(verdict) || verdict.category == Category::Secret
}

pub(super) fn may_stay(verdict: &Verdict) -> bool {
    !is_high(verdict)
}

pub(super) fn kept(reason: &str) -> Step {
    let mut rule = bare("keep");
    rule.reason = Some(reason.to_owned());
    Step { rule }
}

pub(super) fn bare(transformer: &str) -> ColumnRule {
    ColumnRule::of(transformer)
}

fn rule_of(attempt: Try) -> ColumnRule {
    let mut rule = ColumnRule::of(attempt.transformer);
    rule.params = attempt.params();
    rule
}

fn token_of(length: u64) -> ColumnRule {
    let mut rule = bare("token");
    rule.params.insert("length".to_owned(), length.into());
    rule
}

pub(super) fn json_rule(paths: Value) -> ColumnRule {
    let mut rule = bare("json");
    rule.params.insert("paths".to_owned(), paths);
    rule
}

pub(super) fn paths_rule(transformer: &str, param: &str) -> Step {
    let mut rule = bare(transformer);
    rule.params
        .insert(param.to_owned(), json!({"*": "redact-text"}));
    Step { rule }
}

/// The doubt in words: what it looks like, how sure that is, what else it could be.
pub(super) fn doubt(verdict: Option<&Verdict>, what: &str) -> String {
    let Some(verdict) = verdict else {
        return what.to_owned();
    };
    let percent = (verdict.confidence * 100.0).round();
    let mut text = format!("{what}: looks like {} ({percent:.0} %)", verdict.kind);
    if let Some(other) = &verdict.runner_up {
        text = format!("{text}, or {}", other.kind);
    }
    text
}

/// Names of columns that hold numbers of several states, so that no one shape stands out.
const NUMBERS: &[&str] = &[
    "national_id",
    "nationalid",
    "passport",
    "passport_no",
    "passport_number",
    "tax_id",
    "tax_number",
    "ssn",
    "social_security_number",
    "id_card",
    "id_number",
];

const KEY_COLUMNS: &[&str] = &[
    "key",
    "name",
    "option_name",
    "setting",
    "setting_key",
    "config_key",
    "path",
    "meta_key",
    "variable",
    "param",
    "code",
];

const VALUE_COLUMNS: &[&str] = &[
    "value",
    "val",
    "option_value",
    "setting_value",
    "config_value",
    "meta_value",
    "content",
];

const SECRET_WORDS: [&str; 10] = [
    "password",
    "passwd",
    "secret",
    "token",
    "api_key",
    "apikey",
    "private",
    "credential",
    "salt",
    "license",
];

const SWITCHES: &[&str] = &["enabled", "active", "is_enabled", "is_active"];

const ACTING: &[&str] = &[
    "webhook",
    "webhooks",
    "hook",
    "hooks",
    "cron",
    "crons",
    "schedule",
    "schedules",
    "scheduled",
    "trigger",
    "triggers",
    "job",
    "jobs",
    "integration",
    "integrations",
];

const CALLED: &[&str] = &[
    "callback",
    "redirect",
    "webhook",
    "hook",
    "endpoint",
    "target",
    "notify",
    "notification",
];

/// Columns of both kinds are columns of addresses.
/// Below it, only the column's name tells of identifiers; these may be of several countries.
const OF_ONE_COUNTRY: f64 = 0.8;

const ADDRESSES: &[&str] = &["ipv4", "ipv6"];

const TARGETS: &[&str] = &[
    "url", "uri", "endpoint", "command", "cron", "schedule", "crontab", "handler", "job",
];

const DIGESTS: &[&str] = &[
    "sha", "sha1", "sha256", "sha512", "md5", "digest", "hash", "checksum", "etag", "crc",
];
