//! Keys that frameworks sign and encrypt with, and what they leave encrypted.

use bauta_model::Sensitivity::{Critical, High};
use bauta_model::Span;

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::plausible;
use crate::shape::Part::{Param, Run, Text};
use crate::shape::{ANY, Shape};
use crate::window::Window;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::word(
        "framework-master-keys",
        "Key from which Rails, Laravel, Django, Symfony or WordPress derive all others.",
        Critical,
        told!(
            [
                "secretkeybase", "railsmasterkey", "appkey", "appsecret", "djangosecretkey",
                "secureauthkey", "loggedinkey", "authsalt", "secureauthsalt", "loggedinsalt",
                "noncesalt"
            ],
            master_key
        ),
        &[Example { text: concat!("se", "cret_key_base: 604344f2b21279020a7421eac36f1a8614399fa0bff5b6591", "2836ef9394655747d42a655ad912bbf5c4a965e648cb64eee382e9f9732773c1", "4b48072799da537"), found: concat!("60", "4344f2b21279020a7421eac36f1a8614399fa0bff5b65912836ef9394655747d", "42a655ad912bbf5c4a965e648cb64eee382e9f9732773c14b48072799da537") }, Example { text: concat!("AP", "P_KEY=base64:QYi02QLPmSfB7LziSEH4OyjleLXGxbaH5DmoxquLIZG="), found: concat!("ba", "se64:QYi02QLPmSfB7LziSEH4OyjleLXGxbaH5DmoxquLIZG=") }],
        &["APP_KEY=base64:short", "app_key: frontend"],
    )
    .judged(master_key)
    .hinted(hints![secret_key_base master_key app_key app_secret django_secret_key secret_key auth_salt]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Prefix("eyJpdiI6"),
                Trigger::Prefix("gAAAAA"),
                Trigger::Prefix("AQICAH"),
                Trigger::Prefix("$ANSIBLE_VAULT;"),
                Trigger::Prefix("c30d0407"),
                Trigger::Sign(":v1:"),
            ],
            verify: verify_ciphertext,
        },
        ..Detector::token(
            "ciphertext-at-rest",
            "Value that only a key of production opens.",
            High,
            CIPHERTEXTS,
            &[Example::whole(concat!("gA", "AAAAgtxFZfdPsSWeOKWxrAJjMlKmuYVocoVOvmVvZY7htZk6RIBwNkNmlO7mRfh5", "S1C67f6bLRvw3bJ968Ev6pRNwnhWvMHZyt==")), Example::whole(concat!("ey", "JpdiI6JCom7yOeuRgpMFoQeQ13ODsdNOIdBVo5CZQvSKiqGL05oG6CPPeYeSRN8x", "8B9aDgxqKZBaPQ9zJS1o9r5Oi5ywUIQMoNucw6GH24MKrsHIeJ1695DYDWtkAX6d", "kVAemhCzpVbMepYrMfL3IL7VjAs1FMOu0AaoJm1fjx8eohJwCubdc91wCD")), Example::whole(concat!("va", "ult:v1:D4eEzuwVoIVIoy2UexX3aDTS55ADSe5toDiX586KbgMGKkCA"))],
        )
    }
    .judged(ciphertext)
    .treated(Treatment::Null)
    .hinted(hints![encrypted ciphertext enc encrypted_value encrypted_data]),
];

/// *Source:* the generators of each framework.
fn master_key(value: &[u8]) -> Fit {
    if let Some(key) = value.strip_prefix(b"base64:") {
        return plausible::shaped(&Shape(&[Run(Alphabet::B64, 43, 43), Text("=")]), key);
    }
    let hex = plausible::hex(value, &[32, 64, 128]);
    let is_drawn = matches!(value.len(), 50 | 64) && plausible::high_entropy(value) != Fit::No;
    if is_drawn { Fit::Valid } else { hex }
}

static CIPHERTEXTS: &[Shape] = &[
    Shape(&[
        Text("eyJpdiI6"),
        Run(Alphabet::B64, 80, ANY),
        Run(Alphabet::PADDING, 0, 2),
    ]),
    Shape(&[
        Text("gAAAAA"),
        Run(Alphabet::B64_URL, 66, ANY),
        Run(Alphabet::PADDING, 0, 2),
    ]),
    Shape(&[
        Text("AQICAH"),
        Run(Alphabet::B64, 100, ANY),
        Run(Alphabet::PADDING, 0, 2),
    ]),
    Shape(&[
        Text("vault:v1:"),
        Run(Alphabet::B64, 24, ANY),
        Run(Alphabet::PADDING, 0, 2),
    ]),
    Shape(&[Text("c30d0407"), Run(Alphabet::HEX, 60, ANY)]),
    Shape(&[
        Text("$ANSIBLE_VAULT;1."),
        Param(Alphabet::DIGIT, 1, 1, "1"),
        Text(";AES256\n"),
        Run(Alphabet::HEX.and(Alphabet::LINE), 80, ANY),
    ]),
];

fn verify_ciphertext(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = match text[window.start] {
        b':' => window.start.checked_sub(5)?,
        _ => window.start,
    };
    if text[start..].starts_with(b"c30d0407") {
        // PostgreSQL writes \\x before binary in hexadecimal.
        let is_bytea = text[..start].ends_with(b"\\x") || start == 0;
        let end = start + Alphabet::HEX.run(&text[start..], usize::MAX);
        return (is_bytea && end - start >= 68).then(|| Span::new(start, end));
    }
    CIPHERTEXTS
        .iter()
        .filter_map(|shape| shape.end(text, start))
        .max()
        .map(|end| Span::new(start, end))
}

/// As documents of Rails, or as three parts of base64 with `--` between them, too.
fn ciphertext(value: &[u8]) -> Fit {
    let rails =
        value.starts_with(b"{\"p\":\"") && memchr::memmem::find(value, b"\"iv\":").is_some();
    let parts = || {
        value
            .split(|byte| *byte == b'-')
            .filter(|part| !part.is_empty())
    };
    let in_parts = memchr::memmem::find(value, b"--").is_some()
        && parts().count() == 3
        && parts().all(|part| {
            part.len() >= 8 && part.iter().all(|b| Alphabet::B64.has(*b) || *b == b'=')
        });
    let bytea = value.strip_prefix(b"\\x").unwrap_or(value);
    let is_known = CIPHERTEXTS
        .iter()
        .any(|shape| shape.fits(value) || shape.fits(bytea));
    let holds = rails || in_parts || is_known || bytea.starts_with(&[0xc3, 0x0d, 0x04, 0x07]);
    if holds { Fit::Valid } else { Fit::No }
}
