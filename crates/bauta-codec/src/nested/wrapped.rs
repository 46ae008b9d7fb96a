use bauta_model::Span;

use super::{Form, LEAST_RUN, recognise};
use crate::{base64, hex};

/// How a stretch of digits was written.
pub(super) enum Wrapped {
    Base64(base64::Style),
    Hex { upper: bool },
}

impl Wrapped {
    /// Decodes a stretch; answers which part of it holds the digits, and how they were written.
    pub(super) fn read(text: &[u8], run: Span, decoded: &mut Vec<u8>) -> Option<(Span, Self)> {
        let raw = run.of(text);
        // The letter of `\x` is of the same alphabet, and so is the front of `0x`.
        let mark = match raw {
            [b'x', ..] if run.start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'\\') => 1,
            [b'0', b'x', ..] => 2,
            _ => 0,
        };
        let digits = Span::new(run.start + mark, run.end);
        decoded.clear();
        if raw.len() - mark >= LEAST_RUN && hex::decode(digits.of(text), decoded).is_ok() {
            let upper = digits.of(text).iter().any(u8::is_ascii_uppercase);
            return Some((digits, Self::Hex { upper }));
        }
        decoded.clear();
        let style = base64::decode(raw, decoded).ok()?;
        Some((run, Self::Base64(style)))
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

/// Whether a stretch that [`base64::runs`] found holds text, all of it or a good part; `spare` is
/// a buffer to decode into.
pub fn holds_text(text: &[u8], run: Span, spare: &mut Vec<u8>) -> bool {
    let raw = run.of(text);
    if is_uuid(raw) || Wrapped::read(text, run, spare).is_none() {
        return false;
    }
    recognise::is_text(spare) || longest_ascii(spare) >= LEAST_ASCII
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
