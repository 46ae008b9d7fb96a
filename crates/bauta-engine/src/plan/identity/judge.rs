//! What becomes of a statement for the identities in it, and what is noted of them.

use bauta_dump::ddl::{self, CredentialKind, Places, SessionState, Subject, SubjectKind};
use bauta_profile::Identities;

use super::credential::{Desk, Fate, RENAMED};
use super::hosts::Reach;
use super::names;
use super::noted::{Noted, Treatment};
use super::staging::Staging;
use crate::plan::statement::Edit;

/// What becomes of a statement.
#[derive(Debug, Default)]
pub(in crate::plan) struct Judged {
    /// Whether it is left out.
    pub(in crate::plan) drop: bool,
    pub(in crate::plan) edits: Vec<Edit>,
    pub(in crate::plan) noted: Vec<Noted>,
}

/// Judges a statement without rows for the identities in it.
pub(in crate::plan) fn judge(
    statement: &[u8],
    state: &SessionState,
    places: &Places,
    identities: &Identities,
    staging: &Staging,
) -> Judged {
    staging.look_for_own(statement);
    let subject = ddl::subject(statement, state);
    let mut judged = Judged::default();
    if let Some(subject) = &subject
        && drops(subject.kind)
    {
        judged.drop = true;
        judged.noted.push(of_subject(subject, Treatment::Drop));
        return judged;
    }
    judged.edits = names::edits(places, identities, &mut judged.noted);
    let about = subject.as_ref();
    let mut note = about.map(|subject| of_subject(subject, treatment(subject.kind)));
    credentials(
        statement,
        state,
        places,
        identities,
        staging,
        about,
        note.as_mut(),
        &mut judged,
    );
    judged
        .edits
        .extend(places.activations.iter().map(|activation| Edit {
            span: activation.span,
            with: activation.at_rest.clone().into_bytes(),
        }));
    let reach = match about.map(|subject| subject.kind) {
        // Views make links for people as well as calls.
        Some(SubjectKind::View) if !calls_out(statement) => Reach::Credentials,
        Some(kind) if is_code(kind) => Reach::Everything,
        _ => Reach::Credentials,
    };
    let hosts = hosts(statement, staging, reach, &mut judged.edits);
    if let Some(note) = note {
        judged.noted.extend(told(note, about, statement, hosts));
    } else if let Some(host) = hosts {
        let noted = Noted::new("endpoint", host, Treatment::Repoint);
        judged.noted.push(noted);
    }
    judged
}

/// Rewrites credentials where they stand.
#[expect(
    clippy::too_many_arguments,
    reason = "a statement and all that is known of it"
)]
fn credentials(
    statement: &[u8],
    state: &SessionState,
    places: &Places,
    identities: &Identities,
    staging: &Staging,
    subject: Option<&Subject>,
    mut note: Option<&mut Noted>,
    judged: &mut Judged,
) {
    let desk = Desk {
        staging,
        identities,
        dialect: state.dialect(),
        purpose: subject.map_or("setting", |subject| kind_of(subject.kind)),
    };
    let mut changed = false;
    for credential in &places.credentials {
        let mut read = desk.read(credential, statement, state);
        read.details.retain(|(detail, user)| {
            let renamed = *detail == RENAMED;
            if renamed {
                let noted = Noted::new("role", user.clone(), Treatment::Rename);
                judged.noted.push(noted);
            }
            !renamed
        });
        let account = places.roles.first().map(ddl::RolePlace::account);
        match (credential.kind, &mut note) {
            (CredentialKind::Password, _) => {
                let scheme = read.scheme.unwrap_or("plain");
                let treatment = if scheme == "plain" {
                    Treatment::Stage
                } else {
                    Treatment::Rehash
                };
                let noted = Noted::new("role-password", account.unwrap_or_default(), treatment);
                judged.noted.push(noted.with("scheme", scheme));
            }
            (CredentialKind::Certificate, _) => {
                let name = account.unwrap_or_default();
                let noted = Noted::new("certificate-subject", name, Treatment::Stage);
                judged.noted.push(noted);
            }
            (CredentialKind::Setting, _) if read.fate != Fate::Stays => {
                let noted = Noted::new("setting", credential.name.clone(), Treatment::Stage);
                judged.noted.push(noted);
            }
            (_, Some(note)) => {
                for (detail, value) in read.details {
                    if !value.is_empty() && note.details.iter().all(|(known, _)| *known != detail) {
                        note.details.push((detail, value));
                    }
                }
            }
            _ => {}
        }
        if let Fate::Becomes(value) = read.fate {
            changed = true;
            judged.edits.push(Edit {
                span: credential.span,
                with: credential.written(&value, statement, state),
            });
        }
    }
    let elsewhere = subject.is_some_and(|subject| {
        matches!(
            subject.kind,
            SubjectKind::Server | SubjectKind::UserMapping | SubjectKind::ForeignTable
        )
    });
    if let Some(note) = note.filter(|_| elsewhere && !changed) {
        note.treatment = Treatment::Inventory;
    }
}

/// Repoints hosts; answers the first of them.
fn hosts(
    statement: &[u8],
    staging: &Staging,
    reach: Reach,
    edits: &mut Vec<Edit>,
) -> Option<String> {
    let mut found = Vec::new();
    staging.hosts.find(statement, reach, &mut found);
    // What stands within a credential has been judged with it.
    let within = |span: &bauta_model::Span, edits: &[Edit]| {
        edits
            .iter()
            .any(|edit| edit.span.start <= span.start && span.end <= edit.span.end)
    };
    found.retain(|(span, _)| !within(span, edits));
    found.sort();
    let first = found
        .first()
        .map(|(span, _)| String::from_utf8_lossy(span.of(statement)).into_owned());
    edits.extend(found.into_iter().map(|(span, to)| Edit {
        span,
        with: to.into_bytes(),
    }));
    first
}

/// What is noted of a statement's subject in the end.
fn told(
    note: Noted,
    subject: Option<&Subject>,
    statement: &[u8],
    host: Option<String>,
) -> Vec<Noted> {
    let Some(kind) = subject.map(|subject| subject.kind) else {
        return vec![note];
    };
    if !is_code(kind) {
        return vec![note.with("host", host.unwrap_or_default())];
    }
    let mut told = Vec::new();
    let language = note
        .details
        .iter()
        .find(|(detail, _)| *detail == "language")
        .map(|(_, language)| language.clone())
        .unwrap_or_default();
    if runs_program(statement) {
        told.push(Noted::new(
            "program",
            note.name.clone(),
            Treatment::Inventory,
        ));
    }
    if is_untrusted(&language) {
        let noted = Noted::new("external-code", note.name.clone(), Treatment::Inventory);
        told.push(noted.with("language", language));
    }
    if let Some(host) = host {
        let noted = Noted {
            kind: "outbound-call",
            treatment: Treatment::Repoint,
            ..note
        };
        told.push(noted.with("host", host));
    } else if kind == SubjectKind::Event {
        told.push(note);
    }
    told
}

fn of_subject(subject: &Subject, treatment: Treatment) -> Noted {
    let mut noted = Noted::new(kind_of(subject.kind), subject.name.clone(), treatment);
    noted.details.clone_from(&subject.details);
    noted
}

/// The word in reports.
fn kind_of(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Role => "role",
        SubjectKind::Membership => "membership",
        SubjectKind::Privilege => "privilege",
        SubjectKind::Subscription | SubjectKind::SubscriptionStart => "subscription",
        SubjectKind::Publication => "publication",
        SubjectKind::UserMapping => "user-mapping",
        SubjectKind::Server => "foreign-server",
        SubjectKind::ForeignTable => "foreign-table",
        SubjectKind::EventTrigger => "event-trigger",
        SubjectKind::Trigger => "trigger",
        SubjectKind::Routine => "routine",
        SubjectKind::Rule => "rule",
        SubjectKind::View => "view",
        SubjectKind::Event => "event",
        SubjectKind::ServerSetting => "server-setting",
        SubjectKind::Replication => "replication",
        SubjectKind::Plugin => "plugin",
        SubjectKind::NativeFunction => "native-function",
        SubjectKind::SystemObject => "system-table",
        SubjectKind::AttachedFile => "attached-file",
        SubjectKind::FileKey => "file-key",
    }
}

/// What never reaches a clone.
fn drops(kind: SubjectKind) -> bool {
    matches!(
        kind,
        SubjectKind::SubscriptionStart
            | SubjectKind::ServerSetting
            | SubjectKind::Replication
            | SubjectKind::Plugin
            | SubjectKind::NativeFunction
            | SubjectKind::SystemObject
            | SubjectKind::AttachedFile
            | SubjectKind::FileKey
    )
}

fn treatment(kind: SubjectKind) -> Treatment {
    match kind {
        SubjectKind::Subscription | SubjectKind::Event => Treatment::Disable,
        SubjectKind::UserMapping => Treatment::Stage,
        SubjectKind::Server | SubjectKind::ForeignTable => Treatment::Repoint,
        kind if drops(kind) => Treatment::Drop,
        _ => Treatment::Inventory,
    }
}

/// Whether the statement makes code that runs in the clone.
fn is_code(kind: SubjectKind) -> bool {
    matches!(
        kind,
        SubjectKind::Trigger
            | SubjectKind::Routine
            | SubjectKind::Rule
            | SubjectKind::View
            | SubjectKind::Event
    )
}

/// Whether a query calls a function that connects to somewhere.
fn calls_out(statement: &[u8]) -> bool {
    let mut words = statement
        .split(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))
        .filter(|word| !word.is_empty());
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        word.starts_with(b"dblink") || word.starts_with(b"http_")
    })
}

/// Whether a body has the server run a program (`COPY … TO PROGRAM`).
fn runs_program(statement: &[u8]) -> bool {
    let mut words = statement
        .split(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))
        .filter(|word| !word.is_empty());
    let mut copies = false;
    words.any(|word| {
        copies |= word.eq_ignore_ascii_case(b"copy");
        copies && word.eq_ignore_ascii_case(b"program")
    })
}

/// Languages whose code reaches beyond the database.
fn is_untrusted(language: &str) -> bool {
    language == "c"
        || language == "plsh"
        || language.starts_with("plpython")
        || (language.ends_with('u') && language.starts_with("pl"))
        || language == "pljava"
        || language == "javau"
}
