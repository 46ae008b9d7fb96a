//! Keys of services that log people and machines in.

use bauta_model::Sensitivity::Critical;

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::word(
        "okta",
        "Okta API token.",
        Critical,
        told!(["oktatoken", "oktaapitoken"], |value| {
            if value.starts_with(b"00") {
                plausible::run(value, Alphabet::B64_URL, 42..=42)
            } else {
                Fit::No
            }
        }),
        &[Example {
            text: concat!(
                "ok",
                "ta_api_token=00FIQg4wZEsjvjeM6S5ff7OToV38nDO9g0BeVX5JHf"
            ),
            found: concat!("00", "FIQg4wZEsjvjeM6S5ff7OToV38nDO9g0BeVX5JHf"),
        }],
        &[],
    )
    .judged(|value| {
        if value.starts_with(b"00") {
            plausible::run(value, Alphabet::B64_URL, 42..=42)
        } else {
            Fit::No
        }
    })
    .hinted(hints![okta okta_token okta_api_token]),
    Detector::word(
        "auth0",
        "Auth0 client secret.",
        Critical,
        told!(
            ["auth0secret", "auth0clientsecret"],
            |value| plausible::run(value, Alphabet::B64_URL, 64..=64)
        ),
        &[Example {
            text: concat!(
                "AU",
                "TH0_CLIENT_SECRET=iEiVzWrElFCVb7ZSKVfQYi02QLPmSfB7LziSEH4OyjleLX",
                "GxbaH5DmoxquLIZGgt"
            ),
            found: concat!(
                "iE",
                "iVzWrElFCVb7ZSKVfQYi02QLPmSfB7LziSEH4OyjleLXGxbaH5DmoxquLIZGgt"
            ),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B64_URL, 64..=64))
    .hinted(hints![auth0 auth0_client_secret auth0_secret]),
    Detector::word(
        "onelogin",
        "OneLogin client secret.",
        Critical,
        told!(["oneloginsecret", "oneloginclientsecret"], |value| {
            plausible::hex(value, &[64])
        }),
        &[Example {
            text: concat!(
                "on",
                "elogin_client_secret=76e7d9abfc6cfbf38ea3aba3b782033735f15434f3c",
                "b8fecb37f8cc701e66c2f"
            ),
            found: concat!(
                "76",
                "e7d9abfc6cfbf38ea3aba3b782033735f15434f3cb8fecb37f8cc701e66c2f"
            ),
        }],
        &[],
    )
    .judged(|value| plausible::hex(value, &[64]))
    .hinted(hints![onelogin onelogin_client_secret]),
];
