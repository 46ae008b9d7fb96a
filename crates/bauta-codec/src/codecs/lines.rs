//! Lines of names and values: `.env` files, INI files, properties.
//!
//! Comments, `[sections]`, `export` and blanks stay. A value in quotes may go on over several
//! lines. References (`$NAME`) are not followed. What stands behind a bare value on its line is
//! part of it, since nothing tells a comment from a password with a `#` in it.
//!
//! *Source:* the shell's rules for quotes as dotenv readers follow them; `java.util.Properties`.

use bauta_model::Span;
use memchr::memchr;

use crate::codec::{Cursor, Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Scratch};

/// Hands every value with its name to `change` and copies the rest. Names are never changed.
///
/// # Errors
/// A text with a line that is none of this, and what `change` fails with; `out` is then as it was.
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
    let mut each = || {
        let mut cursor = Cursor::new(input, "lines of names and values");
        let mut any = false;
        while cursor.peek().is_some() {
            let Some(name) = read_name(&mut cursor)? else {
                continue;
            };
            any = true;
            let value = read_value(&mut cursor)?;
            decoded.clear();
            let text = if value.quote == Some(b'"') {
                unescape(value.text.of(input), decoded);
                decoded.as_slice()
            } else {
                value.text.of(input)
            };
            changed.clear();
            match change(name.of(input), Leaf::new(LeafKind::Text, text), changed)? {
                Change::Keep => continue,
                Change::Null => changed.clear(),
                Change::Text | Change::Literal => {}
            }
            splice.replace(value.whole, out);
            write(
                changed,
                value.quote,
                memchr(b'\n', value.text.of(input)).is_some(),
                out,
            );
        }
        if any {
            Ok(())
        } else {
            Err(cursor.unexpected().into())
        }
    };
    let done = each();
    splice.finish(done, out)
}

struct Value {
    /// With its quotes.
    whole: Span,
    text: Span,
    quote: Option<u8>,
}

/// The name of the assignment on this line, up to and over its sign; `None` behind a line without.
fn read_name(cursor: &mut Cursor<'_>) -> Result<Option<Span>, CodecError> {
    skip_blanks(cursor);
    match cursor.peek() {
        None | Some(b'\n' | b'\r' | b'#' | b';' | b'[' | b'!') => {
            let rest = cursor.rest();
            let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let line = rest.get(..length).unwrap_or_default();
            if line.first() == Some(&b'[') && line.trim_ascii_end().last() != Some(&b']') {
                return Err(cursor.unexpected());
            }
            cursor.at += length;
            return Ok(None);
        }
        _ => {}
    }
    if cursor.eat_text(b"export ") {
        skip_blanks(cursor);
    }
    let start = cursor.at;
    while cursor.peek().is_some_and(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'[' | b']' | b'/')
    }) {
        cursor.at += 1;
    }
    let name = Span::new(start, cursor.at);
    skip_blanks(cursor);
    if name.is_empty() || !cursor.eat(b'=') {
        return Err(cursor.unexpected());
    }
    skip_blanks(cursor);
    Ok(Some(name))
}

fn skip_blanks(cursor: &mut Cursor<'_>) {
    while matches!(cursor.peek(), Some(b' ' | b'\t')) {
        cursor.at += 1;
    }
}

/// The value here, in quotes or up to the end of the line; goes on behind it.
///
/// # Errors
/// A quote that is open at the end of the line and closed by nothing, or by a quote of another
/// value: what would be read of it hung on what later values become.
fn read_value(cursor: &mut Cursor<'_>) -> Result<Value, CodecError> {
    let start = cursor.at;
    let rest = cursor.rest();
    let length = memchr(b'\n', rest).unwrap_or(rest.len());
    if let Some(quote @ (b'"' | b'\'')) = cursor.peek() {
        let closed = closing(rest, quote);
        if let Some(end) = closed.filter(|end| is_all_of_line(rest, *end)) {
            cursor.at += end;
            let whole = Span::new(start, cursor.at);
            let rest = cursor.rest();
            cursor.at += memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            return Ok(Value {
                whole,
                text: Span::new(whole.start + 1, whole.end - 1),
                quote: Some(quote),
            });
        }
        let is_last = rest.iter().skip(length).all(|byte| is_blank(*byte));
        if closed.is_none_or(|end| end > length) && !is_last {
            return Err(cursor.unexpected());
        }
    }
    let line = rest.get(..length).unwrap_or_default();
    let text = Span::new(start, start + line.trim_ascii_end().len());
    cursor.at += (length + 1).min(rest.len());
    Ok(Value {
        whole: text,
        text,
        quote: None,
    })
}

/// Where the quoted value at the front ends, behind its quote.
fn closing(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    loop {
        match rest.get(at)? {
            b'\\' if quote == b'"' => at += 1,
            byte if *byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

/// Whether nothing but a comment follows behind `end` on its line.
fn is_all_of_line(rest: &[u8], end: usize) -> bool {
    let tail = rest.get(end..).unwrap_or_default();
    let line = tail.split(|byte| *byte == b'\n').next();
    let line = line.unwrap_or_default().trim_ascii();
    matches!(line.first(), None | Some(b'#' | b';'))
}

fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        match rest.get(at + 1) {
            Some(b'n') => out.push(b'\n'),
            Some(b'r') => out.push(b'\r'),
            Some(b't') => out.push(b'\t'),
            Some(letter @ (b'"' | b'\\' | b'$' | b'`')) => out.push(*letter),
            Some(letter) => out.extend_from_slice(&[b'\\', *letter]),
            None => out.push(b'\\'),
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// Writes a value in its quotes, or in double ones where it cannot stand without.
fn write(text: &[u8], quote: Option<u8>, has_lines: bool, out: &mut Vec<u8>) {
    let is_bare = !text.is_empty()
        && text.trim_ascii().len() == text.len()
        && !text.iter().any(|byte| matches!(byte, b'\n' | b'\r'))
        && !matches!(text.first(), Some(b'"' | b'\''));
    match quote {
        None if is_bare || text.is_empty() => out.extend_from_slice(text),
        Some(b'\'') if !text.contains(&b'\'') => {
            out.push(b'\'');
            out.extend_from_slice(text);
            out.push(b'\'');
        }
        _ => {
            out.push(b'"');
            for byte in text {
                match byte {
                    b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
                    b'\n' if !has_lines => out.extend_from_slice(b"\\n"),
                    b'\r' if !has_lines => out.extend_from_slice(b"\\r"),
                    _ => out.push(*byte),
                }
            }
            out.push(b'"');
        }
    }
}

/// Whether a text begins as such lines do: cheap, and to be confirmed by reading it.
pub fn begins(text: &[u8]) -> bool {
    let mut cursor = Cursor::new(text, "");
    for _ in 0..MOST_COMMENTS {
        match read_name(&mut cursor) {
            Ok(Some(_)) => return true,
            Ok(None) if cursor.peek().is_some() => {}
            _ => return false,
        }
    }
    false
}

/// Lines before the first name that are looked over.
const MOST_COMMENTS: usize = 32;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(input: &str, only: &str, new: &str) -> Result<(String, Vec<String>), CodecError> {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |name, leaf, changed| {
                read.push(String::from_utf8(leaf.text.to_vec()).unwrap());
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(if name == only.as_bytes() {
                    Change::Text
                } else {
                    Change::Keep
                })
            },
        )?;
        Ok((String::from_utf8(out).unwrap(), read))
    }

    const FILE: &str = "# comment\n[mail]\nexport HOST=smtp.example\n\n KEY = \"a \\\"b\\\"\\nc\" # why\nPEM='one\ntwo'\r\nEMPTY=\nurl=x?a=b#c  \n";

    #[test]
    fn values_are_read_without_their_quotes() {
        let (out, read) = run(FILE, "", "").unwrap();
        assert_eq!(out, FILE);
        let expected = ["smtp.example", "a \"b\"\nc", "one\ntwo", "", "x?a=b#c"];
        assert_eq!(read, expected);
    }

    #[test]
    fn quotes_stay_where_they_do() {
        let (out, _) = run(FILE, "KEY", "p\"q\n").unwrap();
        assert!(out.contains(" KEY = \"p\\\"q\\n\" # why\n"));
        let (out, _) = run(FILE, "PEM", "one\nthree").unwrap();
        assert!(out.contains("PEM='one\nthree'\r\n"));
        let (out, _) = run(FILE, "url", " x ").unwrap();
        assert!(out.ends_with("url=\" x \"  \n"));
    }

    #[test]
    fn a_quote_that_nothing_closes_is_of_the_last_value_alone() {
        let (out, _) = run("A=x\nB=\"cut of", "A", "y").unwrap();
        assert_eq!(out, "A=y\nB=\"cut of");
        let (out, _) = run("A=\"x\"y\nB=z\n", "B", "w").unwrap();
        assert_eq!(out, "A=\"x\"y\nB=w\n");
        // It would be read on to the quote of C, once B has none.
        assert!(run("A=\"x\nB=\"y\nC=\"\n", "?", "").is_err());
    }

    #[test]
    fn prose_is_no_list_of_values() {
        for text in [
            "",
            "# only this",
            "two words = 1",
            "a=1\nthen text",
            "x",
            "[cut\na=1",
        ] {
            assert!(run(text, "", "").is_err(), "{text}");
        }
        assert!(begins(b"# c\n\nA_B=1\nnonsense"));
        assert!(!begins(b"# c\nplain text"));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_it_was(new in "[a-z\"'\\\\\n #$=]{0,12}", name in "HOST|KEY|PEM|url") {
            let (out, before) = run(FILE, &name, &new).unwrap();
            let (again, read) = run(&out, "", "").unwrap();
            prop_assert_eq!(again, out);
            let mut expected = before;
            let index = ["HOST", "KEY", "PEM", "EMPTY", "url"].iter().position(|known| **known == name).unwrap();
            expected[index] = new;
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn junk_never_panics(text in "[a=\"'\\\\# \n\\[\\];x]{0,40}") {
            if let Ok((out, _)) = run(&text, "\u{0}", "") {
                prop_assert_eq!(out, text);
            }
        }
    }
}
