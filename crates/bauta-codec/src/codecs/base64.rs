//! Base64 and base64url, with or without padding, on one line or wrapped.
//!
//! The whole value is one leaf of bytes. A changed one is written with the alphabet, padding and
//! line length that it had.
//!
//! *Source:* RFC 4648, sections 4 and 5; RFC 2045, section 6.8 for lines.

use bauta_model::Span;

use crate::codec::{Cursor, Splice};
use crate::{ByteClass, Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// How a value was written, so that another can be written the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether `-_` stand in the place of `+/`, where any of them was seen.
    url: Option<bool>,
    /// Whether there is padding, where the last group has room for it.
    padded: Option<bool>,
    /// Characters of a line, and what ends it.
    lines: Option<(usize, &'static [u8])>,
    /// Whether a line end stands behind the last line.
    ended: bool,
}

impl Style {
    /// The usual alphabet, padded, on one line.
    pub(crate) fn padded() -> Self {
        Self {
            url: Some(false),
            padded: Some(true),
            lines: None,
            ended: false,
        }
    }

    /// The same in lines of so many characters, which end so.
    pub(crate) fn lines(width: usize, end: &'static [u8]) -> Self {
        Self {
            lines: Some((width, end)),
            ..Self::padded()
        }
    }

    /// The style of a value in a URL, where `+` means a space.
    pub(crate) fn in_url(self) -> Self {
        Self {
            url: self.url.or(Some(true)),
            ..self
        }
    }

    /// Whether it is the alphabet with `-` and `_`. Without padding it usually is.
    fn is_url(self) -> bool {
        self.url.unwrap_or(self.padded == Some(false))
    }

    fn is_padded(self) -> bool {
        self.padded.unwrap_or(!self.is_url())
    }
}

/// Hands the decoded value to `change` and writes it anew if it is changed.
///
/// # Errors
/// What is not base64, and what `change` fails with; `out` is then as it was.
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
        let style = decode(input, decoded)?;
        changed.clear();
        match change(Leaf::new(LeafKind::Text, decoded), changed)? {
            Change::Keep => return Ok(()),
            Change::Null => changed.clear(),
            Change::Text | Change::Literal => {}
        }
        splice.replace(Span::new(0, input.len()), out);
        encode(changed, style, out);
        Ok(())
    };
    let done = whole();
    splice.finish(done, out)
}

/// Appends what `input` stands for; answers how it was written.
///
/// # Errors
/// What is not base64. What was decoded before stays in `out`.
pub fn decode(input: &[u8], out: &mut Vec<u8>) -> Result<Style, CodecError> {
    let mut reader = Cursor::new(input, "base64");
    let (mut bits, mut count, mut padding) = (0u32, 0usize, 0usize);
    let (mut plain, mut url) = (false, false);
    let (mut lines, mut width, mut ended) = (None, 0, false);
    while let Some(byte) = reader.peek() {
        let value = VALUES[usize::from(byte)];
        if value < 64 && padding == 0 {
            plain |= matches!(byte, b'+' | b'/');
            url |= matches!(byte, b'-' | b'_');
            bits = (bits << 6) | u32::from(value);
            count += 1;
            if count % 4 == 0 {
                let [_, one, two, three] = bits.to_be_bytes();
                out.extend_from_slice(&[one, two, three]);
            }
        } else if byte == b'=' && padding < 2 {
            padding += 1;
        } else {
            let end = line_end(reader.rest()).ok_or_else(|| reader.unexpected())?;
            let first = *lines.get_or_insert((width, end));
            ended = reader.at + end.len() == input.len();
            let fits = first == (width, end) || (ended && first.1 == end);
            if width == 0 || !fits {
                return Err(reader.unexpected());
            }
            reader.at += end.len();
            width = 0;
            continue;
        }
        reader.at += 1;
        width += 1;
    }
    tail(bits, count % 4, out).ok_or_else(|| reader.error(Problem::CutOff))?;
    let fits = padding == 0 || (count + padding) % 4 == 0;
    if count == 0 || (plain && url) || !fits {
        return Err(reader.error(Problem::CutOff));
    }
    Ok(Style {
        url: (plain || url).then_some(url),
        padded: (count % 4 != 0).then_some(padding > 0),
        lines,
        ended,
    })
}

/// How many bytes at the end of digits that were cut off belong to no whole group: a digit that
/// stands for no byte, padding that is not complete.
pub(crate) fn cut(input: &[u8]) -> usize {
    let padding = input.iter().rev().take_while(|byte| **byte == b'=').count();
    let (mut at, mut count) = (0, 0usize);
    while let Some(byte) = input.get(at) {
        let end = line_end(input.get(at..).unwrap_or_default());
        count += usize::from(end.is_none() && is_digit(*byte));
        at += end.map_or(1, <[u8]>::len);
    }
    match count % 4 {
        1 => padding + 1,
        _ if (count + padding).is_multiple_of(4) => 0,
        _ => padding,
    }
}

/// A line end, or one that is written out.
fn line_end(rest: &[u8]) -> Option<&'static [u8]> {
    const ENDS: [&[u8]; 4] = [b"\n", b"\r\n", b"\\n", b"\\r\\n"];
    ENDS.into_iter().find(|end| rest.starts_with(end))
}

/// The bytes of a last group that is not full.
fn tail(bits: u32, count: usize, out: &mut Vec<u8>) -> Option<()> {
    match count {
        0 => {}
        2 => out.push((bits >> 4).to_le_bytes()[0]),
        3 => {
            let [_, _, one, two] = (bits >> 2).to_be_bytes();
            out.extend_from_slice(&[one, two]);
        }
        _ => return None,
    }
    Some(())
}

/// Appends `bytes` as base64.
pub fn encode(bytes: &[u8], style: Style, out: &mut Vec<u8>) {
    let alphabet = if style.is_url() { URL } else { PLAIN };
    let is_padded = style.is_padded();
    let mut width = 0;
    let mut push = |character: u8, out: &mut Vec<u8>| {
        if let Some((most, end)) = style.lines
            && width == most
        {
            out.extend_from_slice(end);
            width = 0;
        }
        out.push(character);
        width += 1;
    };
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for index in 0..4usize {
            if index <= group.len() {
                let value = (bits >> (18 - 6 * index)) & 63;
                push(alphabet[value as usize], out);
            } else if is_padded {
                push(b'=', out);
            }
        }
    }
    if let Some((_, end)) = style.lines.filter(|_| style.ended) {
        out.extend_from_slice(end);
    }
}

/// Visits the stretches of `text` that may be base64 or hexadecimal digits: at least `LEAST`
/// characters of either alphabet, padding included, lines of one width joined.
pub fn runs<const LEAST: usize>(text: &[u8], mut visit: impl FnMut(Span)) {
    let mut done = 0;
    LETTERS.each_run::<LEAST>(text, |start, _| {
        if start >= done {
            done = run_end(text, start);
            visit(Span::new(start, done));
        }
    });
}

/// What [`is_digit`] says.
const LETTERS: ByteClass<3, 4> =
    ByteClass::new([(b'a', b'z'), (b'A', b'Z'), (b'0', b'9')], *b"+/-_");

/// The end of the run at `start`, further lines and padding included.
fn run_end(text: &[u8], start: usize) -> usize {
    let line = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| is_digit(**byte)).count()
    };
    let width = line(start);
    let mut end = start + width;
    // Wrapped lines are full groups of four and no shorter than any encoder makes them.
    if width >= LEAST_LINE && width.is_multiple_of(4) {
        while let Some(ending) = text.get(end..).and_then(line_end) {
            let next = line(end + ending.len());
            if next == 0 || next > width {
                break;
            }
            end += ending.len() + next;
            if next < width {
                break;
            }
        }
    }
    let rest = text.get(end..).unwrap_or_default();
    end + rest.iter().take(2).take_while(|b| **b == b'=').count()
}

const LEAST_LINE: usize = 48;

fn is_digit(byte: u8) -> bool {
    VALUES[usize::from(byte)] < 64
}

const PLAIN: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The value of each character of either alphabet; 255 for all others.
static VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut value = 0u8;
    while value < 64 {
        values[PLAIN[value as usize] as usize] = value;
        values[URL[value as usize] as usize] = value;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changed(input: &str, new: &str) -> Result<String, CodecError> {
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |_, changed| {
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(Change::Text)
            },
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn decoded(input: &str) -> Result<Vec<u8>, CodecError> {
        let mut out = Vec::new();
        decode(input.as_bytes(), &mut out).map(|_| out)
    }

    #[test]
    fn a_value_that_shows_no_alphabet_gets_the_one_of_its_place() {
        let written = |input: &str, in_url: bool| {
            let mut out = Vec::new();
            let style = decode(input.as_bytes(), &mut Vec::new()).unwrap();
            let style = if in_url { style.in_url() } else { style };
            encode(b"\xfb\xf0", style, &mut out);
            String::from_utf8(out).unwrap()
        };
        for (input, elsewhere, in_url) in [
            ("Zm9v", "+/A=", "-_A"),
            ("Zm8=", "+/A=", "-_A="),
            ("Zm8", "-_A", "-_A"),
            ("+/A", "+/A", "+/A"),
            ("-_A=", "-_A=", "-_A="),
        ] {
            assert_eq!(written(input, false), elsewhere, "{input}");
            assert_eq!(written(input, true), in_url, "{input}");
        }
    }

    #[test]
    fn the_vectors_of_the_standard_are_decoded() {
        for (text, encoded) in [
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(decoded(encoded).unwrap(), text.as_bytes());
            assert_eq!(
                decoded(encoded.trim_end_matches('=')).unwrap(),
                text.as_bytes()
            );
            assert_eq!(changed("Zg==", text).unwrap(), encoded);
        }
    }

    #[test]
    fn the_style_stays() {
        assert_eq!(changed("_w", "\u{fb}?a").unwrap(), "w7s_YQ");
        assert_eq!(changed("/w==", "\u{fb}?a").unwrap(), "w7s/YQ==");
        assert_eq!(
            changed("YWJjZGVm\nYWJj\n", "abcdefghijklm").unwrap(),
            "YWJjZGVm\nZ2hpamts\nbQ==\n"
        );
        assert_eq!(
            changed("YWJj\\r\\nYQ==", "abcdef").unwrap(),
            "YWJj\\r\\nZGVm"
        );
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in [
            "", "=", "A", "AAAAA", "AA=A", "A===", "AA=", "A b", "+_AA", "é",
        ] {
            assert!(decoded(text).is_err(), "{text}");
        }
    }

    fn found(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        runs::<24>(text.as_bytes(), |span| {
            found.push(std::str::from_utf8(span.of(text.as_bytes())).unwrap());
        });
        found
    }

    #[test]
    fn letters_are_the_digits_of_both_alphabets() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let mut letters = Vec::new();
        LETTERS.each(&all, |at| letters.push(all[at]));
        assert!(
            all.iter()
                .all(|byte| letters.contains(byte) == is_digit(*byte))
        );
    }

    #[test]
    fn runs_are_found_with_their_lines_and_padding() {
        let run = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dg==";
        assert_eq!(
            found(&format!("some words before {run}, after them")),
            [run]
        );
        assert_eq!(found("only plain words, and short ones at that"), [""; 0]);
        let line = "QUJD".repeat(16);
        let block = format!("{line}\n{line}\nQUI=");
        assert_eq!(found(&format!("x {block}\nmore")), [block.as_str()]);
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_as_it_was(
            bytes in prop::collection::vec(any::<u8>(), 1..200),
            url in any::<bool>(),
            padded in any::<bool>(),
            width in prop::option::of(1usize..20),
        ) {
            let lines = width.map(|width| (width * 4, b"\r\n".as_slice()));
            let style = Style { url: Some(url), padded: Some(padded), lines, ended: false };
            let mut text = Vec::new();
            encode(&bytes, style, &mut text);
            let mut read = Vec::new();
            decode(&text, &mut read).unwrap();
            prop_assert_eq!(read, bytes);
        }

        #[test]
        fn every_long_run_is_found(before in "[a-z ,]{0,60}", run in "[A-Za-z0-9+/]{24,90}", after in "[ ,][a-z ,]{0,40}") {
            let text = format!("{before} {run}{after}");
            prop_assert!(found(&text).iter().any(|found| *found == run));
        }

        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[A-D=\\\\nr\n\r_+]{0,40}") {
            for input in [junk.as_slice(), text.as_bytes()] {
                let mut out = Vec::new();
                let done = rewrite(input, &mut Scratch::default(), &mut out, |_, _| {
                    Ok::<_, CodecError>(Change::Keep)
                });
                prop_assert_eq!(out.as_slice(), if done.is_ok() { input } else { &[] });
                runs::<8>(input, |_| {});
            }
        }
    }
}
