//! The inspection as findings of a static analysis.
//!
//! *Source:* OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0.

use std::path::Path;

use bauta_detect::{Category, catalogue};
use bauta_engine::{
    IDENTITY_KINDS, InspectedColumn, InspectedIdentity, InspectedSecret, InspectedTable, Inspection,
};
use bauta_model::Sensitivity;
use serde_json::{Map, Value, json};

use crate::files;

/// Columns, secrets and identities as results; places are lines and bytes of the decompressed dump.
pub(crate) fn sarif(told: &Inspection, input: &Path) -> Value {
    let mut findings = Findings {
        rules: Vec::new(),
        results: Vec::new(),
    };
    for table in &told.tables {
        for column in &table.columns {
            findings.column(table, column);
        }
    }
    for secret in &told.secrets {
        findings.secret(secret);
    }
    let is_told = |identity: &&InspectedIdentity| {
        told.secrets.iter().any(|secret| {
            secret.kind == identity.kind && secret.fingerprint == identity.fingerprint
        })
    };
    for identity in told.identities.iter().filter(|identity| !is_told(identity)) {
        findings.identity(identity);
    }
    let notifications = told
        .notices
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
                "rules": findings.rules,
            } },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "artifacts": [{
                "location": { "uri": uri(input) },
                "mimeType": "application/sql",
                "properties": {
                    "dialect": told.dialect.name(),
                    "bytes": told.coverage.bytes,
                    "cells": told.coverage.cells,
                    "undecodable": told.coverage.undecodable,
                },
            }],
            "results": findings.results,
        }],
    })
}

struct Findings {
    rules: Vec<Value>,
    results: Vec<Value>,
}

impl Findings {
    fn column(&mut self, table: &InspectedTable, column: &InspectedColumn) {
        let Some(class) = &column.class else { return };
        let text = format!(
            "The column holds {} ({} of {} values that were looked at): {}.",
            class.kind,
            class.matched,
            class.sampled,
            class.evidence.join(", ")
        );
        let mut result = self.result(class.kind, class.sensitivity, &text);
        let location = json!({ "logicalLocations": [logical(&table.name, &column.name)] });
        result.insert("locations".into(), json!([location]));
        result.insert("rank".into(), json!(class.confidence * 100.0));
        self.results.push(Value::Object(result));
    }

    fn secret(&mut self, secret: &InspectedSecret) {
        let times = match secret.count {
            1 => String::new(),
            count => format!(", {count} times"),
        };
        let also = match &secret.also[..] {
            [] => String::new(),
            places => format!("; the same stands in {}", places.join(", ")),
        };
        let text = format!("A secret of kind {}{times}{also}.", secret.kind);
        let mut result = self.result(secret.kind, secret.sensitivity, &text);
        let mut location = Map::new();
        location.insert(
            "physicalLocation".into(),
            json!({
                "artifactLocation": { "index": 0 },
                "region": { "startLine": secret.place.line, "byteOffset": secret.place.offset },
            }),
        );
        if let (Some(table), Some(column)) = (&secret.table, &secret.column) {
            location.insert("logicalLocations".into(), json!([logical(table, column)]));
        }
        result.insert("locations".into(), json!([location]));
        result.insert("occurrenceCount".into(), secret.count.into());
        if let Some(fingerprint) = &secret.fingerprint {
            result.insert("fingerprints".into(), json!({ "bauta/v1": fingerprint }));
        }
        self.results.push(Value::Object(result));
    }

    fn identity(&mut self, identity: &InspectedIdentity) {
        let rotate = if identity.rotate {
            "; its secret is to be rotated"
        } else {
            ""
        };
        let text = format!(
            "{} {} ({}){rotate}.",
            identity.kind, identity.name, identity.treatment
        );
        let mut result = self.result(identity.kind, identity.sensitivity, &text);
        let line = identity
            .place
            .strip_prefix("line ")
            .and_then(|line| line.parse::<u64>().ok());
        let location = match line {
            Some(line) => json!({ "physicalLocation": {
                "artifactLocation": { "index": 0 },
                "region": { "startLine": line },
            } }),
            None => json!({ "logicalLocations": [{ "fullyQualifiedName": identity.place }] }),
        };
        result.insert("locations".into(), json!([location]));
        result.insert("occurrenceCount".into(), identity.count.into());
        if let Some(fingerprint) = &identity.fingerprint {
            result.insert("fingerprints".into(), json!({ "bauta/v1": fingerprint }));
        }
        self.results.push(Value::Object(result));
    }

    fn result(&mut self, kind: &str, sensitivity: Sensitivity, text: &str) -> Map<String, Value> {
        let known = self.rules.iter().position(|rule| rule["id"] == kind);
        let index = known.unwrap_or_else(|| {
            self.rules.push(rule(kind, sensitivity));
            self.rules.len() - 1
        });
        let mut result = Map::new();
        result.insert("ruleId".into(), kind.into());
        result.insert("ruleIndex".into(), index.into());
        result.insert("level".into(), level(sensitivity).into());
        result.insert("message".into(), json!({ "text": text }));
        result
    }
}

fn rule(kind: &str, sensitivity: Sensitivity) -> Value {
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
    json!({
        "id": kind,
        "shortDescription": { "text": summary },
        "defaultConfiguration": { "level": level(sensitivity) },
        "properties": { "tags": tags, "category": category, "sensitivity": sensitivity.name() },
    })
}

fn level(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Low => "note",
        Sensitivity::Medium => "warning",
        Sensitivity::High | Sensitivity::Critical => "error",
    }
}

fn logical(table: &str, column: &str) -> Value {
    json!({
        "name": column,
        "fullyQualifiedName": format!("{table}.{column}"),
        "kind": "member",
    })
}

/// A path as a URI reference: relative where it is, with everything escaped that a URI does not take.
///
/// *Source:* RFC 3986, sections 2.3 and 4.2.
fn uri(path: &Path) -> String {
    if files::is_dash(path) {
        return "stdin".to_owned();
    }
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
        assert_eq!(of("-"), "stdin");
    }
}
