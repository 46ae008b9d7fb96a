//! The one canonical form: as YAML for people, as JSON for digests.

use std::fmt;

use serde_json::{Map, Value};

use crate::yaml::{self, Layout};
use crate::{Preset, Profile, tree};

impl fmt::Display for Profile {
    /// Writes the profile as canonical YAML, comments included.
    ///
    /// *Guarantees*: reading it yields the same profile, and writing that the same text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tree = tree::of_profile(self);
        let comments = self.comments.clone().settle(&tree);
        f.write_str(&yaml::write(&tree, &comments, layout))
    }
}

impl Profile {
    /// The profile as JSON, in the order of keys in which it is written, without comments.
    pub fn to_json(&self) -> Value {
        tree::of_profile(self)
    }

    /// The profile and its presets as JSON with sorted keys and every default written out, without
    /// comments: what digests and signatures are over.
    ///
    /// *Guarantees*: equal for profiles that mean the same but for the order of keys.
    pub fn canonical_json(&self, presets: &[Preset]) -> Value {
        let mut map = match tree::of_profile(self) {
            Value::Object(map) => map,
            other => return other,
        };
        map.insert("statistics".into(), self.statistics.name().into());
        map.insert("large-objects".into(), self.large_objects.name().into());
        map.insert("identities".into(), tree::identities(&self.identities));
        forget_schema(&mut map);
        if !presets.is_empty() {
            let list = presets.iter().map(|preset| {
                let mut entry = Map::new();
                entry.insert("name".into(), preset.name.clone().into());
                entry.insert("profile".into(), preset.profile.canonical_json(&[]));
                Value::Object(entry)
            });
            map.insert("presets".into(), Value::Array(list.collect()));
        }
        sorted(Value::Object(map))
    }
}

/// The schema is a fact of the dump and no decision: approvals bind it by a fingerprint of their
/// own, and are not void because a profile notes it, too.
fn forget_schema(map: &mut Map<String, Value>) {
    if let Some(Value::Object(reviewed)) = map.get_mut("reviewed") {
        reviewed.shift_remove("schema");
        if reviewed.is_empty() {
            map.shift_remove("reviewed");
        }
    }
}

/// Keys sorted by UTF-16 code units (RFC 8785, section 3.2.3), all the way down.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            entries.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        scalar => scalar,
    }
}

fn layout(path: &[String], node: &Value) -> Layout {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        []
        | ["tables" | "replacements" | "endpoints" | "exceptions"]
        | ["exceptions", _]
        | ["reviewed", ..]
        | ["tables", _, "columns"] => Layout::Block,
        ["tables", _] if node.get("columns").is_some() => Layout::Block,
        _ => Layout::Compact,
    }
}

#[cfg(test)]
mod tests;
