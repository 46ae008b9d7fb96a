//! Findings as those of a static analysis: what all that are told as such have in common.
//!
//! *Source:* OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0.

use std::path::Path;

use bauta_detect::{Category, catalogue};
use bauta_model::Sensitivity;
use serde_json::{Map, Value, json};

use crate::inspect::IDENTITY_KINDS;

/// Results, and the rules that they name.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    rules: Vec<Value>,
    results: Vec<Value>,
}

impl Findings {
    /// A result of a kind of secret, of data or of identity; how sensitive it is makes it as bad.
    pub(crate) fn of_kind(
        &mut self,
        kind: &str,
        sensitivity: Option<Sensitivity>,
        text: &str,
    ) -> Map<String, Value> {
        let index = self.rule(kind, || rule(kind, sensitivity));
        let mut result = result(kind, index, text);
        if let Some(sensitivity) = sensitivity {
            result.insert("level".into(), level(sensitivity).into());
        }
        result
    }

    /// A result of a rule that says what it is.
    pub(crate) fn of_rule(&mut self, id: &str, about: &str, text: &str) -> Map<String, Value> {
        let index = self.rule(
            id,
            || json!({ "id": id, "shortDescription": { "text": about } }),
        );
        result(id, index, text)
    }

    fn rule(&mut self, id: &str, make: impl FnOnce() -> Value) -> usize {
        let known = self.rules.iter().position(|rule| rule["id"] == id);
        known.unwrap_or_else(|| {
            self.rules.push(make());
            self.rules.len() - 1
        })
    }

    pub(crate) fn add(&mut self, result: Map<String, Value>) {
        self.results.push(Value::Object(result));
    }

    /// The whole document, about one file.
    pub(crate) fn document(self, artifact: &Value, notices: &[String]) -> Value {
        let notifications = notices
            .iter()
            .map(|notice| json!({ "level": "note", "message": { "text": notice } }));
        json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "bauta",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": self.rules,
                } },
                "invocations": [{
                    "executionSuccessful": true,
                    "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
                }],
                "artifacts": [artifact],
                "results": self.results,
            }],
        })
    }
}

fn result(id: &str, index: usize, text: &str) -> Map<String, Value> {
    let mut result = Map::new();
    result.insert("ruleId".into(), id.into());
    result.insert("ruleIndex".into(), index.into());
    result.insert("message".into(), json!({ "text": text }));
    result
}

fn rule(kind: &str, sensitivity: Option<Sensitivity>) -> Value {
    let detector = catalogue().find(|detector| detector.kind == kind);
    let identity = IDENTITY_KINDS.iter().find(|(known, _)| *known == kind);
    let summary = detector
        .map(|detector| detector.summary)
        .or(identity.map(|(_, summary)| *summary))
        .unwrap_or(kind);
    let category = detector.map_or("identity", |detector| detector.category.name());
    let security = detector.is_none_or(|detector| detector.category == Category::Secret);
    let tags = if security {
        json!(["security", category])
    } else {
        json!(["privacy", category])
    };
    let mut rule = json!({
        "id": kind,
        "shortDescription": { "text": summary },
        "properties": { "tags": tags, "category": category },
    });
    if let Some(sensitivity) = sensitivity {
        rule["defaultConfiguration"] = json!({ "level": level(sensitivity) });
        rule["properties"]["sensitivity"] = sensitivity.name().into();
    }
    rule
}

fn level(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Low => "note",
        Sensitivity::Medium => "warning",
        Sensitivity::High | Sensitivity::Critical => "error",
    }
}

/// A column as a place.
pub(crate) fn column(table: &str, column: &str) -> Value {
    json!({
        "name": column,
        "fullyQualifiedName": format!("{table}.{column}"),
        "kind": "member",
    })
}

/// A path as a URI reference: relative where it is, with everything escaped that a URI does not take.
///
/// *Source:* RFC 3986, sections 2.3 and 4.2.
pub(crate) fn uri(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "" });
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri
}

/// Where the standard's schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uri_references() {
        let of = |path: &str| uri(Path::new(path));
        assert_eq!(of("dumps/shop.sql"), "dumps/shop.sql");
        assert_eq!(of("/a b/ü.sql"), "file:///a%20b/%C3%BC.sql");
    }
}
