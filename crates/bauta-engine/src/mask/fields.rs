//! From the bytes of a field to its value and back.

use std::borrow::Cow;

use bauta_codec::sql::{self, Literal, Quoting};
use bauta_codec::{Charset, copy};

use crate::plan::RowForm;

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field<'a> {
    Null,
    Value(&'a [u8]),
    /// The server computes it (`DEFAULT`).
    Computed,
    /// Its value is not known: an expression, or malformed digits.
    Unknown,
}

/// How the field was written, so that its replacement is written alike.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Writing {
    Copy {
        delimiter: u8,
        charset: Charset,
    },
    Csv {
        delimiter: u8,
        quote: u8,
        escape: u8,
    },
    Literal {
        like: Literal,
        quoting: Quoting,
    },
}

/// A form in which a value is written where it will stay.
#[derive(Debug, Clone, Copy)]
pub(super) enum InPlace {
    Copy { delimiter: u8, charset: Charset },
    Quoted { backslash: bool, quoting: Quoting },
}

impl InPlace {
    /// Writes what stands before the value.
    pub(super) fn open(self, out: &mut Vec<u8>) {
        if matches!(self, Self::Quoted { .. }) {
            out.push(b'\'');
        }
    }

    /// Escapes the value that has been opened at `start`, and closes it.
    pub(super) fn close(self, out: &mut Vec<u8>, start: usize, scratch: &mut Vec<u8>) {
        match self {
            Self::Copy { delimiter, charset } => {
                copy::encode_tail(out, start, delimiter, charset, scratch);
            }
            Self::Quoted { backslash, quoting } => {
                sql::close_quoted(out, start, backslash, quoting, scratch);
            }
        }
    }
}

/// Decodes a field; `scratch` is used where something is escaped.
pub(crate) fn read<'a>(
    field: &'a [u8],
    form: RowForm,
    scratch: &'a mut Vec<u8>,
) -> (Field<'a>, Writing) {
    match form {
        RowForm::Copy {
            delimiter,
            charset,
            csv: None,
        } => {
            let writing = Writing::Copy { delimiter, charset };
            if field == copy::NULL {
                return (Field::Null, writing);
            }
            (Field::Value(copy::decode(field, charset, scratch)), writing)
        }
        RowForm::Copy {
            delimiter,
            csv: Some((quote, escape)),
            ..
        } => {
            let writing = Writing::Csv {
                delimiter,
                quote,
                escape,
            };
            if field.is_empty() {
                return (Field::Null, writing);
            }
            (
                Field::Value(read_csv(field, quote, escape, scratch)),
                writing,
            )
        }
        RowForm::Values { quoting } => {
            if let Some((like, value)) = sql::plain_string(field, quoting) {
                return (Field::Value(value), Writing::Literal { like, quoting });
            }
            let like = sql::classify(field, quoting);
            let writing = Writing::Literal { like, quoting };
            let read = match like {
                Literal::Null => Field::Null,
                Literal::Default => Field::Computed,
                Literal::Expression => Field::Unknown,
                _ => {
                    sql::decode(field, like, quoting, scratch).map_or(Field::Unknown, Field::Value)
                }
            };
            (read, writing)
        }
    }
}

fn read_csv<'a>(field: &'a [u8], quote: u8, escape: u8, scratch: &'a mut Vec<u8>) -> &'a [u8] {
    if !field.contains(&quote) {
        return field;
    }
    scratch.clear();
    let mut at = 0;
    let mut quoted = false;
    while let Some(&byte) = field.get(at) {
        let next = field.get(at + 1);
        if quoted && byte == escape && next.is_some_and(|next| *next == quote || *next == escape) {
            scratch.extend(next);
            at += 2;
            continue;
        }
        if byte == quote {
            quoted = !quoted;
        } else {
            scratch.push(byte);
        }
        at += 1;
    }
    scratch
}

impl Writing {
    /// How the new value may be written straight to the output and escaped there.
    pub(super) fn in_place(self, field: &[u8]) -> Option<InPlace> {
        match self {
            Self::Copy { delimiter, charset } => Some(InPlace::Copy { delimiter, charset }),
            Self::Literal {
                like:
                    Literal::Quoted {
                        prefix: 0,
                        close,
                        backslash,
                    },
                quoting,
            } if close + 1 == field.len() => Some(InPlace::Quoted { backslash, quoting }),
            _ => None,
        }
    }

    /// Whether a BIT value stands as bytes here, and not as digits.
    pub(super) fn bits_are_bytes(self) -> bool {
        matches!(self, Self::Literal { like, quoting } if quoting.mysql && like != Literal::Bits)
    }

    /// Writes NULL.
    pub(super) fn null(self, out: &mut Vec<u8>) {
        match self {
            Self::Copy { .. } => out.extend_from_slice(copy::NULL),
            Self::Csv { .. } => {}
            Self::Literal { .. } => out.extend_from_slice(b"NULL"),
        }
    }

    /// Writes a value the way the field was written.
    pub(super) fn value(
        self,
        field: &[u8],
        value: &[u8],
        numeric: bool,
        scratch: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) {
        match self {
            Self::Copy { delimiter, charset } => {
                let start = out.len();
                out.extend_from_slice(value);
                copy::encode_tail(out, start, delimiter, charset, scratch);
            }
            Self::Csv {
                delimiter,
                quote,
                escape,
            } => {
                let special = |byte: &u8| {
                    *byte == delimiter
                        || *byte == quote
                        || *byte == escape
                        || matches!(byte, b'\n' | b'\r')
                };
                // An empty value is quoted, since an empty field is NULL; `\.` alone would end the data.
                if !value.is_empty()
                    && value != b"\\."
                    && field.first() != Some(&quote)
                    && !value.iter().any(special)
                {
                    out.extend_from_slice(value);
                    return;
                }
                out.push(quote);
                for byte in value {
                    if *byte == quote || *byte == escape {
                        out.push(escape);
                    }
                    out.push(*byte);
                }
                out.push(quote);
            }
            Self::Literal { like, quoting } => {
                sql::encode_like(field, like, value, numeric, quoting, out);
            }
        }
    }
}

/// Bytes in `PostgreSQL`'s notation for bytea: `\x6162`, or the escape form.
pub(crate) fn read_bytea(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if let Some(digits) = text.strip_prefix(b"\\x") {
        let nibble = |digit: u8| {
            char::from(digit)
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        };
        let pairs = digits.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return None;
        }
        return pairs
            .map(|pair| Some(nibble(pair[0])? << 4 | nibble(pair[1])?))
            .collect::<Option<Vec<u8>>>()
            .map(Cow::Owned);
    }
    if !text.contains(&b'\\') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        if byte != b'\\' {
            bytes.push(byte);
            rest = tail;
        } else if let Some(after) = tail.strip_prefix(b"\\") {
            bytes.push(b'\\');
            rest = after;
        } else {
            let digits = tail
                .get(..3)
                .filter(|digits| digits.iter().all(|digit| matches!(digit, b'0'..=b'7')))?;
            let code = digits
                .iter()
                .fold(0u32, |code, digit| code * 8 + u32::from(digit - b'0'));
            bytes.push(u8::try_from(code).ok()?);
            rest = &tail[3..];
        }
    }
    Some(Cow::Owned(bytes))
}

/// Writes bytes in the hex notation.
pub(super) fn write_bytea(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend_from_slice(b"\\x");
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
}

/// The bits of a `MySQL` BIT value, most significant first, as digits.
pub(super) fn bits_of(bytes: &[u8], out: &mut Vec<u8>) {
    for byte in bytes {
        out.extend((0..8).rev().map(|bit| b'0' + ((byte >> bit) & 1)));
    }
}

/// The bytes of a BIT value from its digits; as they are where they are no digits.
pub(super) fn bytes_of_bits(digits: &[u8], out: &mut Vec<u8>) {
    if digits.is_empty() || digits.iter().any(|digit| !matches!(digit, b'0' | b'1')) {
        out.extend_from_slice(digits);
        return;
    }
    let first = digits.len() % 8;
    let (head, rest) = digits.split_at(first);
    let byte = |digits: &[u8]| {
        digits
            .iter()
            .fold(0u8, |byte, digit| byte << 1 | (digit - b'0'))
    };
    if !head.is_empty() {
        out.push(byte(head));
    }
    out.extend(rest.chunks_exact(8).map(byte));
}

/// The end of the CSV row that begins at `start`.
pub(crate) fn csv_line_end(bytes: &[u8], start: usize, end: usize, form: RowForm) -> usize {
    let RowForm::Copy {
        csv: Some((quote, escape)),
        ..
    } = form
    else {
        return end;
    };
    let (mut at, mut quoted) = (start, false);
    while at < end {
        let byte = bytes[at];
        at += 1;
        if quoted && byte == escape && escape != quote {
            at += 1;
        } else if byte == quote {
            quoted = !quoted;
        } else if byte == b'\n' && !quoted {
            return at;
        }
    }
    end
}

/// Finds the fields of one COPY line, without its line end.
pub(crate) fn split_copy(line: &[u8], base: u32, form: RowForm, fields: &mut Vec<(u32, u32)>) {
    let RowForm::Copy {
        delimiter,
        charset,
        csv,
    } = form
    else {
        return;
    };
    let mut start = 0usize;
    let mut push = |start: usize, end: usize| {
        let narrow = |at: usize| base + u32::try_from(at).unwrap_or(0);
        fields.push((narrow(start), narrow(end)));
    };
    if let Some((quote, escape)) = csv {
        let (mut at, mut quoted) = (0, false);
        while let Some(&byte) = line.get(at) {
            if quoted && byte == escape && escape != quote {
                at += 1;
            } else if byte == quote {
                quoted = !quoted;
            } else if byte == delimiter && !quoted {
                push(start, at);
                start = at + 1;
            }
            at += 1;
        }
    } else if delimiter == b'\t' && charset == Charset::AsciiSafe {
        for at in memchr::memchr_iter(delimiter, line) {
            push(start, at);
            start = at + 1;
        }
    } else {
        // Another delimiter may stand escaped within a field.
        let mut at = 0;
        while at < line.len() {
            if line[at] == b'\\' {
                at += 1;
                at += charset.char_len(line.get(at..).unwrap_or_default());
                continue;
            }
            if line[at] == delimiter {
                push(start, at);
                start = at + 1;
            }
            at += charset.char_len(&line[at..]);
        }
    }
    push(start, line.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytea_is_read_in_both_notations() {
        assert_eq!(read_bytea(b"\\x6100ff").unwrap()[..], [0x61, 0, 0xFF]);
        assert_eq!(read_bytea(b"a\\000\\\\b").unwrap()[..], *b"a\0\\b");
        assert!(
            read_bytea(b"\\x6").is_none()
                && read_bytea(b"\\x6g").is_none()
                && read_bytea(b"\\9").is_none()
        );
    }

    #[test]
    fn csv_tells_null_from_empty() {
        let form = RowForm::Copy {
            delimiter: b';',
            charset: Charset::AsciiSafe,
            csv: Some((b'"', b'"')),
        };
        let mut fields = Vec::new();
        split_copy(b"a;\"b;\"\"c\";;\"\"", 0, form, &mut fields);
        assert_eq!(fields.len(), 4);
        let mut scratch = Vec::new();
        assert_eq!(
            read(b"\"b;\"\"c\"", form, &mut scratch).0,
            Field::Value(b"b;\"c")
        );
        assert_eq!(read(b"", form, &mut Vec::new()).0, Field::Null);
        assert_eq!(read(b"\"\"", form, &mut Vec::new()).0, Field::Value(b""));
    }
}
