//! Fields of `COPY … FROM stdin` in text form.
//!
//! *Source:* `PostgreSQL` manual, COPY, "Text Format"; `CopyAttributeOutText` and
//! `CopyReadAttributesText` in the server.

use crate::{Charset, seek};

/// The raw field that means NULL.
pub const NULL: &[u8] = b"\\N";

/// The value of a raw field: the field itself where nothing is escaped, else decoded into `scratch`.
///
pub fn decode<'a>(field: &'a [u8], charset: Charset, scratch: &'a mut Vec<u8>) -> &'a [u8] {
    let Some(first) = seek::first(field, b'\\') else {
        return field;
    };
    scratch.clear();
    let mut at = if charset.embeds_ascii() { 0 } else { first };
    scratch.extend_from_slice(&field[..at]);
    while let Some(&byte) = field.get(at) {
        if byte != b'\\' {
            let rest = &field[at..];
            let len = if charset.embeds_ascii() {
                charset.char_len(rest)
            } else {
                seek::first(rest, b'\\').unwrap_or(rest.len())
            };
            scratch.extend_from_slice(&rest[..len]);
            at += len;
            continue;
        }
        at += 1;
        at += decode_escape(&field[at..], scratch);
    }
    scratch
}

/// Decodes what follows a backslash; answers how many bytes it took.
fn decode_escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&byte) = rest.first() else {
        out.push(b'\\');
        return 0;
    };
    let plain = match byte {
        b'b' => 0x08,
        b'f' => 0x0C,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0B,
        b'0'..=b'7' => {
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
        b'x' => {
            let digits = rest[1..]
                .iter()
                .take(2)
                .take_while(|digit| digit.is_ascii_hexdigit())
                .count();
            if digits == 0 {
                out.push(b'x');
                return 1;
            }
            let code = rest[1..=digits].iter().fold(0u32, |code, digit| {
                code * 16 + char::from(*digit).to_digit(16).unwrap_or(0)
            });
            out.push((code & 0xFF) as u8);
            return 1 + digits;
        }
        other => other,
    };
    out.push(plain);
    1
}

/// Escapes, in place, what was appended to `out` from `start` on, the way the server does.
///
/// `scratch` is used only where something has to be escaped.
pub fn encode_tail(
    out: &mut Vec<u8>,
    start: usize,
    delimiter: u8,
    charset: Charset,
    scratch: &mut Vec<u8>,
) {
    let needs = |byte: u8| matches!(byte, 0x08..=0x0D | b'\\') || byte == delimiter;
    if !seek::has_control_or(&out[start..], b'\\', delimiter) {
        return;
    }
    let first = out[start..]
        .iter()
        .take_while(|byte| !needs(**byte))
        .count();
    let first = if charset.embeds_ascii() { 0 } else { first };
    scratch.clear();
    scratch.extend_from_slice(&out[start + first..]);
    out.truncate(start + first);
    let mut at = 0;
    while let Some(&byte) = scratch.get(at) {
        let len = charset.char_len(&scratch[at..]);
        at += len;
        if len > 1 {
            out.extend_from_slice(&scratch[at - len..at]);
            continue;
        }
        let letter = match byte {
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0B => b'v',
            0x0C => b'f',
            b'\r' => b'r',
            other if needs(other) => other,
            other => {
                out.push(other);
                continue;
            }
        };
        out.extend_from_slice(&[b'\\', letter]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(field: &[u8]) -> Vec<u8> {
        decode(field, Charset::AsciiSafe, &mut Vec::new()).to_vec()
    }

    #[test]
    fn every_escape_of_the_manual_is_read() {
        assert_eq!(decoded(br"a\b\f\n\r\t\v\\z"), b"a\x08\x0C\n\r\t\x0B\\z");
        assert_eq!(decoded(br"\101\x41\x4\q\1018"), b"AA\x04qA8");
        assert_eq!(decoded(br"\xg\"), b"xg\\");
    }

    #[test]
    fn a_second_byte_that_looks_like_a_backslash_is_part_of_its_character() {
        let mut out = b"\x83\x5C\n".to_vec();
        encode_tail(&mut out, 0, b'\t', Charset::ShiftJis, &mut Vec::new());
        assert_eq!(out, b"\x83\x5C\\n");
        let mut scratch = Vec::new();
        assert_eq!(
            decode(b"\x83\x5C\\n", Charset::ShiftJis, &mut scratch),
            b"\x83\x5C\n"
        );
    }

    proptest! {
        #[test]
        fn encoding_then_decoding_gives_the_value_back(value in proptest::collection::vec(any::<u8>(), 0..64)) {
            let mut out = b"kept\t".to_vec();
            out.extend_from_slice(&value);
            encode_tail(&mut out, 5, b'\t', Charset::AsciiSafe, &mut Vec::new());
            prop_assert!(!out[5..].contains(&b'\t') && !out[5..].contains(&b'\n'));
            prop_assert_eq!(decoded(&out[5..]), value);
        }
    }
}
