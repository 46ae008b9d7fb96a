//! What the name of a value says about it: a key in a document does what `name=` does in text.

use std::sync::LazyLock;

use bauta_codec::nested::Form;
use bauta_model::Span;

use crate::detectors::assignment::{is_drawn, is_loose, is_opaque, is_placeholder, names};
use crate::passes::{self, Endings};
use crate::secret_names::{LOOSE_TOKENS, PASSWORDS, PUBLIC, SECRETS, TOKENS};

/// A kind, and the part of the value that is of it.
pub(crate) type Hinted = (&'static str, Span);

/// Whether a name makes a secret of its value.
pub(crate) fn is_hint(name: &[u8]) -> bool {
    let Some(ending) = passes::ending_of(name) else {
        return false;
    };
    ENDINGS.may_hold(ending)
        && WORDS
            .iter()
            .zip(&*ENDINGS_OF)
            .any(|(words, endings)| endings.may_hold(ending) && names(name, words))
}

/// Whether what stands behind a name of this kind is itself a name: `{"name": "DB_PASSWORD", …}`.
pub(crate) fn is_naming(name: &[u8]) -> bool {
    names(name, NAMING)
}

/// How names end that do.
pub(crate) static NAMING_ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::of(NAMING));

static NAMING: &[&str] = &[
    "name",
    "key",
    "field",
    "variable",
    "setting",
    "option",
    "property",
    "param",
    "parameter",
    "header",
    "var",
    "env",
];

/// How names end that do.
pub(crate) static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let mut endings = Endings::of(&[]);
    for own in &*ENDINGS_OF {
        endings.add(own);
    }
    endings
});

static ENDINGS_OF: LazyLock<[Endings; 6]> = LazyLock::new(|| WORDS.map(Endings::of));

static WORDS: [&[&str]; 6] = [PASSWORDS, SECRETS, TOKENS, LOOSE_TOKENS, PAIRS, HEADERS];

/// Names of headers that carry a credential behind a scheme.
static HEADERS: &[&str] = &["authorization"];

/// What `value` is by its name.
pub(crate) fn read(name: &[u8], value: &[u8], within: &[Form]) -> Option<Hinted> {
    let blank = |byte: &u8| byte.is_ascii_whitespace();
    let start = value.iter().take_while(|byte| blank(byte)).count();
    let end = value.len() - value.iter().rev().take_while(|byte| blank(byte)).count();
    if end <= start || !is_hint(name) {
        return None;
    }
    let span = Span::new(start, end);
    let value = span.of(value);
    if value.len() > MOST || is_plain(value) || is_placeholder(value) {
        return None;
    }
    if names(name, PASSWORDS) {
        return is_password(name, value).then_some(("password-plaintext", span));
    }
    if names_secret(name) {
        return is_opaque(value, 8).then_some(("generic-secret", span));
    }
    if names(name, TOKENS) {
        return is_opaque(value, 16).then_some(("generic-secret", span));
    }
    if is_loose(name) && is_drawn(value) {
        return Some(("generic-secret", span));
    }
    if names(name, HEADERS)
        && let Some(rest) = after_scheme(value)
    {
        return Some(("basic-auth-header", Span::new(span.start + rest, span.end)));
    }
    // `.dockerconfigjson`, and headers that were taken apart: base64 of a user and a password.
    if within.last() == Some(&Form::Base64) && names(name, PAIRS) {
        let colon = memchr::memchr(b':', value)?;
        let password = Span::new(span.start + colon + 1, span.end);
        let is_pair = colon > 0 && !password.is_empty() && !value.contains(&b' ');
        return is_pair.then_some(("basic-auth-header", password));
    }
    None
}

/// Where the credential of an Authorization header begins, which a scheme stands before.
fn after_scheme(value: &[u8]) -> Option<usize> {
    let blank = memchr::memchr(b' ', value)?;
    let (scheme, rest) = value.split_at(blank);
    let lead = rest.iter().take_while(|byte| **byte == b' ').count();
    let credential = rest.get(lead..).unwrap_or_default();
    let known = ["basic", "bearer", "token", "digest", "apikey"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known.as_bytes()));
    (known && credential.len() >= 8).then_some(blank + lead)
}

fn names_secret(name: &[u8]) -> bool {
    names(name, SECRETS) && !names(name, PUBLIC)
}

/// Whether a value is a number, a date, a truth value or a time.
fn is_plain(value: &[u8]) -> bool {
    let is_numeric = value.iter().any(u8::is_ascii_digit)
        && value
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b':' | b' '));
    let is_time = matches!(
        value,
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..]
    ) && value.iter().all(|byte| {
        byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b':' | b' ' | b'T' | b'Z')
    });
    let is_word = ["yes", "no", "on", "off", "n/a"]
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word.as_bytes()));
    is_numeric || is_time || is_word
}

fn is_password(name: &[u8], value: &[u8]) -> bool {
    // Words that name other things as well are believed where the value looks like none.
    let is_loose = names(name, LOOSE) && !names(name, SURE);
    let is_letters = value.iter().all(u8::is_ascii_alphabetic);
    if value.len() < 4 || (is_loose && is_letters) || is_rule(value) {
        return false;
    }
    // A label or a sentence: words and the marks between them.
    let is_prose = value.contains(&b' ')
        && value.iter().all(|byte| {
            byte.is_ascii_alphabetic() || *byte >= 0x80 || b" .,:;!?'()/-".contains(byte)
        });
    let is_label = is_letters && is_capitalised_word(value) && names_itself(value);
    !is_prose && !is_label
}

/// `required|min:8`, as frameworks write what they demand of a field.
fn is_rule(value: &[u8]) -> bool {
    value.contains(&b'|') && (value.starts_with(b"required") || value.starts_with(b"nullable"))
}

fn is_capitalised_word(value: &[u8]) -> bool {
    value.first().is_some_and(u8::is_ascii_uppercase)
        && value.iter().skip(1).all(u8::is_ascii_lowercase)
}

/// Whether a word is one for passwords: the label of a form field.
fn names_itself(value: &[u8]) -> bool {
    PASSWORDS
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}

/// Longer values are documents.
const MOST: usize = 4096;

/// Names of passwords that are words for other things, too.
static LOOSE: &[&str] = &["pass", "pw"];

static SURE: &[&str] = &["userpass", "dbpass", "smtppass", "adminpass", "rootpass"];

/// Names of a user and a password in base64.
static PAIRS: &[&str] = &["auth", "authorization", "basic"];

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, value: &str) -> Option<&'static str> {
        read(name.as_bytes(), value.as_bytes(), &[Form::Json]).map(|(kind, _)| kind)
    }

    #[test]
    fn a_name_makes_a_value_a_secret() {
        for (name, value) in [
            ("password", "hunter2"),
            ("smtp_password", "correct horse 9 battery"),
            ("DB_PASS", "s3cret!"),
            ("dbPassword", "swordfish"),
        ] {
            assert_eq!(kind(name, value), Some("password-plaintext"), "{name}");
        }
        for (name, value) in [
            ("client_secret", "9f8e7d6c5b4a"),
            ("key", "t2sDizhqIA58VGLY7JZq"),
            ("sid", "a8f5f167f44f4964e6c998dee827110c"),
            ("apiKey", "AbCdEfGhIjKlMnOpQrSt"),
            ("token", "a8f5f167f44f4964e6c998dee827110c"),
        ] {
            assert_eq!(kind(name, value), Some("generic-secret"), "{name}");
        }
    }

    #[test]
    fn a_header_holds_a_credential_behind_its_scheme() {
        let found = |value: &'static str| {
            let (kind, span) = read(b"Authorization", value.as_bytes(), &[Form::Json])?;
            Some((kind, span.of(value.as_bytes())))
        };
        let header = |value: &'static str| Some(("basic-auth-header", value.as_bytes()));
        assert_eq!(found("Bearer abcdefgh12345678"), header("abcdefgh12345678"));
        assert_eq!(found(" token  9f8e7d6c5b4a"), header("9f8e7d6c5b4a"));
        for value in [
            "Bearer",
            "Bearer short",
            "granted by the owner of it",
            "required",
        ] {
            assert_eq!(found(value), None, "{value}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left() {
        for (name, value) in [
            ("password", "true"),
            ("password", "2024-01-31T10:00:00Z"),
            ("password", "20240131"),
            ("password", "required|min:8|confirmed"),
            ("forgot_password", "Forgot your password?"),
            ("password", "Password"),
            ("password", "Passwort"),
            ("pass", "passed"),
            ("compass", "n0rth-west"),
            ("api_key", "${API_KEY}"),
            ("public_key", "9f8e7d6c5b4a3210"),
            ("token", "next-page"),
            ("key", "site.title.main-page"),
            ("cache_key", "t2sDizhqIA58VGLY7JZq"),
            ("secret", "https://example.com/docs/1"),
            ("secret", "feature_flags.beta"),
            ("", "hunter2"),
        ] {
            assert_eq!(kind(name, value), None, "{name}: {value}");
        }
    }

    #[test]
    fn of_a_pair_the_password_is_found() {
        let found = read(b"auth", b"ada:hunter2", &[Form::Json, Form::Base64]);
        assert_eq!(found, Some(("basic-auth-header", Span::new(4, 11))));
        assert_eq!(read(b"auth", b"ada:hunter2", &[Form::Json]), None);
    }
}
