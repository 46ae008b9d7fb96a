//! What an attestation says, what it does not, and what rests on the runner's word.

use bauta_trust::{Attestation, Demand, Granted, NotApproved, RunPredicate};
use serde_json::{Value, json};

use super::{Lines, human};

/// An attestation that holds for a file.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) subject: &'a str,
    pub(crate) digest: &'a str,
    pub(crate) attestation: &'a Attestation,
    /// What became of the approval, where it was judged.
    pub(crate) approved: Option<&'a Result<Granted, NotApproved>>,
}

/// What nobody but the runner could see.
const RUNNERS_WORD: &[&str] = &[
    "that this was the input, and this the schema",
    "that this version of bauta ran, unchanged, under this profile and this key",
    "when, and by whom",
    "what the counts and the verification say",
];

pub(crate) fn text(seen: &Seen<'_>) -> String {
    let mut lines = Lines::default();
    let predicate = &seen.attestation.statement.predicate;
    let mut add = |text: String| lines.add(human::printable(&text));
    add(format!("{}: sha256:{}", seen.subject, seen.digest));
    add(format!(
        "attested by {}",
        seen.attestation.signers.join(", ")
    ));
    if seen.attestation.unknown_signatures > 0 {
        let count = seen.attestation.unknown_signatures as u64;
        add(format!(
            "beside {} that count for nothing",
            human::counted(count, "signature", "signatures")
        ));
    }
    let run = &predicate.run;
    add(format!(
        "made {} by {} with {} {}",
        run.finished, run.actor, predicate.engine.name, predicate.engine.version
    ));
    add(format!(
        "profile {} {}",
        predicate.profile.name, predicate.profile.digest
    ));
    let keys: Vec<&str> = predicate.keys.iter().map(|key| key.kid.as_str()).collect();
    add(format!(
        "environment {}, key {}",
        predicate.environment,
        keys.join(", ")
    ));
    for policy in &predicate.policies {
        add(format!("policy {policy}"));
    }
    for exception in &predicate.exceptions {
        add(format!(
            "exception: {} keeps {} until {}, {} ({})",
            exception.column,
            exception.kinds.join(", "),
            exception.expires,
            human::counted(exception.hits, "hit", "hits"),
            exception.owner
        ));
    }
    for (demand, said) in claims(seen) {
        add(format!("{demand}: {said}"));
    }
    for word in RUNNERS_WORD {
        add(format!("the runner's word: {word}"));
    }
    lines.into_text()
}

pub(crate) fn document(seen: &Seen<'_>) -> Value {
    let claims: Vec<Value> = claims(seen)
        .into_iter()
        .map(
            |(demand, said)| json!({ "claim": demand, "said": said, "held": holds(seen, &demand) }),
        )
        .collect();
    json!({
        "passed": true,
        "subject": { "name": seen.subject, "sha256": seen.digest },
        "signers": seen.attestation.signers,
        "unknown_signatures": seen.attestation.unknown_signatures,
        "claims": claims,
        "runners_word": RUNNERS_WORD,
        "statement": seen.attestation.statement,
    })
}

fn holds(seen: &Seen<'_>, demand: &str) -> bool {
    match demand {
        "approved" => matches!(seen.approved, Some(Ok(_))),
        other => other
            .parse::<Demand>()
            .is_ok_and(|demand| demand.of(&seen.attestation.statement.predicate).is_ok()),
    }
}

/// Each claim that a word names, and what is said of it.
fn claims(seen: &Seen<'_>) -> Vec<(String, String)> {
    let predicate = &seen.attestation.statement.predicate;
    let said = |demand: &Demand| match demand {
        Demand::Approved => approval(seen, predicate),
        Demand::Verified => match (&predicate.verification, demand.of(predicate)) {
            (Some(proof), Ok(())) => {
                let names: Vec<&str> = proof
                    .checks
                    .iter()
                    .map(|check| check.name.as_str())
                    .collect();
                names.join(", ")
            }
            (_, Ok(())) => "yes".to_owned(),
            (_, Err(unmet)) => format!("not claimed: {}", unmet.instead),
        },
        Demand::Registered => match &predicate.clone {
            Some(clone) => format!(
                "clone {}, {} until {}",
                clone.clone, clone.owner, clone.expires
            ),
            None => "not claimed: it was not registered".to_owned(),
        },
        _ => match (&predicate.audit, demand.of(predicate)) {
            (Some(audit), Ok(())) => format!("head {}", audit.head),
            (Some(audit), Err(unmet)) => {
                format!("not claimed: {}; head {}", unmet.instead, audit.head)
            }
            (None, _) => "not claimed: there was no audit log".to_owned(),
        },
    };
    Demand::words()
        .iter()
        .map(|demand| (demand.to_string(), said(demand)))
        .collect()
}

fn approval(seen: &Seen<'_>, predicate: &RunPredicate) -> String {
    match (seen.approved, &predicate.approval) {
        (Some(Ok(granted)), _) => {
            let approvers = granted.approvers.iter();
            let names: Vec<String> = approvers
                .map(|signer| format!("{} ({})", signer.principals.join(", "), signer.fingerprint))
                .collect();
            format!(
                "by {}, serial {}, until {}",
                names.join(", "),
                granted.approval.serial,
                granted.approval.expires
            )
        }
        (Some(Err(why)), _) => format!("does not hold: {why}"),
        (None, Some(claim)) => format!(
            "embedded and not judged (serial {}): name --allowed-signers",
            claim.serial
        ),
        (None, None) => "not claimed: no approval was asked for".to_owned(),
    }
}
