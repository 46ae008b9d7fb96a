//! From the bytes of identifiers and literals to text.

use std::collections::BTreeMap;

use bauta_model::{Dialect, TableName};
use encoding_rs::{Encoding, UTF_8};

use super::token::{Syntax, Token, TokenKind};

/// What earlier statements of a dump have set for those that follow.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionState {
    /// How bytes are read.
    pub syntax: Syntax,
    /// The database in use, where the dump names one.
    pub database: Option<String>,
    /// The schema that a bare table name means.
    pub schema: Option<String>,
    /// Values of `sql_mode` kept in user variables, to be restored later.
    pub(super) saved_modes: BTreeMap<String, (bool, bool)>,
}

impl From<Dialect> for SessionState {
    fn from(dialect: Dialect) -> Self {
        Self {
            syntax: dialect.into(),
            database: None,
            schema: dialect.default_schema().map(str::to_owned),
            saved_modes: BTreeMap::new(),
        }
    }
}

impl SessionState {
    /// The dialect of the dump.
    pub fn dialect(&self) -> Dialect {
        self.syntax.dialect
    }

    /// The table that a name of one to three parts means here.
    pub(super) fn resolve(&self, mut parts: Vec<String>) -> Option<TableName> {
        let table = parts.pop()?;
        let qualifier = parts.pop();
        let outer = parts.pop();
        let (database, schema) = match self.dialect() {
            Dialect::Postgres => (
                outer.or_else(|| self.database.clone()),
                qualifier.or_else(|| self.schema.clone()),
            ),
            Dialect::Mysql => (qualifier.or_else(|| self.database.clone()), None),
            // The only qualifier a dump of one file can carry is `main`.
            Dialect::Sqlite => (self.database.clone(), None),
        };
        Some(TableName {
            database,
            schema,
            table,
        })
    }

    /// The identifier that `token` is, without quotes, folded as the server folds it.
    pub(super) fn identifier(&self, bytes: &[u8], token: Token) -> Option<String> {
        let raw = token.span.of(bytes);
        let dialect = self.dialect();
        match token.kind {
            TokenKind::Word if dialect == Dialect::Postgres => {
                Some(self.decode(&raw.to_ascii_lowercase()))
            }
            TokenKind::Word => Some(self.decode(raw)),
            TokenKind::Number
                if dialect == Dialect::Mysql && raw.iter().any(|byte| !byte.is_ascii_digit()) =>
            {
                Some(self.decode(raw))
            }
            TokenKind::Quoted if raw.starts_with(b"U&") || raw.starts_with(b"u&") => {
                Some(unicode_escapes(&self.decode(&unquoted(raw.get(2..)?))))
            }
            TokenKind::Quoted => Some(self.decode(&unquoted(raw))),
            TokenKind::String if dialect == Dialect::Sqlite => Some(self.decode(&unquoted(raw))),
            TokenKind::String if dialect == Dialect::Mysql && raw.starts_with(b"\"") => {
                Some(self.decode(&unquoted(raw)))
            }
            _ => None,
        }
    }

    /// The text of bytes in the dump's encoding; Latin-1 where they don't fit it.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        self.syntax
            .encoding
            .unwrap_or(UTF_8)
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map_or_else(
                || bytes.iter().map(|byte| char::from(*byte)).collect(),
                Into::into,
            )
    }

    /// The bytes that a string literal means; `None` for any other token.
    pub(super) fn literal(&self, bytes: &[u8], token: Token) -> Option<Vec<u8>> {
        if token.kind != TokenKind::String {
            return None;
        }
        let raw = token.span.of(bytes);
        let start = raw
            .iter()
            .position(|byte| matches!(byte, b'\'' | b'"' | b'$'))?;
        let (prefix, body) = raw.split_at_checked(start)?;
        if body.starts_with(b"$") {
            let tag = body.get(1..)?.iter().position(|byte| *byte == b'$')? + 2;
            let end = body
                .len()
                .checked_sub(tag)
                .filter(|end| *end >= tag)
                .unwrap_or(body.len());
            return Some(body.get(tag..end)?.to_vec());
        }
        let dialect = self.dialect();
        let escape = prefix.eq_ignore_ascii_case(b"e")
            || (self.syntax.backslash_escapes && !prefix.eq_ignore_ascii_case(b"u&"));
        let text = unquoted_with(body, escape.then_some(dialect));
        if prefix.eq_ignore_ascii_case(b"u&") {
            return Some(unicode_escapes(&self.decode(&text)).into_bytes());
        }
        Some(text)
    }

    /// Adopts the encoding of that name, as the dialect spells encodings.
    pub(super) fn set_encoding(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let label: &str = match name.as_str() {
            "utf8" | "utf8mb3" | "utf8mb4" | "unicode" => "utf-8",
            "latin1" if self.dialect() == Dialect::Mysql => "windows-1252",
            "sjis" | "cp932" | "shift_jis_2004" | "shiftjis" => "shift_jis",
            "ujis" | "euc_jp" | "eucjpms" | "euc_jis_2004" => "euc-jp",
            "uhc" | "euckr" | "euc_kr" | "johab" => "euc-kr",
            "gb2312" | "euc_cn" | "gbk" => "gbk",
            "euc_tw" => "big5",
            "koi8r" => "koi8-r",
            "koi8u" => "koi8-u",
            other => match other
                .strip_prefix("win")
                .or_else(|| other.strip_prefix("cp"))
            {
                Some(page) => {
                    self.syntax.encoding =
                        Encoding::for_label(format!("windows-{page}").as_bytes());
                    return;
                }
                None => other,
            },
        };
        self.syntax.encoding = Encoding::for_label(label.as_bytes());
    }
}

/// The text between a token's quotes, with doubled quotes made single.
fn unquoted(raw: &[u8]) -> Vec<u8> {
    unquoted_with(raw, None)
}

fn unquoted_with(raw: &[u8], escapes: Option<Dialect>) -> Vec<u8> {
    let Some((&open, body)) = raw.split_first() else {
        return Vec::new();
    };
    let close = if open == b'[' { b']' } else { open };
    let body = body.strip_suffix(&[close]).unwrap_or(body);
    let mut text = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if let (b'\\', Some(dialect)) = (byte, escapes) {
            at += unescape(body.get(at..).unwrap_or_default(), dialect, &mut text);
            continue;
        }
        text.push(byte);
        if byte == close && body.get(at) == Some(&close) {
            at += 1;
        }
    }
    text
}

/// Appends what the escape after a backslash means and says how long it is.
fn unescape(rest: &[u8], dialect: Dialect, text: &mut Vec<u8>) -> usize {
    let Some(&first) = rest.first() else {
        text.push(b'\\');
        return 0;
    };
    let simple = match first {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'0' if dialect == Dialect::Mysql => 0,
        b'Z' if dialect == Dialect::Mysql => 0x1A,
        b'f' if dialect == Dialect::Postgres => 0x0C,
        b'0'..=b'7' if dialect == Dialect::Postgres => {
            let digits = rest
                .iter()
                .take(3)
                .take_while(|byte| (b'0'..=b'7').contains(byte));
            let (len, value) = digits.fold((0, 0_u32), |(len, value), byte| {
                (len + 1, value * 8 + u32::from(byte - b'0'))
            });
            text.push((value & 0xFF) as u8);
            return len;
        }
        b'x' if dialect == Dialect::Postgres && rest.get(1).is_some_and(u8::is_ascii_hexdigit) => {
            return hex_escape(rest, 2, text);
        }
        b'u' if dialect == Dialect::Postgres => return hex_escape(rest, 4, text),
        b'U' if dialect == Dialect::Postgres => return hex_escape(rest, 8, text),
        other => other,
    };
    text.push(simple);
    1
}

/// Reads up to `digits` hex digits after the letter: a byte for two, else a code point.
fn hex_escape(rest: &[u8], digits: usize, text: &mut Vec<u8>) -> usize {
    let (mut len, mut value) = (1, 0_u32);
    while let Some(digit) = rest
        .get(len)
        .filter(|_| len <= digits)
        .and_then(|byte| char::from(*byte).to_digit(16))
    {
        value = value.wrapping_mul(16).wrapping_add(digit);
        len += 1;
    }
    if digits == 2 {
        text.push((value & 0xFF) as u8);
    } else if let Some(character) = char::from_u32(value) {
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    len
}

/// Resolves `\XXXX` and `\+XXXXXX` of `U&'…'`.
fn unicode_escapes(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            result.push(character);
            continue;
        }
        let tail = rest.as_str();
        let (skip, digits) = match tail.chars().next() {
            Some('\\') => {
                rest.next();
                result.push('\\');
                continue;
            }
            Some('+') => (1, 6),
            _ => (0, 4),
        };
        let code = tail
            .get(skip..skip + digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(decoded) => {
                result.push(decoded);
                rest = tail.get(skip + digits..).unwrap_or_default().chars();
            }
            None => result.push('\\'),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;
    use crate::ddl::token::Tokens;

    fn identifier(sql: &[u8], state: &SessionState) -> Option<String> {
        let token = Tokens::new(sql, state.syntax).next()?;
        state.identifier(sql, token)
    }

    fn literal(sql: &str, dialect: Dialect) -> Vec<u8> {
        let state = SessionState::from(dialect);
        let token = Tokens::new(sql.as_bytes(), state.syntax).next().unwrap();
        state.literal(sql.as_bytes(), token).unwrap()
    }

    #[test]
    fn bare_names_fold_in_postgres_only() {
        assert_eq!(
            identifier(b"Foo", &Dialect::Postgres.into()).unwrap(),
            "foo"
        );
        assert_eq!(
            identifier(b"\"Foo\"\"x\"", &Dialect::Postgres.into()).unwrap(),
            "Foo\"x"
        );
        assert_eq!(identifier(b"Foo", &Dialect::Mysql.into()).unwrap(), "Foo");
        assert_eq!(
            identifier(b"'a b'", &Dialect::Sqlite.into()).unwrap(),
            "a b"
        );
        assert_eq!(
            identifier(b"[a b]", &Dialect::Sqlite.into()).unwrap(),
            "a b"
        );
        assert_eq!(identifier(b"2fa", &Dialect::Mysql.into()).unwrap(), "2fa");
    }

    #[test]
    fn names_that_are_no_utf8_are_latin1() {
        assert_eq!(
            identifier(b"\"caf\xE9\"", &Dialect::Postgres.into()).unwrap(),
            "café"
        );
    }

    #[test]
    fn names_follow_the_encoding_of_the_dump() {
        let mut state = SessionState::from(Dialect::Postgres);
        state.set_encoding("SJIS");
        assert_eq!(state.syntax.encoding, Some(SHIFT_JIS));
        assert_eq!(identifier(b"\"\x95\x5c\"", &state).unwrap(), "表");
    }

    #[test]
    fn unicode_identifiers_are_unescaped() {
        assert_eq!(
            identifier(br#"U&"d\0061t\+000061""#, &Dialect::Postgres.into()).unwrap(),
            "data"
        );
    }

    #[test]
    fn literals_are_unescaped_by_their_kind() {
        assert_eq!(
            literal(r"E'\t\x41\101\'é'", Dialect::Postgres),
            "\tAA'é".as_bytes()
        );
        assert_eq!(literal(r"'a\t''b'", Dialect::Postgres), br"a\t'b");
        assert_eq!(literal("$x$a'b$x$", Dialect::Postgres), b"a'b");
        assert_eq!(literal(r"'a\0\Z\'\_'", Dialect::Mysql), b"a\0\x1A'_");
        assert_eq!(literal("'a", Dialect::Mysql), b"a");
    }
}
