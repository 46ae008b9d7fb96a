//! Words, quotes, numbers and signs of a statement, each with its place.
//!
//! Everything else in this folder stands on these tokens. Comments are left out; the code within
//! `MySQL`'s conditional comments (`/*!50013 … */`, `/*M!100203 … */`) is entered. Nothing is decoded
//! here: that costs memory, and most tokens are only looked at.

use bauta_codec::Charset;
use bauta_model::{Dialect, Span};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};
use memchr::{memchr, memchr2, memmem};

/// How the bytes of a statement are to be read at its place in the dump.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Syntax {
    /// The dialect.
    pub dialect: Dialect,
    /// The encoding that the dump announces, where it does.
    pub encoding: Option<&'static Encoding>,
    /// Whether a backslash escapes in plain `'…'` literals.
    pub backslash_escapes: bool,
    /// Whether `"…"` is an identifier in `MySQL`.
    pub ansi_quotes: bool,
}

impl From<Dialect> for Syntax {
    fn from(dialect: Dialect) -> Self {
        Self {
            dialect,
            encoding: None,
            backslash_escapes: dialect == Dialect::Mysql,
            ansi_quotes: dialect != Dialect::Mysql,
        }
    }
}

impl Syntax {
    /// Whether a byte ≥ 0x80 may be followed by one that looks like ASCII but isn't.
    fn embeds_ascii(self) -> bool {
        self.encoding
            .is_some_and(|encoding| [SHIFT_JIS, GBK, GB18030, BIG5, EUC_KR].contains(&encoding))
    }

    /// Length of the character at the front of `rest`, as far as an ASCII byte could hide in it.
    fn stride(self, rest: &[u8]) -> usize {
        let charset = match self.encoding {
            Some(encoding) if encoding == SHIFT_JIS => Charset::ShiftJis,
            Some(encoding) if encoding == GB18030 => Charset::Gb18030,
            _ => Charset::Pairs,
        };
        charset.char_len(rest)
    }
}

/// One token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is in the statement, quotes included.
    pub span: Span,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword or a bare identifier.
    Word,
    /// An identifier in quotes of any style.
    Quoted,
    /// A literal in quotes: plain, `E''`, `U&''`, `N''`, `b''`, `x''` or dollar-quoted.
    String,
    /// A number; in `MySQL` also a bare identifier that begins with a digit.
    Number,
    /// Any other byte.
    Symbol(u8),
}

/// The tokens of a statement, read as they are asked for.
///
/// *Guarantees*: linear in the length of the statement, never panics, always ends.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    syntax: Syntax,
    at: usize,
    conditional: usize,
}

impl<'a> Tokens<'a> {
    /// Reads `bytes` from their start.
    pub fn new(bytes: &'a [u8], syntax: Syntax) -> Self {
        let at = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        Self {
            bytes,
            syntax,
            at,
            conditional: 0,
        }
    }

    fn byte(&self, distance: usize) -> u8 {
        self.bytes.get(self.at + distance).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Moves to just after the next `end`, or to the end of everything.
    fn skip_past(&mut self, from: usize, end: &[u8]) {
        let start = (self.at + from).min(self.bytes.len());
        let tail = self.bytes.get(start..).unwrap_or_default();
        self.at =
            memmem::find(tail, end).map_or(self.bytes.len(), |found| start + found + end.len());
    }

    fn skip_blank(&mut self) {
        while self.at < self.bytes.len() {
            match self.byte(0) {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => self.at += 1,
                b'-' if self.byte(1) == b'-' && self.dashes_are_comment() => self.skip_line(),
                b'#' if self.syntax.dialect == Dialect::Mysql => self.skip_line(),
                b'/' if self.byte(1) == b'*' => self.skip_block_comment(),
                b'*' if self.conditional > 0 && self.byte(1) == b'/' => {
                    self.conditional -= 1;
                    self.at += 2;
                }
                _ => return,
            }
        }
    }

    fn dashes_are_comment(&self) -> bool {
        self.syntax.dialect != Dialect::Mysql || self.byte(2) <= b' '
    }

    fn skip_line(&mut self) {
        self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
    }

    fn skip_block_comment(&mut self) {
        match self.syntax.dialect {
            Dialect::Mysql => self.skip_mysql_comment(),
            Dialect::Sqlite => self.skip_past(2, b"*/"),
            Dialect::Postgres => self.skip_nested_comment(),
        }
    }

    fn skip_mysql_comment(&mut self) {
        let mark = if self.byte(2) == b'M' { 3 } else { 2 };
        if self.byte(mark) != b'!' {
            return self.skip_past(2, b"*/");
        }
        let code = self.rest().get(mark + 1..).unwrap_or_default();
        let digits = code
            .iter()
            .take(6)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        // No server has reached this version; the code never runs.
        if code.starts_with(b"999999") {
            return self.skip_past(2, b"*/");
        }
        self.conditional += 1;
        self.at += mark + 1 + if digits >= 5 { digits } else { 0 };
    }

    fn skip_nested_comment(&mut self) {
        let mut depth = 0_usize;
        while let Some(found) = memchr2(b'/', b'*', self.rest()) {
            self.at += found;
            match (self.byte(0), self.byte(1)) {
                (b'/', b'*') => depth += 1,
                (b'*', b'/') => depth -= 1,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return;
            }
        }
        self.at = self.bytes.len();
    }

    /// Length of the letters before a quote that belong to the literal (`E'`, `U&'`, `x'`).
    fn literal_prefix(&self) -> Option<usize> {
        let (first, second, third) = (
            self.byte(0).to_ascii_lowercase(),
            self.byte(1),
            self.byte(2),
        );
        match self.syntax.dialect {
            Dialect::Postgres
                if first == b'u' && second == b'&' && matches!(third, b'\'' | b'"') =>
            {
                Some(2)
            }
            Dialect::Postgres if matches!(first, b'e' | b'b' | b'x' | b'n') && second == b'\'' => {
                Some(1)
            }
            Dialect::Mysql if matches!(first, b'b' | b'x' | b'n') && second == b'\'' => Some(1),
            Dialect::Sqlite if first == b'x' && second == b'\'' => Some(1),
            _ => None,
        }
    }

    fn quoted(&mut self, prefix: usize) -> TokenKind {
        let quote = self.byte(prefix);
        let escape_string = prefix == 1 && self.byte(0).eq_ignore_ascii_case(&b'e');
        self.at += prefix + 1;
        let dialect = self.syntax.dialect;
        let kind = match quote {
            b'"' if dialect != Dialect::Mysql || self.syntax.ansi_quotes => TokenKind::Quoted,
            b'`' | b'[' => TokenKind::Quoted,
            _ => TokenKind::String,
        };
        if quote == b'[' {
            self.skip_past(0, b"]");
            return kind;
        }
        let plain = prefix == 0
            || dialect == Dialect::Mysql
            || self
                .bytes
                .get(self.at - 2)
                .is_some_and(|byte| matches!(byte, b'n' | b'N'));
        let backslash = escape_string || (plain && self.syntax.backslash_escapes);
        self.skip_quoted(quote, kind == TokenKind::String && backslash);
        kind
    }

    fn skip_quoted(&mut self, quote: u8, backslash: bool) {
        let embeds = self.syntax.embeds_ascii();
        loop {
            let found = if embeds {
                self.next_special(quote, backslash)
            } else if backslash {
                memchr2(quote, b'\\', self.rest())
            } else {
                memchr(quote, self.rest())
            };
            let Some(found) = found else {
                self.at = self.bytes.len();
                return;
            };
            self.at += found;
            if self.byte(0) != quote || self.byte(1) == quote {
                let escaped = if embeds {
                    self.syntax.stride(self.rest().get(1..).unwrap_or_default())
                } else {
                    1
                };
                self.at = (self.at + 1 + escaped).min(self.bytes.len());
                continue;
            }
            self.at += 1;
            return;
        }
    }

    /// The next quote or backslash that is a character of its own.
    fn next_special(&self, quote: u8, backslash: bool) -> Option<usize> {
        let (rest, mut at) = (self.rest(), 0);
        while let Some(&byte) = rest.get(at) {
            if byte == quote || (backslash && byte == b'\\') {
                return Some(at);
            }
            at += self.syntax.stride(rest.get(at..).unwrap_or_default());
        }
        None
    }

    /// Length of the dollar tag at the front, dollars included.
    fn dollar_tag(&self) -> Option<usize> {
        let tag = self.rest().get(1..)?;
        let len = tag
            .iter()
            .take_while(|byte| is_word(**byte) && **byte != b'$')
            .count();
        let starts_with_digit = tag.first().is_some_and(u8::is_ascii_digit);
        (!starts_with_digit && tag.get(len) == Some(&b'$')).then_some(len + 2)
    }

    fn skip_word(&mut self) {
        let embeds = self.syntax.embeds_ascii();
        while self.at < self.bytes.len() && is_word(self.byte(0)) {
            self.at += if embeds {
                self.syntax.stride(self.rest())
            } else {
                1
            };
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn skip_number(&mut self) {
        while self.at < self.bytes.len() && (is_word(self.byte(0)) || self.byte(0) == b'.') {
            let exponent =
                self.byte(0).eq_ignore_ascii_case(&b'e') && self.byte(2).is_ascii_digit();
            self.at += if exponent && matches!(self.byte(1), b'+' | b'-') {
                2
            } else {
                1
            };
        }
    }

    fn token(&mut self) -> TokenKind {
        let dialect = self.syntax.dialect;
        let first = self.byte(0);
        if let Some(prefix) = self.literal_prefix() {
            return self.quoted(prefix);
        }
        match first {
            b'\'' | b'"' => self.quoted(0),
            b'`' if dialect != Dialect::Postgres => self.quoted(0),
            b'[' if dialect == Dialect::Sqlite => self.quoted(0),
            b'$' if dialect == Dialect::Postgres => match self.dollar_tag() {
                Some(len) => {
                    let tag = self.rest().get(..len).unwrap_or_default();
                    self.skip_past(len, tag);
                    TokenKind::String
                }
                None => self.symbol(),
            },
            b'0'..=b'9' => {
                self.skip_number();
                TokenKind::Number
            }
            b'.' if self.byte(1).is_ascii_digit() && dialect != Dialect::Mysql => {
                self.skip_number();
                TokenKind::Number
            }
            _ if is_word(first) && (first != b'$' || dialect == Dialect::Mysql) => {
                self.skip_word();
                TokenKind::Word
            }
            _ => self.symbol(),
        }
    }

    fn symbol(&mut self) -> TokenKind {
        let byte = self.byte(0);
        self.at += 1;
        TokenKind::Symbol(byte)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blank();
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let kind = self.token();
        Some(Token {
            kind,
            span: Span::new(start, self.at),
        })
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(sql: &str, dialect: Dialect) -> Vec<&str> {
        Tokens::new(sql.as_bytes(), dialect.into())
            .map(|token| std::str::from_utf8(token.span.of(sql.as_bytes())).unwrap())
            .collect()
    }

    #[test]
    fn postgres_quotes_end_where_they_should() {
        let sql = r#"E'a\'b' 'a\' U&"d\0061t" $$;'$$ $x$ $$ $x$ a$b$ N'c' "q""q" $1 'it''s'"#;
        let expected = [
            r"E'a\'b'",
            r"'a\'",
            r#"U&"d\0061t""#,
            "$$;'$$",
            "$x$ $$ $x$",
            "a$b$",
            "N'c'",
            r#""q""q""#,
            "$",
            "1",
            "'it''s'",
        ];
        assert_eq!(texts(sql, Dialect::Postgres), expected);
    }

    #[test]
    fn nested_comments_are_skipped_in_postgres_only() {
        let sql = "a /* x /* y */ z */ b -- c\nd";
        assert_eq!(texts(sql, Dialect::Postgres), ["a", "b", "d"]);
        assert_eq!(texts(sql, Dialect::Sqlite), ["a", "z", "*", "/", "b", "d"]);
    }

    #[test]
    fn code_in_conditional_comments_counts() {
        let sql =
            "/*!50003 CREATE*/ /*!50020 DEFINER=`r`@`h`*/ /*M!100203 X */ # no\n--1 /* no */ y";
        let expected = [
            "CREATE", "DEFINER", "=", "`r`", "@", "`h`", "X", "-", "-", "1", "y",
        ];
        assert_eq!(texts(sql, Dialect::Mysql), expected);
    }

    #[test]
    fn code_for_no_server_is_skipped() {
        assert_eq!(
            texts(
                "/*M!999999\\- enable the sandbox mode */ USE x",
                Dialect::Mysql
            ),
            ["USE", "x"]
        );
    }

    #[test]
    fn brackets_and_backticks_are_identifiers_in_sqlite() {
        assert_eq!(
            texts("[a b] `c``d` x'00' 'e\\'", Dialect::Sqlite),
            ["[a b]", "`c``d`", "x'00'", "'e\\'"]
        );
    }

    #[test]
    fn a_trail_byte_that_looks_like_a_backslash_is_none() {
        let syntax = Syntax {
            encoding: Some(SHIFT_JIS),
            ..Dialect::Mysql.into()
        };
        let sql = b"'\x95\x5c' `\x95\x60` x";
        assert_eq!(Tokens::new(sql, syntax).count(), 3);
        let single = b"'\xB1\\'' x";
        assert_eq!(Tokens::new(single, syntax).count(), 2);
    }

    #[test]
    fn backslashes_follow_the_settings() {
        let off = Syntax {
            backslash_escapes: true,
            ..Dialect::Postgres.into()
        };
        assert_eq!(Tokens::new(br"'a\'' b", off).count(), 2);
        let plain = Syntax {
            backslash_escapes: false,
            ..Dialect::Mysql.into()
        };
        assert_eq!(Tokens::new(br"'a\' b", plain).count(), 2);
    }

    proptest! {
        #[test]
        fn any_bytes_give_ordered_tokens(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'\''), Just(b'$'), Just(b'*'), Just(b'/'), Just(b'!'), Just(b'"')], 0..200),
            which in 0..3_usize,
            sjis in any::<bool>(),
        ) {
            let dialect = [Dialect::Postgres, Dialect::Mysql, Dialect::Sqlite][which];
            let syntax = Syntax { encoding: sjis.then_some(SHIFT_JIS), ..dialect.into() };
            let mut end = 0;
            for token in Tokens::new(&bytes, syntax) {
                prop_assert!(token.span.start >= end && token.span.end > token.span.start);
                prop_assert!(token.span.end <= bytes.len());
                end = token.span.end;
            }
        }
    }
}
