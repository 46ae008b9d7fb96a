//! JSON: the leaves of a document, with their paths.
//!
//! White space, key order, duplicate keys and the spelling of numbers stay. Keys are never
//! changed. Escapes are decoded for the callback and written anew only in a leaf that changes; a
//! lone surrogate decodes to U+FFFD.
//!
//! *Source:* RFC 8259. Raw control bytes within strings are let through.

use bauta_model::Span;
use memchr::memchr2;

use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Path, Problem, Scratch};

/// Documents nested more deeply are refused.
pub const MAX_DEPTH: usize = 128;

/// Where a leaf stands in its document.
#[derive(Debug)]
pub struct Place<'a> {
    input: &'a [u8],
    frames: &'a [Frame],
}

#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The raw key, between its quotes; unused in arrays.
    key: Span,
    /// The index, in arrays.
    index: Option<usize>,
}

impl Path for Place<'_> {
    fn depth(&self) -> usize {
        self.frames.len()
    }

    fn is_key(&self, level: usize, name: &[u8]) -> bool {
        self.frames
            .get(level)
            .is_some_and(|frame| frame.index.is_none() && key_is(frame.key.of(self.input), name))
    }

    fn index(&self, level: usize) -> Option<usize> {
        self.frames.get(level)?.index
    }
}

impl<'a> Place<'a> {
    /// The key at a level as it is written between its quotes; `None` is an index.
    pub fn key(&self, level: usize) -> Option<&'a [u8]> {
        let frame = self.frames.get(level)?;
        frame.index.is_none().then(|| frame.key.of(self.input))
    }

    /// The key nearest to the leaf as it is written between its quotes; empty where there is none.
    pub fn raw_key(&self) -> &'a [u8] {
        let nearest = self.frames.iter().rfind(|frame| frame.index.is_none());
        nearest.map_or(&[], |frame| frame.key.of(self.input))
    }
}

fn key_is(raw: &[u8], name: &[u8]) -> bool {
    if !raw.contains(&b'\\') {
        return raw == name;
    }
    // Escaped keys are rare enough to decode them each time.
    let mut decoded = Vec::with_capacity(raw.len());
    decode(raw, &mut decoded);
    decoded == name
}

/// Hands every leaf to `change` and copies the document with what it changed.
///
/// # Errors
/// What is not JSON, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&Place<'_>, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let done = walk(input, decoded, |place, token, leaf| {
        changed.clear();
        match change(place, leaf, changed)? {
            Change::Keep => return Ok(()),
            Change::Text => {
                splice.replace(token, out);
                encode(changed, out);
            }
            Change::Literal => {
                splice.replace(token, out);
                out.extend_from_slice(changed);
            }
            Change::Null => {
                splice.replace(token, out);
                out.extend_from_slice(b"null");
            }
        }
        Ok(())
    });
    splice.finish(done, out)
}

/// Hands every leaf to `visit`.
///
/// # Errors
/// What is not JSON, and what `visit` fails with.
pub fn visit<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    mut visit: impl FnMut(&Place<'_>, Leaf<'_>) -> Result<(), E>,
) -> Result<(), E> {
    walk(input, &mut scratch.decoded, |place, _, leaf| {
        visit(place, leaf)
    })
}

fn walk<E: From<CodecError>>(
    input: &[u8],
    decoded: &mut Vec<u8>,
    mut each: impl FnMut(&Place<'_>, Span, Leaf<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader::new(input);
    while let Some(token) = reader.next_leaf()? {
        let raw = token.span.of(input);
        let text = match token.kind {
            LeafKind::Null => &[],
            LeafKind::Number | LeafKind::Bool => raw,
            LeafKind::Text => {
                let inner = Span::new(token.span.start + 1, token.span.end - 1).of(input);
                if token.escaped {
                    decoded.clear();
                    decode(inner, decoded);
                    decoded.as_slice()
                } else {
                    inner
                }
            }
        };
        let place = Place {
            input,
            frames: reader.frames.get(..reader.depth).unwrap_or_default(),
        };
        each(&place, token.span, Leaf::new(token.kind, text))?;
    }
    Ok(())
}

/// How many bytes the document takes that begins at the front of `input`, whatever stands behind.
///
/// # Errors
/// What is not JSON.
pub fn document_end(input: &[u8]) -> Result<usize, CodecError> {
    let mut reader = Reader::new(input);
    reader.alone = false;
    while reader.next_leaf()?.is_some() {}
    Ok(reader.cursor.at)
}

/// Appends `text` as a JSON string, quotes included.
pub fn encode(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            0..0x20 => {
                let digit = |nibble: u8| HEX[usize::from(nibble & 15)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(*byte)]);
            }
            _ => out.push(*byte),
        }
    }
    out.push(b'"');
}

const HEX: [u8; 16] = *b"0123456789abcdef";

/// Appends the text that the inside of a JSON string stands for. Broken escapes stand for
/// themselves; [`rewrite`] has refused them before.
pub fn decode(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some((&letter, tail)) = rest.split_first() else {
            out.push(b'\\');
            return;
        };
        rest = tail;
        match letter {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(0x08),
            b'f' => out.push(0x0C),
            b'u' => rest = decode_unicode(rest, out),
            other => out.push(other),
        }
    }
    out.extend_from_slice(rest);
}

/// The same where the digits are there; `None` and nothing appended where they are not.
pub(super) fn decode_unicode_strictly<'r>(rest: &'r [u8], out: &mut Vec<u8>) -> Option<&'r [u8]> {
    hex4(rest).map(|_| decode_unicode(rest, out))
}

/// Decodes what follows `\u`, a second half of a pair included.
fn decode_unicode<'r>(rest: &'r [u8], out: &mut Vec<u8>) -> &'r [u8] {
    let Some((first, mut rest)) = hex4(rest) else {
        out.extend_from_slice(b"\\u");
        return rest;
    };
    let mut code = first;
    if (0xD800..0xDC00).contains(&first)
        && let Some((second, tail)) = rest.strip_prefix(b"\\u").and_then(hex4)
        && (0xDC00..0xE000).contains(&second)
    {
        code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        rest = tail;
    }
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    rest
}

fn hex4(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = bytes.split_at_checked(4)?;
    let mut code = 0;
    for digit in digits {
        code = code * 16 + char::from(*digit).to_digit(16)?;
    }
    Some((code, rest))
}

/// Whether `text` is a JSON number.
pub fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && number_length(text) == Some(text.len())
}

fn number_length(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        text.get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && text.get(at) == Some(&b'0')) {
        return None;
    }
    at += whole;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some(at)
}

struct Token {
    span: Span,
    kind: LeafKind,
    escaped: bool,
}

/// A pull reader over one document; its stack is an array, so depth costs no recursion.
struct Reader<'a> {
    cursor: Cursor<'a>,
    frames: [Frame; MAX_DEPTH],
    depth: usize,
    after_value: bool,
    /// Whether nothing may stand behind the document.
    alone: bool,
}

impl<'a> Reader<'a> {
    fn new(input: &'a [u8]) -> Self {
        const EMPTY: Frame = Frame {
            key: Span { start: 0, end: 0 },
            index: None,
        };
        Self {
            cursor: Cursor::new(input, "well-formed JSON"),
            frames: [EMPTY; MAX_DEPTH],
            depth: 0,
            after_value: false,
            alone: true,
        }
    }

    fn next_leaf(&mut self) -> Result<Option<Token>, CodecError> {
        loop {
            self.cursor.skip_blank();
            if self.after_value {
                if self.depth == 0 {
                    if self.alone {
                        self.cursor.expect_end()?;
                    }
                    return Ok(None);
                }
                self.step_on()?;
                continue;
            }
            match self.cursor.peek() {
                Some(b'{') => self.open(None)?,
                Some(b'[') => self.open(Some(0))?,
                _ => {
                    self.after_value = true;
                    return self.leaf().map(Some);
                }
            }
        }
    }

    /// Behind a value within a container: a comma or the container's end.
    fn step_on(&mut self) -> Result<(), CodecError> {
        let Some(frame) = self.frames.get_mut(self.depth.wrapping_sub(1)) else {
            return Err(self.cursor.unexpected());
        };
        let close = if frame.index.is_some() { b']' } else { b'}' };
        if self.cursor.eat(close) {
            self.depth -= 1;
            return Ok(());
        }
        self.cursor.expect(b',')?;
        self.after_value = false;
        match &mut frame.index {
            Some(index) => {
                *index += 1;
                Ok(())
            }
            None => self.key(),
        }
    }

    fn open(&mut self, index: Option<usize>) -> Result<(), CodecError> {
        let Some(frame) = self.frames.get_mut(self.depth) else {
            return Err(self.cursor.error(Problem::TooDeep));
        };
        *frame = Frame {
            key: Span::new(0, 0),
            index,
        };
        self.cursor.at += 1;
        self.cursor.skip_blank();
        let close = if index.is_some() { b']' } else { b'}' };
        if self.cursor.eat(close) {
            self.after_value = true;
            return Ok(());
        }
        self.depth += 1;
        if index.is_none() { self.key() } else { Ok(()) }
    }

    fn key(&mut self) -> Result<(), CodecError> {
        self.cursor.skip_blank();
        let (span, _) = self.string()?;
        if let Some(frame) = self.frames.get_mut(self.depth - 1) {
            frame.key = Span::new(span.start + 1, span.end - 1);
        }
        self.cursor.skip_blank();
        self.cursor.expect(b':')
    }

    fn leaf(&mut self) -> Result<Token, CodecError> {
        let start = self.cursor.at;
        let (kind, escaped) = match self.cursor.peek() {
            Some(b'"') => (LeafKind::Text, self.string()?.1),
            Some(b't') if self.cursor.eat_text(b"true") => (LeafKind::Bool, false),
            Some(b'f') if self.cursor.eat_text(b"false") => (LeafKind::Bool, false),
            Some(b'n') if self.cursor.eat_text(b"null") => (LeafKind::Null, false),
            _ => {
                let length = number_length(self.cursor.rest());
                self.cursor.at += length.ok_or_else(|| self.cursor.unexpected())?;
                (LeafKind::Number, false)
            }
        };
        Ok(Token {
            span: Span::new(start, self.cursor.at),
            kind,
            escaped,
        })
    }

    /// A string with its quotes, and whether it has escapes.
    fn string(&mut self) -> Result<(Span, bool), CodecError> {
        let start = self.cursor.at;
        let mut escaped = false;
        self.cursor.expect(b'"')?;
        loop {
            let Some(step) = memchr2(b'"', b'\\', self.cursor.rest()) else {
                self.cursor.at = self.cursor.input.len();
                return Err(self.cursor.unexpected());
            };
            self.cursor.at += step + 1;
            if self.cursor.input.get(self.cursor.at - 1) == Some(&b'"') {
                return Ok((Span::new(start, self.cursor.at), escaped));
            }
            escaped = true;
            match self.cursor.peek() {
                Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.cursor.at += 1,
                Some(b'u') if hex4(self.cursor.rest().get(1..).unwrap_or_default()).is_some() => {
                    self.cursor.at += 5;
                }
                _ => return Err(self.cursor.unexpected()),
            }
        }
    }
}

#[cfg(test)]
mod tests;
