//! The catalogue: one file for each kind or family of kinds, one line each in the table below.
//!
/// Names of columns, written without quotes and commas.
macro_rules! hints {
    ($($name:ident)*) => { &[$(stringify!($name)),*] };
}

/// Finds what stands behind one of these names and a sign, if it is judged valid.
macro_rules! behind {
    ([$($name:literal),*], $judge:expr) => {
        $crate::detector::Matcher::Custom {
            triggers: &[$crate::detector::Trigger::Assignment(&[$($name),*])],
            verify: |window| $crate::identity::assigned(window, &[$($name),*], $judge),
        }
    };
}

/// Finds what has one of these forms around a sign, if it is judged valid.
macro_rules! around {
    ($sign:literal, [$($form:literal),*], $judge:expr) => {
        $crate::detector::Matcher::Custom {
            triggers: &[$crate::detector::Trigger::Sign($sign)],
            verify: |window| {
                [$($form),*]
                    .into_iter()
                    .find_map(|form| $crate::identity::formed(window, form, $judge))
            },
        }
    };
}

mod americas;
mod asia_pacific;
pub(crate) mod assignment;
mod aws;
mod credit_card;
mod device;
mod documents;
mod email;
mod europe;
mod finance;
mod github;
mod gitlab;
mod google;
mod hardware;
mod health;
mod iban;
mod ip;
mod jwt;
mod media;
mod opaque;
mod openai;
mod password_hash;
mod pem;
mod person;
mod phone;
mod place;
mod slack;
mod stripe;
mod telegram;
mod token;
mod url;
mod us_ssn;

use crate::Detector;

pub(crate) use assignment::is_named;

/// The order is the order of the docs.
static CATALOGUE: &[&[Detector]] = &[
    email::DETECTORS,
    credit_card::DETECTORS,
    iban::DETECTORS,
    us_ssn::DETECTORS,
    americas::DETECTORS,
    europe::DETECTORS,
    asia_pacific::DETECTORS,
    documents::DETECTORS,
    finance::DETECTORS,
    health::DETECTORS,
    hardware::DETECTORS,
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
    person::DETECTORS,
    place::DETECTORS,
    device::DETECTORS,
    media::DETECTORS,
    opaque::DETECTORS,
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
