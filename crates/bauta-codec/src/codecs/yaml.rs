//! YAML as configuration is written: one key or list item a line, scalars and block literals.
//!
//! It goes by lines and keeps to what it is sure of: a text with tabs as indents, scalars over
//! several lines without `|` or `>`, or complex keys is refused. A flow collection (`[a, b]`) is
//! one leaf as written. Anchors and tags stay; an alias is no leaf.
//!
//! *Source:* YAML 1.2.2, chapters 7 and 8.

use bauta_model::Span;
use memchr::memchr;

use super::json;
use crate::codec::{Cursor, Splice};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// Hands every scalar with its nearest key to `change` and copies the rest.
///
/// # Errors
/// What is no such YAML, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&[u8], Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut reader = Reader::new(input);
    let mut each = || {
        while let Some(scalar) = reader.next_scalar()? {
            decoded.clear();
            let text = scalar.style.decode(scalar.text.of(input), decoded);
            changed.clear();
            let key = reader.key().of(input);
            match change(key, Leaf::new(scalar.kind(text), text), changed)? {
                Change::Keep => {}
                Change::Null => {
                    splice.replace(scalar.whole, out);
                    scalar.style.write_null(out);
                }
                Change::Literal => {
                    splice.replace(scalar.whole, out);
                    out.extend_from_slice(changed);
                }
                Change::Text => {
                    splice.replace(scalar.whole, out);
                    scalar.style.write(changed, scalar.text.of(input), out);
                }
            }
        }
        if reader.keys == 0 {
            return Err(reader.cursor.unexpected().into());
        }
        Ok(())
    };
    let done = each();
    splice.finish(done, out)
}

/// A value on one line, or the lines of a block.
struct Scalar {
    /// All that is replaced, quotes included.
    whole: Span,
    text: Span,
    style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    /// `[a, b]`
    Flow,
    /// Lines behind `|` or `>`, with how far they are indented.
    Block(usize),
}

impl Scalar {
    fn kind(&self, text: &[u8]) -> LeafKind {
        match text {
            _ if self.style != Style::Plain => LeafKind::Text,
            b"null" | b"Null" | b"NULL" | b"~" => LeafKind::Null,
            b"true" | b"True" | b"TRUE" | b"false" | b"False" | b"FALSE" => LeafKind::Bool,
            _ if json::is_number(text) => LeafKind::Number,
            _ => LeafKind::Text,
        }
    }
}

impl Style {
    fn decode<'d>(self, raw: &'d [u8], decoded: &'d mut Vec<u8>) -> &'d [u8] {
        match self {
            Self::Plain | Self::Flow => return raw,
            Self::Double => json::decode(raw, decoded),
            Self::Single => {
                let mut rest = raw;
                while let Some(at) = memchr(b'\'', rest) {
                    decoded.extend_from_slice(rest.get(..=at).unwrap_or_default());
                    rest = rest.get(at + 2..).unwrap_or_default();
                }
                decoded.extend_from_slice(rest);
            }
            Self::Block(indent) => {
                for line in raw.split_inclusive(|byte| *byte == b'\n') {
                    let own = line.iter().take_while(|byte| **byte == b' ').count();
                    decoded.extend_from_slice(line.get(own.min(indent)..).unwrap_or_default());
                }
            }
        }
        decoded
    }

    fn write_null(self, out: &mut Vec<u8>) {
        if !matches!(self, Self::Block(_)) {
            out.extend_from_slice(b"null");
        }
    }

    fn write(self, text: &[u8], raw: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Plain if !is_plain(text) => Self::Double.write(text, raw, out),
            Self::Single if text.iter().any(u8::is_ascii_control) => {
                Self::Double.write(text, raw, out);
            }
            Self::Flow if !is_flow(text, raw) => Self::Double.write(text, raw, out),
            Self::Plain | Self::Flow => out.extend_from_slice(text),
            Self::Double => json::encode(text, out),
            Self::Single => {
                out.push(b'\'');
                for byte in text {
                    if *byte == b'\'' {
                        out.push(b'\'');
                    }
                    out.push(*byte);
                }
                out.push(b'\'');
            }
            Self::Block(indent) => {
                for line in text.split_inclusive(|byte| *byte == b'\n') {
                    if line != b"\n" {
                        out.resize(out.len() + indent, b' ');
                    }
                    out.extend_from_slice(line);
                }
            }
        }
    }
}

/// Whether a text stands between the brackets that were there, on one line.
fn is_flow(text: &[u8], raw: &[u8]) -> bool {
    let ends = |text: &[u8]| (text.first().copied(), text.last().copied());
    text.len() > 1
        && ends(text) == ends(raw)
        && !text.iter().any(u8::is_ascii_control)
        && memchr::memmem::find(text, b" #").is_none()
        && memchr::memmem::find(text, b": ").is_none_or(|_| text.first() == Some(&b'{'))
}

/// Whether a text may stand without quotes and is still read as text.
fn is_plain(text: &[u8]) -> bool {
    let is_safe = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'/' | b'+' | b'=' | b'@' | b'-' | b'$')
    };
    let is_word = ["null", "true", "false", "yes", "no", "on", "off"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    text.first().is_some_and(u8::is_ascii_alphabetic) && text.iter().all(is_safe) && !is_word
}

/// Keys nested more deeply are refused.
const MAX_DEPTH: usize = 64;

struct Reader<'a> {
    cursor: Cursor<'a>,
    /// Keys around the line, with their indents.
    around: [(usize, Span); MAX_DEPTH],
    depth: usize,
    keys: usize,
}

impl<'a> Reader<'a> {
    fn new(input: &'a [u8]) -> Self {
        Self {
            cursor: Cursor::new(input, "plain YAML"),
            around: [(0, Span { start: 0, end: 0 }); MAX_DEPTH],
            depth: 0,
            keys: 0,
        }
    }

    /// The nearest key.
    fn key(&self) -> Span {
        let top = self.depth.checked_sub(1);
        top.and_then(|top| self.around.get(top))
            .map_or(Span::new(0, 0), |(_, key)| *key)
    }

    fn next_scalar(&mut self) -> Result<Option<Scalar>, CodecError> {
        while self.cursor.peek().is_some() {
            if let Some(scalar) = self.line()? {
                return Ok(Some(scalar));
            }
        }
        Ok(None)
    }

    /// Goes over one line; answers its scalar.
    fn line(&mut self) -> Result<Option<Scalar>, CodecError> {
        let line_start = self.cursor.at;
        self.skip_spaces();
        let mut indent = self.cursor.at - line_start;
        if indent == 0 && self.is_marker() {
            self.skip_line();
            return Ok(None);
        }
        let mut is_item = false;
        loop {
            match self.cursor.peek() {
                None | Some(b'\n' | b'\r' | b'#') => {
                    self.skip_line();
                    return Ok(None);
                }
                Some(b'-')
                    if matches!(
                        self.cursor.input.get(self.cursor.at + 1),
                        None | Some(b' ' | b'\n' | b'\r')
                    ) =>
                {
                    is_item = true;
                    self.close(indent + 1);
                    self.cursor.at += 1;
                    self.skip_spaces();
                    indent = self.cursor.at - line_start;
                }
                Some(_) => break,
            }
        }
        if let Some(key) = self.own_key()? {
            self.close(indent);
            let too_deep = self.cursor.error(Problem::TooDeep);
            *self.around.get_mut(self.depth).ok_or(too_deep)? = (indent, key);
            self.depth += 1;
            self.keys += 1;
        } else if !is_item {
            return Err(self.cursor.error(Problem::Unexpected));
        }
        self.value(if is_item && self.keys == 0 { 0 } else { indent })
    }

    /// `---`, `...` and directives.
    fn is_marker(&self) -> bool {
        let rest = self.cursor.rest();
        let is_end = |at: usize| matches!(rest.get(at), None | Some(b'\n' | b'\r' | b' '));
        ((rest.starts_with(b"---") || rest.starts_with(b"...")) && is_end(3))
            || rest.starts_with(b"%YAML")
    }

    /// Forgets keys that are indented as far as this or further.
    fn close(&mut self, indent: usize) {
        while let Some((around, _)) = self
            .depth
            .checked_sub(1)
            .and_then(|top| self.around.get(top))
            && *around >= indent
        {
            self.depth -= 1;
        }
    }

    /// The key here, if one is; goes on behind its colon.
    fn own_key(&mut self) -> Result<Option<Span>, CodecError> {
        let start = self.cursor.at;
        let key = match self.cursor.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let Some(length) = quoted(self.cursor.rest(), quote) else {
                    return Err(self.cursor.error(Problem::CutOff));
                };
                self.cursor.at += length;
                Span::new(start + 1, self.cursor.at - 1)
            }
            Some(b'?' | b'\t') => return Err(self.cursor.unexpected()),
            _ => {
                while self.cursor.peek().is_some_and(is_key_byte) {
                    self.cursor.at += 1;
                }
                Span::new(start, self.cursor.at)
            }
        };
        let rest = self.cursor.rest();
        let is_key = matches!(rest, [b':'] | [b':', b' ' | b'\n' | b'\r', ..]);
        if !is_key || key.is_empty() {
            self.cursor.at = start;
            return Ok(None);
        }
        self.cursor.at += 1;
        Ok(Some(key))
    }

    /// The value on the rest of the line, and of the lines below where it is a block.
    fn value(&mut self, indent: usize) -> Result<Option<Scalar>, CodecError> {
        self.skip_spaces();
        while matches!(self.cursor.peek(), Some(b'&' | b'!')) {
            let rest = self.cursor.rest();
            self.cursor.at += rest
                .iter()
                .take_while(|byte| !byte.is_ascii_whitespace())
                .count();
            self.skip_spaces();
        }
        let start = self.cursor.at;
        match self.cursor.peek() {
            None | Some(b'\n' | b'\r' | b'#' | b'*') => {
                self.skip_line();
                Ok(None)
            }
            Some(b'|' | b'>') => {
                self.skip_line();
                Ok(self.block(indent))
            }
            Some(quote @ (b'"' | b'\'')) => {
                let length = quoted(self.cursor.rest(), quote)
                    .ok_or_else(|| self.cursor.error(Problem::CutOff))?;
                let inner = Span::new(start + 1, start + length - 1).of(self.cursor.input);
                if quote == b'"' && !has_json_escapes(inner) {
                    return Err(self.cursor.unexpected());
                }
                self.cursor.at += length;
                let blanks = self.rest_of_line();
                self.cursor.at += blanks.len() - blanks.trim_ascii_start().len();
                if !matches!(self.cursor.peek(), None | Some(b'\n' | b'#')) {
                    return Err(self.cursor.unexpected());
                }
                self.skip_line();
                Ok(Some(Scalar {
                    whole: Span::new(start, start + length),
                    text: Span::new(start + 1, start + length - 1),
                    style: if quote == b'"' {
                        Style::Double
                    } else {
                        Style::Single
                    },
                }))
            }
            Some(0..0x20 | b'%' | b'`') => Err(self.cursor.unexpected()),
            Some(first) => {
                let line = self.rest_of_line();
                let line = memchr::memmem::find(line, b" #")
                    .map_or(line, |at| line.get(..at).unwrap_or_default());
                let span = Span::new(start, start + line.trim_ascii_end().len());
                let style = if matches!(first, b'[' | b'{') {
                    Style::Flow
                } else {
                    Style::Plain
                };
                if style == Style::Plain && memchr::memmem::find(line, b": ").is_some() {
                    return Err(self.cursor.unexpected());
                }
                self.skip_line();
                Ok(Some(Scalar {
                    whole: span,
                    text: span,
                    style,
                }))
            }
        }
    }

    /// The lines that are indented further than `indent`.
    fn block(&mut self, indent: usize) -> Option<Scalar> {
        let start = self.cursor.at;
        let mut own = None;
        let mut end = start;
        while self.cursor.peek().is_some() {
            let line = self.rest_of_line();
            let spaces = line.iter().take_while(|byte| **byte == b' ').count();
            let is_blank = line.trim_ascii().is_empty();
            if !is_blank && (spaces <= indent && !(indent == 0 && self.depth == 0)) {
                break;
            }
            self.skip_line();
            if !is_blank {
                own.get_or_insert(spaces);
                // The last line end belongs to what follows.
                end = self.cursor.at
                    - usize::from(self.cursor.input.get(self.cursor.at - 1) == Some(&b'\n'));
            }
        }
        let whole = Span::new(start, end);
        own.map(|indent| Scalar {
            whole,
            text: whole,
            style: Style::Block(indent),
        })
    }

    fn rest_of_line(&self) -> &'a [u8] {
        let rest = self.cursor.rest();
        rest.get(..memchr(b'\n', rest).unwrap_or(rest.len()))
            .unwrap_or_default()
    }

    fn skip_line(&mut self) {
        let rest = self.cursor.rest();
        self.cursor.at += memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    }

    fn skip_spaces(&mut self) {
        while self.cursor.peek() == Some(b' ') {
            self.cursor.at += 1;
        }
    }
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte >= 0x80
        || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'$' | b'@')
}

/// How long the quoted text at the front is, where it ends on its line.
fn quoted(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    loop {
        let byte = *rest.get(at)?;
        match byte {
            b'\n' => return None,
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && rest.get(at + 1) == Some(&b'\'') => at += 1,
            _ if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

/// Whether each escape is one that JSON has, too; YAML has more.
fn has_json_escapes(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = memchr(b'\\', rest) {
        let behind = rest.get(at + 1..).unwrap_or_default();
        let is_known = match behind {
            [b'u', digits @ ..] => {
                digits.len() >= 4 && digits.iter().take(4).all(u8::is_ascii_hexdigit)
            }
            [letter, ..] => b"\"\\/bfnrt".contains(letter),
            [] => false,
        };
        if !is_known {
            return false;
        }
        rest = behind.get(1..).unwrap_or_default();
    }
    true
}

/// Whether a text begins as such YAML does: cheap, and to be confirmed by reading it.
pub fn begins(text: &[u8]) -> bool {
    let mut reader = Reader::new(text);
    for _ in 0..MOST_COMMENTS {
        match reader.line() {
            Ok(_) if reader.keys > 0 => return true,
            Ok(_) if reader.cursor.peek().is_some() => {}
            _ => return false,
        }
    }
    false
}

/// Lines before the first key that are looked over.
const MOST_COMMENTS: usize = 32;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Leaves = Vec<(String, LeafKind, String)>;

    fn run(input: &str, only: &str, new: &str) -> Result<(String, Leaves), CodecError> {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |key, leaf, changed| {
                read.push((text(key), leaf.kind, text(leaf.text)));
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(if key == only.as_bytes() {
                    Change::Text
                } else {
                    Change::Keep
                })
            },
        )?;
        Ok((text(&out), read))
    }

    const FILE: &str = "---\n# config\napiVersion: v1\nusers:\n- name: 'it''s me'\n  user:\n    token: abc.def # why\n    key: |-\n      one\n        two\n\n      three\n    port: 5432\nlist:\n  - \"a\\n\\\"b\\\"\"\n  - plain\nflow: {a: 1}\nempty:\nref: *x\n\"quoted key\": &a !t yes\n";

    #[test]
    fn scalars_are_read_with_their_nearest_key() {
        let (out, read) = run(FILE, "-", "").unwrap();
        assert_eq!(out, FILE);
        let expected = [
            ("apiVersion", LeafKind::Text, "v1"),
            ("name", LeafKind::Text, "it's me"),
            ("token", LeafKind::Text, "abc.def"),
            ("key", LeafKind::Text, "one\n  two\n\nthree"),
            ("port", LeafKind::Number, "5432"),
            ("list", LeafKind::Text, "a\n\"b\""),
            ("list", LeafKind::Text, "plain"),
            ("flow", LeafKind::Text, "{a: 1}"),
            ("quoted key", LeafKind::Text, "yes"),
        ];
        assert_eq!(
            read,
            expected.map(|(key, kind, text)| (key.to_owned(), kind, text.to_owned()))
        );
    }

    #[test]
    fn a_changed_scalar_keeps_its_style() {
        let (out, _) = run(FILE, "name", "o'k").unwrap();
        assert!(out.contains("- name: 'o''k'\n"));
        let (out, _) = run(FILE, "key", "x\n\ny").unwrap();
        assert!(out.contains("    key: |-\n      x\n\n      y\n    port"));
        let (out, _) = run(FILE, "token", "a: b").unwrap();
        assert!(out.contains("    token: \"a: b\" # why\n"));
        let (out, _) = run(FILE, "apiVersion", "true").unwrap();
        assert!(out.contains("apiVersion: \"true\"\n"));
    }

    #[test]
    fn what_is_not_plain_yaml_is_refused() {
        for text in [
            "",
            "just text",
            "two words: and\nthen a line",
            "a: b: c",
            "a: \"cut",
            "? x\n: y",
            "a:\n\tb: 1",
            "- only\n- items",
            "12:30 noon",
        ] {
            assert!(run(text, "", "").is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_it_was(new in "[a-z0-9\"'\\\\:#{ -]{1,12}", key in "name|token|apiVersion") {
            let (out, before) = run(FILE, &key, &new).unwrap();
            let (again, read) = run(&out, "-", "").unwrap();
            prop_assert_eq!(again, out);
            prop_assert_eq!(read.len(), before.len());
            for (read, before) in read.iter().zip(&before) {
                let expected = if before.0 == key { &new } else { &before.2 };
                prop_assert_eq!(&read.2, expected);
                prop_assert!(before.0 != key || read.1 == LeafKind::Text);
            }
        }

        #[test]
        fn junk_never_panics(text in "[a: \"'\\\\#\n|>\\[\\]{}&*!-]{0,40}") {
            if let Ok((out, _)) = run(&text, "\u{0}", "") {
                prop_assert_eq!(out, text);
            }
        }
    }
}
