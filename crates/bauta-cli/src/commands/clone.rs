use std::path::{Path, PathBuf};

use bauta_engine::{Code, DatabaseUrl, Diagnostic, State};
use bauta_trust::{CloneEntry, CloneEvent, CloneStatus, Register, seconds};
use jiff::Timestamp;

use super::attestation;
use crate::args::{CloneCommand, CloneFilter, Format, PolicyFlags, StateFlags};
use crate::console::{self, Console};
use crate::dates;
use crate::exit::Failure;
use crate::files;
use crate::policies;
use crate::render::{clones, json};
use crate::signing;
use crate::state;

pub(super) fn run(command: &CloneCommand, console: Console) -> Result<(), Failure> {
    match command {
        CloneCommand::List { filter, state } => list(filter, state, console),
        CloneCommand::Show { id, state } => show(id, state, console),
        CloneCommand::Confirm { id, at, state } => confirm(id, at, state, console),
        CloneCommand::Extend {
            id,
            expires,
            reason,
            policy,
            state,
        } => extend(id, expires, reason, policy, state, console),
        CloneCommand::Retire {
            id,
            at,
            evidence,
            state,
        } => retire(id, at, evidence.as_deref(), state, console),
        CloneCommand::Check { at, state } => check(at.as_deref(), state, console),
        CloneCommand::Import {
            attestation,
            trusted,
            state,
        } => import(attestation, trusted, state, console),
    }
}

fn opened(flags: &StateFlags) -> Result<(State, Register), Diagnostic> {
    let (state, _) = state::find(flags)?;
    let register = state.clones().read()?;
    Ok((state, register))
}

fn find(register: &Register, id: &str) -> Result<CloneEntry, Diagnostic> {
    register.find_by_front(id).cloned().ok_or_else(|| {
        Diagnostic::new(
            Code::BadClone,
            format!("no clone, or more than one, has an id that begins with `{id}`"),
        )
        .hint("`bauta clone list --all` shows those that are registered")
    })
}

fn list(filter: &CloneFilter, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let (state, register) = opened(flags)?;
    let now = state.now();
    let asks = filter.source_digest.is_some()
        || filter.key_id.is_some()
        || filter.profile.is_some()
        || filter.secret.is_some();
    let mut found: Vec<&CloneEntry> = register
        .clones
        .iter()
        .filter(|clone| matches(filter, clone))
        .filter(|clone| filter.all || asks || clone.status(now) != CloneStatus::Retired)
        .collect();
    found.sort_by_key(|clone| (clone.status(now), clone.until.clone()));
    let reused = register.reused_secrets();
    match console.format {
        Format::Json => console::result(&json::document(&clones::document(&found, &reused, now))),
        Format::Text if found.is_empty() => {
            console.say("no clones\n");
            Ok(())
        }
        Format::Text => {
            console::result(&clones::rows(&found, now))?;
            console.say(&clones::reused(&reused));
            Ok(())
        }
    }
}

/// Whether a clone is one of those that are asked for.
fn matches(filter: &CloneFilter, clone: &CloneEntry) -> bool {
    let record = &clone.record;
    let is = |wanted: &Option<String>, has: &str| {
        wanted
            .as_deref()
            .is_none_or(|wanted| wanted == has || has.strip_prefix("sha256:") == Some(wanted))
    };
    let secret = filter.secret.as_deref().is_none_or(|wanted| {
        record
            .secrets
            .iter()
            .any(|secret| secret.fingerprint == wanted)
    });
    secret
        && is(&filter.env, &record.environment)
        && is(&filter.source_digest, &record.source)
        && is(&filter.key_id, &record.key_id)
        && is(&filter.profile, &record.profile)
}

fn show(id: &str, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let (state, register) = opened(flags)?;
    let clone = find(&register, id)?;
    match console.format {
        Format::Json => console::result(&json::document(&clones::entry(&clone, state.now()))),
        Format::Text => console::result(&clones::shown(&clone, state.now())),
    }
}

fn confirm(id: &str, at: &str, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let url = DatabaseUrl::parse(at).map_err(|problem| problem.at("--at"))?;
    let (state, register) = opened(flags)?;
    let clone = find(&register, id)?;
    let event = bauta_engine::confirmed(&clone, &url)?;
    state.clones().record(&event, |_| Ok(()))?;
    let clone = &clone.record.clone;
    console.say(&format!("clone {clone} is at {}\n", url.shown()));
    Ok(())
}

fn extend(
    id: &str,
    expires: &str,
    reason: &str,
    policy: &PolicyFlags,
    flags: &StateFlags,
    console: Console,
) -> Result<(), Failure> {
    let (state, register) = opened(flags)?;
    let clone = find(&register, id)?;
    let until = dates::end("--expires", expires, state.now())?;
    let terms = policies::terms(policy, &clone.record.environment)?;
    let event = bauta_engine::extended(&clone, &terms, until, reason)?;
    state.clones().record(&event, |_| Ok(()))?;
    console.say(&format!(
        "clone {} may live until {}\n",
        clone.record.clone,
        seconds(until)
    ));
    Ok(())
}

fn retire(
    id: &str,
    addresses: &[String],
    document: Option<&Path>,
    flags: &StateFlags,
    console: Console,
) -> Result<(), Failure> {
    let (state, register) = opened(flags)?;
    let clone = find(&register, id)?;
    let servers = addresses
        .iter()
        .map(|text| DatabaseUrl::parse(text).map_err(|problem| problem.at("--at")))
        .collect::<Result<Vec<_>, _>>()?;
    let (event, evidence) = bauta_engine::retired(&clone, servers, document)?;
    state.clones().record(&event, |_| Ok(()))?;
    for told in &evidence {
        console.say(&format!("{told}\n"));
    }
    console.say(&clones::to_revoke(&clone));
    Ok(())
}

fn check(at: Option<&str>, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let (state, register) = opened(flags)?;
    let now = state.now();
    let then = at.map_or(Ok(now), |text| moment(text, now))?;
    let overdue: Vec<&CloneEntry> = register
        .clones
        .iter()
        .filter(|clone| clone.status(then) == CloneStatus::Overdue)
        .collect();
    if overdue.is_empty() {
        console.say("no clone is overdue\n");
        return Ok(());
    }
    let problems = overdue.into_iter().map(|clone| {
        let record = &clone.record;
        let message = format!(
            "clone of {} should be gone since {}; {} answers for it",
            record.environment, clone.until, record.owner
        );
        Diagnostic::new(Code::OverdueClone, message)
            .at(&record.clone)
            .hint("drop it and `bauta clone retire` it, or `bauta clone extend` it")
    });
    Err(problems.collect::<Vec<_>>().into())
}

fn moment(text: &str, now: Timestamp) -> Result<Timestamp, Diagnostic> {
    dates::read(text, now)
        .ok_or_else(|| Diagnostic::new(Code::BadUsage, "this is no date").at("--at"))
}

fn import(
    path: &Path,
    trusted: &[PathBuf],
    flags: &StateFlags,
    console: Console,
) -> Result<(), Failure> {
    let mut keys = Vec::new();
    for path in trusted {
        keys.extend(signing::trusted_keys(path)?);
    }
    let envelope = attestation::read(path)?;
    let event = bauta_engine::imported(&envelope, &keys)
        .map_err(|problem| problem.at(files::shown(path)))?;
    let (state, _) = state::find(flags)?;
    state.clones().record(&event, |_| Ok(()))?;
    if let CloneEvent::Imported { record, .. } = &event {
        console.say(&format!("clone {} is registered\n", record.clone));
    }
    Ok(())
}
