//! What begins and ends a string, a quoted name or a comment.

use bauta_codec::{Charset, seek};
use bauta_model::Dialect;
use memchr::{memchr, memchr2, memmem};

/// The lexical rules in force at a point of the dump; settings in the dump change them.
#[derive(Debug, Clone)]
pub(crate) struct Lexis {
    pub(crate) dialect: Dialect,
    /// A backslash escapes within `'…'`.
    pub(crate) backslash: bool,
    /// `"…"` is a string (`MySQL` without `ANSI_QUOTES`), so that backslashes escape within.
    pub(crate) double_quote_is_string: bool,
    pub(crate) charset: Charset,
}

/// How far a token reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It ends before this position.
    To(usize),
    /// Its end is not in the buffer.
    Unfinished,
}

impl Lexis {
    pub(crate) fn new(dialect: Dialect) -> Self {
        let mysql = dialect == Dialect::Mysql;
        Self {
            dialect,
            backslash: mysql,
            double_quote_is_string: mysql,
            charset: Charset::default(),
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.dialect == Dialect::Postgres
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.dialect == Dialect::Sqlite
    }

    pub(crate) fn is_mysql(&self) -> bool {
        self.dialect == Dialect::Mysql
    }

    /// The end of the string, quoted name or dollar-quoted text that begins at `at`; `None` where
    /// none begins there. `backslash` overrides the rule for `'…'` (E'' strings).
    pub(crate) fn quoted(&self, bytes: &[u8], at: usize, backslash: bool) -> Option<Reach> {
        match bytes[at] {
            b'\'' => Some(self.string(bytes, at + 1, b'\'', backslash)),
            b'"' => Some(self.string(
                bytes,
                at + 1,
                b'"',
                self.double_quote_is_string && self.backslash,
            )),
            b'`' if !self.is_postgres() => Some(self.string(bytes, at + 1, b'`', false)),
            b'[' if self.dialect == Dialect::Sqlite => Some(match memchr(b']', &bytes[at..]) {
                Some(len) => Reach::To(at + len + 1),
                None => Reach::Unfinished,
            }),
            b'$' if self.is_postgres() => dollar_quoted(bytes, at),
            _ => None,
        }
    }

    /// The end of a string whose body begins at `at`.
    pub(crate) fn string(&self, bytes: &[u8], mut at: usize, quote: u8, backslash: bool) -> Reach {
        if self.charset.embeds_ascii() {
            return self.string_by_characters(bytes, at, quote, backslash);
        }
        loop {
            let found = if backslash {
                seek::first_of_two(&bytes[at..], quote, b'\\')
            } else {
                seek::first(&bytes[at..], quote)
            };
            let Some(skip) = found else {
                return Reach::Unfinished;
            };
            at += skip;
            if bytes[at] == quote {
                match bytes.get(at + 1) {
                    Some(next) if *next == quote => at += 2,
                    // At the end of the buffer it is not known yet; callers look behind what they get.
                    _ => return Reach::To(at + 1),
                }
            } else {
                at += 2;
            }
            if at > bytes.len() {
                return Reach::Unfinished;
            }
        }
    }

    fn string_by_characters(
        &self,
        bytes: &[u8],
        mut at: usize,
        quote: u8,
        backslash: bool,
    ) -> Reach {
        while at < bytes.len() {
            let byte = bytes[at];
            if backslash && byte == b'\\' {
                at += 1;
                at += self.charset.char_len(&bytes[at.min(bytes.len())..]);
            } else if byte == quote {
                if bytes.get(at + 1) != Some(&quote) {
                    return Reach::To(at + 1);
                }
                at += 2;
            } else {
                at += self.charset.char_len(&bytes[at..]);
            }
        }
        Reach::Unfinished
    }

    /// Length of the word at the front of `rest`.
    pub(crate) fn word_len(&self, rest: &[u8]) -> usize {
        if !self.charset.embeds_ascii() {
            let end = rest.iter().position(|byte| !in_word(*byte));
            return end.unwrap_or(rest.len());
        }
        let mut at = 0;
        while rest.get(at).is_some_and(|byte| in_word(*byte)) {
            at += self.charset.char_len(&rest[at..]);
        }
        at
    }

    /// Whether the bytes that tell if a comment begins at the front of `rest` are not there yet.
    pub(crate) fn undecided(&self, rest: &[u8]) -> bool {
        const NEVER_EXECUTED: [&[u8]; 2] = [b"/*!999999", b"/*M!999999"];
        match rest {
            b"-" | b"/" => true,
            b"--" => self.is_mysql(),
            [b'/', b'*', ..] if self.is_mysql() => NEVER_EXECUTED
                .iter()
                .any(|opening| opening.len() > rest.len() && opening.starts_with(rest)),
            _ => false,
        }
    }

    /// The end of the comment that begins at `at`; `None` where none begins there. Comments that
    /// `MySQL` executes are not comments. Where a comment is [undecided](Self::undecided) the
    /// bytes at hand are taken to be all there are.
    pub(crate) fn comment(&self, bytes: &[u8], at: usize) -> Option<Reach> {
        let rest = &bytes[at..];
        match rest[0] {
            b'-' if rest.get(1) == Some(&b'-') => {
                // MySQL wants white space after the dashes; at the end of the input there is none.
                let spaced = rest
                    .get(2)
                    .is_none_or(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control());
                (!self.is_mysql() || spaced).then(|| line_end(bytes, at))
            }
            b'#' if self.is_mysql() => Some(line_end(bytes, at)),
            b'/' if rest.get(1) == Some(&b'*') => {
                if self.is_mysql() && executable_comment(rest).is_some() {
                    return None;
                }
                Some(if self.is_postgres() {
                    nested_comment(bytes, at)
                } else {
                    flat_comment(bytes, at)
                })
            }
            _ => None,
        }
    }
}

/// Length of the opening of a comment that `MySQL` or `MariaDB` executes (`/*!40101 `, `/*M!100100 `),
/// or `None`. Version 999999 is never executed: `MariaDB` writes it for its client alone.
pub(crate) fn executable_comment(rest: &[u8]) -> Option<usize> {
    let mark = if rest.starts_with(b"/*!") {
        3
    } else if rest.starts_with(b"/*M!") {
        4
    } else {
        return None;
    };
    let digits = rest[mark..]
        .iter()
        .take(6)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (&rest[mark..mark + digits] != b"999999").then_some(mark + digits)
}

fn line_end(bytes: &[u8], at: usize) -> Reach {
    memchr(b'\n', &bytes[at..]).map_or(Reach::Unfinished, |len| Reach::To(at + len + 1))
}

fn flat_comment(bytes: &[u8], at: usize) -> Reach {
    memmem::find(&bytes[at + 2..], b"*/").map_or(Reach::Unfinished, |len| Reach::To(at + len + 4))
}

fn nested_comment(bytes: &[u8], start: usize) -> Reach {
    let (mut at, mut depth) = (start + 2, 1usize);
    while let Some(skip) = memchr2(b'*', b'/', &bytes[at..]) {
        at += skip;
        match (bytes[at], bytes.get(at + 1)) {
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Reach::To(at);
                }
            }
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    Reach::Unfinished
}

/// A dollar-quoted text, or `None` where the dollar begins something else (`$1`).
fn dollar_quoted(bytes: &[u8], at: usize) -> Option<Reach> {
    let tag_byte = |byte: u8, first: bool| {
        byte.is_ascii_alphabetic()
            || byte == b'_'
            || byte >= 0x80
            || (!first && byte.is_ascii_digit())
    };
    let mut end = at + 1;
    while bytes
        .get(end)
        .is_some_and(|byte| tag_byte(*byte, end == at + 1))
    {
        end += 1;
    }
    match bytes.get(end) {
        Some(b'$') => {}
        Some(_) => return None,
        None => return Some(Reach::Unfinished),
    }
    let tag = &bytes[at..=end];
    Some(
        memmem::find(&bytes[end + 1..], tag).map_or(Reach::Unfinished, |len| {
            Reach::To(end + 1 + len + tag.len())
        }),
    )
}

/// Whether a byte can stand in an unquoted name.
pub(crate) fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// Whether a byte can begin an unquoted name.
pub(crate) fn begins_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}
