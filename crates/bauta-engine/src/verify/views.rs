//! Texts within texts: what a value says once its encodings are undone.
//!
//! Kept apart from the containers that masking opens, and looser than they: nothing is written
//! back here, so a stretch need only look encoded to be decoded. Archives and pictures are not
//! opened.

use bauta_codec::ByteClass;
use bauta_model::Span;

/// Shows a text and the texts that are encoded in it. Buffers are used again.
#[derive(Debug, Default)]
pub(super) struct Views {
    waiting: Vec<(Vec<u8>, u8)>,
    spare: Vec<Vec<u8>>,
}

/// How deep encodings are undone.
const DEEPEST: u8 = 4;
/// The shortest run of base64 or hexadecimal digits that is worth a look.
const LEAST_RUN: usize = 12;
/// Digits of base64 by which most words are told from texts.
const FRONT: usize = 8;

impl Views {
    /// Shows `text`, then each text in it.
    ///
    /// *Guarantees*: ends after work linear in the text, whatever it holds.
    pub(super) fn each(&mut self, text: &[u8], see: &mut dyn FnMut(&[u8])) {
        see(text);
        // All decodings shrink, but there are several of them for each level.
        let mut left = text.len().saturating_mul(8).saturating_add(1 << 12);
        self.open(text, 1, &mut left);
        while let Some((inner, depth)) = self.waiting.pop() {
            see(&inner);
            if depth < DEEPEST {
                self.open(&inner, depth + 1, &mut left);
            }
            self.put_back(inner);
        }
    }

    fn open(&mut self, text: &[u8], depth: u8, left: &mut usize) {
        let unescapings: [(u8, Unescape); 3] =
            [(b'\\', backslashes), (b'%', percents), (b'&', entities)];
        for (sign, unescape) in unescapings {
            if memchr::memchr(sign, text).is_none() || text.len() > *left {
                continue;
            }
            let mut out = self.buffer();
            unescape(text, &mut out);
            if out.len() < text.len() {
                *left -= text.len();
                self.waiting.push((out, depth));
            } else {
                self.put_back(out);
            }
        }
        if text.len() < LEAST_RUN {
            return;
        }
        self.runs(text, depth, left);
        self.joined_lines(text, depth, left);
    }

    fn runs(&mut self, text: &[u8], depth: u8, left: &mut usize) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let run = rest.iter().take_while(|byte| is_base64(**byte)).count();
            if run == 0 {
                at += rest.iter().take_while(|byte| !is_base64(**byte)).count();
                continue;
            }
            if run >= LEAST_RUN && run <= *left {
                *left -= run;
                self.run(&rest[..run], depth);
            }
            at += run;
        }
    }

    fn run(&mut self, run: &[u8], depth: u8) {
        if let Some(digits) = hexadecimal(run) {
            let mut out = self.buffer();
            read_hexadecimal(digits, &mut out);
            self.keep_text(out, depth);
        }
        let mut out = self.buffer();
        // Long words look encoded too, but hardly ever begin like a text.
        read_base64(run.get(..FRONT).unwrap_or(run), &mut out);
        if begins_as_text(&out) {
            out.clear();
            read_base64(run, &mut out);
            self.keep_text(out, depth);
        } else {
            self.put_back(out);
        }
    }

    /// Base64 in lines, as MIME and PEM write it, also where line ends are escaped.
    fn joined_lines(&mut self, text: &[u8], depth: u8, left: &mut usize) {
        let is_wrapped = memchr::memchr2(b'\n', b'\\', text).is_some();
        if !is_wrapped || text.len() > *left {
            return;
        }
        *left -= text.len();
        let mut joined = self.buffer();
        for line in text.split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.len() >= LEAST_RUN && line.iter().all(|byte| is_base64(*byte)) {
                joined.extend_from_slice(line);
            } else {
                // A short last line belongs to the lines before it.
                let tail = line.iter().take_while(|byte| is_base64(**byte)).count();
                joined.extend_from_slice(&line[..tail]);
                joined.push(b' ');
            }
        }
        let mut at = 0;
        while at < joined.len() {
            let run = joined[at..]
                .iter()
                .take_while(|byte| is_base64(**byte))
                .count();
            if run >= 4 * LEAST_RUN {
                let mut out = self.buffer();
                read_base64(&joined[at..at + run], &mut out);
                self.keep_text(out, depth);
            }
            at += run + 1;
        }
        self.put_back(joined);
    }

    fn keep_text(&mut self, out: Vec<u8>, depth: u8) {
        if is_text(&out) {
            self.waiting.push((out, depth));
        } else {
            self.put_back(out);
        }
    }

    fn buffer(&mut self) -> Vec<u8> {
        self.spare.pop().unwrap_or_default()
    }

    fn put_back(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.spare.push(buffer);
    }
}

/// Appends the places of rows, as they stand, where a field may have more views than itself, but
/// for escapes that the detectors take for suspect anyway.
pub(super) fn openings(rows: &[u8], spans: &mut Vec<Span>) {
    let mut out = Vec::new();
    DIGITS.each_run::<LEAST_RUN>(rows, |start, end| {
        // The letter of an escape belongs to no word.
        let is_letter = start > 0 && rows[start - 1] == b'\\';
        let run = &rows[start + usize::from(is_letter)..end];
        if run.len() >= LEAST_RUN && may_open(run, &mut out) {
            spans.push(Span::new(start, end));
        }
    });
    ESCAPING.each(rows, |at| {
        let is_suspect = match (rows[at], &rows[at + 1..]) {
            // What they stand for divides words, as they do, and `\N` is NULL.
            (b'\\', [b'n' | b'r' | b't' | b'N' | b'"' | b'\'', ..]) => false,
            (b'\\', _) => true,
            (_, behind) => entity(behind).is_some(),
        };
        if is_suspect {
            spans.push(Span::new(at, at + 1));
        }
    });
}

/// Whether a run of digits may be a text that is encoded.
fn may_open(run: &[u8], out: &mut Vec<u8>) -> bool {
    let mut begins = |read: fn(&[u8], &mut Vec<u8>), front: &[u8]| {
        out.clear();
        read(front, out);
        begins_as_text(out)
    };
    begins(read_base64, run.get(..FRONT).unwrap_or(run))
        || hexadecimal(run)
            .is_some_and(|digits| begins(read_hexadecimal, digits.get(..FRONT).unwrap_or(digits)))
}

/// The digits of base64.
const DIGITS: ByteClass<3, 4> =
    ByteClass::new([(b'a', b'z'), (b'A', b'Z'), (b'0', b'9')], *b"+/-_");

const ESCAPING: ByteClass<0, 2> = ByteClass::new([], *b"\\&");

type Unescape = fn(&[u8], &mut Vec<u8>);

/// `\n`, `\"`, `\/`, `\u0041`, `\x41` and whatever else a backslash precedes.
fn backslashes(text: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let Some(&letter) = text.get(at + 1).filter(|_| byte == b'\\') else {
            out.push(byte);
            at += 1;
            continue;
        };
        at += 2;
        match letter {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' | b'f' | b'0' => out.push(b' '),
            b'u' => match code_unit(text, at) {
                Some((character, taken)) => {
                    push_character(character, out);
                    at += taken;
                }
                None => out.push(letter),
            },
            b'x' => match number(text, at, 2) {
                Some(code) => {
                    out.push(u8::try_from(code).unwrap_or(b'?'));
                    at += 2;
                }
                // `\x` begins the hexadecimal form of bytea.
                None => out.push(b' '),
            },
            _ => out.push(letter),
        }
    }
}

/// The character of one or two `\u` escapes, from behind the first `u`, and what they take.
fn code_unit(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = number(text, at, 4)?;
    if !(0xD800..0xDC00).contains(&first) || text.get(at + 4..at + 6) != Some(b"\\u") {
        return Some((first, 4));
    }
    let second = number(text, at + 6, 4).filter(|second| (0xDC00..0xE000).contains(second));
    Some(second.map_or((first, 4), |second| {
        (0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00), 10)
    }))
}

fn number(text: &[u8], at: usize, digits: usize) -> Option<u32> {
    let digits = text.get(at..at + digits)?;
    digits.iter().try_fold(0, |number, digit| {
        Some(number * 16 + char::from(*digit).to_digit(16)?)
    })
}

fn push_character(code: u32, out: &mut Vec<u8>) {
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// `%41`; a `+` stands for a blank only where something else is encoded.
fn percents(text: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if let Some(code) = number(text, at + 1, 2).filter(|_| byte == b'%') {
            out.push(u8::try_from(code).unwrap_or(b'?'));
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
}

/// `&amp;`, `&#64;`, `&#x40;`.
fn entities(text: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let entity = (byte == b'&').then(|| entity(&text[at + 1..])).flatten();
        if let Some((character, taken)) = entity {
            push_character(character, out);
            at += taken + 1;
        } else {
            out.push(byte);
            at += 1;
        }
    }
}

fn entity(text: &[u8]) -> Option<(u32, usize)> {
    let end = text.iter().take(10).position(|byte| *byte == b';')?;
    let name = &text[..end];
    let code = match name {
        b"amp" => 38,
        b"lt" => 60,
        b"gt" => 62,
        b"quot" => 34,
        b"apos" => 39,
        [b'#', b'x' | b'X', digits @ ..] if !digits.is_empty() => number(digits, 0, digits.len())?,
        [b'#', digits @ ..] if !digits.is_empty() => {
            std::str::from_utf8(digits).ok()?.parse().ok()?
        }
        _ => return None,
    };
    Some((code, end + 1))
}

fn is_base64(byte: u8) -> bool {
    BASE64[usize::from(byte)]
}

const BASE64: [bool; 256] = {
    let mut digits = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        digits[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
        byte += 1;
    }
    digits
};

/// The digits of a run that is hexadecimal, but for a `0x` in front.
fn hexadecimal(run: &[u8]) -> Option<&[u8]> {
    let digits = run
        .strip_prefix(b"0x")
        .or_else(|| run.strip_prefix(b"x"))
        .unwrap_or(run);
    let all = digits.iter().all(u8::is_ascii_hexdigit);
    (all && digits.len().is_multiple_of(2)).then_some(digits)
}

fn read_hexadecimal(digits: &[u8], out: &mut Vec<u8>) {
    let bytes = digits.chunks_exact(2).filter_map(|pair| number(pair, 0, 2));
    out.extend(bytes.filter_map(|code| u8::try_from(code).ok()));
}

/// Both alphabets; what is left over at the end is dropped.
fn read_base64(run: &[u8], out: &mut Vec<u8>) {
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in run {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            _ => 63,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).unwrap_or_default());
        }
    }
}

/// Whether it reads as text: what is encoded by chance hardly ever does.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    bytes.len() >= 6 && bytes.iter().copied().all(is_plain) && std::str::from_utf8(bytes).is_ok()
}

fn is_plain(byte: u8) -> bool {
    !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Whether a text may begin so.
fn begins_as_text(front: &[u8]) -> bool {
    let whole = std::str::from_utf8(front);
    let cut = whole.err().is_some_and(|error| error.error_len().is_none());
    (cut || whole.is_ok()) && front.iter().copied().all(is_plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn views(text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        Views::default().each(text.as_bytes(), &mut |view| {
            seen.push(String::from_utf8_lossy(view).into_owned());
        });
        seen
    }

    #[test]
    fn texts_are_seen_through_every_encoding() {
        for text in [
            "ada@shop.test",
            r"ada\u0040shop.test",
            r"ada\x40shop.test",
            "ada%40shop.test",
            "ada&#64;shop.test &amp;",
            "ada&#x40;shop.test",
            "YWRhQHNob3AudGVzdA==",
            "eyJlbWFpbCI6ImFkYVx1MDA0MHNob3AudGVzdCJ9",
            "0x6164614073686f702e74657374",
            r"\x6164614073686f702e74657374",
            "WVdSaFFITm9iM0F1ZEdWemRBPT0=",
            "bXkgYWRkcmVzcyBmb3IgYWxsIG1haWwgYW5kIGxldHRlcnMgaXMg\r\nYWRhQHNob3AudGVzdA==",
        ] {
            let seen = views(text);
            assert!(
                seen.iter().any(|view| view.contains("ada@shop.test")),
                "{text}: {seen:?}"
            );
        }
    }

    #[test]
    fn digits_are_those_of_the_table() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let mut digits = Vec::new();
        DIGITS.each(&all, |at| digits.push(all[at]));
        assert!(
            all.iter()
                .all(|byte| digits.contains(byte) == is_base64(*byte))
        );
    }

    #[test]
    fn plain_words_have_one_view() {
        for text in ["", "internationalization", "100 % cotton & wool", "a-b-c"] {
            assert_eq!(views(text), [text]);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_soon(text in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut bytes = 0;
            Views::default().each(&text, &mut |view| bytes += view.len());
            prop_assert!(bytes <= text.len() * 9 + (1 << 12));
        }
    }
}
