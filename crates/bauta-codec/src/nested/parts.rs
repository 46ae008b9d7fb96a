//! Parts of a text that is of no form: documents in the middle of it, and words with escapes.

use bauta_model::Span;
use memchr::{memchr, memmem, memrchr};

use super::Form;
use crate::codec::is_blank;
use crate::escapes::Escape;
use crate::{json, php};

/// Visits JSON objects, lists of them, and serialised PHP values that stand whole in `text`.
///
/// In one that breaks off, further ones are looked for behind its first bracket, as long as that
/// costs no more than [`MOST_READ`] times the text.
pub(super) fn documents(text: &[u8], mut visit: impl FnMut(Form, Span)) {
    let mut left = text.len().saturating_mul(MOST_READ);
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| memchr(b'{', rest)) {
        let bracket = at + step;
        let Some((form, front)) = front(text, at, bracket) else {
            at = bracket + 1;
            continue;
        };
        at = bracket + 1;
        // A list that breaks off may begin with an object that is whole.
        for start in [front, bracket] {
            let rest = text.get(start..).unwrap_or_default();
            let end = match form {
                Form::Php => php::document_end(rest),
                _ => json::document_end(rest),
            };
            match end {
                Ok(length) => {
                    visit(form, Span::new(start, start + length));
                    at = start + length;
                    break;
                }
                Err(broken) if broken.at > left => at = at.max(start + broken.at),
                Err(broken) => left -= broken.at,
            }
            if start == bracket || form == Form::Php {
                break;
            }
        }
    }
}

/// How often a text may be read for documents in it.
const MOST_READ: usize = 16;

/// What the bracket seems to open, and where that begins, not before `from`.
fn front(text: &[u8], from: usize, bracket: usize) -> Option<(Form, usize)> {
    let behind = text.get(bracket + 1..).unwrap_or_default();
    let next = behind.iter().take(64).find(|byte| !is_blank(**byte));
    let before = text.get(from..bracket).unwrap_or_default();
    // `a:1:{`, `O:4:"User":1:{`
    if let Some(start) = serialised_front(before) {
        return Some((Form::Php, from + start));
    }
    (next == Some(&b'"')).then(|| {
        let start = bracket - usize::from(before.last() == Some(&b'['));
        (Form::Json, start)
    })
}

fn serialised_front(before: &[u8]) -> Option<usize> {
    let rest = before.strip_suffix(b":")?;
    let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let rest = rest.get(..rest.len() - digits)?.strip_suffix(b":")?;
    match rest.last()? {
        b'a' if digits > 0 => Some(rest.len() - 1),
        b'"' if digits > 0 => {
            let near = rest.get(rest.len().saturating_sub(MOST_CLASS)..)?;
            let object = memchr::memmem::rfind(near, b"O:")?;
            Some(rest.len() - near.len() + object)
        }
        _ => None,
    }
}

/// Longest name of a class, with what stands before it.
const MOST_CLASS: usize = 160;

/// Visits elements of XML that hold no others, start tag and end tag included.
pub(super) fn elements(text: &[u8], mut visit: impl FnMut(Span)) {
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        let close = at + step;
        let name = text.get(close + 2..).unwrap_or_default();
        let Some(length) = memchr(b'>', name.get(..MOST_NAME).unwrap_or(name)) else {
            at = close + 2;
            continue;
        };
        let end = close + 2 + length + 1;
        let before = text.get(at..close).unwrap_or_default();
        let open = memrchr(b'<', before).filter(|open| {
            let tag = before.get(open + 1..).unwrap_or_default();
            let rest = tag.strip_prefix(name.get(..length).unwrap_or_default());
            rest.is_some_and(|rest| matches!(rest, [b'>' | b' ', ..]))
        });
        if let Some(open) = open.filter(|_| length > 0) {
            visit(Span::new(at + open, end));
        }
        at = end;
    }
}

/// Visits words with percent escapes, with the name before their `=`, and how they are written.
pub(super) fn escaped_words(text: &[u8], mut visit: impl FnMut(Span, Option<Span>, Escape)) {
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| memchr(b'%', rest)) {
        let sign = at + step;
        let before = text.get(at..sign).unwrap_or_default();
        let start = sign - before.iter().rev().take_while(|b| is_part(**b)).count();
        let rest = text.get(sign..).unwrap_or_default();
        let end = sign + rest.iter().take_while(|b| is_part(**b)).count();
        at = end.max(sign + 1);
        let name = name_before(text, start);
        let has_plus = memchr(b'+', Span::new(start, end).of(text)).is_some();
        let escape = if name.is_some() && has_plus {
            Escape::Form
        } else {
            Escape::Percent
        };
        visit(Span::new(start, end), name, escape);
    }
}

/// The name right before the `=` that a word follows.
fn name_before(text: &[u8], start: usize) -> Option<Span> {
    let end = start
        .checked_sub(1)
        .filter(|at| text.get(*at) == Some(&b'='))?;
    let before = text.get(end.saturating_sub(MOST_NAME)..end)?;
    let is_name = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']')
    };
    let length = before.iter().rev().take_while(|byte| is_name(byte)).count();
    (length > 0).then(|| Span::new(end - length, end))
}

const MOST_NAME: usize = 64;

/// What goes on within a word: all that a URL may hold, but what divides its parameters.
fn is_part(byte: u8) -> bool {
    byte > b' ' && !b"&=?\"'<>`,;()|\\\x7F".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Form, &str)> {
        let mut found = Vec::new();
        documents(text.as_bytes(), |form, span| {
            let part = std::str::from_utf8(span.of(text.as_bytes())).unwrap();
            found.push((form, part.trim_end()));
        });
        found
    }

    #[test]
    fn documents_are_found_in_the_middle_of_text() {
        assert_eq!(
            found(r#"got {"a": {"b": 1}} and [{"c":2},{"c":3}], but {no} {"cut": "#),
            [
                (Form::Json, r#"{"a": {"b": 1}}"#),
                (Form::Json, r#"[{"c":2},{"c":3}]"#)
            ]
        );
        assert_eq!(
            found(r#"x=a:1:{i:0;s:1:"y";} O:1:"A":1:{s:1:"b";i:1;}."#),
            [
                (Form::Php, r#"a:1:{i:0;s:1:"y";}"#),
                (Form::Php, r#"O:1:"A":1:{s:1:"b";i:1;}"#)
            ]
        );
    }

    #[test]
    fn of_a_document_that_breaks_the_whole_parts_are_found() {
        assert_eq!(
            found(r#"[{"a":{"b":[{"c":1}]}},{"d":2}, {"e":[{"f":3},"#),
            [
                (Form::Json, r#"{"a":{"b":[{"c":1}]}}"#),
                (Form::Json, r#"{"d":2}"#),
                (Form::Json, r#"{"f":3}"#)
            ]
        );
    }

    #[test]
    fn a_document_that_breaks_costs_its_bytes_once() {
        let text = "{\"a\":".repeat(50_000);
        assert_eq!(found(&text), []);
    }

    #[test]
    fn elements_are_found_in_the_middle_of_text() {
        let text = "<r><a>1</a> 2 < 3 <b c=\"d\">e</b></r> </x> <y>1</z> <a>cut</a";
        let mut found = Vec::new();
        elements(text.as_bytes(), |span| {
            found.push(std::str::from_utf8(span.of(text.as_bytes())).unwrap());
        });
        assert_eq!(found, ["<a>1</a>", "<b c=\"d\">e</b>"]);
    }

    #[test]
    fn words_have_the_name_of_their_parameter() {
        let text = "GET /a%20b?x=1&state=%7B1+2%7D&y=50% HTTP";
        let mut words = Vec::new();
        escaped_words(text.as_bytes(), |span, name, escape| {
            let part = |span: Span| std::str::from_utf8(span.of(text.as_bytes())).unwrap();
            words.push((part(span), name.map(part), escape));
        });
        assert_eq!(
            words,
            [
                ("/a%20b", None, Escape::Percent),
                ("%7B1+2%7D", Some("state"), Escape::Form),
                ("50%", Some("y"), Escape::Percent)
            ]
        );
    }
}
