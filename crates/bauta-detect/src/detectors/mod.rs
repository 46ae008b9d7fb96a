//! The catalogue: one file for each kind or family of kinds, one line each in the table below.
//!
//! Not here yet: what only a column's name or distribution tells (names, addresses, opaque
//! tokens, entropy), national identity numbers, binary key stores.

pub(crate) mod assignment;
mod aws;
mod credit_card;
mod email;
mod github;
mod gitlab;
mod google;
mod iban;
mod ip;
mod jwt;
mod openai;
mod password_hash;
mod pem;
mod phone;
mod slack;
mod stripe;
mod telegram;
mod token;
mod url;
mod us_ssn;

use crate::Detector;

/// The order is the order of the docs.
static CATALOGUE: &[&[Detector]] = &[
    email::DETECTORS,
    credit_card::DETECTORS,
    iban::DETECTORS,
    us_ssn::DETECTORS,
    phone::DETECTORS,
    ip::DETECTORS,
    jwt::DETECTORS,
    pem::DETECTORS,
    aws::DETECTORS,
    github::DETECTORS,
    gitlab::DETECTORS,
    slack::DETECTORS,
    stripe::DETECTORS,
    google::DETECTORS,
    openai::DETECTORS,
    telegram::DETECTORS,
    url::DETECTORS,
    password_hash::DETECTORS,
    assignment::DETECTORS,
    token::DETECTORS,
];

/// All detectors, in the order of the docs.
pub fn catalogue() -> impl Iterator<Item = &'static Detector> + Clone {
    CATALOGUE.iter().copied().flatten()
}

/// The first detector of a kind.
pub(crate) fn by_kind(kind: &str) -> Option<&'static Detector> {
    catalogue().find(|detector| detector.kind == kind)
}

#[cfg(test)]
mod tests;
