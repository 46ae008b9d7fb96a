//! Literals in statements that are credentials, or lead to where they are of use.

use bauta_model::{Dialect, Span};

use super::cursor::Cursor;
use super::token::{Token, TokenKind};

/// A literal that policy must not let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// What it is.
    pub kind: CredentialKind,
    /// The option or setting that it is the value of, in lower case.
    pub name: String,
    /// The literal with its quotes; adjacent literals that the server joins count as one.
    pub span: Span,
}

/// What a credential literal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// A password, plain or hashed.
    Password,
    /// A connection string or URL.
    Connection,
    /// The value of an option of a server, user mapping or replication source. Hosts and user names
    /// are among them; see [`Credential::name`].
    Option,
    /// The value of a setting that is the application's own or sounds like a secret.
    Setting,
}

/// Finds the credentials of the statement at `cursor`.
pub(super) fn find(cursor: Cursor<'_>) -> Vec<Credential> {
    let mut found = Vec::new();
    match cursor.state.dialect() {
        Dialect::Postgres => postgres(cursor, &mut found),
        Dialect::Mysql => mysql(cursor, &mut found),
        Dialect::Sqlite => sqlite(cursor, &mut found),
    }
    found
}

fn postgres(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if cursor.is("SET") || cursor.is("SELECT") {
        if cursor.is("SELECT") {
            set_config(cursor, found);
        } else {
            setting(&mut cursor, found);
        }
        return;
    }
    if !cursor.is_any(&["CREATE", "ALTER"]) {
        return;
    }
    let mut head = cursor;
    head.advance();
    let settings = head.is_any(&[
        "ROLE",
        "USER",
        "DATABASE",
        "SYSTEM",
        "FUNCTION",
        "PROCEDURE",
    ]);
    let options = head.is_any(&["SERVER", "FOREIGN"]) || head.eat("USER MAPPING");
    let role = !options && head.is_any(&["ROLE", "USER", "GROUP"]);
    let subscription = head.is("SUBSCRIPTION");
    while !cursor.at_end() {
        if role && cursor.eat("PASSWORD") {
            note(&mut cursor, CredentialKind::Password, "password", found);
        } else if subscription && cursor.eat("CONNECTION") {
            note(&mut cursor, CredentialKind::Connection, "connection", found);
        } else if options && cursor.eat("OPTIONS") {
            if let Some(group) = cursor.group() {
                option_list(&group, found);
            }
        } else if settings && !options && cursor.is("SET") {
            setting(&mut cursor, found);
        } else {
            cursor.advance();
        }
    }
}

/// `[ADD | SET] name 'value', …` of foreign servers and user mappings.
fn option_list(group: &Cursor<'_>, found: &mut Vec<Credential>) {
    for mut option in group.split_commas() {
        if option.peek_at(2).is_some() {
            let _ = option.eat("ADD") || option.eat("SET");
        }
        let Some(name) = option.name() else {
            continue;
        };
        let name = name.to_lowercase();
        let kind = if sounds_secret(&name) {
            CredentialKind::Password
        } else {
            CredentialKind::Option
        };
        note(&mut option, kind, &name, found);
    }
}

/// `SET [SESSION | LOCAL] name TO value, …`.
fn setting(cursor: &mut Cursor<'_>, found: &mut Vec<Credential>) {
    cursor.advance();
    let _ = cursor.eat("SESSION") || cursor.eat("LOCAL");
    let Some(parts) = cursor.qualified() else {
        return;
    };
    let custom = parts.len() > 1;
    let name = parts
        .into_iter()
        .map(|part| part.name)
        .collect::<Vec<_>>()
        .join(".")
        .to_lowercase();
    if !(cursor.eat("TO") || cursor.eat_symbol(b'=')) || !(custom || sounds_secret(&name)) {
        return;
    }
    loop {
        note(cursor, CredentialKind::Setting, &name, found);
        if !cursor.eat_symbol(b',') {
            return;
        }
    }
}

/// `SELECT set_config('app.secret', 'value', false)`.
fn set_config(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if !cursor.seek("set_config") {
        return;
    }
    let arguments = cursor
        .group()
        .map(|group| group.split_commas())
        .unwrap_or_default();
    let [name, value, ..] = arguments.as_slice() else {
        return;
    };
    let name = name
        .clone()
        .literal()
        .map(|text| cursor.state.decode(&text).to_lowercase())
        .unwrap_or_default();
    if name.contains('.') || sounds_secret(&name) {
        note(&mut value.clone(), CredentialKind::Setting, &name, found);
    }
}

fn mysql(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    let accounts = cursor.is_any(&["CREATE", "ALTER", "GRANT"])
        || (cursor.is("SET") && cursor.is_at(1, "PASSWORD"));
    let user = cursor.is_at(1, "USER");
    let server = cursor.is_at(1, "SERVER");
    let of = if server {
        Assigned::Server
    } else {
        Assigned::Other
    };
    while let Some(token) = cursor.peek() {
        if cursor.eat("IDENTIFIED") {
            identified(&mut cursor, found);
        } else if user && cursor.eat("REPLACE") {
            note(&mut cursor, CredentialKind::Password, "password", found);
        } else if accounts && cursor.is("SET") && cursor.is_at(1, "PASSWORD") {
            // The account before the sign is quoted like a literal.
            while !cursor.at_end() && !cursor.eat_symbol(b'=') {
                cursor.advance();
            }
            let _ = cursor.eat("PASSWORD") || cursor.eat("OLD_PASSWORD");
            cursor.eat_symbol(b'(');
            note(&mut cursor, CredentialKind::Password, "password", found);
        } else if token.kind == TokenKind::Word {
            assigned(&mut cursor, of, found);
        } else {
            cursor.advance();
        }
    }
}

/// `IDENTIFIED {BY [PASSWORD] | WITH plugin [BY | AS] | VIA plugin [USING | AS]} 'secret' [OR …]`.
fn identified(cursor: &mut Cursor<'_>, found: &mut Vec<Credential>) {
    loop {
        if cursor.eat_any(&["WITH", "VIA", "OR"]) {
            // The plugin's name may be quoted like a literal.
            cursor.advance();
        } else if cursor.eat_any(&["BY", "AS", "USING", "PASSWORD", "RANDOM"])
            || cursor.eat_symbol(b'(')
            || cursor.eat_symbol(b')')
        {
            note(cursor, CredentialKind::Password, "password", found);
        } else {
            return;
        }
    }
}

/// The statement that an assignment stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Assigned {
    /// CREATE and ALTER SERVER, whose options are bare words.
    Server,
    /// Any other, where `USER 'u'` names an account.
    Other,
}

/// `MASTER_PASSWORD = 'x'`, `PASSWORD 'x'`, `HOST 'x'`, `CONNECTION = 'mysql://…'`.
fn assigned(cursor: &mut Cursor<'_>, of: Assigned, found: &mut Vec<Credential>) {
    let name = cursor.keyword().unwrap_or_default().to_lowercase();
    cursor.advance();
    let base = name
        .strip_prefix("master_")
        .or_else(|| name.strip_prefix("source_"))
        .unwrap_or(&name);
    let replication = base.len() < name.len();
    let kind = match base {
        "password" => CredentialKind::Password,
        "connection" => CredentialKind::Connection,
        "host" | "user" | "ssl_key" | "ssl_cert" | "bind" if replication => CredentialKind::Option,
        "host" | "user" | "socket" | "owner" if of == Assigned::Server => CredentialKind::Option,
        _ => return,
    };
    cursor.eat_symbol(b'=');
    cursor.eat_symbol(b'(');
    note(cursor, kind, &name, found);
}

fn sqlite(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if cursor.eat("PRAGMA") {
        let name = cursor
            .qualified()
            .and_then(|mut parts| parts.pop())
            .map(|part| part.name.to_lowercase());
        let name = name.unwrap_or_default();
        if matches!(
            name.as_str(),
            "key" | "rekey" | "hexkey" | "hexrekey" | "textkey" | "textrekey"
        ) {
            let _ = cursor.eat_symbol(b'=') || cursor.eat_symbol(b'(');
            note_token(&mut cursor, CredentialKind::Password, &name, found, |_| {
                true
            });
        }
    }
}

/// Notes the literal at `cursor`, if there is one, and moves past it.
fn note(cursor: &mut Cursor<'_>, kind: CredentialKind, name: &str, found: &mut Vec<Credential>) {
    let bytes = cursor.bytes;
    note_token(cursor, kind, name, found, |token| {
        let hex = token.kind == TokenKind::Number
            && token
                .span
                .of(bytes)
                .get(1)
                .is_some_and(|byte| matches!(byte, b'x' | b'X'));
        token.kind == TokenKind::String || hex
    });
}

fn note_token(
    cursor: &mut Cursor<'_>,
    kind: CredentialKind,
    name: &str,
    found: &mut Vec<Credential>,
    fits: impl Fn(Token) -> bool,
) {
    let Some(first) = cursor.peek().filter(|token| fits(*token)) else {
        return;
    };
    let mut end = first.span.end;
    while let Some(next) = cursor.peek().filter(|token| fits(*token)) {
        end = next.span.end;
        cursor.advance();
    }
    found.push(Credential {
        kind,
        name: name.to_owned(),
        span: Span::new(first.span.start, end),
    });
}

/// Whether an option or setting of that name holds a secret.
fn sounds_secret(name: &str) -> bool {
    let words = [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "token",
        "apikey",
        "api_key",
        "access_key",
        "private_key",
        "conninfo",
        "credential",
        "sslkey",
        "jwt",
    ];
    words.iter().any(|word| name.contains(word))
}
