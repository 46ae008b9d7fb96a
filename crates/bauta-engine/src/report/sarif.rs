//! The report of a run as findings of a static analysis: what was found, and what became of it.
//!
//! Nothing in it is a failure of the output: what was replaced is told as information, what stays as
//! something to look at, and what was proved as passed.

use std::path::Path;

use serde_json::{Value, json};

use super::{ExceptionReport, FoundReport, IdentityReport, Report};
use crate::sarif::{self, Findings};
use crate::verify::Check;

impl Report {
    /// Findings, identities, exceptions and checks as results of SARIF 2.1.0, about the masked dump
    /// that lies at `output`.
    pub fn sarif(&self, output: &Path) -> Value {
        let mut findings = Findings::default();
        for found in &self.secrets {
            add_found(&mut findings, found);
        }
        for identity in &self.identities {
            add_identity(&mut findings, identity);
        }
        for exception in &self.exceptions {
            add_exception(&mut findings, exception);
        }
        let checks = self.verification.iter().flat_map(|proof| &proof.checks);
        for check in checks {
            add_check(&mut findings, check);
        }
        let mut artifact = json!({
            "location": { "uri": sarif::uri(output) },
            "length": self.output.bytes,
            "mimeType": "application/sql",
            "properties": {
                "dialect": self.dialect,
                "environment": self.environment,
                "profile": self.profile.digest,
                "key_id": self.key_id,
            },
        });
        if let Some(sha256) = &self.output.sha256 {
            artifact["hashes"] = json!({ "sha-256": sha256 });
        }
        findings.document(&artifact, &self.notices)
    }
}

fn add_found(findings: &mut Findings, found: &FoundReport) {
    let times = if found.count == 1 { "time" } else { "times" };
    let text = format!(
        "{} was found and replaced {} {times}.",
        found.kind, found.count
    );
    let mut result = findings.of_kind(&found.kind, None, &text);
    result.insert("kind".into(), "informational".into());
    if let (Some(table), Some(column)) = (&found.table, &found.column) {
        let place = json!({ "logicalLocations": [sarif::column(table, column)] });
        result.insert("locations".into(), json!([place]));
    }
    result.insert("occurrenceCount".into(), found.count.into());
    findings.add(result);
}

fn add_identity(findings: &mut Findings, identity: &IdentityReport) {
    let stays = identity.treatment == "inventory";
    let became = if stays {
        "it stays"
    } else {
        &identity.treatment
    };
    let text = format!("{} {}: {became}.", identity.kind, identity.name);
    let mut result = findings.of_kind(&identity.kind, None, &text);
    let kind = if stays { "review" } else { "informational" };
    result.insert("kind".into(), kind.into());
    let place = json!({ "logicalLocations": [{ "fullyQualifiedName": identity.place }] });
    result.insert("locations".into(), json!([place]));
    result.insert("occurrenceCount".into(), identity.count.into());
    findings.add(result);
}

fn add_exception(findings: &mut Findings, exception: &ExceptionReport) {
    if exception.hits == 0 {
        return;
    }
    let text = format!(
        "An exception of {} let {} stay, until {}: {}.",
        exception.owner,
        exception.kinds.join(", "),
        exception.expires,
        exception.reason.trim_end_matches('.'),
    );
    let about = "An exception of the profile let something stay.";
    let mut result = findings.of_rule("exception", about, &text);
    result.insert("kind".into(), "review".into());
    let name = exception.column.as_ref().or(exception.fingerprint.as_ref());
    let place = json!({ "logicalLocations": [{ "fullyQualifiedName": name }] });
    result.insert("locations".into(), json!([place]));
    result.insert("occurrenceCount".into(), exception.hits.into());
    findings.add(result);
}

fn add_check(findings: &mut Findings, check: &Check) {
    let id = format!("verify/{}", check.name);
    let found = check.findings.len() as u64 + check.unlisted;
    let text = format!("{} judged, {found} found.", check.judged);
    let about = "A check of the verification of the masked dump.";
    let mut result = findings.of_rule(&id, about, &text);
    let kind = if check.passed { "pass" } else { "fail" };
    result.insert("kind".into(), kind.into());
    findings.add(result);
}
