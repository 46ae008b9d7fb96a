//! The inspection as findings of a static analysis.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{InspectedColumn, InspectedIdentity, InspectedSecret, InspectedTable, Inspection};
use crate::sarif::{self, Findings};

impl Inspection {
    /// Columns, secrets and identities as results of SARIF 2.1.0; places are lines and bytes of the
    /// decompressed dump, which lies at `input`, or came from standard input.
    pub fn sarif(&self, input: Option<&Path>) -> Value {
        let mut findings = Findings::default();
        for table in &self.tables {
            for column in &table.columns {
                add_column(&mut findings, table, column);
            }
        }
        for secret in &self.secrets {
            add_secret(&mut findings, secret);
        }
        let is_told = |identity: &&InspectedIdentity| {
            self.secrets.iter().any(|secret| {
                secret.kind == identity.kind && secret.fingerprint == identity.fingerprint
            })
        };
        for identity in self.identities.iter().filter(|identity| !is_told(identity)) {
            add_identity(&mut findings, identity);
        }
        let artifact = json!({
            "location": { "uri": input.map_or_else(|| "stdin".to_owned(), sarif::uri) },
            "mimeType": "application/sql",
            "properties": {
                "dialect": self.dialect.name(),
                "bytes": self.coverage.bytes,
                "cells": self.coverage.cells,
                "undecodable": self.coverage.undecodable,
            },
        });
        findings.document(&artifact, &self.notices)
    }
}

fn add_column(findings: &mut Findings, table: &InspectedTable, column: &InspectedColumn) {
    let Some(class) = &column.class else { return };
    let text = format!(
        "The column holds {} ({} of {} values that were looked at): {}.",
        class.kind,
        class.matched,
        class.sampled,
        class.evidence.join(", ")
    );
    let mut result = findings.of_kind(class.kind, Some(class.sensitivity), &text);
    let location = json!({ "logicalLocations": [sarif::column(&table.name, &column.name)] });
    result.insert("locations".into(), json!([location]));
    result.insert("rank".into(), json!(class.confidence * 100.0));
    findings.add(result);
}

fn add_secret(findings: &mut Findings, secret: &InspectedSecret) {
    let times = match secret.count {
        1 => String::new(),
        count => format!(", {count} times"),
    };
    let also = match &secret.also[..] {
        [] => String::new(),
        places => format!("; the same stands in {}", places.join(", ")),
    };
    let text = format!("A secret of kind {}{times}{also}.", secret.kind);
    let mut result = findings.of_kind(secret.kind, Some(secret.sensitivity), &text);
    let mut location = Map::new();
    location.insert(
        "physicalLocation".into(),
        json!({
            "artifactLocation": { "index": 0 },
            "region": { "startLine": secret.place.line, "byteOffset": secret.place.offset },
        }),
    );
    if let (Some(table), Some(column)) = (&secret.table, &secret.column) {
        location.insert(
            "logicalLocations".into(),
            json!([sarif::column(table, column)]),
        );
    }
    result.insert("locations".into(), json!([location]));
    result.insert("occurrenceCount".into(), secret.count.into());
    if let Some(fingerprint) = &secret.fingerprint {
        result.insert("fingerprints".into(), json!({ "bauta/v1": fingerprint }));
    }
    findings.add(result);
}

fn add_identity(findings: &mut Findings, identity: &InspectedIdentity) {
    let rotate = if identity.rotate {
        "; its secret is to be rotated"
    } else {
        ""
    };
    let text = format!(
        "{} {} ({}){rotate}.",
        identity.kind, identity.name, identity.treatment
    );
    let mut result = findings.of_kind(identity.kind, Some(identity.sensitivity), &text);
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
    findings.add(result);
}
