use std::fs;
use std::path::{Path, PathBuf};

use bauta_engine::{Code, DatabaseUrl, Diagnostic, State, latest_end};
use bauta_trust::{Attestation, CloneEntry, CloneEvent, CloneStatus, Digest, Register, seconds};
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
    let clone = find(&register, id)?.record.clone;
    let says = url.clone_id()?;
    if says != clone {
        let message = format!("the database says that it is clone {says}, not {clone}");
        return Err(Diagnostic::new(Code::BadClone, message)
            .at(url.shown())
            .into());
    }
    let event = CloneEvent::Confirmed {
        clone: clone.clone(),
        place: url.shown(),
        server: url.server()?,
    };
    state.clones().record(&event, |_| Ok(()))?;
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
    if reason.trim().is_empty() {
        return Err(
            Diagnostic::new(Code::BadUsage, "an extension needs a reason")
                .at("--reason")
                .into(),
        );
    }
    let terms = policies::terms(policy, &clone.record.environment)?;
    if let (Some(days), Ok(made)) = (terms.longest_clone_days, clone.record.created.parse())
        && until > latest_end(made, days)
    {
        let message = format!("the policy lets a clone live for {days} days, extensions included");
        return Err(Diagnostic::new(Code::AgainstPolicy, message)
            .at("--expires")
            .into());
    }
    let event = CloneEvent::Extended {
        clone: clone.record.clone.clone(),
        expires: seconds(until),
        reason: reason.to_owned(),
    };
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
    let urls = addresses
        .iter()
        .map(|text| DatabaseUrl::parse(text).map_err(|problem| problem.at("--at")))
        .collect::<Result<Vec<_>, _>>()?;
    let mut seen = gone_servers(&clone, urls)?;
    seen.extend(gone_file(&clone)?);
    let mut methods: Vec<&str> = seen.iter().map(|one| one.method).collect();
    let mut evidence: Vec<String> = seen.iter().map(|one| one.told.clone()).collect();
    if let Some(path) = document {
        let bytes = fs::read(path).map_err(|error| {
            Diagnostic::new(
                Code::Io,
                format!("cannot read the evidence: {}", error.kind()),
            )
            .at(files::shown(path))
        })?;
        methods.push("document");
        evidence.push(Digest::of(&bytes).to_string());
    }
    if methods.is_empty() {
        return Err(Diagnostic::new(Code::BadClone, "nothing shows that the clone is gone")
            .at(&clone.record.clone)
            .hint("name the database that held it with --at, or a file that shows it with --evidence")
            .into());
    }
    methods.dedup();
    let event = CloneEvent::Retired {
        clone: clone.record.clone.clone(),
        method: methods.join("+"),
        evidence: Digest::of(evidence.join("\n").as_bytes()).to_string(),
    };
    state.clones().record(&event, |_| Ok(()))?;
    for told in &evidence {
        console.say(&format!("{told}\n"));
    }
    console.say(&clones::to_revoke(&clone));
    Ok(())
}

/// Something that was seen to be gone.
struct Gone {
    method: &'static str,
    told: String,
}

/// Every server that held the clone answers, is the same, and has the database no more.
fn gone_servers(clone: &CloneEntry, mut named: Vec<DatabaseUrl>) -> Result<Vec<Gone>, Diagnostic> {
    let mut gone = Vec::new();
    let mut places: Vec<(String, Option<String>)> = clone
        .confirmed
        .iter()
        .map(|seen| (seen.place.clone(), Some(seen.server.clone())))
        .collect();
    let others = named.iter().map(|url| (url.shown(), None));
    let others: Vec<_> = others
        .filter(|(place, _)| !places.iter().any(|(known, _)| known == place))
        .collect();
    places.extend(others);
    for (place, server) in places {
        let url = match named.iter().position(|url| url.shown() == place) {
            Some(at) => named.swap_remove(at),
            None => DatabaseUrl::parse(&place)?,
        };
        let now = url.server()?;
        if server.is_some_and(|known| known != now) {
            return Err(Diagnostic::new(
                Code::BadClone,
                "another server answers there than the one that held the clone",
            )
            .at(place)
            .hint("ask the one that was confirmed, or give --evidence for it"));
        }
        if url.is_there()? {
            return Err(still_there("the database is still there", &place));
        }
        gone.push(Gone {
            method: "server",
            told: format!("{place}: the server {now} answers, and the database is gone"),
        });
    }
    Ok(gone)
}

/// The masked dump is gone as well.
fn gone_file(clone: &CloneEntry) -> Result<Option<Gone>, Diagnostic> {
    let place = &clone.record.place;
    if clone.imported || !Path::new(place).is_absolute() {
        return Ok(None);
    }
    match fs::exists(place) {
        Ok(false) => Ok(Some(Gone {
            method: "file",
            told: format!("{place}: the file is gone"),
        })),
        Ok(true) => Err(still_there("the masked dump is still there", place)),
        Err(error) => Err(Diagnostic::new(
            Code::Io,
            format!("cannot look for the masked dump: {}", error.kind()),
        )
        .at(place)),
    }
}

fn still_there(message: &str, place: &str) -> Diagnostic {
    Diagnostic::new(Code::BadClone, message)
        .at(place)
        .hint("drop or delete it first; backups of it count as well")
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
    let opened = Attestation::open(&envelope, &keys)
        .map_err(|error| attestation::bad(&error.to_string()).at(files::shown(path)))?;
    let record = opened.statement.predicate.clone.ok_or_else(|| {
        attestation::bad("the attestation is of a run that registered no clone")
            .at(files::shown(path))
    })?;
    let clone = record.clone.clone();
    let (state, _) = state::find(flags)?;
    let event = CloneEvent::Imported {
        record,
        attestation: Digest::of(&envelope).to_string(),
    };
    state.clones().record(&event, |_| Ok(()))?;
    console.say(&format!("clone {clone} is registered\n"));
    Ok(())
}
