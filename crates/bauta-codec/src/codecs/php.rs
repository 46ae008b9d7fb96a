//! PHP `serialize` format: string lengths are written anew where a string changes.
//!
//! Keys and class names stay. References and enum cases are not leaves. The payload of a class
//! that serialises itself (`C:`) is one leaf of text.
//!
//! *Source:* php-src `ext/standard/var.c`, `var_unserializer.re`.

use bauta_model::Span;

use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Path, Problem, Scratch};

/// Values nested more deeply are refused.
pub const MAX_DEPTH: usize = 128;

/// Where a leaf stands; keys are array keys and property names without their class.
#[derive(Debug)]
pub struct Place<'a> {
    input: &'a [u8],
    frames: &'a [Frame],
}

#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Elements still to come.
    left: usize,
    key: Span,
    index: Option<usize>,
}

impl Path for Place<'_> {
    fn depth(&self) -> usize {
        self.frames.len()
    }

    fn is_key(&self, level: usize, name: &[u8]) -> bool {
        self.frames.get(level).is_some_and(|frame| {
            // Private and protected properties are written `\0Class\0name`.
            let key = frame.key.of(self.input);
            key.rsplit(|byte| *byte == 0).next() == Some(name)
        })
    }

    fn index(&self, level: usize) -> Option<usize> {
        self.frames.get(level)?.index
    }
}

impl<'a> Place<'a> {
    /// The nearest key that is a name, without its class; empty where there is none.
    pub fn name(&self) -> &'a [u8] {
        let nearest = self.frames.iter().rfind(|frame| frame.index.is_none());
        let key = nearest.map_or(&[][..], |frame| frame.key.of(self.input));
        key.rsplit(|byte| *byte == 0).next().unwrap_or(key)
    }
}

/// Hands every leaf to `change` and copies the value with what it changed.
///
/// # Errors
/// What PHP did not serialise, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&Place<'_>, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let changed = &mut scratch.changed;
    let mut cursor = Cursor::new(input, EXPECTED);
    let done = walk(&mut cursor, |place, token| {
        changed.clear();
        let change = change(place, Leaf::new(token.kind, token.text.of(input)), changed)?;
        if change == Change::Keep {
            return Ok(());
        }
        splice.replace(token.span, out);
        match (change, token.payload) {
            (Change::Null, false) => out.extend_from_slice(b"N;"),
            (Change::Literal, false) => write_literal(changed, out),
            (_, true) => {
                out.extend_from_slice(format!("{}:{{", changed.len()).as_bytes());
                out.extend_from_slice(changed);
                out.push(b'}');
            }
            _ => encode(changed, out),
        }
        Ok(())
    });
    let done = done.and_then(|()| Ok(cursor.expect_end()?));
    splice.finish(done, out)
}

/// How many bytes the value takes that begins at the front of `input`, whatever stands behind.
///
/// # Errors
/// What PHP did not serialise.
pub fn document_end(input: &[u8]) -> Result<usize, CodecError> {
    let mut cursor = Cursor::new(input, EXPECTED);
    walk(&mut cursor, |_, _| Ok::<_, CodecError>(()))?;
    Ok(cursor.at)
}

/// Appends `text` as a serialised string.
pub fn encode(text: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(format!("s:{}:\"", text.len()).as_bytes());
    out.extend_from_slice(text);
    out.extend_from_slice(b"\";");
}

fn write_literal(text: &[u8], out: &mut Vec<u8>) {
    let tag: &[u8] = match text {
        b"true" => b"b:1",
        b"false" => b"b:0",
        _ => {
            let whole = std::str::from_utf8(text).is_ok_and(|text| text.parse::<i64>().is_ok());
            out.extend_from_slice(if whole { b"i:" } else { b"d:" });
            text
        }
    };
    out.extend_from_slice(tag);
    out.push(b';');
}

struct Token {
    /// All that is replaced.
    span: Span,
    text: Span,
    kind: LeafKind,
    /// Whether it is the payload of a class that serialises itself.
    payload: bool,
}

const EXPECTED: &str = "a serialised PHP value";

fn walk<E: From<CodecError>>(
    cursor: &mut Cursor<'_>,
    mut each: impl FnMut(&Place<'_>, &Token) -> Result<(), E>,
) -> Result<(), E> {
    const EMPTY: Frame = Frame {
        left: 0,
        key: Span { start: 0, end: 0 },
        index: None,
    };
    let input = cursor.input;
    let mut frames = [EMPTY; MAX_DEPTH];
    let mut depth = 0;
    loop {
        match value(cursor)? {
            Value::Leaf(token) => {
                let frames = frames.get(..depth).unwrap_or_default();
                each(&Place { input, frames }, &token)?;
            }
            Value::Reference => {}
            Value::Open(left) => {
                let too_deep = cursor.error(Problem::TooDeep);
                *frames.get_mut(depth).ok_or(too_deep)? = Frame { left, ..EMPTY };
                depth += 1;
            }
        }
        while let Some(frame) = frames.get_mut(..depth).and_then(<[_]>::last_mut) {
            if frame.left > 0 {
                frame.left -= 1;
                (frame.key, frame.index) = key(cursor)?;
                break;
            }
            cursor.expect(b'}')?;
            depth -= 1;
        }
        if depth == 0 {
            return Ok(());
        }
    }
}

enum Value {
    Leaf(Token),
    Open(usize),
    Reference,
}

fn value(cursor: &mut Cursor<'_>) -> Result<Value, CodecError> {
    let start = cursor.at;
    let leaf = |cursor: &Cursor<'_>, text: Span, kind| {
        let span = Span::new(start, cursor.at);
        let payload = false;
        Ok(Value::Leaf(Token {
            span,
            text,
            kind,
            payload,
        }))
    };
    let tag = cursor.peek().ok_or_else(|| cursor.unexpected())?;
    cursor.at += 1;
    if tag == b'N' {
        cursor.expect(b';')?;
        return leaf(cursor, Span::new(start, start), LeafKind::Null);
    }
    cursor.expect(b':')?;
    match tag {
        b's' => {
            let text = sized(cursor)?;
            cursor.expect(b';')?;
            leaf(cursor, text, LeafKind::Text)
        }
        b'i' | b'd' => {
            let text = scalar(cursor)?;
            leaf(cursor, text, LeafKind::Number)
        }
        b'b' => {
            let text = scalar(cursor)?;
            leaf(cursor, text, LeafKind::Bool)
        }
        b'r' | b'R' => scalar(cursor).map(|_| Value::Reference),
        b'E' => {
            sized(cursor)?;
            cursor.expect(b';').map(|()| Value::Reference)
        }
        b'a' | b'O' => {
            if tag == b'O' {
                sized(cursor)?;
                cursor.expect(b':')?;
            }
            let count = length(cursor)?;
            cursor.expect(b'{')?;
            Ok(Value::Open(count))
        }
        b'C' => {
            sized(cursor)?;
            cursor.expect(b':')?;
            payload(cursor)
        }
        _ => {
            cursor.at = start;
            Err(cursor.unexpected())
        }
    }
}

/// `5:{…}`
fn payload(cursor: &mut Cursor<'_>) -> Result<Value, CodecError> {
    let start = cursor.at;
    let count = length(cursor)?;
    cursor.expect(b'{')?;
    let text = take(cursor, count)?;
    cursor.expect(b'}')?;
    Ok(Value::Leaf(Token {
        span: Span::new(start, cursor.at),
        text,
        kind: LeafKind::Text,
        payload: true,
    }))
}

fn key(cursor: &mut Cursor<'_>) -> Result<(Span, Option<usize>), CodecError> {
    if cursor.eat_text(b"s:") {
        let text = sized(cursor)?;
        cursor.expect(b';')?;
        return Ok((text, None));
    }
    if cursor.eat_text(b"i:") {
        let text = scalar(cursor)?;
        let number = std::str::from_utf8(text.of(cursor.input)).ok();
        return Ok((text, number.and_then(|text| text.parse().ok())));
    }
    Err(cursor.unexpected())
}

/// `5:"hello"`
fn sized(cursor: &mut Cursor<'_>) -> Result<Span, CodecError> {
    let count = length(cursor)?;
    cursor.expect(b'"')?;
    let text = take(cursor, count)?;
    cursor.expect(b'"')?;
    Ok(text)
}

/// `5:`
fn length(cursor: &mut Cursor<'_>) -> Result<usize, CodecError> {
    let mut count = 0usize;
    let start = cursor.at;
    while let Some(digit @ b'0'..=b'9') = cursor.peek() {
        count = count
            .checked_mul(10)
            .and_then(|count| count.checked_add(usize::from(digit - b'0')))
            .ok_or_else(|| cursor.unexpected())?;
        cursor.at += 1;
    }
    if cursor.at == start {
        return Err(cursor.unexpected());
    }
    cursor.expect(b':')?;
    Ok(count)
}

fn take(cursor: &mut Cursor<'_>, count: usize) -> Result<Span, CodecError> {
    let start = cursor.at;
    let end = start
        .checked_add(count)
        .filter(|end| *end <= cursor.input.len());
    cursor.at = end.ok_or_else(|| cursor.error(Problem::CutOff))?;
    Ok(Span::new(start, cursor.at))
}

/// Up to and over the semicolon.
fn scalar(cursor: &mut Cursor<'_>) -> Result<Span, CodecError> {
    let start = cursor.at;
    while cursor
        .peek()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    {
        cursor.at += 1;
    }
    let text = Span::new(start, cursor.at);
    if text.is_empty() {
        return Err(cursor.unexpected());
    }
    cursor.expect(b';')?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{PathPattern, PathSet};

    fn keep_all(input: &[u8]) -> Result<Vec<u8>, CodecError> {
        let mut out = Vec::new();
        rewrite(input, &mut Scratch::default(), &mut out, |_, _, _| {
            Ok::<_, CodecError>(Change::Keep)
        })?;
        Ok(out)
    }

    #[test]
    fn lengths_follow_the_change() {
        let input = b"O:4:\"User\":3:{s:10:\"\0User\0mail\";s:5:\"a\"b;c\";s:2:\"id\";i:7;i:0;a:1:{i:0;d:0.5;}}";
        let set = PathSet::new(vec![
            PathPattern::json("$.mail").unwrap(),
            PathPattern::json("$[0][0]").unwrap(),
        ]);
        let mut out = Vec::new();
        rewrite(
            input,
            &mut Scratch::default(),
            &mut out,
            |place, leaf, changed| {
                Ok::<_, CodecError>(match set.decide(place) {
                    Some(0) => {
                        assert_eq!(leaf.text, b"a\"b;c");
                        changed.extend_from_slice("é".as_bytes());
                        Change::Text
                    }
                    Some(_) => {
                        changed.extend_from_slice(b"12");
                        Change::Literal
                    }
                    None => Change::Keep,
                })
            },
        )
        .unwrap();
        let expected =
            "O:4:\"User\":3:{s:10:\"\0User\0mail\";s:2:\"é\";s:2:\"id\";i:7;i:0;a:1:{i:0;i:12;}}";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_payload_of_its_own_is_a_leaf() {
        let mut out = Vec::new();
        rewrite(
            b"a:2:{i:0;C:1:\"X\":3:{abc}i:1;N;}",
            &mut Scratch::default(),
            &mut out,
            |_, leaf, changed| {
                changed.extend_from_slice(b"defg");
                Ok::<_, CodecError>(if leaf.kind == LeafKind::Null {
                    Change::Keep
                } else {
                    Change::Text
                })
            },
        )
        .unwrap();
        assert_eq!(out, b"a:2:{i:0;C:1:\"X\":4:{defg}i:1;N;}");
    }

    #[test]
    fn what_php_did_not_write_is_refused() {
        for text in [
            "",
            "N",
            "s:5:\"abc\";",
            "s:2:\"abc\";",
            "a:1:{}",
            "a:1:{i:0;}",
            "i:;",
            "x:1;",
            "N;N;",
            "s:99999999999999999999:\"\";",
            "a:0:{",
        ] {
            assert!(keep_all(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(
            keep_all(&b"a:1:{i:0;".repeat(1000)).unwrap_err().problem,
            Problem::TooDeep
        );
    }

    fn value() -> impl Strategy<Value = Vec<u8>> {
        let string = any::<String>().prop_map(|text| {
            let mut out = Vec::new();
            encode(text.as_bytes(), &mut out);
            out
        });
        let leaf = prop_oneof![
            string.clone(),
            Just(b"N;".to_vec()),
            Just(b"b:1;".to_vec()),
            any::<i64>().prop_map(|number| format!("i:{number};").into_bytes()),
        ];
        leaf.prop_recursive(4, 20, 4, move |inner| {
            prop::collection::vec((string.clone(), inner), 0..4).prop_map(|items| {
                let mut out = format!("a:{}:{{", items.len()).into_bytes();
                for (key, item) in items {
                    out.extend(key);
                    out.extend(item);
                }
                out.push(b'}');
                out
            })
        })
    }

    proptest! {
        #[test]
        fn keeping_is_the_identity(value in value()) {
            prop_assert_eq!(keep_all(&value).unwrap(), value);
        }

        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[sabiOCNrE:;{}\"0-9]{0,40}") {
            for input in [junk.as_slice(), text.as_bytes()] {
                if let Ok(out) = keep_all(input) {
                    prop_assert_eq!(out, input);
                }
            }
        }
    }
}
