//! Bodies of mail in quoted-printable.
//!
//! *Source:* RFC 2045, section 6.7.

use bauta_model::Span;
use memchr::memchr;

use super::hex;

/// Appends what a body stands for; what is no escape stands for itself.
pub(super) fn decode(raw: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(step) = memchr(b'=', raw.get(at..).unwrap_or_default()) {
        out.extend_from_slice(Span::new(at, at + step).of(raw));
        at += step;
        at += match raw.get(at + 1..).unwrap_or_default() {
            [b'\n', ..] => 2,
            [b'\r', b'\n', ..] => 3,
            [high, low, ..] if hex::pair(*high, *low).is_some() => {
                out.extend(hex::pair(*high, *low));
                3
            }
            _ => {
                out.push(b'=');
                1
            }
        };
    }
    out.extend_from_slice(raw.get(at..).unwrap_or_default());
}

/// Appends a body in lines that end so.
pub(super) fn encode(text: &[u8], end: &[u8], out: &mut Vec<u8>) {
    let mut width = 0;
    for (index, byte) in text.iter().enumerate() {
        let next = text.get(index + 1);
        match byte {
            b'\n' => {
                out.push(b'\n');
                width = 0;
                continue;
            }
            b'\r' if next == Some(&b'\n') => {
                out.push(b'\r');
                continue;
            }
            _ => {}
        }
        let ends_line = matches!(next, None | Some(b'\r' | b'\n'));
        let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (*byte == b' ' && !ends_line);
        let length = if plain { 1 } else { 3 };
        if width + length > MOST_WIDTH {
            out.push(b'=');
            out.extend_from_slice(end);
            width = 0;
        }
        if plain {
            out.push(*byte);
        } else {
            out.push(b'=');
            hex::encode(&[*byte], true, out);
        }
        width += length;
    }
}

/// Characters of a line, without the sign that it goes on.
const MOST_WIDTH: usize = 75;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quoted_text_reads_as_it_was(text in "[a-z=é \t\r\n.]{0,300}") {
            let (mut raw, mut read) = (Vec::new(), Vec::new());
            encode(text.as_bytes(), b"\n", &mut raw);
            decode(&raw, &mut read);
            prop_assert_eq!(String::from_utf8(read).unwrap(), text);
        }
    }
}
