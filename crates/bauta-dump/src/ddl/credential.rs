//! Literals in statements that are credentials, or lead to where they are of use.

mod mysql;
mod postgres;

pub(super) use mysql::is_elsewhere;

use bauta_model::{Dialect, Span};

use super::cursor::Cursor;
use super::names::SessionState;
use super::token::{Token, TokenKind, Tokens};

/// A literal that policy must not let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// What it is.
    pub kind: CredentialKind,
    /// The option or setting that it is the value of, in lower case; for passwords of accounts the
    /// plugin that checks them, where one is named.
    pub name: String,
    /// The literal with its quotes; adjacent literals that the server joins count as one.
    pub span: Span,
}

/// What a credential literal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// The password of a role or account, plain or hashed.
    Password,
    /// A connection string or URL.
    Connection,
    /// The value of an option of a server, user mapping, foreign table or replication source. Hosts
    /// and user names are among them; see [`Credential::name`].
    Option,
    /// The value of a setting that is the application's own, sounds like a secret, or is a command
    /// or library that the server runs.
    Setting,
    /// Whom a certificate that an account must present is issued to, or by.
    Certificate,
    /// The key of an encrypted file.
    FileKey,
}

impl Credential {
    /// The bytes that the literal means.
    pub fn value(&self, statement: &[u8], state: &SessionState) -> Vec<u8> {
        let bytes = self.span.of(statement);
        let tokens = Tokens::new(bytes, state.syntax);
        tokens
            .flat_map(|token| meant(bytes, token, state))
            .collect()
    }

    /// A literal that means `value`, written the way this one is.
    pub fn written(&self, value: &[u8], statement: &[u8], state: &SessionState) -> Vec<u8> {
        let bytes = self.span.of(statement);
        let first = Tokens::new(bytes, state.syntax).next();
        if first.is_some_and(|token| hex_digits(bytes, token).is_some()) {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            let digits = value.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            let digits = digits.filter_map(|nibble| DIGITS.get(usize::from(nibble)));
            return b"0x".iter().chain(digits).copied().collect();
        }
        let backslash = value.contains(&b'\\');
        let escapes = state.dialect() == Dialect::Mysql && state.syntax.backslash_escapes;
        let mut text = Vec::with_capacity(value.len() + 3);
        if state.dialect() == Dialect::Postgres && backslash {
            text.push(b'E');
        }
        let doubled = escapes || state.dialect() == Dialect::Postgres;
        text.push(b'\'');
        for byte in value {
            if *byte == b'\'' || (*byte == b'\\' && doubled) {
                text.push(*byte);
            }
            text.push(*byte);
        }
        text.push(b'\'');
        text
    }
}

/// What a token of a credential means: a literal's text, the bytes of hex digits, else itself.
fn meant(bytes: &[u8], token: Token, state: &SessionState) -> Vec<u8> {
    if let Some(digits) = hex_digits(bytes, token) {
        let pairs = digits.chunks(2);
        let text = pairs.map(|pair| std::str::from_utf8(pair).unwrap_or_default());
        return text
            .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
            .collect();
    }
    state
        .literal(bytes, token)
        .unwrap_or_else(|| token.span.of(bytes).to_vec())
}

/// The digits of `0x…` and `x'…'`.
fn hex_digits(bytes: &[u8], token: Token) -> Option<&[u8]> {
    let raw = token.span.of(bytes);
    let digits = match token.kind {
        TokenKind::Number => raw
            .strip_prefix(b"0x")
            .or_else(|| raw.strip_prefix(b"0X"))?,
        TokenKind::String => raw
            .strip_prefix(b"x'")
            .or_else(|| raw.strip_prefix(b"X'"))?
            .strip_suffix(b"'")?,
        _ => return None,
    };
    digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)
}

/// Finds the credentials of the statement at `cursor`.
pub(super) fn find(cursor: Cursor<'_>) -> Vec<Credential> {
    let mut found = Vec::new();
    match cursor.state.dialect() {
        Dialect::Postgres => postgres::find(cursor, &mut found),
        Dialect::Mysql => mysql::find(cursor, &mut found),
        Dialect::Sqlite => sqlite(cursor, &mut found),
    }
    found
}

fn sqlite(mut cursor: Cursor<'_>, found: &mut Vec<Credential>) {
    if cursor.eat("PRAGMA") {
        let name = cursor
            .qualified()
            .and_then(|mut parts| parts.pop())
            .map(|part| part.name.to_lowercase());
        let name = name.unwrap_or_default();
        if is_file_key(&name) {
            let _ = cursor.eat_symbol(b'=') || cursor.eat_symbol(b'(');
            note_token(&mut cursor, CredentialKind::FileKey, &name, found, |_| true);
        }
    }
}

/// Whether a PRAGMA of that name gives the key of an encrypted file.
pub(super) fn is_file_key(name: &str) -> bool {
    matches!(
        name,
        "key" | "rekey" | "hexkey" | "hexrekey" | "textkey" | "textrekey"
    )
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
pub fn sounds_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let within = WITHIN.iter().any(|word| name.contains(word));
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    within || words.any(|word| ALONE.contains(&word))
}

/// Parts of names that hold secrets.
const WITHIN: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "api_key",
    "access_key",
    "accesskey",
    "private_key",
    "privatekey",
    "conninfo",
    "credential",
    "jwt",
    "encryption",
];

/// Words of names that hold secrets.
const ALONE: &[&str] = &[
    "key", "pass", "pwd", "salt", "pepper", "hmac", "signing", "auth", "dsn", "cert", "seed",
    "keys",
];
