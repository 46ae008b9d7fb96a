use bauta_model::Span;

use super::{Form, LEAST_RUN};
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
