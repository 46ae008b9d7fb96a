//! Places in rows as they stand that may hide something from detectors that see them so.

use bauta_codec::base64;
use bauta_codec::nested::{LEAST_RUN, holds_text};
use bauta_model::Span;

use crate::hint::{self, ENDINGS, NAMING_ENDINGS};
use crate::passes::{self, Ending};

/// The signs that begin escapes or stand behind names.
pub(crate) const SIGNS: [u8; 7] = *b"\\%&:=>;";

/// Whether what stands at a sign of [`SIGNS`] hides something or is behind a telling name.
#[inline]
pub(crate) fn is_hiding(rows: &[u8], sign: u8, at: usize, ending: Option<Ending>) -> bool {
    match (sign, ending) {
        (b'\\' | b'%' | b'&', _) => is_escape(rows, at),
        (b'=', _) if begins_mail(rows, at) => true,
        (_, None) => false,
        (_, Some(ending)) => {
            (ENDINGS.may_hold(ending) && is_telling(rows, at))
                || (NAMING_ENDINGS.may_hold(ending) && tells_a_name(rows, at))
        }
    }
}

/// How the name before a sign ends; `None` for signs that stand behind none.
#[inline]
pub(crate) fn ending_before(text: &[u8], sign: u8, at: usize) -> Option<Ending> {
    match sign {
        b':' | b'=' | b'>' => passes::name_ending(text, at),
        // Behind a key, serialised PHP has a semicolon.
        b';' if at > 0 && text[at - 1] == b'"' => passes::name_ending(text, at),
        _ => None,
    }
}

/// Visits words that are encoded.
pub(crate) fn encoded(rows: &[u8], spare: &mut Vec<u8>, mut visit: impl FnMut(Span)) {
    base64::runs::<LEAST_RUN>(rows, |run| {
        if may_stand_alone(run.of(rows)) || holds_text(rows, run, spare) {
            visit(run);
        }
    });
}

/// Whether a word may be what only a field or leaf of its own tells from check sums and other
/// digits, where rows as they stand don't say where these begin: a verifier of `PostgreSQL`, or
/// what pgcrypto has encrypted.
fn may_stand_alone(word: &[u8]) -> bool {
    (word.len() == 35 && word.starts_with(b"md5"))
        || (word.len() >= 68 && word.starts_with(b"c30d0407"))
}

/// Whether the byte at `at` begins an escape that hides what it stands for. `\n`, `\r` and `\t`
/// divide words as what they stand for does, and `\N` is NULL.
fn is_escape(rows: &[u8], at: usize) -> bool {
    let behind = rows.get(at + 1..).unwrap_or_default();
    match (rows[at], behind) {
        (b'\\', [b'n' | b'r', ..]) => at > 0 && rows[at - 1] == b'=',
        (b'\\', [b't' | b'N', ..]) => false,
        // A quote behind one backslash is a quote for the detectors, too.
        // JSON may write slashes so, and strings of SQL leave it.
        (b'\\', [letter, ..]) => letter.is_ascii_alphanumeric() || matches!(letter, b'\\' | b'/'),
        (b'%', [high, low, ..]) => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
        (b'&', behind) => behind.starts_with(b"#") || behind.starts_with(b"quot;"),
        _ => false,
    }
}

/// Whether an equals sign at `at` is one of mail: in quoted-printable text, before an encoded word.
fn begins_mail(rows: &[u8], at: usize) -> bool {
    rows[at] == b'='
        && matches!(
            rows.get(at + 1..).unwrap_or_default(),
            [b'?' | b'\n', ..] | [b'\r', b'\n', ..] | [b'3', b'D', ..]
        )
}

/// Whether behind the sign at `at` stands the name of what a value beside it is.
fn tells_a_name(rows: &[u8], at: usize) -> bool {
    let rest = rows.get(at + 1..).unwrap_or_default();
    let lead = rest
        .iter()
        .take(4)
        .take_while(|byte| matches!(byte, b' ' | b'"' | b'\'' | b'\\'))
        .count();
    let rest = rest.get(lead..).unwrap_or_default();
    let length = rest
        .iter()
        .take(MOST_NAME)
        .take_while(|byte| is_name_byte(**byte))
        .count();
    let is_hint = rest.get(..length).is_some_and(hint::is_hint);
    is_hint && hint::is_naming(name_before(rows, at))
}

/// Whether the name that ends right before the sign at `at` makes a secret of what follows.
fn is_telling(rows: &[u8], at: usize) -> bool {
    hint::is_hint(name_before(rows, at))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn name_before(rows: &[u8], at: usize) -> &[u8] {
    let mut end = at;
    while end > 0 && matches!(rows[end - 1], b' ' | b'"' | b'\'' | b'`' | b'\\') {
        end -= 1;
    }
    let length = rows[..end]
        .iter()
        .rev()
        .take(MOST_NAME)
        .take_while(|byte| is_name_byte(**byte))
        .count();
    &rows[end - length..end]
}

const MOST_NAME: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signs::SignSet;

    fn is_suspect(rows: &str) -> bool {
        let rows = rows.as_bytes();
        let mut any = false;
        SignSet::of(SIGNS).visit(rows, |sign, at| {
            any |= is_hiding(rows, sign, at, ending_before(rows, sign, at));
        });
        encoded(rows, &mut Vec::new(), |_| any = true);
        any
    }

    #[test]
    fn what_may_hide_something_is_suspect() {
        for rows in [
            r"1	{\\u0061}",
            r#"1	{"a": "{\\"b\\": 1}"}"#,
            r#"{"hook": "https:\/\/hooks.example\/x"}"#,
            "1\tmd53175bce1d3201d16594cebf9d7eb3f9d\t2",
            "GET /a%40b",
            "ada&#64;example",
            "{&quot;a&quot;",
            "1\tZXlKaElqb2dNWDA9IHNvbWUgdGV4dA==\t2",
            r"1	\\x6869206164612c20686f772061726520796f75",
            r#"{"apiToken" : "#,
            r#"a:1:{s:8:"password";s:7:"hunter2";}"#,
            "<smtp_password>",
            "soft=\\nbreak",
            "soft=\r\nbreak",
            "key=3Dvalue",
            "=?utf-8?Q?caf=C3=A9?=",
            r#"{"name": "DB_PASSWORD", "value": "#,
            r#"<entry key="api.token">"#,
        ] {
            assert!(is_suspect(rows), "{rows}");
        }
    }

    #[test]
    fn plain_rows_are_not() {
        for rows in [
            "1\tAda Lovelace\t2024-01-31 10:00:00\t\\N\tplain text, 100% of it & more\\n",
            "7\tfb3c2e19-6d0a-4b52-9f8e-1a2b3c4d5e6f\t9e107d9d372bb6826bd81d3542a419d6",
            "{\"a\": 1, \"compass\": \"north\"}",
            "it\\'s /usr/local/share/applications/thing",
        ] {
            assert!(!is_suspect(rows), "{rows}");
        }
    }
}
