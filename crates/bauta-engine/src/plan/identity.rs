//! Accounts and credentials that statements name, and what takes their place.

use bauta_dump::ddl::{Credential, CredentialKind, Places, SessionState};
use bauta_model::{Dialect, Span};
use bauta_profile::{Definer, Profile};

/// A stretch of a statement and what is written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) with: Vec<u8>,
    /// What is reported: kind and name.
    pub(super) note: Option<(&'static str, String)>,
}

/// Definers and credentials rewritten as the profile's `identities:` says.
pub(super) fn edits(
    statement: &[u8],
    places: &Places,
    profile: &Profile,
    state: &SessionState,
) -> Vec<Edit> {
    let account = is_account(statement);
    let mut edits = Vec::new();
    for definer in &places.definers {
        let with = match &profile.identities.definer {
            Definer::CurrentUser => b"CURRENT_USER".to_vec(),
            Definer::Keep => continue,
            Definer::Account(account) => quoted_account(account),
        };
        edits.push(Edit {
            span: definer.span,
            with,
            note: Some(("definer", definer.account.clone())),
        });
    }
    edits.extend(places.credentials.iter().map(|credential| Edit {
        span: credential.span,
        with: dead_literal(credential, account, state.dialect()),
        note: Some((kind_of(credential), credential.name.clone())),
    }));
    edits
}

/// A credential's literal that opens nothing.
fn dead_literal(credential: &Credential, account: bool, dialect: Dialect) -> Vec<u8> {
    match credential.kind {
        // PASSWORD NULL gives a role without a password, so nobody can log in with one.
        CredentialKind::Password if account && dialect == Dialect::Postgres => b"NULL".to_vec(),
        // A native hash of nothing that can be typed.
        CredentialKind::Password if account && dialect == Dialect::Mysql => {
            b"'*0000000000000000000000000000000000000000'".to_vec()
        }
        CredentialKind::Connection => b"'host=bauta.invalid'".to_vec(),
        _ if credential.name == "host" || credential.name == "hostaddr" => {
            b"'bauta.invalid'".to_vec()
        }
        _ if credential.name == "port" => b"'1'".to_vec(),
        _ => b"'bauta-removed'".to_vec(),
    }
}

/// Whether the statement is about a role or account, and not about a mapping or server.
fn is_account(statement: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&statement[..statement.len().min(256)]).to_ascii_uppercase();
    let mut words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let accounts = words
        .by_ref()
        .take(4)
        .any(|word| matches!(word, "ROLE" | "USER" | "GROUP" | "PASSWORD" | "GRANT"));
    accounts && !text.contains("MAPPING")
}

fn kind_of(credential: &Credential) -> &'static str {
    match credential.kind {
        CredentialKind::Password => "role-password",
        CredentialKind::Connection => "connection-string",
        CredentialKind::Option => "server-option",
        CredentialKind::Setting => "setting",
    }
}

/// `user@host` as `MySQL` writes it.
fn quoted_account(account: &str) -> Vec<u8> {
    let (user, host) = account.rsplit_once('@').unwrap_or((account, "%"));
    format!(
        "`{}`@`{}`",
        user.replace('`', "``"),
        host.replace('`', "``")
    )
    .into_bytes()
}
