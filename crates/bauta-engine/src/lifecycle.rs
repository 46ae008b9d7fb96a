//! What can happen to a registered clone, and what has to be true for it.

use std::fs;
use std::path::Path;

use bauta_crypto::VerifyingKey;
use bauta_trust::{Attestation, CloneEntry, CloneEvent, Digest, Terms, seconds};
use jiff::Timestamp;

use crate::error::{Code, Diagnostic};
use crate::evidence::latest_end;
use crate::server::DatabaseUrl;

/// A database says of itself that it is the clone.
///
/// # Errors
/// A server that does not answer, or a database that says otherwise.
pub fn confirmed(clone: &CloneEntry, url: &DatabaseUrl) -> Result<CloneEvent, Diagnostic> {
    let clone = clone.record.clone.clone();
    let says = url.clone_id()?;
    if says != clone {
        let message = format!("the database says that it is clone {says}, not {clone}");
        return Err(Diagnostic::new(Code::BadClone, message).at(url.shown()));
    }
    Ok(CloneEvent::Confirmed {
        clone,
        place: url.shown(),
        server: url.server()?,
    })
}

/// A clone gets more time, if the policy has any left for it.
///
/// # Errors
/// No reason is given, or it is longer than the policy allows.
pub fn extended(
    clone: &CloneEntry,
    terms: &Terms,
    until: Timestamp,
    reason: &str,
) -> Result<CloneEvent, Diagnostic> {
    if reason.trim().is_empty() {
        let problem = Diagnostic::new(Code::BadUsage, "an extension needs a reason");
        return Err(problem.at("--reason"));
    }
    if let (Some(days), Ok(made)) = (terms.longest_clone_days, clone.record.created.parse())
        && until > latest_end(made, days)
    {
        let message = format!("the policy lets a clone live for {days} days, extensions included");
        return Err(Diagnostic::new(Code::AgainstPolicy, message).at("--expires"));
    }
    Ok(CloneEvent::Extended {
        clone: clone.record.clone.clone(),
        expires: seconds(until),
        reason: reason.to_owned(),
    })
}

/// A clone is gone, with what was seen of that in words: every server that held it answers and has
/// the database no more, the masked dump is no longer where it was written, a document says so.
///
/// # Errors
/// It is still somewhere, nobody can tell, or nothing shows that it is gone.
pub fn retired(
    clone: &CloneEntry,
    servers: Vec<DatabaseUrl>,
    document: Option<&Path>,
) -> Result<(CloneEvent, Vec<String>), Diagnostic> {
    let mut seen = gone_servers(clone, servers)?;
    seen.extend(gone_file(clone)?);
    let mut methods: Vec<&str> = seen.iter().map(|one| one.method).collect();
    let mut evidence: Vec<String> = seen.iter().map(|one| one.told.clone()).collect();
    if let Some(path) = document {
        let bytes = fs::read(path).map_err(|error| {
            let message = format!("cannot read the evidence: {}", error.kind());
            Diagnostic::new(Code::Io, message).at(path.display())
        })?;
        methods.push("document");
        evidence.push(Digest::of(&bytes).to_string());
    }
    if methods.is_empty() {
        return Err(Diagnostic::new(Code::BadClone, "nothing shows that the clone is gone")
            .at(&clone.record.clone)
            .hint("name the database that held it with --at, or a file that shows it with --evidence"));
    }
    methods.dedup();
    let event = CloneEvent::Retired {
        clone: clone.record.clone.clone(),
        method: methods.join("+"),
        evidence: Digest::of(evidence.join("\n").as_bytes()).to_string(),
    };
    Ok((event, evidence))
}

/// A clone that was registered elsewhere, as its attestation tells.
///
/// # Errors
/// An attestation that no trusted key has signed, or of a run that registered no clone.
pub fn imported(envelope: &[u8], trusted: &[VerifyingKey]) -> Result<CloneEvent, Diagnostic> {
    let bad = |message: &str| Diagnostic::new(Code::BadAttestation, message);
    let opened = Attestation::open(envelope, trusted).map_err(|error| bad(&error.to_string()))?;
    let record = opened.statement.predicate.clone;
    let record =
        record.ok_or_else(|| bad("the attestation is of a run that registered no clone"))?;
    Ok(CloneEvent::Imported {
        record,
        attestation: Digest::of(envelope).to_string(),
    })
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
