use super::Form;
use crate::codec::is_blank;
use crate::{json, lines, mime, php, yaml};

/// Forms that a value may have as a whole, judged by its two ends; the likelier first.
pub(super) fn candidates(text: &[u8]) -> [Option<Form>; 2] {
    let text = trimmed(text);
    let (Some(first), Some(last)) = (text.first(), text.last()) else {
        return [None, None];
    };
    let second = text.iter().skip(1).find(|byte| !is_blank(**byte));
    match (first, last) {
        (b'{', b'}') if matches!(second, Some(b'"')) => [Some(Form::Json), Some(Form::Array)],
        (b'{' | b'[', b'}') => [Some(Form::Array), None],
        (b'[', b']') => [Some(Form::Json), None],
        (b'[' | b'#', _) if lines::begins(text) => [Some(Form::Lines), None],
        (b'"', _) if memchr::memmem::find(text, b"=>").is_some() => [Some(Form::Hstore), None],
        (b'"', b'"') if text.len() > 2 => [Some(Form::Json), None],
        (b'<', b'>') => [Some(Form::Xml), None],
        // Without quotes or escapes it says what it says as it stands.
        (b'(', b')') if memchr::memchr2(b'"', b'\\', text).is_some() => {
            [Some(Form::Composite), None]
        }
        (b'a' | b'O' | b'C' | b's', b'}' | b';') if is_serialised(text) => [Some(Form::Php), None],
        _ if mime::begins(text) => [Some(Form::Mime), None],
        _ if is_query(text) => [Some(Form::Query), None],
        _ if is_block(text) && lines::begins(text) => [Some(Form::Lines), None],
        _ if memchr::memchr(b'\n', text).is_some() && yaml::begins(text) => {
            [Some(Form::Yaml), None]
        }
        _ => [None, None],
    }
}

/// Whether a text has lines, or quotes that only a reader of lines takes off.
fn is_block(text: &[u8]) -> bool {
    memchr::memchr(b'\n', text).is_some()
        || (matches!(text.last(), Some(b'"' | b'\'')) && memchr::memchr(b'=', text).is_some())
}

/// `a=b&c=d`: pairs from the first byte on, without a blank.
fn is_query(text: &[u8]) -> bool {
    let front = text.get(..MOST_NAME).unwrap_or(text);
    let Some(sign) = memchr::memchr2(b'=', b'&', front) else {
        return false;
    };
    front.get(sign) == Some(&b'=')
        && sign > 0
        && memchr::memchr(b'&', text).is_some()
        && front.iter().take(sign).all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']' | b'%')
        })
        && !text.iter().any(|byte| is_blank(*byte))
}

/// No name is longer.
const MOST_NAME: usize = 64;

/// Whether a value is plainly meant to be of a form, so that failing to read it is worth a word.
pub(super) fn is_meant(form: Form, text: &[u8]) -> bool {
    let text = trimmed(text);
    match form {
        Form::Json => {
            text.starts_with(b"{\"") || text.starts_with(b"[{") || text.starts_with(b"[\"")
        }
        Form::Xml => text.starts_with(b"<?xml"),
        Form::Php => true,
        _ => false,
    }
}

/// `a:1:`, `s:12:`
fn is_serialised(text: &[u8]) -> bool {
    let [_, b':', digit, rest @ ..] = text else {
        return false;
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digit.is_ascii_digit() && rest.get(digits) == Some(&b':')
}

pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    let start = text.iter().take_while(|byte| is_blank(**byte)).count();
    let text = text.get(start..).unwrap_or_default();
    let end = text
        .iter()
        .rev()
        .take_while(|byte| is_blank(**byte))
        .count();
    text.get(..text.len() - end).unwrap_or_default()
}

/// Whether `bytes` read as text: UTF-8 without control characters other than those of lines, and
/// the zero bytes that PHP writes.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|byte| matches!(**byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    let zeros = memchr::memchr_iter(0, bytes).count();
    controls == 0 && zeros * 8 <= bytes.len() && std::str::from_utf8(bytes).is_ok()
}

/// Whether a whole value is plainly no text of any encoding, like pictures and keys.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|byte| matches!(**byte, 0..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    controls * 16 > bytes.len() && std::str::from_utf8(bytes).is_err()
}

/// Whether a value is one whole document, whatever bytes its texts are of: what is replaced in it
/// has to stay within its quotes.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let ends = [json::document_end, php::document_end];
    ends.iter().any(|end| end(bytes) == Ok(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_value_tell_its_form() {
        for (text, form) in [
            (" {\"a\": 1}\n", Some(Form::Json)),
            ("[1, 2]", Some(Form::Json)),
            ("\"text\"", Some(Form::Json)),
            ("{a,b}", Some(Form::Array)),
            ("[0:1]={a,b}", Some(Form::Array)),
            ("\"a\"=>\"b\"", Some(Form::Hstore)),
            ("<a>b</a>", Some(Form::Xml)),
            ("(1,\"a b\")", Some(Form::Composite)),
            ("(see below)", None),
            ("a:1:{i:0;i:1;}", Some(Form::Php)),
            ("s:1:\"a\";", Some(Form::Php)),
            ("a: b;", None),
            ("Subject: a\nTo: b\n\nc: d", Some(Form::Mime)),
            ("subject: a\nkey: b\n", Some(Form::Yaml)),
            ("", None),
        ] {
            assert_eq!(candidates(text.as_bytes())[0], form, "{text}");
        }
    }

    #[test]
    fn binary_is_no_text() {
        assert!(is_text("päss\r\n\tword".as_bytes()));
        assert!(is_text(b"O:1:\"A\":1:{s:4:\"\0A\0b\";i:1;}"));
        for bytes in [
            b"\x30\x82\x01\x22".as_slice(),
            b"a\x01b",
            b"\xff\xfe",
            b"\0\0ab",
        ] {
            assert!(!is_text(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn a_document_is_one_whatever_its_texts_hold() {
        let document = b"{\"a\": \"\0\0\0\x8c\xa7 \\\" x\", \"n\": 0.0}";
        assert!(is_binary(document) && is_document(document));
        assert!(!is_document(&document[..20]) && !is_document(b"\0\0\x8c"));
    }
}
