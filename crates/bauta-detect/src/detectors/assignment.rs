use bauta_model::Sensitivity::Critical;
use bauta_model::Span;

use super::url;
use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Fit, Matcher, Treatment, Trigger};
use crate::plausible;
use crate::secret_names::{LOOSE_TOKENS, PASSWORDS, PUBLIC, SECRETS, THINGS, TOKENS};
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::word(
        "password-plaintext",
        "Password that text assigns or tells (password=…, \"pwd\": \"…\"); the value only.",
        Critical,
        Matcher::Custom {
            triggers: &[
                Trigger::Assignment(PASSWORDS),
                Trigger::Literal("assword "),
            ],
            verify: verify_password,
        },
        &[
            Example {
                text: "user=ada password=hunter2 and so on",
                found: "hunter2",
            },
            Example {
                text: r#"{"dbPassword": "it's me \"x\"", "a": 1}"#,
                found: r#"it's me \"x\""#,
            },
            Example {
                text: "Uid=sa;Pwd=Tr0ub4dor&3;",
                found: "Tr0ub4dor&3",
            },
            Example {
                text: "your password: xK9-qq2, change it",
                found: "xK9-qq2",
            },
            Example {
                text: "log in with password hunter22.",
                found: "hunter22",
            },
        ],
        &[
            "password: please choose another",
            "password=null",
            "password=${DB_PASSWORD}",
            "password=********",
            "compass=northwest1",
            "password_count=100000",
            "password length=12 set",
            "password changed 2024-01-31",
            "if password == stored:",
            "password = read_password(file)",
            "password=[redacted]",
        ],
    )
    .judged(|value| {
        if is_placeholder(value) {
            Fit::No
        } else {
            plausible::password(value)
        }
    })
    .hinted(hints![
        password passwd pwd pass passphrase pin pin_code plain_password password_plain user_password
        db_password admin_password temp_password initial_password default_password old_password
        passwort kennwort geheimzahl mot_de_passe motdepasse mdp contrasena contrasenia clave
        clave_acceso senha parola_chiave password_utente haslo wachtwoord palavra_passe
    ]),
    Detector {
        // A name of one issuer says more.
        evidence: Evidence::Shape,
        ..Detector::word(
        "generic-secret",
        "Value that text assigns to a name of a secret (api_key=…, client_secret: …).",
        Critical,
        Matcher::Custom {
            triggers: &[
                Trigger::Assignment(SECRETS),
                Trigger::Assignment(TOKENS),
                Trigger::Assignment(LOOSE_TOKENS),
                Trigger::Literal("oken "),
                Trigger::Literal("ecret "),
                Trigger::Literal("key "),
            ],
            verify: verify_secret,
        },
        &[
            Example {
                text: "api_key=9f8e7d6c5b4a3210",
                found: "9f8e7d6c5b4a3210",
            },
            Example {
                text: "clientSecret: 'aB3-dE6_gH9jK2'",
                found: "aB3-dE6_gH9jK2",
            },
            Example {
                text: "WARN retry 3 with token=t2sDizhqIA58VGLY7JZq failed",
                found: "t2sDizhqIA58VGLY7JZq",
            },
            Example {
                text: "The API key is t2sDizhqIA58VGLY7JZq, keep it",
                found: "t2sDizhqIA58VGLY7JZq",
            },
            Example {
                text: "Cookie: lang=de; session=t2sDizhqIA58VGLY7JZq; x=1",
                found: "t2sDizhqIA58VGLY7JZq",
            },
        ],
        &[
            "secret: santa",
            "token=next-page",
            "mapbox_token=pk.eyJ1IjoiYWRhIiwiYSI6ImNr",
            "cache_key=Exports/2026/01/report-123456.csv",
            "the primary key customers_email_idx_20240101 is gone",
            "token: string_of_words_only",
            "unexpected token: 12345",
            "api_key=changeme",
            "turkey=9f8e7d6c5b4a3210",
            "public_key=9f8e7d6c5b4a3210",
            "secret_length=12345678901",
            "secret=<your secret here>",
        ],
    )
    .judged(|value| {
        if is_placeholder(value) {
            Fit::No
        } else {
            plausible::secret(value)
        }
    })
    .hinted(hints![
        secret api_key apikey secret_key key token api_secret credential credentials auth signing
        signing_key hmac hmac_key hmac_secret pepper webhook_secret shared_secret encryption_key
        private_token access_key license_key app_key service_key deploy_key master_key
        integration_key schluessel geheimnis cle_api cle_secrete clave_api clave_secreta
        chiave_api chiave_segreta klucz_api sleutel chave_api chave_secreta
    ])
    },
    Detector::word(
        "basic-auth-header",
        "Credentials of an Authorization header, basic or bearer.",
        Critical,
        Matcher::Custom {
            triggers: &[Trigger::Assignment(&["authorization"])],
            verify: verify_header,
        },
        &[
            Example {
                text: "Authorization: Basic YWRhOmxvdmVsYWNl\r\nHost: x",
                found: "YWRhOmxvdmVsYWNl",
            },
            Example {
                text: r#""authorization":"Bearer mF_9.B5f-4.1JqM""#,
                found: "mF_9.B5f-4.1JqM",
            },
        ],
        &["Authorization: required", "authorization: Basic auth"],
    )
    .treated(Treatment::Redact)
    .hinted(hints![headers request request_headers authorization auth_header http_headers]),
];

/// A name, a sign and a value as configuration files, JSON, shells and people write them.
#[derive(Debug)]
pub(super) struct Assignment<'t> {
    pub(super) value: &'t [u8],
    pub(super) span: Span,
    is_quoted: bool,
    sign: u8,
}

impl<'t> Assignment<'t> {
    /// Reads the assignment whose sign is at `window`, if `is_wanted` likes its name.
    pub(super) fn read(window: &Window<'t>, is_wanted: impl Fn(&[u8]) -> bool) -> Option<Self> {
        let text = window.text;
        let name = name_before(text, window.start)?;
        let is_parameter = url::is_parameter(text, name.start);
        if !is_wanted(name.of(text)) || (is_parameter && url::names_secret(name.of(text))) {
            return None;
        }
        let sign = text[window.start];
        let mut at = window.end;
        match (sign, text.get(at)?) {
            (b'=', b'>') | (b':', b'=') => at += 1,
            (b'=', b'=' | b'~') | (b':', b':' | b'/') => return None,
            _ => {}
        }
        at += window::ahead(text, at, 4)
            .iter()
            .take_while(|byte| **byte == b' ')
            .count();
        let rest = window::ahead(text, at, MOST_VALUE);
        let (open, quote) = opening_quote(rest);
        let start = at + open;
        let rest = rest.get(open..)?;
        let length = match quote {
            Some(quote) => quoted_length(rest, quote, open == 2)?,
            None => bare_length(rest, is_parameter)?,
        };
        Some(Self {
            value: &rest[..length],
            span: Span::new(start, start + length),
            is_quoted: quote.is_some(),
            sign,
        })
    }

    /// Whether prose could have put this word here: unquoted after a colon, letters only.
    fn is_prose(&self) -> bool {
        self.sign == b':' && !self.is_quoted && self.value.iter().all(u8::is_ascii_alphabetic)
    }
}

fn name_before(text: &[u8], sign: usize) -> Option<Span> {
    let mut end = sign;
    end -= window::behind(text, end, 2, |byte| byte == b' ');
    if matches!(text[..end].last(), Some(b'"' | b'\'' | b'`')) {
        end -= 1;
        end -= window::behind(text, end, 1, |byte| byte == b'\\');
    }
    // Times and numbers are the common case.
    if !text[..end].last()?.is_ascii_alphabetic() {
        return None;
    }
    let length = window::behind(text, end, MOST_NAME, |byte| {
        Alphabet::B64_URL.has(byte) || byte == b'.'
    });
    let start = end - length;
    let escape = usize::from(window::is_escape_letter(text, start));
    Some(Span::new((start + escape).min(end), end))
}

/// How many bytes the opening quote takes, escaped or not, and which it is.
fn opening_quote(rest: &[u8]) -> (usize, Option<u8>) {
    match rest {
        [quote @ (b'"' | b'\''), ..] => (1, Some(*quote)),
        [b'\\', quote @ (b'"' | b'\''), ..] => (2, Some(*quote)),
        _ => (0, None),
    }
}

/// Up to the closing quote; where none follows the rest of the line is the value.
fn quoted_length(rest: &[u8], quote: u8, escaped: bool) -> Option<usize> {
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' if escaped && rest.get(at + 1) == Some(&quote) => break,
            b'\\' => at += 1,
            b'\n' => break,
            _ if *byte == quote => break,
            _ => {}
        }
        at += 1;
    }
    let length = at.min(rest.len());
    (length > 0).then_some(length)
}

fn bare_length(rest: &[u8], is_parameter: bool) -> Option<usize> {
    let length = rest
        .iter()
        .position(|byte| {
            window::is_separator(*byte)
                || matches!(byte, b',' | b';' | b')' | b'(' | b']' | b'}' | b'|' | b'\\')
                || (is_parameter && matches!(byte, b'&' | b'#'))
        })
        .unwrap_or(rest.len());
    // What goes on with a bracket is a call.
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    if rest.get(length) == Some(&b'(') && rest[..length].iter().all(is_name) {
        return None;
    }
    let mut value = &rest[..length];
    while let [shorter @ .., b'.' | b'!' | b'?' | b':'] = value {
        value = shorter;
    }
    (!value.is_empty()).then_some(value.len())
}

/// Whether `name` ends in one of `words` (lower case, no separators) as words of its own:
/// `dbPassword` and `API_KEY` do, `compass` does not end in `pass`.
pub(crate) fn names(name: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| ends_in(name, word.as_bytes()))
}

fn ends_in(name: &[u8], word: &[u8]) -> bool {
    let mut at = name.len();
    for wanted in word.iter().rev() {
        while at > 0 && matches!(name[at - 1], b'_' | b'-' | b'.') && at < name.len() {
            at -= 1;
        }
        if at == 0 || !name[at - 1].eq_ignore_ascii_case(wanted) {
            return false;
        }
        at -= 1;
    }
    match name[..at] {
        [] | [.., b'_' | b'-' | b'.' | b'0'..=b'9'] => true,
        [.., before] => before.is_ascii_lowercase() && name[at].is_ascii_uppercase(),
    }
}

/// Whether the name before the sign at `sign` ends in one of `words`.
pub(crate) fn is_named(text: &[u8], sign: usize, words: &[&str]) -> bool {
    name_before(text, sign).is_some_and(|name| names(name.of(text), words))
}

/// Whether a value says that there is none or where it comes from.
pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    let is_word = PLACEHOLDERS
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word.as_bytes()));
    let is_uniform = value.iter().all(|byte| *byte == value[0]);
    let is_reference = match value {
        [b'<' | b'[' | b'{', ..] | [b'$', b'{' | b'(', ..] | [b'%', b's' | b'(', ..] => true,
        [b'$', name @ ..] => name.iter().all(|b| b.is_ascii_uppercase() || *b == b'_'),
        _ => value.windows(2).any(|pair| pair == b"{{" || pair == b"${"),
    };
    is_word || is_uniform || is_reference || is_published(value)
}

/// Whether it is a key that its issuer means to be seen.
fn is_published(value: &[u8]) -> bool {
    ["pk_live_", "pk_test_", "pk.eyJ"]
        .iter()
        .any(|front| value.starts_with(front.as_bytes()))
        || value.ends_with(b".apps.googleusercontent.com")
}

static PLACEHOLDERS: &[&str] = &[
    "null",
    "none",
    "nil",
    "true",
    "false",
    "undefined",
    "changeme",
    "redacted",
    "filtered",
    "masked",
    "hidden",
    "required",
    "optional",
    "password",
    "secret",
    "string",
    "example",
];

fn verify_password(window: &Window<'_>) -> Option<Span> {
    if window.end - window.start > 1 {
        let (_, span) = told_by_words(window)?;
        let value = span.of(window.text);
        let has = |test: fn(&u8) -> bool| value.iter().any(test);
        let is_typed = has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic)
            && !has(|byte| matches!(byte, b'=' | b':' | b'('));
        return (value.len() >= 6 && is_typed && !is_placeholder(value)).then_some(span);
    }
    let found = Assignment::read(window, |name| names(name, PASSWORDS))?;
    let least = if found.sign == b':' && !found.is_quoted {
        6
    } else {
        4
    };
    let holds = found.value.len() >= least && !found.is_prose() && !is_placeholder(found.value);
    holds.then_some(found.span)
}

fn verify_secret(window: &Window<'_>) -> Option<Span> {
    let is_secret = |name: &[u8]| names(name, SECRETS) && !names(name, PUBLIC);
    if window.end - window.start > 1 {
        let (words, span) = told_by_words(window)?;
        let value = span.of(window.text);
        let is_key = window.text.get(window.start) != Some(&b'k')
            || [
                "api ", "secret ", "access ", "private ", "signing ", "auth ",
            ]
            .iter()
            .any(|word| ends_ignoring_case(&window.text[..words.start], word));
        return (is_key && is_drawn(value) && !is_placeholder(value)).then_some(span);
    }
    let found = Assignment::read(window, |name| {
        is_secret(name) || names(name, TOKENS) || is_loose(name)
    })?;
    let name = name_before(window.text, window.start)?.of(window.text);
    let holds = if is_secret(name) {
        let is_mixed = found.value.iter().any(|byte| !byte.is_ascii_alphabetic());
        found.value.len() >= 8
            && (is_mixed || found.value.len() >= 20)
            && !found.value.contains(&b' ')
    } else if names(name, TOKENS) {
        is_opaque(found.value, 16)
    } else {
        is_drawn(found.value)
    };
    (holds && !is_placeholder(found.value)).then_some(found.span)
}

/// Whether a value could have been drawn: long, without blanks, not a plain word or a place.
pub(crate) fn is_opaque(value: &[u8], least: usize) -> bool {
    let is_mixed = value.iter().any(|byte| !byte.is_ascii_alphabetic());
    let is_place = memchr::memmem::find(value, b"://").is_some() || value.starts_with(b"/");
    let is_name = value
        .iter()
        .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.' | b':'));
    value.len() >= least
        && (is_mixed || value.len() >= 20)
        && !value.contains(&b' ')
        && !is_place
        && !is_name
}

/// Whether nobody would write it by hand: small letters, capitals and digits in one word, or the
/// digits of a long number.
pub(crate) fn is_drawn(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let is_word = value.iter().all(|byte| {
        Alphabet::B64_URL.has(*byte) || matches!(byte, b'+' | b'/' | b'=' | b'.' | b'~')
    });
    let is_hex = value.len() >= 32
        && value.iter().all(u8::is_ascii_hexdigit)
        && has(u8::is_ascii_alphabetic);
    let is_mixed = value.len() >= 20
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 2;
    is_word && (is_hex || is_mixed) && is_opaque(value, 20)
}

/// Whether a name may be one of a secret: values have to show it.
pub(crate) fn is_loose(name: &[u8]) -> bool {
    names(name, LOOSE_TOKENS) && !names(name, THINGS) && !names(name, PUBLIC)
}

/// The word behind `password `, `the token is `, and where the naming word begins.
fn told_by_words(window: &Window<'_>) -> Option<(Span, Span)> {
    let text = window.text;
    let letters = window::behind(text, window.start, MOST_NAME, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
    });
    let words = Span::new(window.start - letters, window.end - 1);
    let rest = window::ahead(text, window.end, MOST_VALUE);
    let verb = ["is ", "was "]
        .iter()
        .find(|verb| rest.starts_with(verb.as_bytes()));
    let at = window.end + verb.map_or(0, |verb| verb.len());
    let rest = window::ahead(text, at, MOST_VALUE);
    let (open, quote) = opening_quote(rest);
    let rest = rest.get(open..)?;
    let length = match quote {
        Some(quote) => quoted_length(rest, quote, open == 2)?,
        None => bare_length(rest, false)?,
    };
    Some((words, Span::new(at + open, at + open + length)))
}

fn ends_ignoring_case(text: &[u8], word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .is_some_and(|at| text[at..].eq_ignore_ascii_case(word.as_bytes()))
}

/// The value behind a name that ends in one of `words`, if it is judged valid as a whole.
pub(super) fn told(window: &Window<'_>, words: &[&str], judge: fn(&[u8]) -> Fit) -> Option<Span> {
    let found = Assignment::read(window, |name| names(name, words))?;
    let holds = judge(found.value) == Fit::Valid && !is_placeholder(found.value);
    holds.then_some(found.span)
}

fn verify_header(window: &Window<'_>) -> Option<Span> {
    let name = name_before(window.text, window.start)?;
    if !names(name.of(window.text), &["authorization"]) {
        return None;
    }
    let rest = window::ahead(window.text, window.end, MOST_VALUE);
    let lead = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'"' | b'\'' | b'\\'))
        .count();
    let rest = &rest[lead..];
    let scheme = ["basic ", "bearer ", "token ", "ssws "]
        .into_iter()
        .find(|scheme| {
            rest.get(..scheme.len())
                .is_some_and(|front| front.eq_ignore_ascii_case(scheme.as_bytes()))
        })?;
    let value = &rest[scheme.len()..];
    let length = value
        .iter()
        .take_while(|byte| {
            Alphabet::B64_URL.has(**byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'=')
        })
        .count();
    let start = window.end + lead + scheme.len();
    (length >= 8).then(|| Span::new(start, start + length))
}

const MOST_NAME: usize = 48;
const MOST_VALUE: usize = 512;

#[cfg(test)]
mod tests;
