//! Hexadecimal digits, bare or as `PostgreSQL` and others mark them: `\x…`, `0x…`.
//!
//! The whole value is one leaf of bytes; a changed one keeps its mark and the case of its letters.
//!
//! *Source:* `PostgreSQL` manual, "bytea Hex Format".

use bauta_model::Span;

use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// Hands the decoded value to `change` and writes it anew if it is changed.
///
/// # Errors
/// What is not hexadecimal, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut splice = Splice::new(input, out);
    let mut whole = || {
        decoded.clear();
        let mark = decode(input, decoded)?;
        changed.clear();
        match change(Leaf::new(LeafKind::Text, decoded), changed)? {
            Change::Keep => return Ok(()),
            Change::Null => changed.clear(),
            Change::Text | Change::Literal => {}
        }
        splice.replace(Span::new(mark, input.len()), out);
        let upper = input
            .iter()
            .skip(mark)
            .any(|byte| matches!(byte, b'A'..=b'F'));
        encode(changed, upper, out);
        Ok(())
    };
    let done = whole();
    splice.finish(done, out)
}

/// Appends what `input` stands for; answers how long its mark is.
///
/// # Errors
/// What is not hexadecimal. What was decoded before stays in `out`.
pub fn decode(input: &[u8], out: &mut Vec<u8>) -> Result<usize, CodecError> {
    let mut reader = Cursor::new(input, "hexadecimal");
    if !reader.eat_text(b"\\x") {
        reader.eat_text(b"0x");
    }
    let mark = reader.at;
    let (pairs, rest) = reader.rest().as_chunks::<2>();
    for pair in pairs {
        let (high, low) = (digit(pair[0]), digit(pair[1]));
        let byte = high.zip(low).map(|(high, low)| (high << 4) | low);
        out.push(byte.ok_or_else(|| reader.unexpected())?);
        reader.at += 2;
    }
    if !rest.is_empty() || pairs.is_empty() {
        return Err(reader.error(Problem::CutOff));
    }
    Ok(mark)
}

/// The byte that two digits stand for.
pub(crate) fn pair(high: u8, low: u8) -> Option<u8> {
    let (high, low) = (digit(high)?, digit(low)?);
    Some((high << 4) | low)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Appends `bytes` as hexadecimal digits.
pub fn encode(bytes: &[u8], upper: bool, out: &mut Vec<u8>) {
    let digits = if upper {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    for byte in bytes {
        out.push(digits[usize::from(byte >> 4)]);
        out.push(digits[usize::from(byte & 15)]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changed(input: &[u8], new: &[u8]) -> Result<Vec<u8>, CodecError> {
        let mut out = Vec::new();
        rewrite(input, &mut Scratch::default(), &mut out, |_, changed| {
            changed.extend_from_slice(new);
            Ok::<_, CodecError>(Change::Text)
        })?;
        Ok(out)
    }

    #[test]
    fn mark_and_case_stay() {
        assert_eq!(changed(br"\x6162", b"mn").unwrap(), br"\x6d6e");
        assert_eq!(changed(b"0x6AFF", b"mn").unwrap(), b"0x6D6E");
        assert_eq!(changed(b"616a", b"").unwrap(), b"");
    }

    #[test]
    fn what_is_not_hexadecimal_is_refused() {
        for text in ["", r"\x", "6", "616", "6g", "61 62", "0x6"] {
            assert!(changed(text.as_bytes(), b"").is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_as_it_was(bytes in prop::collection::vec(any::<u8>(), 1..50), upper in any::<bool>()) {
            let (mut text, mut read) = (b"\\x".to_vec(), Vec::new());
            encode(&bytes, upper, &mut text);
            prop_assert_eq!(decode(&text, &mut read), Ok(2));
            prop_assert_eq!(read, bytes);
        }
    }
}
