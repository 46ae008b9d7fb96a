use std::net::{Ipv4Addr, Ipv6Addr};

use bauta_model::{Sensitivity, Span};

use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[
    Detector {
        kind: "ipv4",
        summary: "IPv4 address.",
        category: Category::Pii,
        sensitivity: Sensitivity::Medium,
        evidence: Evidence::Shape,
        treatment: Treatment::Token,
        hints: HINTS,
        finds: &[
            Example {
                text: "from 93.184.216.34:443",
                found: "93.184.216.34",
            },
            Example {
                text: "(10.1.2.3).",
                found: "10.1.2.3",
            },
        ],
        ignores: &[
            "v1.2.3.4",
            "version 1.2.3.4",
            "1.2.3.4.5",
            "256.1.1.1",
            "01.2.3.4",
            "127.0.0.1",
            "1.2.3",
        ],
        scope: Scope::FreeText,
        matcher: Matcher::Custom {
            triggers: &[Trigger::Sign(".")],
            verify: verify_v4,
        },
        replacement: Replacement::Custom {
            write: |_, filler, out| {
                let mut digits = Vec::with_capacity(2);
                filler.push(Alphabet::DIGIT, 2, &mut digits);
                out.extend_from_slice(b"203.0.113.1");
                out.extend_from_slice(&digits);
            },
            is_ours: |value| parse(value).is_some_and(|ip: Ipv4Addr| ip.is_documentation()),
            mark: "an address of the ranges for documentation",
        },
        checksum: None,
        judge: Some(|value| judged(parse::<Ipv4Addr>(value).is_some())),
    },
    Detector {
        kind: "ipv6",
        summary: "IPv6 address.",
        category: Category::Pii,
        sensitivity: Sensitivity::Medium,
        evidence: Evidence::Shape,
        treatment: Treatment::Token,
        hints: HINTS,
        finds: &[
            Example {
                text: "from [2606:2800:220:1:248:1893:25c8:1946]:443",
                found: "2606:2800:220:1:248:1893:25c8:1946",
            },
            Example {
                text: "fe80::1ff:fe23:4567:890a%eth2",
                found: "fe80::1ff:fe23:4567:890a",
            },
        ],
        ignores: &[
            "12:30:45",
            "00:1b:44:11:3a:b7",
            "std::vec",
            "a::b",
            "::1",
            "key:value",
        ],
        scope: Scope::FreeText,
        matcher: Matcher::Custom {
            triggers: &[Trigger::Sign(":")],
            verify: verify_v6,
        },
        replacement: Replacement::Custom {
            write: write_v6,
            is_ours: |value| {
                parse(value).is_some_and(|ip: Ipv6Addr| ip.segments()[..2] == [0x2001, 0xdb8])
            },
            mark: "an address of 2001:db8::/32",
        },
        checksum: None,
        judge: Some(|value| judged(parse::<Ipv6Addr>(value).is_some())),
    },
];

static HINTS: &[&str] = hints![
    ip ip_address ip_addr ipv4 ipv6 remote_addr remote_ip last_ip client_ip login_ip host_ip
    current_sign_in_ip last_sign_in_ip adresse_ip direccion_ip
];

/// Also private and local ones, and networks.
fn judged(holds: bool) -> Fit {
    if holds { Fit::Valid } else { Fit::No }
}

fn parse<A: std::str::FromStr>(value: &[u8]) -> Option<A> {
    let text = std::str::from_utf8(value).ok()?;
    text.parse().ok()
}

/// Looks only from an address's first dot.
fn verify_v4(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start - window::behind(text, window.start, 4, |b| b.is_ascii_digit());
    if start == window.start || !window::begins(text, start, false) || text[..start].ends_with(b".")
    {
        return None;
    }
    let taken = window::ahead(text, start, 16)
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
        .count();
    let mut value = &text[start..start + taken];
    while let [rest @ .., b'.'] = value {
        value = rest;
    }
    let ip: Ipv4Addr = parse(value)?;
    let end = start + value.len();
    let is_version =
        window::contains_ignoring_case(&text[start.saturating_sub(8)..start], "version");
    (!ip.is_loopback()
        && !ip.is_unspecified()
        && !is_version
        && window::ends(text, end, Alphabet::WORD))
    .then(|| Span::new(start, end))
}

/// Looks only from an address's first colon.
fn verify_v6(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start - window::behind(text, window.start, 5, |b| b.is_ascii_hexdigit());
    if start == window.start || !window::begins(text, start, false) || text[..start].ends_with(b":")
    {
        return None;
    }
    let taken = window::ahead(text, start, 46)
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        .count();
    let mut value = &text[start..start + taken];
    while let [rest @ .., b'.'] = value {
        value = rest;
    }
    if value.iter().filter(|byte| byte.is_ascii_hexdigit()).count() < 5 {
        return None;
    }
    let _: Ipv6Addr = parse(value)?;
    let end = start + value.len();
    window::ends(text, end, Alphabet::WORD).then(|| Span::new(start, end))
}

fn write_v6(_original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.extend_from_slice(b"2001:db8");
    for _ in 0..6 {
        out.push(b':');
        // A leading letter keeps the group four digits wide in every notation.
        out.push(b'b');
        filler.push(Alphabet::HEX, 3, out);
    }
}
