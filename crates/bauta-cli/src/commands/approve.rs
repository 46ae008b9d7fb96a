use bauta_crypto::VerifyingKey;
use bauta_engine::{
    ApprovalStore, Code, Diagnostic, Examined, Input, Job, Output, PendingApproval, Subject,
};
use bauta_keys::has_signed;
use bauta_trust::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, AllowedSigners, ApprovalDocument, AuditEvent, Digest,
    authorship_document,
};
use jiff::Timestamp;

use super::reading;
use crate::args::{ApproveArguments, Format, SignArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::keys;
use crate::policies;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::json;
use crate::rules;
use crate::signals;
use crate::signing;
use crate::state;

pub(super) fn run(arguments: &ApproveArguments, console: Console) -> Result<(), Failure> {
    refuse_stream(&arguments.profile)?;
    let expires = last_moment(&arguments.expires)?;
    let terms = policies::terms(&arguments.policy, &arguments.env)?;
    let signers = match (&arguments.allowed_signers, terms.allowed_signers.is_empty()) {
        (None, true) => Vec::new(),
        (named, _) => policies::signers(&terms, named.as_deref())?,
    };
    let signer = signing::signer(
        &arguments.signing.signing_key,
        arguments.signing.signing_passphrase.as_deref(),
    )?;
    let key = signer.key();
    let store = ApprovalStore::beside(&arguments.profile);
    refuse_author(&store, &key)?;
    if terms.is_revoked(&key.fingerprint()) {
        let problem = Diagnostic::new(Code::WrongSigner, "this key has been revoked");
        return Err(problem.at(key.fingerprint()).into());
    }
    let now = now()?;
    let name = name(&key, &signers, now)?;

    let file = ProfileFile::read(&arguments.profile)?;
    let cancel = signals::watch()?;
    let mut job = reading::job(
        file,
        arguments.schema_from.as_deref(),
        keys::fresh(&arguments.env)?,
        &arguments.reading,
        &cancel,
    )?;
    job.rules = rules::read(arguments.rules.as_deref())?;
    job.policy = terms.clone();
    let examined = if let Some(review) = &arguments.review {
        reviewed(review, &arguments.env, job.profile_digest()?)?
    } else {
        let mut progress = Progress::new(console, crate::args::ProgressStyle::None);
        let examined = job.examine(&mut progress, &cancel);
        progress.finish();
        examined.map_err(|error| signals::settle(&cancel, error.into()))?
    };

    let pending = PendingApproval::of(examined, &store, &terms, (now, expires), |signatures| {
        has_signed(&key, signatures)
    })?;
    let signature = signer.sign(&pending.bytes, APPROVAL_NAMESPACE)?;
    let place = pending.store(&store, &name, &signature)?;
    let digest = Digest::of(&pending.bytes).to_string();
    log(arguments, &pending.document, &digest, &key, console)?;
    match console.format {
        Format::Text => {
            let document = &pending.document;
            let done = if pending.joins { "signed, too" } else { "made" };
            console.say(&format!(
                "approval {} for {} {done}: {}\nprofile {}\nschema  {}\n",
                document.serial,
                document.environment,
                files::shown(&place),
                document.profile_digest,
                document.schema_fingerprint,
            ));
            Ok(())
        }
        Format::Json => console::result(&json::document(&serde_json::json!({
            "approval": digest,
            "serial": pending.document.serial,
            "environment": pending.document.environment,
            "profile": pending.document.profile_digest,
            "schema_fingerprint": pending.document.schema_fingerprint,
            "expires": pending.document.expires,
            "place": files::shown(&place),
            "signer": key.fingerprint(),
        }))),
    }
}

/// Tells the audit log. The approval is there by then; where no log can be kept, that is said.
fn log(
    arguments: &ApproveArguments,
    document: &ApprovalDocument,
    digest: &str,
    key: &VerifyingKey,
    console: Console,
) -> Result<(), Diagnostic> {
    let event = AuditEvent::ProfileApproved {
        environment: document.environment.clone(),
        profile: document.profile_digest.to_string(),
        approval: digest.to_owned(),
        serial: document.serial,
        signer: key.fingerprint(),
    };
    state::tell(&arguments.state, &event, "this approval", console)
}

/// What a review was made of, if that is the profile at hand for this environment.
fn reviewed(
    path: &std::path::Path,
    environment: &str,
    profile: Digest,
) -> Result<Examined, Diagnostic> {
    let text = files::read_text(path, "review", Code::BadUsage)?;
    let subject = Subject::parse(&text).map_err(|problem| problem.at(files::shown(path)))?;
    let other = |message: &str| {
        Diagnostic::new(Code::UnfitApproval, message)
            .at(files::shown(path))
            .hint("make a review of this profile for this environment")
    };
    if subject.profile_digest != profile {
        return Err(other(
            "the review is of another profile, or this one has changed since",
        ));
    }
    if subject.environment != environment {
        return Err(other("the review is for another environment"));
    }
    Ok(subject.into_examined())
}

/// The author's signature.
pub(super) fn sign(arguments: &SignArguments, console: Console) -> Result<(), Failure> {
    refuse_stream(&arguments.profile)?;
    let file = ProfileFile::read(&arguments.profile)?;
    let signer = signing::signer(
        &arguments.signing.signing_key,
        arguments.signing.signing_passphrase.as_deref(),
    )?;
    let environment = keys::environment_of(None, &file.profile).to_owned();
    let nothing = Input::from_reader(std::io::empty());
    let key = keys::fresh(&environment)?;
    let mut job = Job::new(file.into_source(), nothing, Output::Discard, key);
    job.rules = rules::read(arguments.rules.as_deref())?;
    let digest = job.profile_digest()?;
    let document = authorship_document(digest);
    let signature = signer.sign(&document, AUTHOR_NAMESPACE)?;
    let place =
        ApprovalStore::beside(&arguments.profile).write_authorship(&document, &signature)?;
    match console.format {
        Format::Text => {
            console.say(&format!(
                "signed: {}\nprofile {digest}\n",
                files::shown(&place)
            ));
            Ok(())
        }
        Format::Json => console::result(&json::document(&serde_json::json!({
            "profile": digest,
            "place": files::shown(&place),
            "signer": signer.key().fingerprint(),
        }))),
    }
}

/// What is signed is stored beside the profile.
pub(super) fn refuse_stream(profile: &std::path::Path) -> Result<(), Diagnostic> {
    if files::is_dash(profile) {
        let problem = Diagnostic::new(
            Code::BadUsage,
            "approvals lie beside the profile, and a stream has no place",
        );
        return Err(problem.hint("name the file of the profile"));
    }
    Ok(())
}

/// Now, to the second.
pub(super) fn now() -> Result<Timestamp, Diagnostic> {
    Timestamp::from_second(Timestamp::now().as_second())
        .map_err(|_| Diagnostic::new(Code::Io, "the clock shows no time"))
}

/// The last second of a day, in UTC.
fn last_moment(day: &str) -> Result<Timestamp, Diagnostic> {
    format!("{day}T23:59:59Z").parse().map_err(|_| {
        Diagnostic::new(Code::BadUsage, "this is no date")
            .at("--expires")
            .hint("write it as 2027-01-31")
    })
}

/// The author must not approve; that others who are him do not, the run sees to.
fn refuse_author(store: &ApprovalStore, key: &VerifyingKey) -> Result<(), Diagnostic> {
    let authorship = store.authorship()?;
    let own = authorship.is_some_and(|author| has_signed(key, &[author.signature]));
    if own {
        let problem = Diagnostic::new(
            Code::WrongSigner,
            "this key has signed the profile as its author, and an author does not approve himself",
        );
        return Err(problem.hint("somebody else has to approve"));
    }
    Ok(())
}

/// The name of the signature's file: who the key belongs to, as far as that is known.
fn name(
    key: &VerifyingKey,
    signers: &[AllowedSigners],
    now: Timestamp,
) -> Result<String, Diagnostic> {
    let mut name = None;
    for allowed in signers {
        let principals = allowed.identify(key, APPROVAL_NAMESPACE, now);
        let principals = principals.map_err(|problem| {
            Diagnostic::new(Code::WrongSigner, problem.to_string())
                .at(key.fingerprint())
                .hint("somebody whom the allowed signers name has to approve")
        })?;
        name = name.or_else(|| principals.into_iter().next());
    }
    let fingerprint = key.fingerprint();
    let short: String = fingerprint
        .trim_start_matches("SHA256:")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    // One person may have several keys, and none must write over the other's.
    Ok(match name {
        Some(name) => format!("{name}-{}", short.get(..6).unwrap_or_default()),
        None => short,
    })
}
