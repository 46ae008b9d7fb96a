//! Literals inside `VALUES (…)`.
//!
//! *Source:* `PostgreSQL` manual 4.1.2; `MySQL` manual 11.1; `SQLite` "Literal Values"; the forms
//! that `.dump` writes for line ends (`replace(…)`, `unistr(…)`).

use memchr::memchr;

use crate::{Charset, seek};

/// How strings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoting {
    /// Whether a backslash escapes within `'…'`.
    pub backslash: bool,
    /// Whether the escapes are those of `MySQL` (`\0`, `\Z`, `\%`) rather than those of `PostgreSQL`'s E''.
    pub mysql: bool,
    /// Whether `replace(…)`, `char(…)` and `unistr(…)` are read.
    pub sqlite: bool,
    /// The encoding, where second bytes may look like ASCII.
    pub charset: Charset,
}

/// What stands in a row for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal {
    /// `NULL`.
    Null,
    /// `DEFAULT`: the server computes it.
    Default,
    /// A number, `TRUE`, `FALSE` or another bare word.
    Bare,
    /// `'…'`, with the bytes before and after it (`_binary `, `N`, `::text`).
    Quoted {
        /// Length of what stands before the opening quote.
        prefix: usize,
        /// Where the closing quote is.
        close: usize,
        /// Whether a backslash escapes within.
        backslash: bool,
    },
    /// `0x…`.
    HexNumber,
    /// `X'…'`.
    HexString,
    /// `b'…'` or `0b…`: digits stand as they are.
    Bits,
    /// A call that only spells a string.
    SpelledString,
    /// Anything else: an expression whose value is not known here.
    Expression,
}

/// The kind and the value of a string in which nothing could be an end or an escape, as hardly any
/// has; `None` says nothing.
#[inline]
pub fn plain_string(field: &[u8], quoting: Quoting) -> Option<(Literal, &[u8])> {
    let [b'\'', body @ .., b'\''] = field else {
        return None;
    };
    let plain = !quoting.charset.embeds_ascii() && is_clean(body, quoting.backslash);
    let literal = Literal::Quoted {
        prefix: 0,
        close: field.len() - 1,
        backslash: quoting.backslash,
    };
    plain.then_some((literal, body))
}

/// Whether neither a quote nor an escape stands in the body of a string.
fn is_clean(body: &[u8], backslash: bool) -> bool {
    if backslash {
        seek::first_of_two(body, b'\'', b'\\').is_none()
    } else {
        seek::first(body, b'\'').is_none()
    }
}

/// Tells what kind of literal `field` is.
pub fn classify(field: &[u8], quoting: Quoting) -> Literal {
    match field.first() {
        Some(b'\'') => quoted(field, 0, quoting.backslash, quoting),
        Some(b'0') if matches!(field.get(1), Some(b'x' | b'X')) => Literal::HexNumber,
        Some(b'0'..=b'9' | b'-' | b'+' | b'.') if is_number(field) => Literal::Bare,
        Some(_) => classify_word(field, quoting),
        None => Literal::Expression,
    }
}

fn classify_word(field: &[u8], quoting: Quoting) -> Literal {
    if field.eq_ignore_ascii_case(b"NULL") {
        return Literal::Null;
    }
    if field.eq_ignore_ascii_case(b"DEFAULT") {
        return Literal::Default;
    }
    if field.eq_ignore_ascii_case(b"TRUE") || field.eq_ignore_ascii_case(b"FALSE") {
        return Literal::Bare;
    }
    if quoting.sqlite
        && (starts_ignoring_case(field, b"replace(") || starts_ignoring_case(field, b"unistr("))
    {
        let mut scratch = Vec::new();
        return if spelled(field, &mut scratch) == Some(field.len()) {
            Literal::SpelledString
        } else {
            Literal::Expression
        };
    }
    if quoting.sqlite && is_infinity(field) {
        return Literal::Bare;
    }
    let Some(open) = memchr(b'\'', field) else {
        return Literal::Expression;
    };
    match field[..open].trim_ascii_end() {
        b"E" | b"e" if !quoting.mysql => quoted(field, open, true, quoting),
        b"X" | b"x" => Literal::HexString,
        b"B" | b"b" => Literal::Bits,
        b"N" | b"n" => quoted(field, open, quoting.backslash, quoting),
        prefix if prefix.starts_with(b"_") && prefix[1..].iter().all(u8::is_ascii_alphanumeric) => {
            quoted(field, open, quoting.backslash, quoting)
        }
        _ => Literal::Expression,
    }
}

fn is_infinity(field: &[u8]) -> bool {
    let digits = field.strip_prefix(b"-").unwrap_or(field);
    digits.eq_ignore_ascii_case(b"Inf")
}

fn quoted(field: &[u8], open: usize, backslash: bool, quoting: Quoting) -> Literal {
    match string_end(&field[open + 1..], b'\'', backslash, quoting.charset) {
        Some(len) => {
            let close = open + len;
            let rest = field[close + 1..].trim_ascii();
            // A cast may follow; adjacent literals and operators are expressions.
            if rest.is_empty() || rest.starts_with(b"::") {
                Literal::Quoted {
                    prefix: open,
                    close,
                    backslash,
                }
            } else {
                Literal::Expression
            }
        }
        None => Literal::Expression,
    }
}

/// Length of a string's body and its closing quote together, or `None` where it is not closed.
/// `body` begins after the opening quote.
pub fn string_end(body: &[u8], quote: u8, backslash: bool, charset: Charset) -> Option<usize> {
    let mut at = 0;
    loop {
        at += if charset.embeds_ascii() {
            step_to_quote(&body[at..], quote, backslash, charset)?
        } else if backslash {
            seek::first_of_two(&body[at..], quote, b'\\')?
        } else {
            seek::first(&body[at..], quote)?
        };
        if body[at] == b'\\' && backslash && quote != b'\\' {
            at += 2;
            if at > body.len() {
                return None;
            }
        } else if body.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return Some(at + 1);
        }
    }
}

fn step_to_quote(bytes: &[u8], quote: u8, backslash: bool, charset: Charset) -> Option<usize> {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == quote || (backslash && byte == b'\\') {
            return Some(at);
        }
        at += charset.char_len(&bytes[at..]);
    }
    None
}

/// The value of a literal that [`classify`] called anything but NULL, DEFAULT or an expression.
/// `None` where its digits are malformed.
pub fn decode<'a>(
    field: &'a [u8],
    literal: Literal,
    quoting: Quoting,
    scratch: &'a mut Vec<u8>,
) -> Option<&'a [u8]> {
    scratch.clear();
    match literal {
        Literal::Null | Literal::Default | Literal::Expression => None,
        Literal::Bare => Some(field),
        Literal::Quoted {
            prefix,
            close,
            backslash,
        } => {
            let body = &field[prefix + 1..close];
            if is_clean(body, backslash) {
                return Some(body);
            }
            unquote(body, b'\'', backslash, quoting, scratch);
            Some(scratch)
        }
        Literal::HexNumber => unhex(&field[2..], scratch).then_some(&scratch[..]),
        Literal::HexString => unhex(between_quotes(field)?, scratch).then_some(&scratch[..]),
        Literal::Bits => between_quotes(field),
        Literal::SpelledString => spelled(field, scratch).map(|_| &scratch[..]),
    }
}

fn between_quotes(field: &[u8]) -> Option<&[u8]> {
    let open = memchr(b'\'', field)?;
    field[open + 1..].strip_suffix(b"'")
}

fn unhex(digits: &[u8], out: &mut Vec<u8>) -> bool {
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    let padded = digits.len() % 2;
    if padded == 1 {
        match value(digits[0]) {
            Some(digit) => out.push(digit),
            None => return false,
        }
    }
    for pair in digits[padded..].chunks_exact(2) {
        match (value(pair[0]), value(pair[1])) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            _ => return false,
        }
    }
    true
}

/// Appends the value of a string's body: doubled quotes and, if `backslash`, escapes undone.
pub fn unquote(body: &[u8], quote: u8, backslash: bool, quoting: Quoting, out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte == quote && body.get(at + 1) == Some(&quote) {
            out.push(quote);
            at += 2;
        } else if byte == b'\\' && backslash && at + 1 < body.len() {
            at += 1 + unescape(&body[at + 1..], quoting.mysql, out);
        } else {
            let len = plain_length(&body[at..], quote, backslash, quoting.charset);
            out.extend_from_slice(&body[at..at + len]);
            at += len;
        }
    }
}

/// How much of a body, from a character that stands for itself, has nothing to be undone.
fn plain_length(body: &[u8], quote: u8, backslash: bool, charset: Charset) -> usize {
    if charset.embeds_ascii() {
        return charset.char_len(body);
    }
    let rest = body.get(1..).unwrap_or_default();
    let special = if backslash {
        seek::first_of_two(rest, quote, b'\\')
    } else {
        seek::first(rest, quote)
    };
    1 + special.unwrap_or(rest.len())
}

/// Decodes what follows a backslash; answers how many bytes it took.
fn unescape(rest: &[u8], mysql: bool, out: &mut Vec<u8>) -> usize {
    let plain = match (rest[0], mysql) {
        (b'n', _) => b'\n',
        (b't', _) => b'\t',
        (b'r', _) => b'\r',
        (b'b', _) => 0x08,
        (b'0', true) => 0,
        (b'Z', true) => 0x1A,
        (b'f', false) => 0x0C,
        (b'0'..=b'7', false) => {
            let digits = rest
                .iter()
                .take(3)
                .take_while(|digit| matches!(digit, b'0'..=b'7'))
                .count();
            let code = rest[..digits]
                .iter()
                .fold(0u32, |code, digit| code * 8 + u32::from(digit - b'0'));
            out.push((code & 0xFF) as u8);
            return digits;
        }
        (letter @ (b'x' | b'u' | b'U'), false) => {
            let most = match letter {
                b'x' => 2,
                b'u' => 4,
                _ => 8,
            };
            let digits = rest[1..]
                .iter()
                .take(most)
                .take_while(|digit| digit.is_ascii_hexdigit())
                .count();
            let code = rest[1..=digits].iter().fold(0u32, |code, digit| {
                code.wrapping_mul(16) + char::from(*digit).to_digit(16).unwrap_or(0)
            });
            match (letter, char::from_u32(code)) {
                (b'x', _) if digits > 0 => out.push((code & 0xFF) as u8),
                (b'u' | b'U', Some(character)) if digits > 0 => {
                    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => out.push(letter),
            }
            return 1 + digits;
        }
        (other, _) => other,
    };
    out.push(plain);
    1
}

/// Appends `value` as a literal of the form that `like` has, so that the statement stays what it was.
///
/// `field` is the original field; `numeric` says that the column takes bare numbers.
pub fn encode_like(
    field: &[u8],
    like: Literal,
    value: &[u8],
    numeric: bool,
    quoting: Quoting,
    out: &mut Vec<u8>,
) {
    match like {
        Literal::HexNumber if value.is_empty() => out.extend_from_slice(b"''"),
        Literal::HexNumber => {
            out.extend_from_slice(&field[..2]);
            push_hex(value, field, out);
        }
        Literal::HexString => {
            out.extend_from_slice(&field[..=memchr(b'\'', field).unwrap_or(0)]);
            push_hex(value, field, out);
            out.push(b'\'');
        }
        Literal::Bits if value.iter().all(|digit| matches!(digit, b'0' | b'1')) => {
            out.extend_from_slice(b"b'");
            out.extend_from_slice(value);
            out.push(b'\'');
        }
        Literal::Quoted {
            prefix,
            close,
            backslash,
        } => {
            out.extend_from_slice(&field[..prefix]);
            push_quoted(value, backslash, quoting, out);
            out.extend_from_slice(&field[close + 1..]);
        }
        Literal::Bare if is_number(value) || is_truth(value) => out.extend_from_slice(value),
        _ if numeric && is_number(value) => out.extend_from_slice(value),
        _ => push_quoted(value, quoting.backslash, quoting, out),
    }
}

/// Escapes and closes a string whose opening quote stands at `start` of `out`, with its value behind.
///
/// `scratch` is used only where something has to be escaped.
pub fn close_quoted(
    out: &mut Vec<u8>,
    start: usize,
    backslash: bool,
    quoting: Quoting,
    scratch: &mut Vec<u8>,
) {
    if !needs_escapes(&out[start + 1..], backslash) {
        out.push(b'\'');
        return;
    }
    scratch.clear();
    scratch.extend_from_slice(&out[start + 1..]);
    out.truncate(start);
    push_quoted(scratch, backslash, quoting, out);
}

/// Whether anything in a value may have to be escaped.
#[inline]
fn needs_escapes(value: &[u8], backslash: bool) -> bool {
    seek::has_control_or(value, b'\'', if backslash { b'\\' } else { b'\'' })
}

/// Appends `'value'`, escaped.
pub fn push_quoted(value: &[u8], backslash: bool, quoting: Quoting, out: &mut Vec<u8>) {
    out.push(b'\'');
    let escapes = backslash && quoting.mysql;
    // Behind half a character a backslash could be taken for its other half, so that few are written.
    let sparing = quoting.charset.embeds_ascii();
    let special = |byte: u8| match byte {
        b'\'' => true,
        b'\\' => backslash,
        b'\n' | b'\r' => escapes && !sparing,
        0 | 0x1A => escapes,
        _ => false,
    };
    if !needs_escapes(value, backslash) {
        out.extend_from_slice(value);
        out.push(b'\'');
        return;
    }
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        let len = quoting.charset.char_len(&value[at..]);
        if len > 1 || !special(byte) {
            out.extend_from_slice(&value[at..at + len]);
        } else {
            match byte {
                b'\'' if escapes && !sparing => out.extend_from_slice(b"\\'"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                0 => out.extend_from_slice(b"\\0"),
                0x1A => out.extend_from_slice(b"\\Z"),
                other => out.extend_from_slice(&[other, other]),
            }
        }
        at += len;
    }
    out.push(b'\'');
}

fn push_hex(value: &[u8], like: &[u8], out: &mut Vec<u8>) {
    let lower = like.iter().skip(2).any(|byte| matches!(byte, b'a'..=b'f'));
    let digits: &[u8; 16] = if lower {
        b"0123456789abcdef"
    } else {
        b"0123456789ABCDEF"
    };
    for byte in value {
        out.push(digits[usize::from(byte >> 4)]);
        out.push(digits[usize::from(byte & 15)]);
    }
}

/// Whether `text` is a number that SQL takes without quotes.
pub fn is_number(text: &[u8]) -> bool {
    let body = match text.first() {
        Some(b'-' | b'+') => &text[1..],
        _ => text,
    };
    let (mut digits, mut point, mut at) = (0usize, false, 0);
    while let Some(&byte) = body.get(at) {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' if !point => point = true,
            b'e' | b'E' if digits > 0 => {
                let exponent = body[at + 1..]
                    .strip_prefix(b"-")
                    .or_else(|| body[at + 1..].strip_prefix(b"+"));
                let exponent = exponent.unwrap_or(&body[at + 1..]);
                return !exponent.is_empty() && exponent.iter().all(u8::is_ascii_digit);
            }
            _ => return false,
        }
        at += 1;
    }
    digits > 0
}

fn is_truth(text: &[u8]) -> bool {
    text.eq_ignore_ascii_case(b"true") || text.eq_ignore_ascii_case(b"false")
}

fn starts_ignoring_case(field: &[u8], word: &[u8]) -> bool {
    field
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

const PLAIN: Quoting = Quoting {
    backslash: false,
    mysql: false,
    sqlite: true,
    charset: Charset::AsciiSafe,
};

/// Reads `'…'`, `char(N)`, `replace(x,y,z)` or `unistr('…')`; appends its value and answers its length.
fn spelled(text: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    spelled_to(text, out, 0)
}

fn spelled_to(text: &[u8], out: &mut Vec<u8>, depth: u8) -> Option<usize> {
    const DEEPEST: u8 = 8;
    if depth > DEEPEST {
        return None;
    }
    if text.first() == Some(&b'\'') {
        let len = string_end(&text[1..], b'\'', false, Charset::AsciiSafe)?;
        unquote(&text[1..len], b'\'', false, PLAIN, out);
        return Some(1 + len);
    }
    if starts_ignoring_case(text, b"char(") {
        let close = memchr(b')', text)?;
        let code: u32 = std::str::from_utf8(&text[5..close])
            .ok()?
            .trim()
            .parse()
            .ok()?;
        out.extend_from_slice(char::from_u32(code)?.encode_utf8(&mut [0; 4]).as_bytes());
        return Some(close + 1);
    }
    if starts_ignoring_case(text, b"unistr(") {
        let mut body = Vec::new();
        let len = 7 + spelled_to(&text[7..], &mut body, depth + 1)?;
        push_unistr(&body, out)?;
        return (text.get(len) == Some(&b')')).then_some(len + 1);
    }
    if !starts_ignoring_case(text, b"replace(") {
        return None;
    }
    let (mut subject, mut from, mut to) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 8;
    for (index, part) in [&mut subject, &mut from, &mut to].into_iter().enumerate() {
        at += spelled_to(&text[at..], part, depth + 1)?;
        let expected = if index < 2 { b',' } else { b')' };
        if text.get(at) != Some(&expected) {
            return None;
        }
        at += 1;
    }
    if from.is_empty() {
        return None;
    }
    let mut rest = &subject[..];
    while let Some(found) = memchr::memmem::find(rest, &from) {
        out.extend_from_slice(&rest[..found]);
        out.extend_from_slice(&to);
        rest = &rest[found + from.len()..];
    }
    out.extend_from_slice(rest);
    Some(at)
}

fn push_unistr(body: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte != b'\\' {
            out.push(byte);
            at += 1;
            continue;
        }
        let (skip, digits) = match body.get(at + 1)? {
            b'\\' => {
                out.push(b'\\');
                at += 2;
                continue;
            }
            b'u' => (2, 4),
            b'+' => (2, 6),
            b'U' => (2, 8),
            _ => (1, 4),
        };
        let text = std::str::from_utf8(body.get(at + skip..at + skip + digits)?).ok()?;
        let code = u32::from_str_radix(text, 16).ok()?;
        out.extend_from_slice(char::from_u32(code)?.encode_utf8(&mut [0; 4]).as_bytes());
        at += skip + digits;
    }
    Some(())
}

#[cfg(test)]
mod tests;
