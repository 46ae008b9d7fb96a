use super::{Credential, CredentialKind, note};
use crate::ddl::cursor::Cursor;
use crate::ddl::token::TokenKind;

pub(super) fn find(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    let accounts = cursor.is_any(&["CREATE", "ALTER", "GRANT"])
        || (cursor.is("SET") && cursor.is_at(1, "PASSWORD"));
    let user = cursor.is_at(1, "USER");
    let granted = cursor.is("GRANT");
    let of = Assigned::of(cursor);
    while let Some(token) = cursor.peek() {
        if cursor.eat("IDENTIFIED") {
            identified(&mut cursor, found);
        } else if user && cursor.eat("REPLACE") {
            note(&mut cursor, CredentialKind::Password, "", found);
        } else if (user || granted) && cursor.is_any(&["SUBJECT", "ISSUER"]) {
            let name = cursor.keyword().unwrap_or_default().to_lowercase();
            cursor.advance();
            note(&mut cursor, CredentialKind::Certificate, &name, found);
        } else if accounts && cursor.is("SET") && cursor.is_at(1, "PASSWORD") {
            // The account before the sign is quoted like a literal.
            while !cursor.at_end() && !cursor.eat_symbol(b'=') {
                cursor.advance();
            }
            let _ = cursor.eat("PASSWORD") || cursor.eat("OLD_PASSWORD");
            cursor.eat_symbol(b'(');
            note(&mut cursor, CredentialKind::Password, "", found);
        } else if token.kind == TokenKind::Word {
            assigned(&mut cursor, of, found);
        } else {
            cursor.advance();
        }
    }
}

/// `IDENTIFIED {BY [PASSWORD] | WITH plugin [BY | AS] | VIA plugin [USING | AS]} 'secret' [OR …]`.
fn identified(cursor: &mut Cursor<'_>, found: &mut Vec<Credential>) {
    let mut plugin = String::new();
    loop {
        if cursor.eat_any(&["WITH", "VIA", "OR"]) {
            // The plugin's name may be quoted like a literal.
            let literal = cursor.literal().map(|text| cursor.state.decode(&text));
            let name = literal.or_else(|| cursor.name());
            plugin = name.unwrap_or_default().to_lowercase();
        } else if cursor.eat_any(&["BY", "AS", "USING", "PASSWORD", "RANDOM"])
            || cursor.eat_symbol(b'(')
            || cursor.eat_symbol(b')')
        {
            note(cursor, CredentialKind::Password, &plugin, found);
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
    /// A table that is elsewhere: its options and comments name the place.
    Elsewhere,
    /// Any other, where `USER 'u'` names an account.
    Other,
}

impl Assigned {
    fn of(cursor: Cursor<'_>) -> Self {
        if cursor.is_at(1, "SERVER") {
            return Self::Server;
        }
        let mut cursor = cursor;
        if !cursor.is_any(&["CREATE", "ALTER"]) {
            return Self::Other;
        }
        while cursor.seek("ENGINE") {
            cursor.eat_symbol(b'=');
            if is_elsewhere(&cursor) {
                return Self::Elsewhere;
            }
        }
        Self::Other
    }
}

/// Whether the engine named at `cursor` keeps its rows on another server or outside the database.
pub(in crate::ddl) fn is_elsewhere(cursor: &Cursor<'_>) -> bool {
    let mut cursor = *cursor;
    let name = cursor.name().unwrap_or_default();
    ["FEDERATED", "FEDERATEDX", "CONNECT", "SPIDER", "S3"]
        .iter()
        .any(|engine| name.eq_ignore_ascii_case(engine))
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
        "password" if replication || of != Assigned::Other => CredentialKind::Option,
        "password" => CredentialKind::Password,
        "connection" => CredentialKind::Connection,
        "comment" | "option_list" | "http" | "uri" | "srcdef" if of == Assigned::Elsewhere => {
            CredentialKind::Connection
        }
        "host" | "user" | "ssl_key" | "ssl_cert" | "bind" if replication => CredentialKind::Option,
        "host" | "user" | "socket" | "owner" | "database" if of == Assigned::Server => {
            CredentialKind::Option
        }
        "host" | "username" | "remote_server" if of == Assigned::Elsewhere => {
            CredentialKind::Option
        }
        name if of == Assigned::Elsewhere && name.starts_with("s3_") => CredentialKind::Option,
        _ => return,
    };
    cursor.eat_symbol(b'=');
    cursor.eat_symbol(b'(');
    let name = if kind == CredentialKind::Password {
        ""
    } else {
        base
    };
    note(cursor, kind, name, found);
}
