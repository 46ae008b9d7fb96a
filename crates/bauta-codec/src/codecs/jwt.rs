//! JSON web tokens: header and claims, with a signature over both.
//!
//! A token that was changed does not verify any more: nothing here has its key. Its signature is
//! written as zeros of the same length, so that nobody takes it for one.
//!
//! *Source:* RFC 7515, section 3.1; RFC 7519, section 3.

use bauta_model::Span;

use super::base64;
use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Scratch};

/// The parts of a token that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it is signed with.
    Header,
    /// What it says.
    Claims,
}

/// Hands header and claims, JSON both, to `change` and copies the token with what it changed.
///
/// # Errors
/// What is no token, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(Part, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut splice = Splice::new(input, out);
    let mut each = || {
        let [header, claims, signature] = parts(input)?;
        let mut any = false;
        for (part, span) in [(Part::Header, header), (Part::Claims, claims)] {
            decoded.clear();
            let style = base64::decode(span.of(input), decoded)?;
            changed.clear();
            match change(part, Leaf::new(LeafKind::Text, decoded), changed)? {
                Change::Keep => continue,
                Change::Null => changed.clear(),
                Change::Text | Change::Literal => {}
            }
            any = true;
            splice.replace(span, out);
            base64::encode(changed, style, out);
        }
        if any {
            splice.replace(signature, out);
            out.resize(out.len() + signature.len(), b'A');
        }
        Ok(())
    };
    let done = each();
    splice.finish(done, out)
}

/// The three parts of a token; the last may be empty.
fn parts(input: &[u8]) -> Result<[Span; 3], CodecError> {
    let mut reader = Cursor::new(input, "a JSON web token");
    let mut spans = [Span::new(0, 0); 3];
    for (index, span) in spans.iter_mut().enumerate() {
        if index > 0 {
            reader.expect(b'.')?;
        }
        let rest = reader.rest();
        let length = memchr::memchr(b'.', rest).unwrap_or(rest.len());
        *span = Span::new(reader.at, reader.at + length);
        reader.at += length;
    }
    reader.expect_end()?;
    Ok(spans)
}

/// How many bytes the token takes that begins at the front of `input`, whatever stands behind;
/// `None` where none does.
pub fn token_end(input: &[u8]) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let part = |from: usize| {
        let rest = input.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| is_part(byte)).count()
    };
    let claims = part(0) + 1;
    let signature = part(claims) + 1;
    let are_there = input.starts_with(b"eyJ")
        && input.get(claims - 1..)?.starts_with(b".eyJ")
        && input.get(signature - 1) == Some(&b'.');
    are_there.then(|| part(signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = concat!(
        "eyJhbGciOiJIUzI1NiJ9.",
        "eyJzdWIiOiJhZGEifQ.",
        "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
    );

    fn run(input: &str, new: &str) -> Result<(String, Vec<String>), CodecError> {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |part, leaf, changed| {
                read.push(String::from_utf8(leaf.text.to_vec()).unwrap());
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(if part == Part::Claims && !new.is_empty() {
                    Change::Text
                } else {
                    Change::Keep
                })
            },
        )?;
        Ok((String::from_utf8(out).unwrap(), read))
    }

    #[test]
    fn claims_are_read_and_the_token_stays() {
        let (out, read) = run(TOKEN, "").unwrap();
        assert_eq!(out, TOKEN);
        assert_eq!(read, [r#"{"alg":"HS256"}"#, r#"{"sub":"ada"}"#]);
    }

    #[test]
    fn a_changed_token_has_no_signature() {
        let (out, _) = run(TOKEN, r#"{"sub":"bob"}"#).unwrap();
        let front = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.";
        assert_eq!(out, format!("{front}{}", "A".repeat(43)));
    }

    #[test]
    fn the_end_of_a_token_is_found() {
        let text = format!("{TOKEN}\", and more");
        assert_eq!(token_end(text.as_bytes()), Some(TOKEN.len()));
        for text in ["", "eyJ", "eyJ.eyJ", "eyJa.b.c", "x.eyJ.c", "."] {
            assert_eq!(token_end(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in [
            "",
            "eyJ",
            "eyJhIjoxfQ.eyJ",
            "a.b.c",
            "eyJhIjoxfQ.eyJhIjoxfQ.a.b",
        ] {
            assert!(run(text, "").is_err(), "{text}");
        }
    }
}
