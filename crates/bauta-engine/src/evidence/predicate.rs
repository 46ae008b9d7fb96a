use std::collections::BTreeMap;

use bauta_crypto::{EnvironmentKey, Purpose};
use bauta_trust::{
    ApprovalClaim, CheckClaim, CloneRecord, ColumnClaim, EngineClaim, ExceptionClaim,
    IdentityClaim, InputClaim, KeyClaim, ProfileClaim, RunClaim, RunPredicate, SecretSeen,
    StagedIdentity, TableClaim, VerificationClaim, seconds,
};

use super::{Evidence, InputDigest, Registration, RunLog};
use crate::hex;
use crate::report::{ExceptionReport, Report, TableReport};
use crate::verify::Proof;

/// The names of input and output, without their folders.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub(super) input: String,
    pub(super) output: String,
    /// Where the output goes, as it was named.
    pub(super) place: String,
}

/// What is said of a run.
pub(super) fn of(
    report: &Report,
    evidence: &Evidence,
    log: &RunLog<'_>,
    names: &Names,
    input: &BTreeMap<String, String>,
    clone: Option<CloneRecord>,
) -> RunPredicate {
    let state = evidence.state.as_ref();
    let approval = report.approval.as_ref();
    RunPredicate {
        run: RunClaim {
            id: evidence.run.clone(),
            started: log.started().to_owned(),
            finished: seconds((evidence.clock)()),
            actor: state.map_or_else(String::new, |state| state.actor().to_owned()),
        },
        engine: EngineClaim {
            name: "bauta".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        profile: ProfileClaim {
            name: report.profile.name.clone(),
            digest: report.profile.digest.clone(),
        },
        policies: report.policies.iter().map(ToString::to_string).collect(),
        environment: report.environment.clone(),
        keys: vec![KeyClaim {
            kid: report.key_id.clone(),
            purpose: "root".to_owned(),
        }],
        approval: approval.map(|approved| ApprovalClaim::from(&approved.granted)),
        exceptions: report.exceptions.iter().map(exception).collect(),
        inputs: vec![InputClaim {
            name: names.input.clone(),
            digest: input.clone(),
            bytes: report.input.bytes,
            schema_fingerprint: approval
                .map(|approved| approved.granted.approval.schema_fingerprint.to_string()),
        }],
        tables: report.tables.iter().map(table).collect(),
        findings: findings(report),
        identities: identities(report),
        verification: report.verification.as_ref().map(verification),
        clone,
        audit: log.claim(),
    }
}

fn exception(exception: &ExceptionReport) -> ExceptionClaim {
    let place = exception.column.as_ref().or(exception.fingerprint.as_ref());
    ExceptionClaim {
        column: place.cloned().unwrap_or_default(),
        kinds: exception.kinds.clone(),
        owner: exception.owner.clone(),
        ticket: exception.ticket.clone().unwrap_or_default(),
        expires: exception.expires.clone(),
        hits: exception.hits,
    }
}

/// The digest of the input, as it may be said.
pub(super) fn input_digest(
    report: &Report,
    kind: InputDigest,
    key: &EnvironmentKey,
) -> BTreeMap<String, String> {
    let sha256 = report.input.sha256.clone().unwrap_or_default();
    BTreeMap::from([match kind {
        InputDigest::Sha256 => ("sha256".to_owned(), sha256),
        InputDigest::Hmac => {
            let prf = key.prf("input-digest", Purpose::Fingerprint);
            let digest = hex::lower(&prf.digest(sha256.as_bytes()));
            ("hmac-sha256".to_owned(), digest)
        }
    }])
}

/// What is known of the clone.
pub(super) fn clone(
    registration: &Registration,
    report: &Report,
    evidence: &Evidence,
    names: &Names,
    input: &BTreeMap<String, String>,
    secrets: Vec<SecretSeen>,
    parent: Option<String>,
) -> CloneRecord {
    let source = input.iter().next();
    let source = source.map_or_else(String::new, |(kind, digest)| format!("{kind}:{digest}"));
    let mut staged = report.staged.clone();
    let in_statements = report
        .identities
        .iter()
        .filter(|identity| identity.treatment == "stage")
        .map(|identity| StagedIdentity {
            kind: identity.kind.clone(),
            name: identity.name.clone(),
            owner: None,
            rotate_by: None,
        });
    staged.extend(in_statements);
    staged.sort_unstable();
    staged.dedup();
    CloneRecord {
        clone: registration.clone.clone(),
        environment: report.environment.clone(),
        owner: registration.owner.clone(),
        purpose: registration.purpose.clone(),
        profile: report.profile.digest.clone(),
        source,
        output: format!(
            "sha256:{}",
            report.output.sha256.as_deref().unwrap_or_default()
        ),
        key_id: report.key_id.clone(),
        secrets,
        staged,
        created: seconds((evidence.clock)()),
        expires: seconds(registration.expires),
        place: names.place.clone(),
        parent,
    }
}

fn table(table: &TableReport) -> TableClaim {
    let columns = table.columns.iter().map(|column| ColumnClaim {
        name: column.name.clone(),
        action: column.action.clone(),
        changed: column.changed,
        nulls: column.nulls,
    });
    TableClaim {
        name: table.name.clone(),
        rows_in: table.rows_in,
        rows_out: table.rows_out,
        columns: columns.collect(),
    }
}

fn findings(report: &Report) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for found in &report.secrets {
        *counts.entry(found.kind.clone()).or_insert(0) += found.count;
    }
    counts
}

fn identities(report: &Report) -> Vec<IdentityClaim> {
    let mut counts = BTreeMap::new();
    for identity in &report.identities {
        let key = (identity.kind.clone(), identity.treatment.clone());
        *counts.entry(key).or_insert(0) += identity.count;
    }
    let claims = counts
        .into_iter()
        .map(|((kind, treatment), count)| IdentityClaim {
            kind,
            treatment,
            count,
        });
    claims.collect()
}

fn verification(proof: &Proof) -> VerificationClaim {
    let checks = proof.checks.iter().map(|check| CheckClaim {
        name: check.name.to_owned(),
        passed: check.passed,
        judged: check.judged,
        unjudged: check.unjudged,
    });
    VerificationClaim {
        passed: proof.passed,
        checks: checks.collect(),
        not_checked: proof.not_checked.clone(),
    }
}
