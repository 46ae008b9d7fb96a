//! `PostgreSQL` arrays in text form: `{a,"b c",NULL,{nested}}`, with or without bounds before.
//!
//! *Source:* `PostgreSQL` manual, "Array Input and Output Syntax"; `array_in`, `array_out`.

use bauta_model::Span;

use crate::codec::{Cursor, Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// `PostgreSQL` knows no more dimensions.
pub const MAX_DIMENSIONS: usize = 6;

/// Hands every element and its number in reading order, from 0, to `change` and copies the array
/// with what it changed. The delimiter is `,` for every type but `box`, whose is `;`.
///
/// # Errors
/// What is no array, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    delimiter: u8,
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(usize, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut number = 0;
    let done = walk(input, delimiter, decoded, |span, leaf| {
        changed.clear();
        let change = change(number, leaf, changed)?;
        number += 1;
        match change {
            Change::Keep => return Ok(()),
            Change::Null => {
                splice.replace(span, out);
                out.extend_from_slice(b"NULL");
            }
            Change::Text | Change::Literal => {
                splice.replace(span, out);
                encode(changed, delimiter, out);
            }
        }
        Ok(())
    });
    splice.finish(done, out)
}

/// Appends `text` as an element, quoted where it must be.
pub fn encode(text: &[u8], delimiter: u8, out: &mut Vec<u8>) {
    let plain = !text.is_empty()
        && !text.eq_ignore_ascii_case(b"NULL")
        && !text.iter().any(|byte| {
            is_blank(*byte) || *byte == delimiter || matches!(byte, b'"' | b'\\' | b'{' | b'}')
        });
    if plain {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

fn walk<E: From<CodecError>>(
    input: &[u8],
    delimiter: u8,
    decoded: &mut Vec<u8>,
    mut each: impl FnMut(Span, Leaf<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut cursor = Cursor::new(input, "a PostgreSQL array");
    bounds(&mut cursor)?;
    cursor.expect(b'{')?;
    let mut depth = 1;
    let mut may_close = true;
    let mut expect_item = true;
    while depth > 0 {
        cursor.skip_blank();
        match cursor.peek() {
            Some(b'}') if may_close || !expect_item => {
                cursor.at += 1;
                depth -= 1;
                expect_item = false;
            }
            Some(byte) if byte == delimiter && !expect_item => {
                cursor.at += 1;
                expect_item = true;
                may_close = false;
            }
            Some(b'{') if expect_item => {
                if depth == MAX_DIMENSIONS {
                    return Err(cursor.error(Problem::TooDeep).into());
                }
                cursor.at += 1;
                depth += 1;
                may_close = true;
            }
            Some(_) if expect_item => {
                decoded.clear();
                let (span, kind) = element(&mut cursor, delimiter, decoded)?;
                each(span, Leaf::new(kind, decoded))?;
                expect_item = false;
            }
            _ => return Err(cursor.unexpected().into()),
        }
    }
    Ok(cursor.expect_end()?)
}

/// Skips `[1:2][-3:4]=`.
fn bounds(cursor: &mut Cursor<'_>) -> Result<(), CodecError> {
    cursor.skip_blank();
    if cursor.peek() != Some(b'[') {
        return Ok(());
    }
    while let Some(byte) = cursor.peek() {
        match byte {
            b'[' | b']' | b':' | b'+' | b'-' | b'0'..=b'9' => cursor.at += 1,
            byte if is_blank(byte) => cursor.at += 1,
            _ => break,
        }
    }
    cursor.expect(b'=')?;
    cursor.skip_blank();
    Ok(())
}

/// Reads an element into `decoded`.
fn element(
    cursor: &mut Cursor<'_>,
    delimiter: u8,
    decoded: &mut Vec<u8>,
) -> Result<(Span, LeafKind), CodecError> {
    let start = cursor.at;
    if cursor.eat(b'"') {
        loop {
            match cursor.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    cursor.at += 1;
                    decoded.push(cursor.peek().ok_or_else(|| cursor.unexpected())?);
                }
                Some(byte) => decoded.push(byte),
                None => return Err(cursor.unexpected()),
            }
            cursor.at += 1;
        }
        cursor.at += 1;
        let span = Span::new(start, cursor.at);
        return Ok((span, LeafKind::Text));
    }
    // Blanks behind an unquoted element are not part of it, unless escaped.
    let (mut end, mut length) = (start, 0);
    loop {
        match cursor.peek() {
            Some(byte) if byte == delimiter || byte == b'}' => break,
            Some(b'"' | b'{') | None => return Err(cursor.unexpected()),
            Some(b'\\') => {
                cursor.at += 1;
                decoded.push(cursor.peek().ok_or_else(|| cursor.unexpected())?);
                (end, length) = (cursor.at + 1, decoded.len());
            }
            Some(byte) => {
                decoded.push(byte);
                if !is_blank(byte) {
                    (end, length) = (cursor.at + 1, decoded.len());
                }
            }
        }
        cursor.at += 1;
    }
    if end == start {
        return Err(cursor.unexpected());
    }
    decoded.truncate(length);
    let span = Span::new(start, end);
    if span.of(cursor.input).eq_ignore_ascii_case(b"NULL") {
        decoded.clear();
        return Ok((span, LeafKind::Null));
    }
    Ok((span, LeafKind::Text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn elements(input: &str) -> Result<Vec<Option<String>>, CodecError> {
        let mut found = Vec::new();
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            b',',
            &mut Scratch::default(),
            &mut out,
            |_, leaf, _| {
                let text = String::from_utf8(leaf.text.to_vec()).unwrap();
                found.push((leaf.kind == LeafKind::Text).then_some(text));
                Ok::<_, CodecError>(Change::Keep)
            },
        )?;
        assert_eq!(out, input.as_bytes());
        Ok(found)
    }

    #[test]
    fn elements_are_decoded() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(elements("{}").unwrap(), []);
        assert_eq!(
            elements(r#"[0:1]={ a b ,"b\"q\\",NULL,"NULL",{{}, x\,y}}"#).unwrap(),
            [some("a b"), some("b\"q\\"), None, some("NULL"), some("x,y")]
        );
    }

    #[test]
    fn changed_elements_are_quoted_where_they_must() {
        let mut out = Vec::new();
        let new = ["a b", "", "null", "x", "{\"}"];
        rewrite(
            b"[0:1]={ 1 ,2,3,{\"4\"},5}",
            b',',
            &mut Scratch::default(),
            &mut out,
            |number, _, changed| {
                changed.extend_from_slice(new[number].as_bytes());
                Ok::<_, CodecError>(Change::Text)
            },
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"[0:1]={ "a b" ,"","null",{x},"{\"}"}"#
        );
    }

    #[test]
    fn what_is_no_array_is_refused() {
        for text in [
            "",
            "a",
            "{",
            "}",
            "{a",
            "{,}",
            "{a,}",
            "{\"a}",
            "{a}b",
            "{a b{}",
            "{\"a\"b}",
            "[0:1]{a}",
            "{{{{{{{}}}}}}}",
            "{{}a}",
        ] {
            assert!(elements(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn encoded_elements_are_read_back(texts in prop::collection::vec(any::<String>(), 0..6)) {
            let encoded: Vec<String> = texts.iter().map(|text| {
                let mut out = Vec::new();
                encode(text.as_bytes(), b',', &mut out);
                String::from_utf8(out).unwrap()
            }).collect();
            let read = elements(&format!("{{{}}}", encoded.join(","))).unwrap();
            prop_assert_eq!(read, texts.into_iter().map(Some).collect::<Vec<_>>());
        }

        #[test]
        fn junk_never_panics(text in "[{}\",\\\\a NUL\\[\\]=:0]{0,30}", junk in any::<String>()) {
            for text in [text, junk] {
                // `elements` checks that what is kept is the identity.
                drop(elements(&text));
            }
        }
    }
}
