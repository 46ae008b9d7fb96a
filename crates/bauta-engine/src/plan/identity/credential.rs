//! Credentials of statements, and what is written in their place.

use bauta_dump::ddl::{Credential, CredentialKind, SessionState, sounds_secret};
use bauta_model::Dialect;
use bauta_profile::Identities;

use super::hosts::{NOWHERE, Reach};
use super::names::mapped;
use super::pairs;
use super::staging::{ED25519, OLD, Staging};

/// The detail under which a user comes that the profile renames.
pub(super) const RENAMED: &str = "renamed";

/// What a credential becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It opens nothing, or is replaced already.
    Stays,
    /// This value takes its place.
    Becomes(Vec<u8>),
}

/// A credential as it was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) fate: Fate,
    /// The scheme of a password's hash, or `plain`.
    pub(super) scheme: Option<&'static str>,
    /// Host, user and database that it names.
    pub(super) details: Vec<(&'static str, String)>,
}

/// Judges credentials.
pub(super) struct Desk<'a> {
    pub(super) staging: &'a Staging,
    pub(super) identities: &'a Identities,
    pub(super) dialect: Dialect,
    /// What the credential is for, as replacements may name it.
    pub(super) purpose: &'static str,
}

impl Desk<'_> {
    /// What becomes of one credential.
    pub(super) fn read(
        &self,
        credential: &Credential,
        statement: &[u8],
        state: &SessionState,
    ) -> Read {
        let value = credential.value(statement, state);
        let mut details = Vec::new();
        let mut scheme = None;
        let fate = match credential.kind {
            CredentialKind::Password => {
                let (kind, name) = self.scheme(&credential.name, &value);
                scheme = Some(name);
                self.password(kind, &value)
            }
            CredentialKind::Connection => self.connection(&credential.name, &value, &mut details),
            CredentialKind::Option => self.option(&credential.name, &value, &mut details),
            CredentialKind::Setting => self.setting(&credential.name, &value),
            CredentialKind::Certificate => becomes(&value, format!("/CN={NOWHERE}").into_bytes()),
            CredentialKind::FileKey => self.secret(&value),
        };
        Read {
            fate,
            scheme,
            details,
        }
    }

    /// The kind of secret that a password is, and its scheme for reports.
    fn scheme(&self, plugin: &str, value: &[u8]) -> (&'static str, &'static str) {
        let hex =
            |digits: &[u8], len| digits.len() == len && digits.iter().all(u8::is_ascii_hexdigit);
        let native = value.strip_prefix(b"*").is_some_and(|rest| hex(rest, 40));
        match self.dialect {
            Dialect::Postgres if value.starts_with(b"SCRAM-SHA-256$") => {
                ("pg-scram", "scram-sha-256")
            }
            Dialect::Postgres if value.strip_prefix(b"md5").is_some_and(|rest| hex(rest, 32)) => {
                ("pg-md5", "md5")
            }
            Dialect::Mysql if native => ("mysql-native", "mysql_native_password"),
            Dialect::Mysql if value.starts_with(b"$A$") => {
                ("caching-sha2", "caching_sha2_password")
            }
            Dialect::Mysql if plugin == "ed25519" && value.len() == 43 => (ED25519, "ed25519"),
            Dialect::Mysql if hex(value, 16) => (OLD, "mysql_old_password"),
            _ => ("password-plaintext", "plain"),
        }
    }

    fn password(&self, kind: &'static str, value: &[u8]) -> Fate {
        // `MariaDB` writes these for accounts that no password opens.
        if value.is_empty() || value == b"invalid" || Staging::is_replaced(kind, value) {
            return Fate::Stays;
        }
        let mut out = Vec::new();
        self.staging
            .replace_of(&[kind, self.purpose], value, &mut out);
        Fate::Becomes(out)
    }

    /// A secret without a shape.
    fn secret(&self, value: &[u8]) -> Fate {
        if Staging::is_replacement(value) {
            return Fate::Stays;
        }
        let kind = self.staging.kind_of(value).unwrap_or("password-plaintext");
        self.password(kind, value)
    }

    fn connection(
        &self,
        name: &str,
        value: &[u8],
        details: &mut Vec<(&'static str, String)>,
    ) -> Fate {
        if memchr::memmem::find(value, b"://").is_some() {
            return self.url(value, details);
        }
        let Some(pairs) = pairs::pairs(value) else {
            // `CONNECTION='server/table'` of MySQL names a server; a comment may be any text.
            return if self.dialect == Dialect::Postgres && name == "connection" {
                becomes(value, format!("host={NOWHERE}").into_bytes())
            } else {
                Fate::Stays
            };
        };
        let mut out = Vec::with_capacity(value.len());
        let mut copied = 0;
        for pair in pairs {
            let old = pair.value.of(value);
            let Fate::Becomes(new) = self.option(&pair.name, old, details) else {
                continue;
            };
            out.extend_from_slice(&value[copied..pair.written().start]);
            pairs::write(&new, pair.quote, &mut out);
            copied = pair.written().end;
        }
        out.extend_from_slice(&value[copied..]);
        becomes(value, out)
    }

    /// A URL: its password opens nothing, its host goes where hosts go.
    fn url(&self, value: &[u8], details: &mut Vec<(&'static str, String)>) -> Fate {
        let mut found = Vec::new();
        self.staging
            .hosts
            .find(value, Reach::Everything, &mut found);
        if let Some((span, _)) = found.first() {
            details.push(("host", text(span.of(value))));
        }
        let mut edits: Vec<_> = found
            .into_iter()
            .map(|(span, to)| (span.start, span.end, to.into_bytes()))
            .collect();
        let authority = memchr::memmem::find(value, b"://").map_or(0, |at| at + 3);
        let rest = &value[authority..];
        let path = memchr::memchr3(b'/', b'?', b'#', rest).unwrap_or(rest.len());
        if let Some(at) = memchr::memrchr(b'@', &rest[..path])
            && let Some(colon) = memchr::memchr(b':', &rest[..at])
        {
            details.push(("user", text(&rest[..colon])));
            if let Fate::Becomes(new) = self.secret(&rest[colon + 1..at]) {
                // This pair is known again as ours, wherever it is found.
                let user = if new.starts_with(b"BAUTAdead") {
                    &b"bauta"[..]
                } else {
                    &rest[..colon]
                };
                let pair = [user, b":", &percent(&new)].concat();
                edits.push((authority, authority + at, pair));
            }
        }
        // Parameters that name a secret.
        let query = memchr::memchr(b'?', rest).map_or(value.len(), |at| authority + at + 1);
        let mut at = query;
        for pair in value[query.min(value.len())..].split(|byte| *byte == b'&') {
            if let Some(sign) = memchr::memchr(b'=', pair)
                && sounds_secret(&text(&pair[..sign]))
                && let Fate::Becomes(new) = self.secret(&pair[sign + 1..])
            {
                edits.push((at + sign + 1, at + pair.len(), percent(&new)));
            }
            at += pair.len() + 1;
        }
        edits.sort();
        let mut out = Vec::with_capacity(value.len());
        let mut copied = 0;
        for (start, end, new) in edits {
            if start >= copied {
                out.extend_from_slice(&value[copied..start]);
                out.extend_from_slice(&new);
                copied = end;
            }
        }
        out.extend_from_slice(&value[copied..]);
        becomes(value, out)
    }

    /// The value of an option of a server, mapping, table or connection string.
    fn option(&self, name: &str, value: &[u8], details: &mut Vec<(&'static str, String)>) -> Fate {
        if value.is_empty() {
            return Fate::Stays;
        }
        if name == "program" {
            // `file_fdw` runs it for every reading; this one answers no rows.
            return becomes(value, b"true".to_vec());
        }
        if HOSTS.contains(&name) || value.starts_with(b"//") {
            return self.host(value, details);
        }
        if memchr::memmem::find(value, b"://").is_some() {
            return self.url(value, details);
        }
        if USERS.contains(&name) {
            let user = text(value);
            details.push(("user", user.clone()));
            let to = mapped(self.identities, &user, None).map(|(_, to)| to);
            if to.is_some() {
                details.push((RENAMED, user));
            }
            return to.map_or(Fate::Stays, |to| {
                let to = to.rsplit_once('@').map_or(to, |(user, _)| user);
                becomes(value, to.as_bytes().to_vec())
            });
        }
        if ["dbname", "database", "db"].contains(&name) {
            details.push(("database", text(value)));
            return if value.contains(&b'=') {
                self.connection(name, value, details)
            } else {
                Fate::Stays
            };
        }
        if !sounds_secret(name) && (HARMLESS.contains(&name) || is_harmless(value)) {
            return Fate::Stays;
        }
        if is_flag(value) || PATHS.contains(&name) {
            return Fate::Stays;
        }
        self.secret(value)
    }

    /// One host or several, with or without ports.
    fn host(&self, value: &[u8], details: &mut Vec<(&'static str, String)>) -> Fate {
        if memchr::memmem::find(value, b"://").is_some() {
            return self.url(value, details);
        }
        details.push(("host", text(value)));
        let lead = value.iter().take_while(|byte| **byte == b'/').count();
        if lead == 1 {
            // The path of a socket on this machine.
            return Fate::Stays;
        }
        let mut out = value[..lead].to_vec();
        for (index, host) in value[lead..].split(|byte| *byte == b',').enumerate() {
            if index > 0 {
                out.push(b',');
            }
            let len = host
                .iter()
                .position(|byte| matches!(byte, b':' | b'/' | b'?'))
                .unwrap_or(host.len());
            match self.staging.hosts.instead(&host[..len]) {
                // Only what stands with a port takes one.
                Some(to) if host.get(len) == Some(&b':') => {
                    out.extend_from_slice(to.as_bytes());
                    let port = host[len + 1..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_digit())
                        .count();
                    let rest = if to.contains(':') {
                        len + 1 + port
                    } else {
                        len
                    };
                    out.extend_from_slice(&host[rest..]);
                }
                Some(to) => {
                    let bare = to.split(':').next().unwrap_or(to);
                    out.extend_from_slice(bare.as_bytes());
                    out.extend_from_slice(&host[len..]);
                }
                None => out.extend_from_slice(host),
            }
        }
        becomes(value, out)
    }

    /// A setting of the application, a command or a library.
    fn setting(&self, name: &str, value: &[u8]) -> Fate {
        if name == "dynamic_library_path" {
            return becomes(value, b"$libdir".to_vec());
        }
        if name.ends_with("_command") || name.ends_with("_libraries") || name == "archive_library" {
            return becomes(value, Vec::new());
        }
        if value.is_empty() || is_flag(value) {
            return Fate::Stays;
        }
        if memchr::memmem::find(value, b"://").is_some() {
            return self.url(value, &mut Vec::new());
        }
        if value.contains(&b'=') && pairs::pairs(value).is_some() {
            return self.connection("setting", value, &mut Vec::new());
        }
        let extension = name.split('.').next().unwrap_or_default();
        let known = EXTENSIONS.contains(&extension);
        if !sounds_secret(name) && (known || is_harmless(value)) {
            return Fate::Stays;
        }
        self.secret(value)
    }
}

fn becomes(old: &[u8], new: Vec<u8>) -> Fate {
    if old == new {
        Fate::Stays
    } else {
        Fate::Becomes(new)
    }
}

/// As part of a URL.
fn percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    for byte in value {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    out
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A switch or a small number.
fn is_flag(value: &[u8]) -> bool {
    let number = value.len() <= 6 && value.iter().all(u8::is_ascii_digit);
    let words = [
        "on", "off", "true", "false", "yes", "no", "default", "none", "null",
    ];
    number
        || words
            .iter()
            .any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}

/// A plain word, as no secret should be.
fn is_harmless(value: &[u8]) -> bool {
    value.len() <= 24
        && value
            .iter()
            .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b' ' | b'.'))
        || is_flag(value)
}

/// Options that say where to connect to.
const HOSTS: &[&str] = &[
    "host",
    "hostaddr",
    "hostname",
    "server",
    "servername",
    "dbserver",
    "svr_host",
    "data_source",
    "address",
    "addresses",
    "endpoint",
    "url",
    "uri",
    "base_url",
    "api_url",
    "location",
    "remote_server",
    "s3_host_name",
    "http",
    "bind",
    "cluster",
];

/// Options that say as whom.
const USERS: &[&str] = &[
    "user",
    "username",
    "user_name",
    "user_id",
    "uid",
    "owner",
    "remote_user",
];

/// Options that never hold a secret.
const HARMLESS: &[&str] = &[
    "port",
    "dbname",
    "schema",
    "schema_name",
    "table",
    "table_name",
    "column_name",
    "collection",
    "object",
    "resource",
    "region",
    "aws_region",
    "sslmode",
    "application_name",
    "fallback_application_name",
    "options",
    "client_encoding",
    "target_session_attrs",
    "extensions",
    "import_schema",
    "format",
    "delimiter",
    "quote",
    "escape",
    "null",
    "encoding",
    "dbtype",
    "nls_lang",
    "wrapper",
    "type",
    "driver",
    "filename",
    "dirname",
    "socket",
    "gssencmode",
    "krbsrvname",
    "channel_binding",
];

/// Options whose names sound like secrets, but give the path to one.
const PATHS: &[&str] = &[
    "sslkey",
    "sslcert",
    "sslrootcert",
    "sslcrl",
    "ssl_key",
    "ssl_cert",
    "ssl_ca",
    "ssl_capath",
    "key_column",
    "rowid_column",
    "primary_key",
    "key_columns",
];

/// First parts of settings that extensions own.
const EXTENSIONS: &[&str] = &[
    "pgaudit",
    "pg_stat_statements",
    "auto_explain",
    "plpgsql",
    "plperl",
    "plpython",
    "pltcl",
    "pg_trgm",
    "timescaledb",
    "citus",
    "cron",
    "pg_hint_plan",
    "pg_partman_bgw",
    "postgis",
    "pglogical",
    "pg_prewarm",
    "pgsodium",
    "rum",
    "hnsw",
    "ivfflat",
];
