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

/// Finds the secret behind one of these names and a sign, if it is judged valid as a whole.
macro_rules! told {
    ([$($name:literal),*], $judge:expr) => {
        $crate::detector::Matcher::Custom {
            triggers: &[$crate::detector::Trigger::Assignment(&[$($name),*])],
            verify: |window| $crate::detectors::assignment::told(window, &[$($name),*], $judge),
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

mod ai;
mod americas;
mod asia_pacific;
pub(crate) mod assignment;
mod aws;
mod azure;
mod connection;
mod credentials_file;
mod credit_card;
mod device;
mod devtools;
mod documents;
mod email;
mod europe;
mod finance;
mod framework;
mod github;
mod gitlab;
mod google;
mod hardware;
mod health;
mod hosting;
mod iban;
mod identity_provider;
mod ip;
mod jwt;
mod keystore;
mod mail;
mod media;
mod opaque;
mod openai;
mod password_hash;
mod payment;
mod pem;
mod person;
mod phone;
mod place;
mod registry;
mod slack;
mod social;
mod stripe;
mod telegram;
mod url;
mod us_ssn;
mod wallet;
mod webhook;

use std::collections::HashMap;
use std::sync::LazyLock;

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
    azure::DETECTORS,
    openai::DETECTORS,
    ai::DETECTORS,
    payment::DETECTORS,
    mail::DETECTORS,
    registry::DETECTORS,
    hosting::DETECTORS,
    devtools::DETECTORS,
    identity_provider::DETECTORS,
    social::DETECTORS,
    telegram::DETECTORS,
    webhook::DETECTORS,
    connection::DETECTORS,
    credentials_file::DETECTORS,
    keystore::DETECTORS,
    framework::DETECTORS,
    wallet::DETECTORS,
    url::DETECTORS,
    password_hash::DETECTORS,
    assignment::DETECTORS,
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
    of_kind(kind).first().copied()
}

/// All detectors of a kind.
pub(crate) fn of_kind(kind: &str) -> &'static [&'static Detector] {
    static KINDS: LazyLock<HashMap<&str, Vec<&Detector>>> = LazyLock::new(|| {
        let mut kinds: HashMap<_, Vec<_>> = HashMap::new();
        for detector in catalogue() {
            kinds.entry(detector.kind).or_default().push(detector);
        }
        kinds
    });
    KINDS.get(kind).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
