//! XML: text, CDATA, attribute values and comments, with their paths.
//!
//! Everything else stays: declarations, processing instructions, white space, the kind of quotes.
//! Text that is only white space is no leaf. A comment is a leaf named `#comment`. Entities that a
//! DTD would define stand for themselves; a DTD with an internal subset is refused, since values
//! could hide in its entities.
//!
//! *Source:* XML 1.0, sections 2.3 to 2.8 and 4.6.

use bauta_model::Span;
use memchr::{memchr, memmem};

use crate::codec::{Cursor, Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Path, Problem, Scratch};

/// Documents nested more deeply are refused.
pub const MAX_DEPTH: usize = 128;

/// Where a leaf stands: names of elements, then `@name` for an attribute. A name in a pattern
/// without a colon fits any prefix.
#[derive(Debug)]
pub struct Place<'a> {
    input: &'a [u8],
    elements: &'a [Span],
    inner: Inner,
}

#[derive(Debug, Clone, Copy)]
enum Inner {
    Text,
    Comment,
    Attribute(Span),
}

impl Path for Place<'_> {
    fn depth(&self) -> usize {
        self.elements.len() + usize::from(!matches!(self.inner, Inner::Text))
    }

    fn is_key(&self, level: usize, name: &[u8]) -> bool {
        if let Some(element) = self.elements.get(level) {
            return name_is(element.of(self.input), name);
        }
        match self.inner {
            Inner::Attribute(span) => name
                .strip_prefix(b"@")
                .is_some_and(|name| name_is(span.of(self.input), name)),
            Inner::Comment => name == b"#comment",
            Inner::Text => false,
        }
    }

    fn index(&self, _level: usize) -> Option<usize> {
        None
    }
}

impl<'a> Place<'a> {
    /// The name nearest to the leaf: its attribute's, else its element's; without the prefix.
    pub fn name(&self) -> &'a [u8] {
        let name = match self.inner {
            Inner::Attribute(span) => Some(span),
            Inner::Text => self.elements.last().copied(),
            Inner::Comment => None,
        };
        let name = name.map_or(&[][..], |span| span.of(self.input));
        name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
    }
}

fn name_is(written: &[u8], name: &[u8]) -> bool {
    if name.contains(&b':') {
        return written == name;
    }
    written.rsplit(|byte| *byte == b':').next() == Some(name)
}

/// Hands every leaf to `change` and copies the document with what it changed.
///
/// # Errors
/// What is not well-formed XML, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(&Place<'_>, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let done = walk(input, |place, span, form| {
        let raw = span.of(input);
        let text = if form.has_entities() && memchr(b'&', raw).is_some() {
            decoded.clear();
            decode(raw, decoded);
            decoded.as_slice()
        } else {
            raw
        };
        changed.clear();
        match change(place, Leaf::new(LeafKind::Text, text), changed)? {
            Change::Keep => return Ok(()),
            Change::Null => changed.clear(),
            Change::Text | Change::Literal => {}
        }
        splice.replace(span, out);
        form.write(changed, out);
        Ok(())
    });
    splice.finish(done, out)
}

/// How a leaf is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Text,
    Cdata,
    Comment,
    Quoted,
}

impl Form {
    fn has_entities(self) -> bool {
        matches!(self, Self::Text | Self::Quoted)
    }

    fn write(self, text: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Text | Self::Quoted => encode(text, out),
            Self::Cdata => {
                let mut rest = text;
                while let Some(at) = memmem::find(rest, b"]]>") {
                    out.extend_from_slice(rest.get(..at + 2).unwrap_or_default());
                    out.extend_from_slice(b"]]><![CDATA[");
                    rest = rest.get(at + 2..).unwrap_or_default();
                }
                out.extend_from_slice(rest);
            }
            Self::Comment => {
                for byte in text {
                    // Two hyphens end a comment early, as does one before its end.
                    if *byte == b'-' && out.last() == Some(&b'-') {
                        out.push(b' ');
                    }
                    out.push(*byte);
                }
                if out.last() == Some(&b'-') {
                    out.push(b' ');
                }
            }
        }
    }
}

/// Appends `text` with the five special characters as entities; fits text and either quote.
pub fn encode(text: &[u8], out: &mut Vec<u8>) {
    for byte in text {
        match byte {
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            b'\'' => out.extend_from_slice(b"&apos;"),
            _ => out.push(*byte),
        }
    }
}

/// Appends `raw` with its entities and character references resolved; unknown ones stay.
pub fn decode(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let end = rest.iter().take(12).position(|byte| *byte == b';');
        let entity = end.and_then(|end| rest.get(1..end));
        if let (Some(character), Some(end)) = (entity.and_then(resolve), end) {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            rest = rest.get(end + 1..).unwrap_or_default();
        } else {
            out.push(b'&');
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    out.extend_from_slice(rest);
}

pub(super) fn resolve(entity: &[u8]) -> Option<char> {
    match entity {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => {
            let number = std::str::from_utf8(entity.strip_prefix(b"#")?).ok()?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

fn walk<E: From<CodecError>>(
    input: &[u8],
    each: impl FnMut(&Place<'_>, Span, Form) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader {
        cursor: Cursor::new(input, "well-formed XML"),
        elements: [Span { start: 0, end: 0 }; MAX_DEPTH],
        depth: 0,
        each,
    };
    let mut rooted = false;
    while reader.cursor.peek().is_some() {
        reader.text()?;
        if reader.cursor.peek().is_none() {
            break;
        }
        rooted |= reader.markup()?;
    }
    if reader.depth > 0 || !rooted {
        return Err(reader.cursor.error(Problem::CutOff).into());
    }
    Ok(())
}

struct Reader<'a, F> {
    cursor: Cursor<'a>,
    elements: [Span; MAX_DEPTH],
    depth: usize,
    each: F,
}

impl<E: From<CodecError>, F: FnMut(&Place<'_>, Span, Form) -> Result<(), E>> Reader<'_, F> {
    fn leaf(&mut self, inner: Inner, span: Span, form: Form) -> Result<(), E> {
        let place = Place {
            input: self.cursor.input,
            elements: self.elements.get(..self.depth).unwrap_or_default(),
            inner,
        };
        (self.each)(&place, span, form)
    }

    /// Text up to the next markup.
    fn text(&mut self) -> Result<(), E> {
        let start = self.cursor.at;
        let rest = self.cursor.rest();
        self.cursor.at += memchr(b'<', rest).unwrap_or(rest.len());
        let span = Span::new(start, self.cursor.at);
        // A byte order mark may stand before the root.
        let text = span.of(self.cursor.input);
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        if text.iter().all(|byte| is_blank(*byte)) {
            return Ok(());
        }
        if self.depth == 0 {
            self.cursor.at = start;
            return Err(self.cursor.unexpected().into());
        }
        self.leaf(Inner::Text, span, Form::Text)
    }

    /// One piece of markup; whether it was an element.
    fn markup(&mut self) -> Result<bool, E> {
        if self.cursor.eat_text(b"<!--") {
            let span = self.up_to(b"-->")?;
            self.leaf(Inner::Comment, span, Form::Comment)?;
        } else if self.cursor.eat_text(b"<![CDATA[") {
            if self.depth == 0 {
                return Err(self.cursor.unexpected().into());
            }
            let span = self.up_to(b"]]>")?;
            self.leaf(Inner::Text, span, Form::Cdata)?;
        } else if self.cursor.eat_text(b"<?") {
            self.up_to(b"?>")?;
        } else if self.cursor.eat_text(b"<!") {
            let span = self.up_to(b">")?;
            if memchr(b'[', span.of(self.cursor.input)).is_some() {
                self.cursor.at = span.start;
                return Err(self.cursor.unexpected().into());
            }
        } else if self.cursor.eat_text(b"</") {
            self.close()?;
        } else {
            self.cursor.at += 1;
            self.open()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn up_to(&mut self, end: &[u8]) -> Result<Span, CodecError> {
        let start = self.cursor.at;
        let Some(length) = memmem::find(self.cursor.rest(), end) else {
            return Err(self.cursor.error(Problem::CutOff));
        };
        self.cursor.at += length + end.len();
        Ok(Span::new(start, start + length))
    }

    fn close(&mut self) -> Result<(), CodecError> {
        let name = self.name()?;
        let open = self
            .depth
            .checked_sub(1)
            .and_then(|top| self.elements.get(top));
        let matches =
            open.is_some_and(|open| open.of(self.cursor.input) == name.of(self.cursor.input));
        if !matches {
            self.cursor.at = name.start;
            return Err(self.cursor.unexpected());
        }
        self.depth -= 1;
        self.cursor.skip_blank();
        self.cursor.expect(b'>')
    }

    /// The rest of a start tag.
    fn open(&mut self) -> Result<(), E> {
        let name = self.name()?;
        let too_deep = self.cursor.error(Problem::TooDeep);
        *self.elements.get_mut(self.depth).ok_or(too_deep)? = name;
        self.depth += 1;
        loop {
            self.cursor.skip_blank();
            if self.cursor.eat(b'>') {
                return Ok(());
            }
            if self.cursor.eat_text(b"/>") {
                self.depth -= 1;
                return Ok(());
            }
            self.attribute()?;
        }
    }

    fn attribute(&mut self) -> Result<(), E> {
        let name = self.name()?;
        self.cursor.skip_blank();
        self.cursor.expect(b'=')?;
        self.cursor.skip_blank();
        let quote = self.cursor.peek();
        let Some(quote @ (b'"' | b'\'')) = quote else {
            return Err(self.cursor.unexpected().into());
        };
        self.cursor.at += 1;
        let span = self.up_to(&[quote])?;
        // Namespaces are structure, not data.
        let written = name.of(self.cursor.input);
        if written == b"xmlns" || written.starts_with(b"xmlns:") {
            return Ok(());
        }
        self.leaf(Inner::Attribute(name), span, Form::Quoted)
    }

    fn name(&mut self) -> Result<Span, CodecError> {
        let start = self.cursor.at;
        while self.cursor.peek().is_some_and(|byte| {
            byte.is_ascii_alphanumeric()
                || byte >= 0x80
                || matches!(byte, b'_' | b'-' | b'.' | b':')
        }) {
            self.cursor.at += 1;
        }
        if self.cursor.at == start {
            return Err(self.cursor.unexpected());
        }
        Ok(Span::new(start, self.cursor.at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{PathPattern, PathSet};

    fn run(input: &str, patterns: &[&str], new: &str) -> Result<String, CodecError> {
        let patterns = patterns.iter().map(|path| PathPattern::xml(path).unwrap());
        let set = PathSet::new(patterns.collect());
        let mut out = Vec::new();
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |place, _, changed| {
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(match set.decide(place) {
                    Some(_) => Change::Text,
                    None => Change::Keep,
                })
            },
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn everything_else_stays() {
        let input = "<?xml version='1.0'?>\n<!DOCTYPE a>\n<x:a xmlns:x=\"u\" id = '1&amp;2'>\n  <b k=\"v\"/>t &lt; u<![CDATA[<raw>]]><!-- c --></x:a>\n";
        assert_eq!(run(input, &[], "").unwrap(), input);
        let expected = "<?xml version='1.0'?>\n<!DOCTYPE a>\n<x:a xmlns:x=\"u\" id = '&lt;'>\n  <b k=\"&lt;\"/>&lt;<![CDATA[<]]><!--<--></x:a>\n";
        assert_eq!(run(input, &["*"], "<").unwrap(), expected);
    }

    #[test]
    fn paths_name_elements_and_attributes() {
        let input = "<o><c mail='m'>x</c><mail>y</mail></o>";
        assert_eq!(
            run(input, &["/o/c/@mail"], "N").unwrap(),
            "<o><c mail='N'>x</c><mail>y</mail></o>"
        );
        assert_eq!(
            run(input, &["//mail"], "N").unwrap(),
            "<o><c mail='m'>x</c><mail>N</mail></o>"
        );
        assert_eq!(
            run(input, &["/o/c"], "N").unwrap(),
            "<o><c mail='N'>N</c><mail>y</mail></o>"
        );
    }

    #[test]
    fn containers_cannot_be_broken_out_of() {
        assert_eq!(
            run("<a><![CDATA[x]]></a>", &["*"], "]]>").unwrap(),
            "<a><![CDATA[]]]]><![CDATA[>]]></a>"
        );
        assert_eq!(
            run("<a><!--x--></a>", &["*"], "a-->b-").unwrap(),
            "<a><!--a- ->b- --></a>"
        );
        assert_eq!(
            run("<a b='x'/>", &["*"], "' c='").unwrap(),
            "<a b='&apos; c=&apos;'/>"
        );
    }

    #[test]
    fn entities_are_decoded() {
        let mut out = Vec::new();
        decode(b"&lt;&#65;&#x1F600;&apos;&unknown;&#xD800;& &amp", &mut out);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<A😀'&unknown;&#xD800;& &amp"
        );
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        let junk = [
            "",
            " ",
            "text",
            "<a>",
            "</a>",
            "<a></b>",
            "<a b></a>",
            "<a b=c/>",
            "<a b='c/>",
            "<a/>x",
            "<!-- ",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
            "<a><![CDATA[x</a>",
            "<>",
            "< a/>",
        ];
        for text in junk {
            assert!(run(text, &[], "").is_err(), "{text}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(run(&deep, &[], "").is_err());
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in any::<Vec<u8>>()) {
            let mut encoded = Vec::new();
            encode(&text, &mut encoded);
            let mut decoded = Vec::new();
            decode(&encoded, &mut decoded);
            prop_assert_eq!(decoded, text);
        }

        #[test]
        fn a_changed_document_is_still_one(new in any::<String>()) {
            let changed = run("<a b='1'>x<!--y--><c><![CDATA[z]]></c></a>", &["*"], &new).unwrap();
            prop_assert_eq!(run(&changed, &[], "").unwrap(), changed);
        }

        #[test]
        fn junk_never_panics(junk in any::<String>(), text in "[<>/a='\"!\\-\\[\\]?& ]{0,40}") {
            for input in [junk, text] {
                if let Ok(out) = run(&input, &[], "") {
                    prop_assert_eq!(out, input);
                }
            }
        }
    }
}
