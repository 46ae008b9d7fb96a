//! Rules for columns of documents, leaf by leaf.

use bauta_detect::{Reach, Verdict};
use bauta_model::TypeClass;
use bauta_transform::find_kind;
use serde_json::{Map, Value, json};

use super::kinds::treatment;
use super::ladder::{Place, SURE, Step, bare, doubt, json_rule, kept, may_stay, paths_rule};
use crate::inspect::InspectedLeaf;

/// Whether something is known of the leaves of a column that otherwise looks plain.
pub(super) fn tell(place: Place<'_>) -> bool {
    place.column.ty.class == TypeClass::Json && place.leaves.iter().any(|leaf| rule(leaf).is_some())
}

/// Documents: leaves by what they hold and what they are called, and what detectors find in the
/// others.
pub(super) fn steps(place: Place<'_>, steps: &mut Vec<Step>) {
    let from = steps.len();
    match place.column.ty.class {
        TypeClass::Json => {
            let known = leaf_rules(place.leaves);
            if !known.is_empty() {
                let mut rule = json_rule(paths(known));
                rule.class = Some(DOCUMENTS.to_owned());
                rule.review = doubts(place.leaves);
                steps.push(Step { rule });
            }
            steps.push(Step {
                rule: json_rule(paths(Map::new())),
            });
        }
        TypeClass::Xml => steps.push(paths_rule("xml", "paths")),
        TypeClass::Hstore => steps.push(paths_rule("hstore", "keys")),
        class => {
            // Not every value need be a document of one form: all are opened, and closed again.
            if matches!(class, TypeClass::Text | TypeClass::Other) {
                let mut rule = bare("redact-text");
                let reason = "documents; what detectors find in them is replaced";
                rule.reason = Some(reason.to_owned());
                steps.push(Step { rule });
            }
            let mut step = kept("documents; what detectors find in them is replaced");
            step.rule.class = None;
            steps.push(step);
        }
    }
    for step in steps.iter_mut().skip(from) {
        let reason = "documents; by what leaves are called, and what is found in the others";
        step.rule.reason.get_or_insert_with(|| reason.to_owned());
    }
}

/// Transformers for the leaves of which something is known.
fn leaf_rules(leaves: &[InspectedLeaf]) -> Map<String, Value> {
    let mut rules = Map::new();
    for leaf in leaves.iter().filter(|leaf| !has_more_below(leaves, leaf)) {
        let named = NAMED.iter().flat_map(|(keys, spec)| {
            let keys = keys.iter().map(|key| format!(".{key}"));
            keys.zip(std::iter::repeat(*spec))
        });
        let mut named = named.filter(|(key, _)| leaf.path.ends_with(key));
        let Some(rule) = rule(leaf) else { continue };
        // What the key alone decides the same way needs no second line.
        if named.next().is_none_or(|(_, spec)| read(spec) != rule) {
            rules.insert(leaf.path.clone(), rule);
        }
    }
    rules
}

/// A path covers what is below it, of which other verdicts may tell.
fn has_more_below(leaves: &[InspectedLeaf], leaf: &InspectedLeaf) -> bool {
    leaves.iter().any(|other| {
        let below = other.path.strip_prefix(&*leaf.path);
        below.is_some_and(|below| below.starts_with(['.', '[']))
    })
}

/// The most faithful transformer that takes text.
fn rule(leaf: &InspectedLeaf) -> Option<Value> {
    let verdict = &leaf.class;
    if verdict.reach != Reach::Column {
        return None;
    }
    let treatment = treatment(verdict.kind, verdict.category);
    let fits =
        |name: &str| find_kind(name).is_some_and(|kind| kind.accepts.contains(&TypeClass::Text));
    let mut tries = treatment.tries.iter();
    let first = tries.find(|attempt| match attempt.transformer {
        "keep" => may_stay(verdict),
        name => fits(name),
    })?;
    if first.transformer == "keep" {
        return None;
    }
    let is_first = treatment.tries.first().is_some_and(|most| {
        most.transformer == first.transformer && most.params() == first.params()
    });
    let mut rule = Map::new();
    rule.insert("transformer".to_owned(), first.transformer.into());
    rule.extend(first.params());
    if let Some(domain) = treatment.domain.filter(|_| is_first) {
        rule.insert("domain".to_owned(), domain.into());
        if domain == "email" {
            rule.insert("fold".to_owned(), "lower".into());
        }
    }
    Some(match rule.len() {
        1 => first.transformer.into(),
        _ => Value::Object(rule),
    })
}

/// Leaves of which it is not sure what they hold.
fn doubts(leaves: &[InspectedLeaf]) -> Option<String> {
    let unsure = |verdict: &Verdict| verdict.confidence < SURE;
    let mut leaves = leaves
        .iter()
        .filter(|leaf| unsure(&leaf.class) && rule(leaf).is_some());
    let first = leaves.next()?;
    let told = doubt(Some(&first.class), &format!("unsure of `{}`", first.path));
    Some(match leaves.count() {
        0 => told,
        more => format!("{told}; and of {more} more"),
    })
}

/// The rules, those for keys that mean the same everywhere, and one for the rest.
fn paths(mut paths: Map<String, Value>) -> Value {
    for (keys, spec) in NAMED {
        for key in *keys {
            paths.insert(format!("$..{key}"), read(spec));
        }
    }
    paths.insert("*".to_owned(), json!("redact-text"));
    Value::Object(paths)
}

fn read(spec: &str) -> Value {
    serde_json::from_str(spec).unwrap_or_default()
}

/// Transformers by keys.
const NAMED: &[(&[&str], &str)] = &[
    (
        &["email", "e_mail", "mail"],
        r#"{"transformer": "email", "domain": "email", "fold": "lower"}"#,
    ),
    (&["phone", "mobile"], r#""phone""#),
    (&["first_name", "firstName"], r#""first-name""#),
    (&["last_name", "lastName", "surname"], r#""last-name""#),
    (&["full_name", "fullName"], r#""person-name""#),
    (&["password", "secret", "token"], r#""redact""#),
];

/// The class of a column of documents.
const DOCUMENTS: &str = "structured-cell";

#[cfg(test)]
mod tests {
    use bauta_detect::Category;
    use bauta_model::Sensitivity;

    use super::*;

    fn leaf(path: &str, kind: &'static str, category: Category, confidence: f64) -> InspectedLeaf {
        InspectedLeaf {
            path: path.to_owned(),
            class: Verdict {
                kind,
                category,
                sensitivity: Sensitivity::High,
                confidence,
                matched: 9,
                sampled: 9,
                reach: Reach::Column,
                evidence: Vec::new(),
                runner_up: None,
            },
        }
    }

    #[test]
    fn known_leaves_get_rules_of_their_own_and_the_others_stay_as_they_were() {
        let leaves = [
            leaf("$.buyer", "person-name", Category::Pii, 0.9),
            leaf("$.buyer.name", "person-name", Category::Pii, 0.9),
            leaf("$.buyer.mail", "email", Category::Pii, 0.9),
            leaf("$.contact", "email", Category::Pii, 0.9),
        ];
        let rules = leaf_rules(&leaves);
        assert_eq!(
            Value::Object(rules.clone()),
            json!({
                "$.buyer.name": "person-name",
                "$.contact": {"transformer": "email", "domain": "email", "fold": "lower"},
            })
        );
        assert_eq!(paths(rules)["*"], "redact-text");
        assert_eq!(doubts(&leaves), None);
    }

    #[test]
    fn a_doubt_names_the_leaf_and_no_value() {
        let leaves = [
            leaf("$.a", "person-name", Category::Pii, 0.6),
            leaf("$.b", "email", Category::Pii, 0.6),
        ];
        let told = doubts(&leaves).unwrap();
        assert!(
            told.contains("`$.a`") && told.ends_with("and of 1 more"),
            "{told}"
        );
    }
}
