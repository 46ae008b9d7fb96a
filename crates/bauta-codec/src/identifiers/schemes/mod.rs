//! The identifiers that are known.

mod americas;

mod asia_pacific;

mod europe;

use super::checks;
use super::scheme::CheckKind::{self, Character};
use super::scheme::{Check, Field, Scheme};

const KNOWN: [&[Scheme]; 3] = [americas::SCHEMES, europe::SCHEMES, asia_pacific::SCHEMES];

/// Countries as a rule names them; some with a word after, where there are several identifiers.
pub const COUNTRIES: &[&str] = &[
    "us", "gb", "gb-nhs", "ca", "de", "fr", "es", "it", "nl", "be", "pl", "se", "fi", "dk", "no",
    "br", "in", "au", "cn", "jp", "kr", "tr", "za",
];

/// The identifiers of a country. Of those that a value may be, the first that it is right for is
/// meant, else the last.
pub fn schemes(country: &str) -> impl Iterator<Item = &'static Scheme> {
    KNOWN
        .into_iter()
        .flatten()
        .filter(move |scheme| scheme.country == country)
}

const fn plain(country: &'static str, fields: &'static [Field]) -> Scheme {
    Scheme {
        country,
        fields,
        never_issued: None,
        checks: &[],
        holds: checks::always,
    }
}

const fn digit(at: usize, expected: fn(&[u8]) -> Option<u32>) -> Check {
    Check {
        at,
        kind: DIGIT,
        expected,
    }
}

const DIGIT: CheckKind = Character(b"0123456789");
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
