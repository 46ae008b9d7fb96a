use bauta_model::{Sensitivity, Span};

use super::url;
use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "email",
    summary: "E-mail address, also with non-ASCII letters.",
    category: Category::Pii,
    sensitivity: Sensitivity::High,
    evidence: Evidence::Shape,
    treatment: Treatment::Token,
    hints: hints![
        email mail e_mail email_address mail_address contact_email correo correo_electronico
        courriel indirizzo_email adresse_mail posta_elettronica
    ],
    finds: &[
        Example {
            text: "mailto:ada.l+x@mail.lovelace.org.",
            found: "ada.l+x@mail.lovelace.org",
        },
        Example {
            text: "'o'brien@example.com'",
            found: "o'brien@example.com",
        },
        Example {
            text: "<jürgen@bücher.example>",
            found: "jürgen@bücher.example",
        },
        Example {
            text: "a line\\nada@example.org",
            found: "ada@example.org",
        },
    ],
    ignores: &[
        "lodash@4.17.21",
        "root@localhost",
        "icon@2x.png",
        "user@example.com",
        "@example.com",
        "a @ b.com",
        "see x@y.c1",
        "ssh://git@github.com/x",
    ],
    scope: Scope::Everywhere,
    matcher: Matcher::Custom {
        triggers: &[Trigger::Sign("@")],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the domain is redacted.invalid",
    },
    checksum: None,
    judge: Some(|value| {
        let is_whole = memchr::memchr(b'@', value).is_some_and(|at| {
            let window = Window {
                text: value,
                start: at,
                end: at + 1,
            };
            verify(&window) == Some(Span::new(0, value.len()))
        });
        if is_whole { Fit::Valid } else { Fit::No }
    }),
}];

/// *Source:* RFC 5321 §4.1.2 without quoted local parts and address literals, RFC 6531.
fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = local_start(text, window.start)?;
    let domain = window::ahead(text, window.end, 254);
    let taken = domain.iter().take_while(|byte| is_domain(**byte)).count();
    let mut domain = &domain[..taken];
    while let [rest @ .., b'.' | b'-'] = domain {
        domain = rest;
    }
    if !is_domain_name(domain) {
        return None;
    }
    // Users and passwords of URLs look like local parts.
    let is_userinfo =
        matches!(text[..start].last(), Some(b':' | b'/')) && url::is_userinfo(text, start);
    if is_userinfo {
        return None;
    }
    Some(Span::new(start, window.end + domain.len()))
}

fn local_start(text: &[u8], at: usize) -> Option<usize> {
    let mut start = at - window::behind(text, at, 65, is_local);
    if at - start > 64 || text[..at].last() == Some(&b'.') {
        return None;
    }
    if window::is_escape_letter(text, start) {
        start += 1;
    }
    let leading = text[start..at]
        .iter()
        .take_while(|byte| matches!(byte, b'.' | b'\'' | b'-' | b'%'))
        .count();
    (start + leading < at).then_some(start + leading)
}

fn is_local(byte: u8) -> bool {
    Alphabet::B64_URL.has(byte) || matches!(byte, b'.' | b'+' | b'%' | b'\'') || !byte.is_ascii()
}

fn is_domain(byte: u8) -> bool {
    Alphabet::B62.has(byte) || matches!(byte, b'.' | b'-') || !byte.is_ascii()
}

fn is_domain_name(domain: &[u8]) -> bool {
    let mut labels = domain.rsplit(|byte| *byte == b'.');
    let top = labels.next().unwrap_or_default();
    let top_holds = top.len() >= 2
        && (top.iter().all(|b| b.is_ascii_alphabetic() || !b.is_ascii())
            || top.starts_with(b"xn--"));
    let mut count = 0;
    let mut last = top;
    for label in labels {
        if label.is_empty() || label.len() > 63 || label.starts_with(b"-") {
            return false;
        }
        count += 1;
        last = label;
    }
    // icon@2x.png is a picture for dense screens.
    let is_density = matches!(last, [b'1'..=b'4', b'x'])
        && matches!(top, b"png" | b"jpg" | b"gif" | b"webp" | b"svg");
    top_holds && count >= 1 && !is_density
}

fn write(_original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.extend_from_slice(MARK.0);
    filler.push(Alphabet::LOWER_DIGIT, 12, out);
    out.extend_from_slice(MARK.1);
}

fn is_ours(value: &[u8]) -> bool {
    value.starts_with(MARK.0) && value.ends_with(MARK.1)
}

/// `.invalid` is never delegated. *Source:* RFC 6761 §6.4.
const MARK: (&[u8], &[u8]) = (b"bauta-", b"@redacted.invalid");
