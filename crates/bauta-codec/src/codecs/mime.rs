//! Messages as MIME writes them: folded headers, parts, bodies in base64 or quoted-printable.
//!
//! The value of each header is a leaf under its name, without its folds; each body that is not
//! made of parts is one without its transfer encoding. A changed header is written on one line, a
//! changed body in the encoding it was in. Headers that say how to read the rest are no leaves.
//! Encoded words within a value are [`encoded_word`](super::encoded_word)'s work, character sets
//! nobody's: leaves are bytes.
//!
//! *Source:* RFC 5322, section 2.2; RFC 2045, section 6; RFC 2046, section 5.1.

use bauta_model::Span;
use memchr::{memchr, memmem};

use super::base64::{self, Style};
use super::quoted_printable;
use crate::codec::{Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// Hands each header's value and each body with its name to `change` and copies the rest. A body
/// has no name.
///
/// # Errors
/// What does not begin with headers, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&[u8], Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let done = each_piece(input, |piece| {
        let Scratch {
            decoded, changed, ..
        } = &mut *scratch;
        decoded.clear();
        piece.read(input, decoded);
        changed.clear();
        let name = piece.name.of(input);
        match change(name, Leaf::new(LeafKind::Text, decoded), changed)? {
            Change::Keep => return Ok(()),
            Change::Null => changed.clear(),
            Change::Text | Change::Literal => {}
        }
        splice.replace(piece.span, out);
        let end = line_end_of(input);
        write(piece.encoding, changed, end, out);
        Ok(())
    });
    splice.finish(done, out)
}

/// Whether a text begins like a message.
pub fn begins(text: &[u8]) -> bool {
    let front = text.get(..MOST_FRONT).unwrap_or(text);
    if header_name(front).is_none() {
        return false;
    }
    let (mut sure, mut mail) = (false, 0);
    for line in front.split(|byte| *byte == b'\n') {
        if line.is_empty() || line == b"\r" {
            break;
        }
        let is_one = |names: &[&str]| {
            header_name(line).is_some_and(|length| {
                let name = line.get(..length).unwrap_or_default();
                names
                    .iter()
                    .any(|own| name.eq_ignore_ascii_case(own.as_bytes()))
            })
        };
        sure |= is_one(&SURE);
        mail += usize::from(is_one(&MAIL));
    }
    sure || mail >= 2
}

/// As much of a text is looked at to tell whether it is a message.
const MOST_FRONT: usize = 8192;

/// Headers of messages alone.
const SURE: [&str; 7] = [
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "message-id",
    "return-path",
    "dkim-signature",
];

/// Headers of messages, of which one alone says little.
const MAIL: [&str; 4] = ["from", "to", "subject", "reply-to"];

/// How deep messages are followed in one another; what is deeper is one body.
const MAX_DEPTH: usize = 8;

/// How a body is written, or that it is a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Header,
    Plain,
    Base64,
    QuotedPrintable,
}

/// A leaf where it stands.
#[derive(Debug, Clone, Copy)]
struct Piece {
    name: Span,
    span: Span,
    encoding: Encoding,
}

impl Piece {
    /// Appends what it stands for. A body that is not in the encoding it claims is as it stands,
    /// until it changes: what takes its place might read as that encoding.
    fn read(self, input: &[u8], out: &mut Vec<u8>) {
        let raw = self.span.of(input);
        match self.encoding {
            Encoding::Header => unfold(raw, out),
            Encoding::QuotedPrintable => quoted_printable::decode(raw, out),
            Encoding::Base64 => {
                let digits: Vec<u8> = raw
                    .iter()
                    .copied()
                    .filter(|byte| !is_blank(*byte))
                    .collect();
                let end = digits.len() - base64::cut(&digits);
                let digits = digits.get(..end).unwrap_or_default();
                if base64::decode(digits, out).is_err() {
                    out.clear();
                    out.extend_from_slice(raw);
                }
            }
            Encoding::Plain => out.extend_from_slice(raw),
        }
    }
}

fn write(encoding: Encoding, text: &[u8], end: &'static [u8], out: &mut Vec<u8>) {
    match encoding {
        Encoding::Header => {
            let mut lines = text.split(|byte| matches!(byte, b'\r' | b'\n'));
            out.extend_from_slice(lines.next().unwrap_or_default());
            for line in lines.filter(|line| !line.is_empty()) {
                out.push(b' ');
                out.extend_from_slice(line);
            }
        }
        Encoding::Plain => out.extend_from_slice(text),
        Encoding::Base64 => base64::encode(text, Style::lines(76, end), out),
        Encoding::QuotedPrintable => quoted_printable::encode(text, end, out),
    }
}

/// What is waiting to be read.
enum Part {
    Message { span: Span, depth: usize },
    Text(Span),
}

/// Visits all leaves in their order.
fn each_piece<E: From<CodecError>>(
    input: &[u8],
    mut each: impl FnMut(Piece) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = vec![Part::Message {
        span: Span::new(0, input.len()),
        depth: 0,
    }];
    while let Some(part) = waiting.pop() {
        let (span, depth) = match part {
            Part::Text(span) => {
                body(input, span, Encoding::Plain, &mut each)?;
                continue;
            }
            Part::Message { span, depth } => (span, depth),
        };
        let mut head = Head::default();
        let start = headers(input, span, &mut head, &mut each)?;
        if depth == 0 && (start == 0 || head.is_broken) {
            return Err(CodecError {
                expected: "a message",
                problem: Problem::Unexpected,
                at: start,
            }
            .into());
        }
        let rest = Span::new(start, span.end);
        match head.boundary {
            Some(boundary) if depth < MAX_DEPTH => {
                let first = waiting.len();
                parts(input, rest, boundary.of(input), depth + 1, &mut waiting);
                waiting[first..].reverse();
            }
            _ if head.is_message && depth < MAX_DEPTH => waiting.push(Part::Message {
                span: rest,
                depth: depth + 1,
            }),
            _ => body(
                input,
                rest,
                head.encoding.unwrap_or(Encoding::Plain),
                &mut each,
            )?,
        }
    }
    Ok(())
}

/// What the headers of a message say of the rest.
#[derive(Debug, Default)]
struct Head {
    encoding: Option<Encoding>,
    typed: bool,
    boundary: Option<Span>,
    /// Whether the body is a message of its own.
    is_message: bool,
    /// Whether a line among them is none.
    is_broken: bool,
}

/// Reads the headers at the front of `span`; answers where the body begins.
fn headers<E>(
    input: &[u8],
    span: Span,
    head: &mut Head,
    each: &mut impl FnMut(Piece) -> Result<(), E>,
) -> Result<usize, E> {
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(input);
        if let Some(length) = blank_line(rest) {
            return Ok(at + length);
        }
        let Some(length) = header_name(rest) else {
            head.is_broken = true;
            return Ok(at);
        };
        let name = Span::new(at, at + length);
        let end = at + header_end(rest);
        let value = trimmed(input, Span::new(name.end + 1, end));
        if head.is_leaf(input, name, value) {
            each(Piece {
                name,
                span: value,
                encoding: Encoding::Header,
            })?;
        }
        at = end;
    }
    Ok(span.end)
}

impl Head {
    /// Learns from a header; answers whether it is a leaf, since it says nothing of the rest.
    fn is_leaf(&mut self, input: &[u8], name: Span, value: Span) -> bool {
        let (name, raw) = (name.of(input), value.of(input));
        if name.eq_ignore_ascii_case(b"content-transfer-encoding") {
            let told = raw.to_ascii_lowercase();
            self.encoding.get_or_insert(match told.as_slice() {
                b"base64" => Encoding::Base64,
                b"quoted-printable" => Encoding::QuotedPrintable,
                _ => Encoding::Plain,
            });
            return false;
        }
        if !name.eq_ignore_ascii_case(b"content-type") || self.typed {
            return true;
        }
        self.typed = true;
        let begins = |word: &[u8]| {
            let front = raw.get(..word.len());
            front.is_some_and(|front| front.eq_ignore_ascii_case(word))
        };
        self.is_message = begins(b"message/rfc822");
        self.boundary = boundary(raw)
            .filter(|_| begins(b"multipart/"))
            .map(|span| Span::new(value.start + span.start, value.start + span.end));
        !self.is_message && self.boundary.is_none()
    }
}

/// The boundary between parts, within the value of a Content-Type.
fn boundary(value: &[u8]) -> Option<Span> {
    let lower = value.to_ascii_lowercase();
    let start = memmem::find(&lower, b"boundary=")? + b"boundary=".len();
    let rest = value.get(start..)?;
    let (start, length) = if let Some(quoted) = rest.strip_prefix(b"\"") {
        (start + 1, memchr(b'"', quoted)?)
    } else {
        let ends = |byte: &u8| is_blank(*byte) || *byte == b';';
        (start, rest.iter().position(ends).unwrap_or(rest.len()))
    };
    (length > 0).then(|| Span::new(start, start + length))
}

/// Adds the parts of a body: what stands before the first, the parts, what stands behind.
fn parts(input: &[u8], body: Span, boundary: &[u8], depth: usize, parts: &mut Vec<Part>) {
    let mut at = body.start;
    let mut open = None;
    let mut add = |open: Option<usize>, start: usize, end: usize| {
        parts.push(match open {
            Some(start) => Part::Message {
                span: Span::new(start, end),
                depth,
            },
            None => Part::Text(Span::new(start, end)),
        });
    };
    let mut from = body.start;
    while at < body.end {
        let rest = Span::new(at, body.end).of(input);
        let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = rest.get(..length).unwrap_or_default();
        let behind = line
            .strip_prefix(b"--")
            .and_then(|line| line.strip_prefix(boundary));
        if let Some(behind) = behind {
            let behind = behind.trim_ascii_end();
            if behind.is_empty() || behind == b"--" {
                add(open, from, at);
                from = at + length;
                open = behind.is_empty().then_some(from);
            }
        }
        at += length;
    }
    add(open, from, body.end);
}

/// Hands over a body, without the line ends at its end, unless it is empty.
fn body<E>(
    input: &[u8],
    span: Span,
    encoding: Encoding,
    each: &mut impl FnMut(Piece) -> Result<(), E>,
) -> Result<(), E> {
    let span = trimmed(input, span);
    if span.is_empty() {
        return Ok(());
    }
    each(Piece {
        name: Span::new(0, 0),
        span,
        encoding,
    })
}

fn trimmed(input: &[u8], span: Span) -> Span {
    let raw = span.of(input);
    let start = raw.iter().take_while(|byte| is_blank(**byte)).count();
    if start == raw.len() {
        // Nothing stands before its line ends, not behind them, where the next line begins.
        return Span::new(span.start, span.start);
    }
    let rest = raw.get(start..).unwrap_or_default();
    let end = rest
        .iter()
        .rev()
        .take_while(|byte| is_blank(**byte))
        .count();
    Span::new(span.start + start, span.end - end)
}

/// Length of the name of the header at the front, which its colon follows.
fn header_name(line: &[u8]) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = line.iter().take_while(|byte| is_name(byte)).count();
    (length > 0 && line.get(length) == Some(&b':')).then_some(length)
}

/// Length of the header at the front, with its folds and its line end.
fn header_end(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(step) = memchr(b'\n', rest.get(at..).unwrap_or_default()) {
        at += step + 1;
        if !matches!(rest.get(at), Some(b' ' | b'\t')) {
            return at;
        }
    }
    rest.len()
}

fn blank_line(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

/// How the lines of a message end.
fn line_end_of(input: &[u8]) -> &'static [u8] {
    match memchr(b'\n', input) {
        Some(at) if at > 0 && input.get(at - 1) == Some(&b'\r') => b"\r\n",
        _ => b"\n",
    }
}

fn unfold(raw: &[u8], out: &mut Vec<u8>) {
    for (index, line) in raw.split(|byte| *byte == b'\n').enumerate() {
        // Between lines there may be a CR, and the blank that follows says where a line goes on.
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if index > 0 {
            line.trim_ascii_start()
        } else {
            line
        };
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(line);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(input: &str, only: &str, new: &str) -> (String, Vec<(String, String)>) {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        let done = rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |name, leaf, changed| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                read.push((text(name), text(leaf.text)));
                if leaf.text != only.as_bytes() {
                    return Ok::<_, CodecError>(Change::Keep);
                }
                changed.extend_from_slice(new.as_bytes());
                Ok(Change::Text)
            },
        );
        done.unwrap();
        (String::from_utf8(out).unwrap(), read)
    }

    const MESSAGE: &str = "From: ada@shop.example\r\nX-Api-Key:\r\n one\r\n\ttwo\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed;\r\n boundary=\"b=1\"\r\n\r\nbefore\r\n--b=1\r\n\
        Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        a=3Db and a lo=\r\nng line\r\n--b=1\r\nContent-Transfer-Encoding: base64\r\n\r\n\
        c2VjcmV0IHRv\r\na2Vu\r\n\r\n--b=1--\r\nbehind\r\n";

    #[test]
    fn headers_and_bodies_are_read_without_folds_and_encodings() {
        let (out, read) = run(MESSAGE, "?", "");
        assert_eq!(out, MESSAGE);
        let read: Vec<_> = read
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                ("From", "ada@shop.example"),
                ("X-Api-Key", "one two"),
                ("MIME-Version", "1.0"),
                ("", "before"),
                ("Content-Type", "text/plain"),
                ("", "a=b and a long line"),
                ("", "secret token"),
                ("", "behind"),
            ]
        );
    }

    #[test]
    fn what_changes_is_written_as_it_was() {
        let (out, _) = run(MESSAGE, "one two", "three\r\nBcc: eve");
        assert!(
            out.contains("X-Api-Key:\r\n three Bcc: eve\r\nMIME"),
            "{out}"
        );
        let (out, _) = run(MESSAGE, "a=b and a long line", "ö = o ");
        assert!(out.contains("\r\n\r\n=C3=B6 =3D o=20\r\n--b=1"), "{out}");
        let (out, _) = run(MESSAGE, "secret token", &"x".repeat(60));
        assert!(out.contains("\r\n\r\neHh4"), "{out}");
        let (_, read) = run(&out, "?", "");
        assert_eq!(read[6].1, "x".repeat(60));
    }

    #[test]
    fn a_body_that_is_not_in_its_encoding_is_so_once_it_changes() {
        let broken = MESSAGE.replace("c2Vjc", "c<b:c");
        assert_ne!(broken, MESSAGE);
        let (out, read) = run(&broken, "?", "");
        assert_eq!(out, broken);
        // As it is, this would read as something else.
        let (out, _) = run(&broken, &read[6].1, "plain");
        let (_, again) = run(&out, "?", "");
        assert_eq!(again[6].1, "plain");
    }

    #[test]
    fn a_header_without_a_value_gets_one_on_its_own_line() {
        let (out, _) = run("To: a\r\nX-Key: \r\nFrom: b\r\n\r\nbody\r\n", "", "new");
        assert_eq!(out, "To: a\r\nX-Key:new \r\nFrom: b\r\n\r\nbody\r\n");
    }

    #[test]
    fn a_message_within_a_message_is_followed() {
        let outer = "Subject: fwd\nContent-Type: message/rfc822\n\nSubject: inner\n\nbody\n";
        let (out, read) = run(outer, "body", "other");
        assert!(out.ends_with("\n\nother\n"), "{out}");
        assert_eq!(read[1], ("Subject".to_owned(), "inner".to_owned()));
    }

    #[test]
    fn messages_are_told_from_other_lines_with_colons() {
        assert!(begins(MESSAGE.as_bytes()));
        assert!(begins(b"Subject: a\nTo: b\n\nc"));
        for text in [
            "",
            "a: b\nc: d\n",
            "subject: a\n",
            "no header\nSubject: a\nTo: b\n",
        ] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), text in "(To: [a-z =?\r\n]{0,20}\r?\n|Content-Type: multipart/x; boundary=b\n|--b\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|\n|[A-D=]{0,20}){0,12}") {
            for input in [junk.as_slice(), text.as_bytes()] {
                let mut out = Vec::new();
                let done = rewrite(input, &mut Scratch::default(), &mut out, |_, _, _| {
                    Ok::<_, CodecError>(Change::Keep)
                });
                prop_assert_eq!(out.as_slice(), if done.is_ok() { input } else { &[] });
                begins(input);
            }
        }
    }
}
