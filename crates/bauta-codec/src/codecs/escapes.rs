//! Text with escapes in it, read without them: percent signs, backslashes, XML entities,
//! quoted-printable.
//!
//! A [`View`] keeps where each escape stood, so that a place found in the decoded text can be
//! changed where it is written. It makes no demand on the text: what is no escape stands for
//! itself, so a document that is broken off half-way is read as far as it goes.
//!
//! *Source:* RFC 3986, section 2.1; RFC 8259, section 7; XML 1.0, section 4.6; RFC 2045,
//! section 6.7.

use bauta_model::Span;

use super::{query, xml};

/// A way to write characters that cannot stand as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Escape {
    /// `%40`
    Percent,
    /// `%40`, and `+` for a blank, as in the values of forms.
    Form,
    /// `\n`, `\"`, `\u0040`, `\x40`
    Backslash,
    /// `&amp;`, `&#64;`
    Entity,
    /// `=40`, and `=` at the end of a line that goes on.
    QuotedPrintable,
}

impl Escape {
    /// The bytes that escapes begin with.
    fn signs(self) -> (u8, u8) {
        match self {
            Self::Percent => (b'%', b'%'),
            Self::Form => (b'%', b'+'),
            Self::Backslash => (b'\\', b'\\'),
            Self::Entity => (b'&', b'&'),
            Self::QuotedPrintable => (b'=', b'='),
        }
    }

    /// How long the escape at the front of `rest` is; what it stands for goes to `out`.
    fn read(self, rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
        match self {
            Self::Form if rest.first() == Some(&b'+') => {
                out.push(b' ');
                Some(1)
            }
            Self::Percent | Self::Form => {
                out.push(query::escaped(rest)?);
                Some(3)
            }
            Self::Backslash => backslash(rest, out),
            Self::Entity => {
                let length = rest.iter().take(12).position(|byte| *byte == b';')? + 1;
                let character = xml::resolve(rest.get(1..length - 1)?)?;
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                Some(length)
            }
            Self::QuotedPrintable => match rest {
                [b'=', b'\n', ..] => Some(2),
                [b'=', b'\r', b'\n', ..] => Some(3),
                [
                    b'=',
                    high @ (b'0'..=b'9' | b'A'..=b'F'),
                    low @ (b'0'..=b'9' | b'A'..=b'F'),
                    ..,
                ] => {
                    out.push(query::escaped(&[b'%', *high, *low])?);
                    Some(3)
                }
                _ => None,
            },
        }
    }

    /// Appends `text` as it may stand between the escapes of this way.
    pub fn encode(self, text: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Percent => query::encode(text, b"%20", out),
            Self::Form => query::encode(text, b"+", out),
            Self::Entity => xml::encode(text, out),
            Self::Backslash => {
                for byte in text {
                    match byte {
                        b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
                        b'\n' => out.extend_from_slice(b"\\n"),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        b'\t' => out.extend_from_slice(b"\\t"),
                        _ => out.push(*byte),
                    }
                }
            }
            Self::QuotedPrintable => {
                for byte in text {
                    if *byte == b'=' || *byte >= 0x7F {
                        out.push(b'=');
                        super::hex::encode(&[*byte], true, out);
                    } else {
                        out.push(*byte);
                    }
                }
            }
        }
    }
}

fn backslash(rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let plain = match rest.get(1)? {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        letter @ (b'"' | b'\'' | b'\\' | b'/') => *letter,
        b'x' => {
            let pair = rest.get(2..4)?;
            out.push(query::escaped(&[b'%', *pair.first()?, *pair.get(1)?])?);
            return Some(4);
        }
        b'u' => {
            let before = rest.len();
            let tail = super::json::decode_unicode_strictly(rest.get(2..)?, out)?;
            return Some(before - tail.len());
        }
        _ => return None,
    };
    out.push(plain);
    Some(2)
}

/// A text without its escapes.
#[derive(Debug, Default)]
pub struct View {
    /// The decoded text.
    pub text: Vec<u8>,
    escapes: Vec<Escaped>,
}

/// Where an escape stood, and what it became.
#[derive(Debug, Clone, Copy)]
struct Escaped {
    raw: Span,
    decoded: Span,
}

impl View {
    /// Reads `raw`; answers whether there was any escape, without which the view is of no use, and
    /// `None` where there are more than `most`.
    ///
    /// Quoted-printable is taken for such only where a line goes on or an equals sign is escaped:
    /// `=40` alone is an assignment.
    pub fn read(&mut self, escape: Escape, raw: &[u8], most: usize) -> Option<bool> {
        self.text.clear();
        self.escapes.clear();
        let mut copied = 0;
        let mut sure = escape != Escape::QuotedPrintable;
        let (one, other) = escape.signs();
        let mut at = 0;
        while let Some(step) = raw
            .get(at..)
            .and_then(|rest| memchr::memchr2(one, other, rest))
        {
            at += step;
            let rest = raw.get(at..).unwrap_or_default();
            self.text.extend_from_slice(Span::new(copied, at).of(raw));
            // Each byte is copied once, however many signs turn out to begin no escape.
            copied = at;
            let start = self.text.len();
            let Some(length) = escape.read(rest, &mut self.text) else {
                self.text.truncate(start);
                at += 1;
                continue;
            };
            sure = sure
                || !matches!(rest, [_, digit, ..] if digit.is_ascii_hexdigit())
                || rest.starts_with(b"=3D");
            self.escapes.push(Escaped {
                raw: Span::new(at, at + length),
                decoded: Span::new(start, self.text.len()),
            });
            at += length;
            copied = at;
            if self.escapes.len() > most {
                return None;
            }
        }
        if self.escapes.is_empty() || !sure {
            return Some(false);
        }
        self.text
            .extend_from_slice(raw.get(copied..).unwrap_or_default());
        Some(true)
    }

    /// Where the part `span` of the decoded text stands in what was read, escapes as a whole.
    pub fn raw_span(&self, span: Span) -> Span {
        let start = match self.before(span.start) {
            Some(escape) if span.start < escape.decoded.end => escape.raw.start,
            Some(escape) => escape.raw.end + (span.start - escape.decoded.end),
            None => span.start,
        };
        let Some(last) = span.end.checked_sub(1).filter(|last| *last >= span.start) else {
            return Span::new(start, start);
        };
        let end = match self.before(last) {
            Some(escape) if last < escape.decoded.end => escape.raw.end,
            Some(escape) => escape.raw.end + (last - escape.decoded.end) + 1,
            None => last + 1,
        };
        Span::new(start, end.max(start))
    }

    /// The last escape that begins at or before `at` in the decoded text.
    fn before(&self, at: usize) -> Option<&Escaped> {
        let behind = self
            .escapes
            .partition_point(|escape| escape.decoded.start <= at);
        self.escapes.get(behind.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Escape; 5] = [
        Escape::Percent,
        Escape::Form,
        Escape::Backslash,
        Escape::Entity,
        Escape::QuotedPrintable,
    ];

    fn view(escape: Escape, raw: &str) -> Option<(String, View)> {
        let mut view = View::default();
        (view.read(escape, raw.as_bytes(), 100) == Some(true))
            .then(|| (String::from_utf8_lossy(&view.text).into_owned(), view))
    }

    fn text(escape: Escape, raw: &str) -> Option<String> {
        view(escape, raw).map(|(text, _)| text)
    }

    #[test]
    fn escapes_are_resolved_and_the_rest_stands_for_itself() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            text(Escape::Percent, "a%40b 100% %zz+"),
            some("a@b 100% %zz+")
        );
        assert_eq!(
            text(Escape::Backslash, r#"a\"\u0040\x41\n\d\ud83d\ude00\"#),
            some("a\"@A\n\\d😀\\")
        );
        assert_eq!(
            text(Escape::Entity, "a&#64;b & &nope; &amp;"),
            some("a@b & &nope; &")
        );
        assert_eq!(
            text(Escape::QuotedPrintable, "key=3Dab=\r\ncd=\nef"),
            some("key=abcdef")
        );
    }

    #[test]
    fn without_escapes_there_is_no_view() {
        assert_eq!(text(Escape::Percent, "100%"), None);
        assert_eq!(text(Escape::Backslash, r"C:\d\"), None);
        assert_eq!(text(Escape::Entity, "a & b"), None);
        assert_eq!(text(Escape::QuotedPrintable, "pin=40"), None);
    }

    #[test]
    fn signs_that_begin_no_escape_cost_a_look_each() {
        let raw = "a=1&b ".repeat(400_000) + "&amp;";
        let (decoded, view) = view(Escape::Entity, &raw).unwrap();
        assert_eq!(decoded.len() + "amp;".len(), raw.len());
        assert_eq!(view.raw_span(Span::new(2_400_000, 2_400_001)).len(), 5);
        assert_eq!(text(Escape::QuotedPrintable, &raw), None);
    }

    #[test]
    fn places_are_found_again() {
        let raw = r"x\u0041bc\n.";
        let (decoded, view) = view(Escape::Backslash, raw).unwrap();
        assert_eq!(decoded, "xAbc\n.");
        for (part, written) in [
            ("A", r"\u0041"),
            ("bc", "bc"),
            ("xAbc", r"x\u0041bc"),
            ("c\n", r"c\n"),
            (".", "."),
        ] {
            let start = decoded.find(part).unwrap();
            let span = view.raw_span(Span::new(start, start + part.len()));
            assert_eq!(span.of(raw.as_bytes()), written.as_bytes());
        }
    }

    #[test]
    fn a_soft_break_belongs_to_what_it_cuts() {
        let raw = "a bc=\nde f";
        let (decoded, view) = view(Escape::QuotedPrintable, raw).unwrap();
        let start = decoded.find("bcde").unwrap();
        let span = view.raw_span(Span::new(start, start + 4));
        assert_eq!(span.of(raw.as_bytes()), b"bc=\nde");
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_as_it_was(words in prop::collection::vec("[a-zé\"\\\\<&=% ]{0,8}", 1..6), which in 0usize..5) {
            let escape = ALL[which];
            let words = words.concat();
            let mut raw = Vec::new();
            escape.encode(words.as_bytes(), &mut raw);
            let mut view = View::default();
            // Quoted-printable is believed only with an escaped sign in it.
            if view.read(escape, &raw, 100) == Some(true) {
                prop_assert_eq!(&view.text[..], words.as_bytes());
            }
        }

        #[test]
        fn any_place_lies_within_what_was_read(raw in "[%40&#;a-f=\n\\\\ux\"]{0,40}", from in 0usize..40, length in 0usize..40, which in 0usize..5) {
            let mut view = View::default();
            if view.read(ALL[which], raw.as_bytes(), 100) == Some(true) {
                let from = from.min(view.text.len());
                let to = (from + length).min(view.text.len());
                let span = view.raw_span(Span::new(from, to));
                prop_assert!(span.start <= span.end && span.end <= raw.len());
            }
        }
    }
}
