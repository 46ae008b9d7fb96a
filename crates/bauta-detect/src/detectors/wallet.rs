//! Keys to money on block chains.

use bauta_model::Sensitivity::Critical;
use bauta_model::Span;

use super::is_named;
use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::plausible;
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    evidence: Evidence::Checksum,
    ..Detector::word(
        "crypto-wallet",
        "Private key, extended key or seed phrase of a wallet.",
        Critical,
        Matcher::Custom {
            triggers: &[
                Trigger::Prefix("5"),
                Trigger::Prefix("K"),
                Trigger::Prefix("L"),
                Trigger::Prefix("xprv"),
                Trigger::Assignment(NAMES),
            ],
            verify,
        },
        &[
            Example {
                text: "WIF 5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ.",
                found: "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
            },
            Example {
                text: "mnemonic: legal winner thank year wave sausage worth useful legal winner thank yellow",
                found: "legal winner thank year wave sausage worth useful legal winner thank yellow",
            },
        ],
        &[
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK",
            "mnemonic: first letters of the planets",
        ],
    )
}
.judged(|value| {
    let phrase = is_phrase(value).then_some(Fit::Shape);
    let hex = plausible::hex(value.strip_prefix(b"0x").unwrap_or(value), &[64]).min(Fit::Shape);
    let key = key_end(value, 0).filter(|end| *end == value.len());
    phrase.or(key.map(|_| Fit::Valid)).unwrap_or(hex)
})
.hinted(hints![mnemonic seed seed_phrase recovery_phrase wallet_key wallet_private_key wif xprv private_key_hex])
.replaced(
    "a key or phrase that begins with BAUTAdead",
    |original, filler, out| {
        let length = original.len().clamp(16, 128);
        out.extend_from_slice(MARK);
        filler.push(Alphabet::COMMON, length - MARK.len(), out);
    },
    |value| value.starts_with(MARK),
)];

static NAMES: &[&str] = &["mnemonic", "seedphrase", "recoveryphrase", "seed"];
const MARK: &[u8] = b"BAUTAdead";

fn verify(window: &Window<'_>) -> Option<Span> {
    let Window { text, start, end } = *window;
    if end - start == 1 && matches!(text[start], b'=' | b':') {
        if !is_named(text, start, NAMES) {
            return None;
        }
        let rest = window::ahead(text, end, 300);
        let lead = rest
            .iter()
            .take_while(|b| matches!(b, b' ' | b'"' | b'\''))
            .count();
        let rest = &rest[lead.min(rest.len())..];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_lowercase() || **byte == b' ')
            .count();
        let phrase = rest[..length].trim_ascii_end();
        let from = end + lead;
        return is_phrase(phrase).then(|| Span::new(from, from + phrase.len()));
    }
    key_end(text, start).map(|end| Span::new(start, end))
}

/// *Source:* Bitcoin wallet import format; BIP 32, serialization.
fn key_end(text: &[u8], start: usize) -> Option<usize> {
    if !window::begins(text, start, false) {
        return None;
    }
    let rest = window::ahead(text, start, 112);
    let length = rest
        .iter()
        .take_while(|byte| checksum::is_base58(**byte))
        .count();
    let is_key = match rest.first()? {
        b'5' => length == 51,
        b'K' | b'L' => length == 52,
        b'x' => length == 111 && rest.starts_with(b"xprv"),
        _ => false,
    };
    (is_key
        && window::ends(text, start + length, Alphabet::WORD)
        && checksum::base58_holds(&rest[..length]))
    .then_some(start + length)
}

/// Words in such numbers as wallets draw. *Source:* BIP 39; its list of words is not looked up.
fn is_phrase(value: &[u8]) -> bool {
    let words = || {
        value
            .split(|byte| *byte == b' ')
            .filter(|word| !word.is_empty())
    };
    matches!(words().take(26).count(), 12 | 15 | 18 | 21 | 24)
        && words()
            .all(|word| (3..=8).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase))
}
