//! The inspection for programs; its shape is part of the contract, and `docs/inspect.schema.json`
//! describes it.

use bauta_detect::{Reach, Verdict};
use bauta_engine::{
    InspectedColumn, InspectedIdentity, InspectedLeaf, InspectedSecret, InspectedTable, Inspection,
    Offline,
};
use serde_json::{Map, Value, json};

/// Everything that was told.
pub(crate) fn json(told: &Inspection) -> Value {
    let coverage = &told.coverage;
    json!({
        "dialect": told.dialect.name(),
        "coverage": {
            "bytes": coverage.bytes,
            "rows": coverage.rows,
            "cells": coverage.cells,
            "undecodable": coverage.undecodable,
            "unopened": coverage.unopened,
            "unread_bytes": coverage.unread_bytes,
        },
        "fingerprints_comparable": told.fingerprints_comparable,
        "tables": told.tables.iter().map(table).collect::<Vec<_>>(),
        "secrets": told.secrets.iter().map(secret).collect::<Vec<_>>(),
        "identities": told.identities.iter().map(identity).collect::<Vec<_>>(),
        "notices": told.notices,
    })
}

fn table(table: &InspectedTable) -> Value {
    json!({
        "name": table.name,
        "rows": table.rows,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

fn column(column: &InspectedColumn) -> Value {
    json!({
        "name": column.name,
        "type": column.written_type,
        "nullable": column.nullable,
        "unique": column.unique,
        "primary": column.primary,
        "references": column.references,
        "nulls": column.nulls,
        "class": column.class.as_ref().map(class),
        "leaves": column.leaf_classes.iter().map(leaf).collect::<Vec<_>>(),
    })
}

fn leaf(leaf: &InspectedLeaf) -> Value {
    json!({ "path": leaf.path, "class": class(&leaf.class) })
}

fn class(verdict: &Verdict) -> Value {
    let runner_up = verdict
        .runner_up
        .map(|other| json!({ "kind": other.kind, "confidence": rounded(other.confidence) }));
    json!({
        "kind": verdict.kind,
        "category": verdict.category.name(),
        "sensitivity": verdict.sensitivity.name(),
        "confidence": rounded(verdict.confidence),
        "matched": verdict.matched,
        "sampled": verdict.sampled,
        "reach": reach(verdict.reach),
        "evidence": verdict.evidence,
        "runner_up": runner_up,
    })
}

/// The word for how much of a column is of its kind.
pub(super) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Column => "column",
        Reach::Cell => "cell",
        Reach::Leaf => "leaf",
        Reach::Span => "span",
    }
}

/// In thousandths, which is more than is known.
fn rounded(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

fn secret(secret: &InspectedSecret) -> Value {
    let mut told = Map::new();
    told.insert("kind".into(), secret.kind.into());
    told.insert("table".into(), json!(secret.table));
    told.insert("column".into(), json!(secret.column));
    told.insert("count".into(), secret.count.into());
    told.insert("sensitivity".into(), secret.sensitivity.name().into());
    told.insert("fingerprint".into(), json!(secret.fingerprint));
    let row = (secret.place.row > 0).then_some(secret.place.row);
    told.insert(
        "first".into(),
        json!({ "line": secret.place.line, "byte": secret.place.offset, "row": row }),
    );
    told.extend(offline(&secret.offline));
    told.insert("also".into(), json!(secret.also));
    told.insert("treatment".into(), secret.treatment.into());
    Value::Object(told)
}

fn identity(identity: &InspectedIdentity) -> Value {
    let mut told = Map::new();
    told.insert("kind".into(), identity.kind.into());
    told.insert("name".into(), json!(identity.name));
    told.insert("place".into(), json!(identity.place));
    told.insert("count".into(), identity.count.into());
    told.insert("sensitivity".into(), identity.sensitivity.name().into());
    told.insert("fingerprint".into(), json!(identity.fingerprint));
    told.extend(offline(&identity.offline));
    let details = identity.details.iter();
    let details: Map<String, Value> = details
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    told.insert("details".into(), Value::Object(details));
    told.insert("also".into(), json!(identity.also));
    told.insert("treatment".into(), identity.treatment.into());
    told.insert("rotate".into(), identity.rotate.into());
    Value::Object(told)
}

fn offline(offline: &Offline) -> Map<String, Value> {
    let mut told = Map::new();
    told.insert("issuer".into(), json!(offline.issuer));
    told.insert("account".into(), json!(offline.account));
    told.insert("expires".into(), json!(offline.expires));
    told.insert("expired".into(), json!(offline.expired));
    told.insert("live".into(), json!(offline.live));
    told
}
