//! `PostgreSQL` rows in text form: `(a,"b ""q""",)`.
//!
//! *Source:* `PostgreSQL` manual, "Composite Type Input and Output Syntax"; `record_in`,
//! `record_out`.

use bauta_model::Span;

use crate::codec::{Cursor, Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Scratch};

/// Hands every field and its number, from 0, to `change` and copies the row with what it changed.
///
/// # Errors
/// What is no row, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(usize, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut number = 0;
    let done = walk(input, decoded, |span, leaf| {
        changed.clear();
        let change = change(number, leaf, changed)?;
        number += 1;
        match change {
            Change::Keep => {}
            Change::Null => splice.replace(span, out),
            Change::Text | Change::Literal => {
                splice.replace(span, out);
                encode(changed, out);
            }
        }
        Ok(())
    });
    splice.finish(done, out)
}

/// Appends `text` as a field, quoted where it must be.
pub fn encode(text: &[u8], out: &mut Vec<u8>) {
    let plain = !text.is_empty()
        && !text
            .iter()
            .any(|byte| is_blank(*byte) || matches!(byte, b'"' | b'\\' | b'(' | b')' | b','));
    if plain {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            out.push(*byte);
        }
        out.push(*byte);
    }
    out.push(b'"');
}

fn walk<E: From<CodecError>>(
    input: &[u8],
    decoded: &mut Vec<u8>,
    mut each: impl FnMut(Span, Leaf<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut cursor = Cursor::new(input, "a PostgreSQL row");
    cursor.skip_blank();
    cursor.expect(b'(')?;
    if cursor.eat(b')') {
        return Ok(cursor.expect_end()?);
    }
    loop {
        let start = cursor.at;
        decoded.clear();
        field(&mut cursor, decoded)?;
        let span = Span::new(start, cursor.at);
        let kind = if span.is_empty() {
            LeafKind::Null
        } else {
            LeafKind::Text
        };
        each(span, Leaf::new(kind, decoded))?;
        if !cursor.eat(b',') {
            break;
        }
    }
    cursor.expect(b')')?;
    Ok(cursor.expect_end()?)
}

/// Reads up to the comma or bracket that ends the field.
fn field(cursor: &mut Cursor<'_>, decoded: &mut Vec<u8>) -> Result<(), CodecError> {
    let mut quoted = false;
    loop {
        match cursor.peek() {
            None => return Err(cursor.unexpected()),
            Some(b',' | b')') if !quoted => return Ok(()),
            Some(b'\\') => {
                cursor.at += 1;
                decoded.push(cursor.peek().ok_or_else(|| cursor.unexpected())?);
            }
            Some(b'"') if quoted && cursor.input.get(cursor.at + 1) == Some(&b'"') => {
                cursor.at += 1;
                decoded.push(b'"');
            }
            Some(b'"') => quoted = !quoted,
            Some(byte) => decoded.push(byte),
        }
        cursor.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(input: &str) -> Result<Vec<Option<String>>, CodecError> {
        let mut found = Vec::new();
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
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
    fn fields_are_decoded_and_empty_is_null() {
        let some = |text: &str| Some(text.to_owned());
        let read = fields(r#"(a,"b ""q"" \\",,"",x\,y,"(1,2)")"#).unwrap();
        assert_eq!(
            read,
            [
                some("a"),
                some("b \"q\" \\"),
                None,
                some(""),
                some("x,y"),
                some("(1,2)")
            ]
        );
        assert_eq!(fields("()").unwrap(), []);
        assert_eq!(fields("(,)").unwrap(), [None, None]);
    }

    #[test]
    fn a_changed_field_is_quoted_where_it_must() {
        let mut out = Vec::new();
        rewrite(
            b"(1,\"x y\",3,4)",
            &mut Scratch::default(),
            &mut out,
            |number, _, changed| {
                changed.extend_from_slice([b"a,b".as_slice(), b"", b"c\"d", b""][number]);
                Ok::<_, CodecError>(
                    [Change::Text, Change::Keep, Change::Text, Change::Null][number],
                )
            },
        )
        .unwrap();
        assert_eq!(out, br#"("a,b","x y","c""d",)"#);
    }

    #[test]
    fn what_is_no_row_is_refused() {
        for text in ["", "a", "(", "(a", "(\"a)", "(a)b", "(a\\"] {
            assert!(fields(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn encoded_fields_are_read_back(texts in prop::collection::vec(any::<String>(), 1..6)) {
            let encoded: Vec<String> = texts.iter().map(|text| {
                let mut out = Vec::new();
                encode(text.as_bytes(), &mut out);
                String::from_utf8(out).unwrap()
            }).collect();
            let read = fields(&format!("({})", encoded.join(","))).unwrap();
            prop_assert_eq!(read, texts.into_iter().map(Some).collect::<Vec<_>>());
        }

        #[test]
        fn junk_never_panics(text in "[()\",\\\\a ]{0,30}", junk in any::<String>()) {
            for text in [text, junk] {
                drop(fields(&text));
            }
        }
    }
}
