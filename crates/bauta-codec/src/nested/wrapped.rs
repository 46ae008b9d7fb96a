use bauta_model::Span;

use super::{Form, LEAST_RUN, recognise};
use crate::compressed::Packing;
use crate::{Problem, base64, hex};

/// How a stretch of digits was written.
pub(super) enum Wrapped {
    Base64(base64::Style),
    Hex { upper: bool },
}

impl Wrapped {
    /// Decodes a stretch; answers which part of it holds the digits, and how they were written.
    pub(super) fn read(text: &[u8], run: Span, decoded: &mut Vec<u8>) -> Option<(Span, Self)> {
        // What stands behind an escape comes first: the digits of `%3D` are such of base64 too.
        let behind = escape_end(text, run).filter(|start| run.end - start >= LEAST_RUN);
        if let Some(start) = behind {
            let read = Self::digits(text, Span::new(start, run.end), decoded);
            if read.is_some() && reads(decoded) {
                return read;
            }
        }
        Self::digits(text, run, decoded)
    }

    fn digits(text: &[u8], run: Span, decoded: &mut Vec<u8>) -> Option<(Span, Self)> {
        let raw = run.of(text);
        // The letter of `\x` is of the same alphabet, and so is the front of `0x`.
        let mark = match raw {
            [b'x', ..] if byte_before(text, run.start) == Some(b'\\') => 1,
            [b'0', b'x', ..] => 2,
            _ => 0,
        };
        let digits = Span::new(run.start + mark, run.end);
        decoded.clear();
        // What was cut off may have the half of a byte at its end.
        let pairs = Span::new(digits.start, digits.end - digits.len() % 2);
        if raw.len() - mark >= LEAST_RUN && hex::decode(pairs.of(text), decoded).is_ok() {
            let upper = digits.of(text).iter().any(u8::is_ascii_uppercase);
            return Some((pairs, Self::Hex { upper }));
        }
        decoded.clear();
        let broken = match base64::decode(raw, decoded) {
            Ok(style) => return Some((run, Self::base64(style, text, run))),
            Err(broken) => broken,
        };
        let cut = base64::cut(raw);
        if broken.problem != Problem::CutOff || cut == 0 {
            return None;
        }
        decoded.clear();
        let groups = Span::new(run.start, run.end - cut);
        let style = base64::decode(groups.of(text), decoded).ok()?;
        Some((groups, Self::base64(style, text, groups)))
    }

    fn base64(style: base64::Style, text: &[u8], run: Span) -> Self {
        Self::Base64(if is_argument(text, run.start) {
            style.in_url()
        } else {
            style
        })
    }

    pub(super) fn form(&self) -> Form {
        match self {
            Self::Base64(_) => Form::Base64,
            Self::Hex { .. } => Form::Hex,
        }
    }

    pub(super) fn write(&self, bytes: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Base64(style) => base64::encode(bytes, *style, out),
            Self::Hex { upper } => hex::encode(bytes, *upper, out),
        }
    }
}

fn byte_before(text: &[u8], start: usize) -> Option<u8> {
    start.checked_sub(1).and_then(|at| text.get(at)).copied()
}

/// Where `%3D` or `%25253D`, whose sign stands before the stretch, ends in it.
fn escape_end(text: &[u8], run: Span) -> Option<usize> {
    if byte_before(text, run.start) != Some(b'%') {
        return None;
    }
    let digits = run.of(text);
    let again = digits.chunks(2).take_while(|pair| *pair == b"25").count() * 2;
    let pair = digits.get(again..again + 2)?;
    let is_escape = pair.iter().all(u8::is_ascii_hexdigit);
    is_escape.then_some(run.start + again + 2)
}

/// Whether what starts at `start` is the value of a query string's pair: `?name=` stands before it.
fn is_argument(text: &[u8], start: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.strip_suffix(b"="));
    let ends_name = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"_-.[]%".contains(byte));
    before.is_some_and(|before| {
        let mark = before.iter().rev().find(|byte| ends_name(byte));
        mark.is_some_and(|mark| b"?&;".contains(mark))
    })
}

/// Whether a stretch that [`base64::runs`] found holds text, all of it or a good part, or something
/// compressed; `spare` is a buffer to decode into.
pub fn holds_text(text: &[u8], run: Span, spare: &mut Vec<u8>) -> bool {
    let raw = run.of(text);
    !is_uuid(raw) && Wrapped::read(text, run, spare).is_some() && reads(spare)
}

/// Whether decoded bytes read as text, all of them or a good part, or hold some compressed.
pub(super) fn reads(bytes: &[u8]) -> bool {
    Packing::of(bytes).is_some() || recognise::is_text(bytes) || longest_ascii(bytes) >= LEAST_ASCII
}

/// As many printable characters in a row don't come about by chance.
const LEAST_ASCII: usize = 12;

fn longest_ascii(bytes: &[u8]) -> usize {
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
    bytes
        .split(|byte| !is_printable(byte))
        .map(<[u8]>::len)
        .max()
        .unwrap_or_default()
}

/// Dashes where identifiers have them: these are common, and never text.
fn is_uuid(raw: &[u8]) -> bool {
    raw.len() == 36 && [8, 13, 18, 23].iter().all(|at| raw.get(*at) == Some(&b'-'))
}
