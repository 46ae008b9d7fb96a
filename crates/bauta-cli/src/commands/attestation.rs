use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use bauta_engine::{Code, Diagnostic, sha256_of};
use bauta_trust::{Attestation, Demand, Granted, NotApproved, Terms};

use crate::args::{AttestationCommand, Format, PolicyFlags};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::policies;
use crate::render::{attestation, json};
use crate::signing;

pub(super) fn run(command: &AttestationCommand, console: Console) -> Result<(), Failure> {
    let AttestationCommand::Verify {
        file,
        subject,
        trusted,
        allowed_signers,
        require,
        policy,
    } = command;
    let demands = demands(require)?;
    let mut keys = Vec::new();
    for path in trusted {
        keys.extend(signing::trusted_keys(path)?);
    }
    let signers = allowed_signers
        .iter()
        .map(|path| policies::allowed_signers(path))
        .collect::<Result<Vec<_>, _>>()?;
    let envelope = read(file)?;
    let opened = Attestation::open(&envelope, &keys)
        .map_err(|error| bad(&error.to_string()).at(files::shown(file)))?;
    let digest = sha256_of(subject)?;
    let covered = opened.covers(&digest).map_err(|error| {
        bad(&error.to_string())
            .at(files::shown(subject))
            .hint("this is another dump, or it was changed after it was attested")
    })?;
    let environment = &opened.statement.predicate.environment;
    let terms = match policy {
        Some(_) => policies::terms(
            &PolicyFlags {
                policy: policy.clone(),
            },
            environment,
        )?,
        None => Terms::without_policy(environment),
    };
    let approved = (!signers.is_empty()).then(|| opened.approved(&terms, &signers));
    let unmet = unmet(&demands, &opened, approved.as_ref());
    if !unmet.is_empty() {
        return Err(unmet.into());
    }
    let seen = attestation::Seen {
        subject: &covered.name,
        digest: &digest,
        attestation: &opened,
        approved: approved.as_ref(),
    };
    match console.format {
        Format::Json => console::result(&json::document(&attestation::document(&seen)))?,
        Format::Text => console.say(&attestation::text(&seen)),
    }
    Ok(())
}

fn demands(texts: &[String]) -> Result<Vec<Demand>, Diagnostic> {
    let parsed = texts.iter().map(|text| {
        text.parse()
            .map_err(|error| Diagnostic::new(Code::BadUsage, format!("{error}")).at("--require"))
    });
    parsed.collect()
}

/// Every demand that is not met.
fn unmet(
    demands: &[Demand],
    opened: &Attestation,
    approved: Option<&Result<Granted, NotApproved>>,
) -> Vec<Diagnostic> {
    let problem = |demand: &Demand| match (demand, approved) {
        (Demand::Approved, Some(Ok(_))) => None,
        (Demand::Approved, Some(Err(why))) => Some(format!("`approved` is not met: {why}")),
        (demand, _) => demand
            .of(&opened.statement.predicate)
            .err()
            .map(|unmet| unmet.to_string()),
    };
    demands
        .iter()
        .filter_map(problem)
        .map(|told| bad(&told))
        .collect()
}

pub(super) fn bad(message: &str) -> Diagnostic {
    Diagnostic::new(Code::BadAttestation, message)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    let read = if files::is_dash(path) {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let message = format!("cannot read the attestation: {}", error.kind());
            Err(Diagnostic::new(Code::Io, message).at(files::shown(path)))
        }
    }
}
