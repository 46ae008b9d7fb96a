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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{PathPattern, PathSet};

    fn change_all(input: &str, new: &str) -> Result<String, CodecError> {
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |_, _, changed| {
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(Change::Text)
            },
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn keep_all(input: &[u8]) -> Result<Vec<u8>, CodecError> {
        let mut out = Vec::new();
        rewrite(input, &mut Scratch::default(), &mut out, |_, _, _| {
            Ok::<_, CodecError>(Change::Keep)
        })?;
        Ok(out)
    }

    fn leaves(input: &str) -> Vec<(LeafKind, Vec<u8>)> {
        let mut found = Vec::new();
        visit(input.as_bytes(), &mut Scratch::default(), |_, leaf| {
            found.push((leaf.kind, leaf.text.to_vec()));
            Ok::<_, CodecError>(())
        })
        .unwrap();
        found
    }

    #[test]
    fn only_leaves_change() {
        let input = " { \"b\" : 1e400 ,\n\"a\":[ true,null , {} ],\"b\":\"\\u00e9\" }\n";
        let expected = " { \"b\" : \"x\" ,\n\"a\":[ \"x\",\"x\" , {} ],\"b\":\"x\" }\n";
        assert_eq!(change_all(input, "x").unwrap(), expected);
        assert_eq!(keep_all(input.as_bytes()).unwrap(), input.as_bytes());
    }

    #[test]
    fn escapes_are_decoded_with_surrogates() {
        let found = leaves(r#"["\ud83d\ude00 \u00e9\/\"","\ud83d","\ud83dx\u0041"]"#);
        assert_eq!(found[0].1, "😀 é/\"".as_bytes());
        assert_eq!(found[1].1, "\u{FFFD}".as_bytes());
        assert_eq!(found[2].1, "\u{FFFD}xA".as_bytes());
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let junk = [
            "",
            " ",
            "{",
            "}",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "01",
            "1.",
            "+1",
            "nul",
            "\"a",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[1 2]",
            "{a:1}",
            "1 1",
            "[}",
            "{]",
            "{,}",
            "-",
            "1e",
            "tru",
            "[1}",
        ];
        for text in junk {
            assert!(keep_all(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_limited_without_recursion() {
        let deep = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(keep_all(&deep(MAX_DEPTH)).is_ok());
        let error = keep_all(&deep(MAX_DEPTH + 1)).unwrap_err();
        assert_eq!(error.problem, Problem::TooDeep);
        assert!(keep_all(&vec![b'['; 1 << 20]).is_err());
    }

    #[test]
    fn paths_decide_also_over_escaped_keys() {
        let patterns = ["$.card.number", "$.items[*].name", "$..e\u{301}"];
        let set = PathSet::new(
            patterns
                .map(|path| PathPattern::json(path).unwrap())
                .to_vec(),
        );
        let input =
            r#"{"c\u0061rd":{"number":"4"},"items":[{"id":1,"name":"n"}],"x":{"e\u0301":2}}"#;
        let mut found = Vec::new();
        visit(input.as_bytes(), &mut Scratch::default(), |place, leaf| {
            found.push((set.decide(place), leaf.text.to_vec()));
            Ok::<_, CodecError>(())
        })
        .unwrap();
        let expected = [(Some(0), "4"), (None, "1"), (Some(1), "n"), (Some(2), "2")];
        assert_eq!(
            found,
            expected.map(|(rule, text)| (rule, text.as_bytes().to_vec()))
        );
    }

    #[test]
    fn a_failed_callback_leaves_nothing_behind() {
        let mut out = b"before".to_vec();
        let failed = rewrite(
            b"[1,2",
            &mut Scratch::default(),
            &mut out,
            |_, _, changed| {
                changed.push(b'0');
                Ok::<_, CodecError>(Change::Literal)
            },
        );
        assert!(failed.is_err());
        assert_eq!(out, b"before");
    }

    fn document() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
            any::<String>().prop_map(|text| quoted(&text)),
        ];
        leaf.prop_recursive(5, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(("[ \n\t]{0,2}", inner.clone()), 0..5).prop_map(|items| {
                    let items = items
                        .into_iter()
                        .map(|(blank, item)| blank.clone() + &item + &blank);
                    format!("[{}]", items.collect::<Vec<_>>().join(","))
                }),
                prop::collection::vec((any::<String>(), "[ \n]{0,2}", inner), 0..5).prop_map(
                    |items| {
                        let items = items.into_iter().map(|(key, blank, item)| {
                            format!("{}{blank}:{blank}{item}", quoted(&key))
                        });
                        format!("{{{}}}", items.collect::<Vec<_>>().join(","))
                    }
                ),
            ]
        })
    }

    fn quoted(text: &str) -> String {
        let mut out = Vec::new();
        encode(text.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn keeping_is_the_identity(document in document()) {
            prop_assert_eq!(keep_all(document.as_bytes()).unwrap(), document.as_bytes());
        }

        #[test]
        fn writing_back_what_was_read_says_the_same(document in document()) {
            let mut out = Vec::new();
            rewrite(document.as_bytes(), &mut Scratch::default(), &mut out, |_, leaf, changed| {
                changed.extend_from_slice(leaf.text);
                Ok::<_, CodecError>(match leaf.kind {
                    LeafKind::Text => Change::Text,
                    LeafKind::Null => Change::Null,
                    _ => Change::Literal,
                })
            }).unwrap();
            prop_assert_eq!(out, document.as_bytes());
        }

        #[test]
        fn decoding_undoes_encoding(text in any::<Vec<u8>>()) {
            let mut encoded = Vec::new();
            encode(&text, &mut encoded);
            let mut decoded = Vec::new();
            decode(&encoded[1..encoded.len() - 1], &mut decoded);
            prop_assert_eq!(decoded, text);
        }

        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[\\[\\]{}\",:0-9truefalsn\\\\u ]{0,40}") {
            for input in [junk.as_slice(), text.as_bytes()] {
                if let Ok(out) = keep_all(input) {
                    prop_assert_eq!(out, input);
                }
            }
        }
    }
}
