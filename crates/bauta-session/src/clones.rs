//! The clones screen: the register, what is due, who is touched by a leaked key or secret.

use std::path::Path;

use bauta_engine::{Code, DatabaseUrl, Diagnostic};
use bauta_trust::{CloneEntry, CloneEvent, CloneStatus, Register};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cli;
use crate::dump::NamedValue;
use crate::problem::CommandError;
use crate::run::end_of_day;
use crate::session::Session;
use crate::whole;

/// Which clones are asked for; what is left out does not count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ClonesRequest {
    /// Those made under this key.
    pub key_id: Option<String>,
    /// Those made from this dump, by its SHA-256.
    pub source: Option<String>,
    /// Those made by this profile, by its digest.
    pub profile: Option<String>,
    /// Those in whose dump this secret stood, by its fingerprint.
    pub secret: Option<String>,
}

/// Clones of the register, those that are overdue first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneList {
    /// The clones.
    pub clones: Vec<CloneRow>,
    /// The same on the command line.
    pub cli: String,
}

/// A clone of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneRow {
    /// Its id.
    pub clone: String,
    /// `overdue`, `expiring`, `active` or `retired`.
    pub status: String,
    /// For which environment.
    pub environment: String,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// When it was made.
    pub created: String,
    /// When it has to be gone, extensions included.
    pub expires: String,
    /// Where the masked dump was written.
    pub place: String,
    /// Whether it is still there; `null` where that cannot be seen from here.
    pub there: Option<bool>,
    /// Whether it was taken over from an attestation.
    pub imported: bool,
    /// The profile's digest.
    pub profile: String,
    /// The digest of the dump.
    pub source: String,
    /// The digest of the masked dump.
    pub output: String,
    /// The id of the environment's key.
    pub key_id: String,
    /// The digest of its attestation.
    pub attestation: Option<String>,
    /// Servers that were seen to hold it, with when.
    pub confirmed: Vec<NamedValue>,
    /// Secrets that were found and replaced: kind and fingerprint.
    pub secrets: Vec<NamedValue>,
    /// Credentials that work in its environment, to be revoked with it: kind, and name or
    /// owner.
    pub staged: Vec<NamedValue>,
    /// The clone that its dump was, if it was one.
    pub parent: Option<String>,
    /// How it is known to be gone.
    pub retired: Option<CloneEnd>,
}

/// That a clone is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneEnd {
    /// When that was seen.
    pub at: String,
    /// By whom.
    pub by: String,
    /// How.
    pub method: String,
    /// The digest of what was seen.
    pub evidence: String,
}

/// A clone is to be given more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExtendClone {
    /// Its id.
    pub clone: String,
    /// The last day on which it may exist now, as `2026-12-31`.
    pub expires: String,
    /// Why.
    pub reason: String,
}

/// A database on a server, asked through the client that is installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServerAddress {
    /// As `postgres://user@host:5432/name`, without a password.
    pub address: String,
    /// Whether a password is asked for, in a window of its own; else the client finds its own.
    pub ask_password: bool,
}

/// A server is to be asked whether it holds a clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmClone {
    /// Its id.
    pub clone: String,
    /// The database.
    pub server: ServerAddress,
}

/// A clone is to be retired: it is looked whether its file is gone, and servers are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetireClone {
    /// Its id.
    pub clone: String,
    /// Databases that held it. Those that were confirmed are asked even if they are not named.
    pub servers: Vec<ServerAddress>,
    /// A file that shows that it is gone, as a handle.
    pub evidence: Option<String>,
}

/// A clone that was made elsewhere is to be registered here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportClone {
    /// Its attestation, as a handle.
    pub attestation: String,
    /// Public keys that are trusted to sign attestations, as a handle.
    pub trusted: String,
}

/// The clones of the register, those that are overdue first.
///
/// # Errors
/// The register cannot be read, or does not hold.
pub fn clones(session: &Session, input: ClonesRequest) -> Result<CloneList, CommandError> {
    let now = (session.desk.clock)();
    let register = session.state()?.clones().read()?;
    // Digests are named with and without what they are made by.
    let is = |asked: &Option<String>, known: &str| {
        asked
            .as_deref()
            .is_none_or(|asked| asked == known || known.strip_prefix("sha256:") == Some(asked))
    };
    let wanted = register.clones.iter().filter(|entry| {
        let record = &entry.record;
        is(&input.key_id, &record.key_id)
            && is(&input.source, &record.source)
            && is(&input.profile, &record.profile)
            && input.secret.as_ref().is_none_or(|asked| {
                let mut secrets = record.secrets.iter();
                secrets.any(|secret| secret.fingerprint == *asked)
            })
    });
    let mut rows: Vec<CloneRow> = wanted.map(|entry| row(entry, entry.status(now))).collect();
    rows.sort_by(|left, right| (rank(left), &left.expires).cmp(&(rank(right), &right.expires)));
    Ok(CloneList {
        clones: rows,
        cli: line(&input),
    })
}

/// Asks a server whether one of its databases is the clone. Register and audit log are told.
///
/// # Errors
/// There is no such clone, the server does not answer, or its database is no or another clone.
pub fn confirm_clone(session: &Session, input: ConfirmClone) -> Result<CloneList, CommandError> {
    change(session, &input.clone, |entry| {
        let url = address(session, &input.server)?;
        Ok(bauta_engine::confirmed(entry, &url)?)
    })
}

/// Gives a clone more time. Register and audit log are told.
///
/// # Errors
/// There is no such clone, it is gone, the policy allows no more, or the register cannot be written.
pub fn extend_clone(session: &Session, input: ExtendClone) -> Result<CloneList, CommandError> {
    let until = end_of_day(&input.expires)?;
    if until <= (session.desk.clock)() {
        return Err(CommandError::usage("that day has passed"));
    }
    change(session, &input.clone, |entry| {
        let terms = crate::trust::terms(session, &entry.record.environment)?;
        Ok(bauta_engine::extended(entry, &terms, until, &input.reason)?)
    })
}

/// Retires a clone that was seen to be gone: from where it was written, and from every server that
/// held it. Register and audit log are told.
///
/// # Errors
/// There is no such clone, it is still somewhere, or nothing shows that it is gone.
pub fn retire_clone(session: &Session, input: RetireClone) -> Result<CloneList, CommandError> {
    let document = input.evidence.as_deref();
    let document = document.map(|file| session.files.path(file)).transpose()?;
    change(session, &input.clone, |entry| {
        let servers = input.servers.iter().map(|server| address(session, server));
        let servers = servers.collect::<Result<Vec<_>, _>>()?;
        Ok(bauta_engine::retired(entry, servers, document.as_deref())?.0)
    })
}

/// Registers a clone that was made elsewhere, as its attestation tells. Register and audit log are
/// told.
///
/// # Errors
/// No trusted key has signed the attestation, it is of no registered clone, or of one that is known.
pub fn import_clone(session: &Session, input: ImportClone) -> Result<CloneList, CommandError> {
    let keys_path = session.files.path(&input.trusted)?;
    let bad = |message: &str| Diagnostic::new(Code::BadTrustFile, message).at(keys_path.display());
    let bytes = bauta_engine::read_trust_file(&keys_path)?;
    let bytes = bytes.ok_or_else(|| bad("there is no such file of trusted keys"))?;
    let text = String::from_utf8(bytes).map_err(|_| bad("the file is not text in UTF-8"))?;
    let keys =
        bauta_engine::trusted_keys(&text).map_err(|problem| problem.at(keys_path.display()))?;
    let path = session.files.path(&input.attestation)?;
    let envelope = whole::read(&path, "attestation", MOST_BYTES)?;
    let event = bauta_engine::imported(envelope.as_bytes(), &keys);
    let event = event.map_err(|problem| problem.at(path.display()))?;
    session.state()?.clones().record(&event, |_| Ok(()))?;
    clones(session, ClonesRequest::default())
}

/// Longest attestation.
const MOST_BYTES: u64 = 64 << 20;

/// Lets something happen to a clone, and tells how all of them stand then.
fn change(
    session: &Session,
    clone: &str,
    event: impl FnOnce(&CloneEntry) -> Result<CloneEvent, CommandError>,
) -> Result<CloneList, CommandError> {
    let state = session.state()?;
    let register: Register = state.clones().read()?;
    let entry = register.find(clone);
    let entry = entry.ok_or_else(|| CommandError::usage("the register has no such clone"))?;
    let event = event(entry)?;
    state.clones().record(&event, |_| Ok(()))?;
    clones(session, ClonesRequest::default())
}

/// An address that no page has seen a password of.
fn address(session: &Session, server: &ServerAddress) -> Result<DatabaseUrl, CommandError> {
    let url = DatabaseUrl::parse(server.address.trim())?;
    if url.has_password() {
        let message = "the address holds a password, which no page should see";
        let problem = Diagnostic::new(bauta_engine::Code::BadUsage, message);
        return Err(problem
            .hint("leave it out; a window of its own asks for it, or the client finds its own")
            .into());
    }
    if !server.ask_password {
        return Ok(url);
    }
    let given = session
        .desk
        .dialogs
        .passphrase(&format!("Password of {}", url.shown()));
    let given = given.ok_or_else(|| CommandError::usage("no password was given"))?;
    Ok(url.with_password(given))
}

fn line(asked: &ClonesRequest) -> String {
    let flags = [
        ("--key-id", &asked.key_id),
        ("--source-digest", &asked.source),
        ("--profile", &asked.profile),
        ("--secret", &asked.secret),
    ];
    let mut arguments: Vec<String> = flags
        .into_iter()
        .filter_map(|(flag, value)| Some([flag.to_owned(), value.clone()?]))
        .flatten()
        .collect();
    if arguments.is_empty() {
        arguments.push("--all".to_owned());
    }
    cli::line(&["clone", "list"], &arguments)
}

/// Whether the masked dump is where it was written, as far as that can be seen from here.
fn there(entry: &CloneEntry) -> Option<bool> {
    let place = Path::new(&entry.record.place);
    if entry.imported || !place.is_absolute() {
        return None;
    }
    std::fs::exists(place).ok()
}

fn row(entry: &CloneEntry, status: CloneStatus) -> CloneRow {
    let record = &entry.record;
    let pair = |name: &str, value: &str| NamedValue::new(name, value);
    CloneRow {
        clone: record.clone.clone(),
        status: match status {
            CloneStatus::Overdue => "overdue",
            CloneStatus::Expiring => "expiring",
            CloneStatus::Active => "active",
            CloneStatus::Retired => "retired",
        }
        .to_owned(),
        environment: record.environment.clone(),
        owner: record.owner.clone(),
        purpose: record.purpose.clone(),
        created: record.created.clone(),
        expires: entry.until.clone(),
        place: record.place.clone(),
        there: there(entry),
        imported: entry.imported,
        profile: record.profile.clone(),
        source: record.source.clone(),
        output: record.output.clone(),
        key_id: record.key_id.clone(),
        attestation: entry.attestation.clone(),
        confirmed: entry
            .confirmed
            .iter()
            .map(|seen| pair(&seen.place, &seen.at))
            .collect(),
        secrets: (record.secrets.iter())
            .map(|secret| pair(&secret.kind, &secret.fingerprint))
            .collect(),
        staged: record
            .staged
            .iter()
            .map(|staged| pair(&staged.kind, &staged.about()))
            .collect(),
        parent: record.parent.clone(),
        retired: entry.retired.as_ref().map(|end| CloneEnd {
            at: end.at.clone(),
            by: end.by.clone(),
            method: end.method.clone(),
            evidence: end.evidence.clone(),
        }),
    }
}

fn rank(row: &CloneRow) -> u8 {
    match row.status.as_str() {
        "overdue" => 0,
        "expiring" => 1,
        "active" => 2,
        _ => 3,
    }
}
