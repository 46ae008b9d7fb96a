//! `PostgreSQL` hstore in text form: `"a"=>"b", "c"=>NULL`.
//!
//! *Source:* `PostgreSQL` manual, "hstore External Representation".

use bauta_model::Span;

use crate::codec::{Cursor, Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Scratch};

/// Hands every value with its key to `change` and copies the rest. Keys are never changed.
///
/// # Errors
/// What is no hstore, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&[u8], Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded,
        key,
        changed,
    } = scratch;
    let mut each = || {
        let mut cursor = Cursor::new(input, "an hstore");
        cursor.skip_blank();
        while cursor.peek().is_some() {
            word(&mut cursor, key)?;
            cursor.skip_blank();
            cursor.expect(b'=')?;
            cursor.expect(b'>')?;
            cursor.skip_blank();
            let span = word(&mut cursor, decoded)?;
            let null = span.of(input).eq_ignore_ascii_case(b"NULL");
            let leaf = if null {
                Leaf::new(LeafKind::Null, &[])
            } else {
                Leaf::new(LeafKind::Text, decoded)
            };
            changed.clear();
            match change(key, leaf, changed)? {
                Change::Keep => {}
                Change::Null => {
                    splice.replace(span, out);
                    out.extend_from_slice(b"NULL");
                }
                Change::Text | Change::Literal => {
                    splice.replace(span, out);
                    encode(changed, out);
                }
            }
            cursor.skip_blank();
            if cursor.peek().is_some() {
                cursor.expect(b',')?;
                cursor.skip_blank();
                if cursor.peek().is_none() {
                    return Err(cursor.unexpected().into());
                }
            }
        }
        Ok(())
    };
    let done = each();
    splice.finish(done, out)
}

/// Appends `text` as a key or value, quoted as `hstore_out` does.
pub fn encode(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

/// Reads a quoted or bare word into `decoded`.
fn word(cursor: &mut Cursor<'_>, decoded: &mut Vec<u8>) -> Result<Span, CodecError> {
    decoded.clear();
    let start = cursor.at;
    let quoted = cursor.eat(b'"');
    loop {
        match cursor.peek() {
            Some(b'"') if quoted => {
                cursor.at += 1;
                break;
            }
            Some(b'\\') => {
                cursor.at += 1;
                decoded.push(cursor.peek().ok_or_else(|| cursor.unexpected())?);
            }
            None if quoted => return Err(cursor.unexpected()),
            None => break,
            Some(byte) if !quoted && (is_blank(byte) || matches!(byte, b',' | b'=')) => break,
            Some(byte) => decoded.push(byte),
        }
        cursor.at += 1;
    }
    let span = Span::new(start, cursor.at);
    if span.is_empty() {
        return Err(cursor.unexpected());
    }
    Ok(span)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Pairs = Vec<(String, Option<String>)>;

    fn pairs(input: &str) -> Result<Pairs, CodecError> {
        let mut found = Vec::new();
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |key, leaf, _| {
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                found.push((
                    text(key),
                    (leaf.kind == LeafKind::Text).then(|| text(leaf.text)),
                ));
                Ok::<_, CodecError>(Change::Keep)
            },
        )?;
        assert_eq!(out, input.as_bytes());
        Ok(found)
    }

    #[test]
    fn pairs_are_decoded() {
        let read =
            pairs(r#""a"=>"b\"c", d => e,"f"=>NULL, "g"=>"NULL", "h"=>"""#.trim_end_matches('"'));
        assert!(read.is_err());
        let read = pairs(r#""a"=>"b\"c", d => e,"f"=>NULL, "g"=>"NULL", "h"=>"""#).unwrap();
        let expected = [
            ("a", Some("b\"c")),
            ("d", Some("e")),
            ("f", None),
            ("g", Some("NULL")),
            ("h", Some("")),
        ];
        assert_eq!(
            read,
            expected.map(|(key, value)| (key.to_owned(), value.map(str::to_owned)))
        );
        assert_eq!(pairs("").unwrap(), []);
    }

    #[test]
    fn only_the_value_changes() {
        let mut out = Vec::new();
        rewrite(
            br#""a"=>"1",  b=>2, "c"=>3"#,
            &mut Scratch::default(),
            &mut out,
            |key, _, changed| {
                changed.extend_from_slice(b"x\"");
                Ok::<_, CodecError>(match key {
                    b"a" => Change::Text,
                    b"b" => Change::Null,
                    _ => Change::Keep,
                })
            },
        )
        .unwrap();
        assert_eq!(out, br#""a"=>"x\"",  b=>NULL, "c"=>3"#);
    }

    #[test]
    fn what_is_no_hstore_is_refused() {
        for text in [
            "a",
            "a=",
            "a=>",
            "a=>b,",
            "\"a=>b",
            "a=>b c=>d",
            "=>b",
            "a=>\\",
        ] {
            assert!(pairs(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn encoded_pairs_are_read_back(texts in prop::collection::vec((any::<String>(), any::<String>()), 0..5)) {
            let written: Vec<String> = texts.iter().map(|(key, value)| {
                let mut out = Vec::new();
                encode(key.as_bytes(), &mut out);
                out.extend_from_slice(b"=>");
                encode(value.as_bytes(), &mut out);
                String::from_utf8(out).unwrap()
            }).collect();
            let read = pairs(&written.join(", ")).unwrap();
            prop_assert_eq!(read, texts.into_iter().map(|(key, value)| (key, Some(value))).collect::<Vec<_>>());
        }

        #[test]
        fn junk_never_panics(text in "[=>\",\\\\aNUL ]{0,30}", junk in any::<String>()) {
            for text in [text, junk] {
                drop(pairs(&text));
            }
        }
    }
}
