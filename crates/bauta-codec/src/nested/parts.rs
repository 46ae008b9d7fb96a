//! Parts of a text that is of no form: documents in the middle of it, and words with escapes.

use bauta_model::Span;
use memchr::memchr;

use super::Form;
use crate::codec::is_blank;
use crate::escapes::Escape;
use crate::{json, php};

/// Visits JSON objects, lists of them, and serialised PHP values that stand whole in `text`.
///
/// One that breaks off is passed over up to where it breaks, so each byte is read a few times at
/// most.
pub(super) fn documents(text: &[u8], mut visit: impl FnMut(Form, Span)) {
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| memchr(b'{', rest)) {
        let bracket = at + step;
        let Some((form, start)) = front(text, at, bracket) else {
            at = bracket + 1;
            continue;
        };
        let rest = text.get(start..).unwrap_or_default();
        let end = match form {
            Form::Php => php::document_end(rest),
            _ => json::document_end(rest),
        };
        match end {
            Ok(length) => {
                visit(form, Span::new(start, start + length));
                at = start + length;
            }
            Err(broken) => at = (start + broken.at).max(bracket + 1),
        }
    }
}

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
    fn a_document_that_breaks_costs_its_bytes_once() {
        let text = "{\"a\":".repeat(50_000);
        assert_eq!(found(&text), []);
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
