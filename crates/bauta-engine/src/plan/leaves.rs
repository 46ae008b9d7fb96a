//! The leaves of documents that are kept, and which of them the profile was reviewed with.
//!
//! A leaf is told by its path, with no index of a list and no key that may be data: a key that is
//! no plain name stands as `*`.

use std::collections::BTreeSet;

use bauta_codec::{CodecError, Leaf, Path, PathPattern, PathSet, Scratch, json};
use bauta_model::{Column, TableName, TypeClass};
use bauta_profile::{ColumnPath, ColumnRule};
use serde_json::Value;

use super::compile::Settings;
use super::exceptions;

/// The paths of the leaves that documents have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    paths: BTreeSet<String>,
}

impl Outline {
    /// Takes in the leaves of a document that are kept. What is no document is one leaf.
    pub(crate) fn take(&mut self, document: &[u8], kept: &KeptLeaves, room: &mut OutlineRoom) {
        let OutlineRoom { scratch, path } = room;
        let seen = json::visit(document, scratch, |place, _| {
            if kept.keeps(place) {
                path.clear();
                write_path(place, path);
                self.add(path);
            }
            Ok::<_, CodecError>(())
        });
        if seen.is_err() {
            self.add(NO_DOCUMENT);
        }
    }

    fn add(&mut self, path: &str) {
        if self.paths.contains(path) {
            return;
        }
        let path = if self.paths.len() < MOST_LEAVES {
            path
        } else {
            TOO_MANY
        };
        self.paths.insert(path.to_owned());
    }

    /// Takes in what others have seen.
    pub(crate) fn merge(&mut self, more: Self) {
        for path in more.paths {
            self.add(&path);
        }
    }

    /// The paths in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}

/// What it takes to look into documents.
#[derive(Debug, Default)]
pub(crate) struct OutlineRoom {
    scratch: Scratch,
    path: String,
}

impl OutlineRoom {
    /// Hands on every leaf with its path. Answers whether it is a document to its end.
    pub(crate) fn each_leaf(
        &mut self,
        document: &[u8],
        mut each: impl FnMut(&str, Leaf<'_>),
    ) -> bool {
        let Self { scratch, path } = self;
        let seen = json::visit(document, scratch, |place, leaf| {
            path.clear();
            write_path(place, path);
            each(path, leaf);
            Ok::<_, CodecError>(())
        });
        seen.is_ok()
    }
}

/// Which leaves of a document are kept.
#[derive(Debug, Clone)]
pub(crate) enum KeptLeaves {
    All,
    /// Those that a path with `keep` decides.
    Some(PathSet, Vec<bool>),
}

impl KeptLeaves {
    /// Of a rule; `None` where it keeps no leaf.
    pub(crate) fn of(rule: &ColumnRule) -> Option<Self> {
        if rule.keeps() {
            return Some(Self::All);
        }
        let paths = rule.params.get("paths").and_then(Value::as_object);
        let paths = paths.filter(|_| rule.transformer == "json")?;
        let keeps = |spec: &Value| {
            let named = spec.get("transformer").unwrap_or(spec);
            named.as_str() == Some("keep")
        };
        let mut patterns = Vec::new();
        for path in paths.keys() {
            patterns.push(PathPattern::json(path).ok()?);
        }
        let kept: Vec<bool> = paths.values().map(keeps).collect();
        kept.contains(&true)
            .then(|| Self::Some(PathSet::new(patterns), kept))
    }

    /// Whether a leaf is kept whose path is written as in an outline.
    pub(crate) fn keeps_leaf(&self, leaf: &str) -> bool {
        self.keeps(&Steps(steps(leaf)))
    }

    fn keeps(&self, place: &impl Path) -> bool {
        match self {
            Self::All => true,
            Self::Some(set, kept) => {
                let decided = set.decide(place);
                decided.is_some_and(|index| kept.get(index).copied().unwrap_or_default())
            }
        }
    }
}

/// A column whose leaves are judged.
#[derive(Debug, Clone)]
pub(crate) struct JudgedLeaves {
    /// The field in a row.
    pub(crate) position: usize,
    /// Index of the column in the report.
    pub(crate) column: usize,
    pub(crate) kept: KeptLeaves,
}

/// The leaves of a column that are kept, and those that the profile was reviewed with.
#[derive(Debug, Clone)]
pub(crate) struct DocumentLeaves {
    pub(crate) kept: KeptLeaves,
    /// `None` where the profile says nothing of this column.
    pub(crate) reviewed: Option<Vec<String>>,
}

/// What is judged of a column, if it has documents of which the rule keeps something.
pub(super) fn of_column(
    settings: &Settings,
    table: &TableName,
    column: &Column,
    rule: &ColumnRule,
) -> Option<DocumentLeaves> {
    let mut listed = settings.profile.reviewed.leaves.iter();
    let reviewed = listed.find_map(|(place, leaves)| {
        let path = ColumnPath::parse(place)?;
        exceptions::names(settings, &path, table, column.name.as_str()).then(|| leaves.clone())
    });
    if column.ty.class != TypeClass::Json && reviewed.is_none() {
        return None;
    }
    let kept = KeptLeaves::of(rule)?;
    Some(DocumentLeaves { kept, reviewed })
}

/// Whether a reviewed leaf covers a path: step by step, and `*` for any step.
pub(crate) fn is_reviewed(leaves: &[String], path: &str) -> bool {
    leaves.iter().any(|leaf| {
        leaf == path || {
            let (wanted, found) = (steps(leaf), steps(path));
            wanted.len() == found.len()
                && wanted.iter().zip(&found).all(|(wanted, found)| {
                    wanted == found || (*wanted == "*" && !found.starts_with('['))
                })
        }
    })
}

/// A path as it is written, without its `$`.
struct Steps<'a>(Vec<&'a str>);

impl Path for Steps<'_> {
    fn depth(&self) -> usize {
        self.0.len() - 1
    }

    fn is_key(&self, level: usize, name: &[u8]) -> bool {
        (self.0.get(level + 1)).is_some_and(|step| step.as_bytes() == name)
    }

    fn index(&self, level: usize) -> Option<usize> {
        let step = self.0.get(level + 1)?;
        step.starts_with('[').then_some(usize::MAX)
    }
}

/// `$`, `a`, `[*]` of `$.a[*]`.
fn steps(path: &str) -> Vec<&str> {
    let parts = path.split('.').flat_map(|part| {
        let (name, lists) = part.split_at(part.find('[').unwrap_or(part.len()));
        std::iter::once(name).chain(lists.split_inclusive(']'))
    });
    parts.collect()
}

fn write_path(place: &json::Place<'_>, path: &mut String) {
    path.push('$');
    for level in 0..place.depth() {
        match place.key(level) {
            None => path.push_str("[*]"),
            Some(key) => match std::str::from_utf8(key).ok().filter(|key| is_name(key)) {
                Some(key) => path.extend([".", key]),
                None => path.push_str(".*"),
            },
        }
    }
}

/// Keys that are names of fields; others may be data: addresses, numbers, days.
fn is_name(key: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    (1..=MOST_LETTERS).contains(&key.len())
        && key.bytes().next().is_some_and(letters)
        && key
            .bytes()
            .all(|byte| letters(byte) || byte.is_ascii_digit() || byte == b'-')
        && key.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS
}

const MOST_LETTERS: usize = 48;
const MOST_DIGITS: usize = 4;
const MOST_LEAVES: usize = 1000;
const TOO_MANY: &str = "(more than 1000 leaves)";
const NO_DOCUMENT: &str = "(no document)";

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(rule: &str, documents: &[&str]) -> Vec<String> {
        let text = format!("tables: {{ t: {{ columns: {{ a: {rule} }} }} }}");
        let profile = bauta_profile::Profile::parse(&text).unwrap();
        let Some(kept) = KeptLeaves::of(&profile.tables["t"].columns["a"]) else {
            return Vec::new();
        };
        let (mut outline, mut room) = (Outline::default(), OutlineRoom::default());
        for document in documents {
            outline.take(document.as_bytes(), &kept, &mut room);
        }
        outline.iter().map(str::to_owned).collect()
    }

    #[test]
    fn leaves_are_told_by_paths_that_hold_no_data() {
        let document = r#"{"kind": 1, "items": [{"sku": "x"}, [null]],
            "by": {"ada@lovelace.org": {"n": 1}, "0171": {"n": 2}, "a\u0062": 3}}"#;
        assert_eq!(
            outline("keep", &[document, "7", "oops"]),
            [
                "$",
                "$.by.*",
                "$.by.*.n",
                "$.items[*].sku",
                "$.items[*][*]",
                "$.kind",
                "(no document)"
            ]
            .iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
        );
    }

    #[test]
    fn only_leaves_that_are_kept_count() {
        let document = r#"{"tags": ["a", {"b": 1}], "card": {"number": 1, "kind": "x"}}"#;
        let rule = r#"{ json: { $.tags: keep, $.card: keep, $.card.number: token, "*": redact } }"#;
        assert_eq!(
            outline(rule, &[document]),
            ["$.card.kind", "$.tags[*]", "$.tags[*].b"]
        );
        assert!(outline("token", &[document]).is_empty());
        assert!(outline(r#"{ json: { "*": redact } }"#, &[document]).is_empty());
        let rule = r#"{ transformer: token, when: "b = 1", else: keep }"#;
        assert_eq!(outline(rule, &["[1]"]), ["$[*]"]);
    }

    #[test]
    fn a_star_stands_for_one_key() {
        let leaves = ["$.by.*.n".to_owned(), "$.list[*]".to_owned()];
        for (path, is) in [
            ("$.by.x.n", true),
            ("$.by.*.n", true),
            ("$.by.n", false),
            ("$.by.x.m", false),
            ("$.list[*]", true),
            ("$.list[*][*]", false),
            ("$.list.a", false),
        ] {
            assert_eq!(is_reviewed(&leaves, path), is, "{path}");
        }
    }

    #[test]
    fn an_endless_outline_ends() {
        let keys: Vec<String> = (0..2000)
            .map(|n| format!("\"k{}x{}\":1", n / 50, n % 50))
            .collect();
        let document = format!("{{{}}}", keys.join(","));
        let paths = outline("keep", &[&document]);
        assert_eq!(paths.len(), MOST_LEAVES + 1);
        assert!(paths.contains(&TOO_MANY.to_owned()));
    }
}
