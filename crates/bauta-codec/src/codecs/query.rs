//! Query strings and forms: `a=b&c=d%20e`.
//!
//! Blanks written as `+` are told from those written as `%20` by the value that is changed.
//!
//! *Source:* URL Standard, section 5 (`application/x-www-form-urlencoded`); RFC 3986, section 2.

use bauta_model::Span;

use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// Hands every value with its name to `change` and copies the rest. Names are never changed.
///
/// # Errors
/// What is no form, and what `change` fails with; `out` is then as it was.
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
        let mut start = 0;
        for pair in input.split(|byte| *byte == b'&') {
            let at = start;
            start += pair.len() + 1;
            let Some(sign) = memchr::memchr(b'=', pair) else {
                check(input, at, pair)?;
                continue;
            };
            let (name, value) = (
                Span::new(at, at + sign),
                Span::new(at + sign + 1, start - 1),
            );
            check(input, at, pair)?;
            key.clear();
            decode(name.of(input), key);
            decoded.clear();
            decode(value.of(input), decoded);
            changed.clear();
            match change(key, Leaf::new(LeafKind::Text, decoded), changed)? {
                Change::Keep => continue,
                Change::Null => changed.clear(),
                Change::Text | Change::Literal => {}
            }
            splice.replace(value, out);
            let blank: &[u8] = match memchr::memmem::find(value.of(input), b"%20") {
                Some(_) => b"%20",
                None => b"+",
            };
            encode(changed, blank, out);
        }
        Ok(())
    };
    let done = each();
    splice.finish(done, out)
}

/// Nothing may stand there that a browser would have escaped.
fn check(input: &[u8], at: usize, pair: &[u8]) -> Result<(), CodecError> {
    let bad = pair
        .iter()
        .position(|byte| *byte <= b' ' || matches!(byte, b'"' | b'<' | b'>' | 0x7F));
    match bad {
        None => Ok(()),
        Some(bad) => {
            let mut cursor = Cursor::new(input, "a form");
            cursor.at = at + bad;
            Err(cursor.error(Problem::Unexpected))
        }
    }
}

/// Appends what `raw` stands for; broken escapes stand for themselves.
pub fn decode(raw: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        if let Some(escaped) = escaped(raw.get(at..).unwrap_or_default()) {
            out.push(escaped);
            at += 3;
            continue;
        }
        out.push(if *byte == b'+' { b' ' } else { *byte });
        at += 1;
    }
}

/// The byte that `%XX` at the front stands for.
pub(crate) fn escaped(rest: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = rest else {
        return None;
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Appends `text` with all escaped that is not unreserved; `blank` takes the place of a blank.
pub fn encode(text: &[u8], blank: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text {
        match byte {
            b' ' => out.extend_from_slice(blank),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(*byte),
            _ => {
                let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
                out.extend_from_slice(&[b'%', DIGITS[high], DIGITS[low]]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(input: &str, only: &str, new: &str) -> Result<String, CodecError> {
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |name, _, changed| {
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(if name == only.as_bytes() {
                    Change::Text
                } else {
                    Change::Keep
                })
            },
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_value_changes_and_the_rest_stays_as_it_was_written() {
        assert_eq!(
            run("a=1+2&b%5Bc%5D=x%20y&&d=%e9", "b[c]", "p q&").unwrap(),
            "a=1+2&b%5Bc%5D=p%20q%26&&d=%e9"
        );
        assert_eq!(run("a=1+2&b", "a", "3 4").unwrap(), "a=3+4&b");
        assert_eq!(run("", "a", "x").unwrap(), "");
    }

    #[test]
    fn prose_is_no_form() {
        for text in ["a=b c", "a=\"b\"", "a\n=b"] {
            assert!(run(text, "", "").is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_as_it_was(bytes in any::<Vec<u8>>()) {
            let (mut text, mut read) = (Vec::new(), Vec::new());
            encode(&bytes, b"+", &mut text);
            decode(&text, &mut read);
            prop_assert_eq!(read, bytes);
        }

        #[test]
        fn junk_never_panics(text in "[a=&%0f+é ]{0,30}") {
            if let Ok(out) = run(&text, "\u{0}", "") {
                prop_assert_eq!(out, text);
            }
        }
    }
}
