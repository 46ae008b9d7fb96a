use bauta_model::Sensitivity::Critical;
use bauta_model::Span;

use super::assignment::{self, Assignment};
use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::shape::Part::{Run, Text, Uuid};
use crate::shape::{ANY, Shape};
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "aws-access-key-id",
        "AWS access key id; it tells the account it belongs to.",
        Critical,
        &[
            Shape(&[Text("AKIA"), Run(Alphabet::B32, 16, 16)]),
            Shape(&[Text("ASIA"), Run(Alphabet::B32, 16, 16)]),
            Shape(&[Text("ABIA"), Run(Alphabet::B32, 16, 16)]),
            Shape(&[Text("ACCA"), Run(Alphabet::B32, 16, 16)]),
        ],
        &[
            Example::whole(concat!("AK", "IAQ3EGRKDQ5JZBWL2T")),
            Example {
                text: concat!("id=AS", "IAQ3EGRKDQ5JZBWL2T;"),
                found: concat!("AS", "IAQ3EGRKDQ5JZBWL2T"),
            },
        ],
    )
    .ignoring(&[
        "AKIAIOSFODNN7EXAMPLE",
        "AKIAIOSFODNN7EXAMPL",
        "XAKIAIOSFODNN7EXAMPLE",
        "AKIA1OSFODNN8EXAMPLE",
    ])
    .hinted(hints![access_key access_key_id aws_key aws_access_key aws_access_key_id]),
    Detector {
        evidence: Evidence::Hint,
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Prefix("AKIA"),
                Trigger::Prefix("ASIA"),
                Trigger::Assignment(NAMES),
            ],
            verify: verify_secret,
        },
        ..Detector::token(
            "aws-secret-access-key",
            "AWS secret access key: 40 characters near a key id or behind a name that says so.",
            Critical,
            &[SECRET],
            &[
                Example {
                    text: "aws_secret_access_key = q8ZvL2mXw4/K7Rt6Yp0Ks9Bd3Hf7JcNgAuE+5WiT",
                    found: "q8ZvL2mXw4/K7Rt6Yp0Ks9Bd3Hf7JcNgAuE+5WiT",
                },
                Example {
                    text: concat!(
                        "AK",
                        "IA2B3C4D5E6F7G2H3I wJalrXUtnFEMI/K7MDENG/bPxRfiCYz83kQ0vLsT"
                    ),
                    found: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYz83kQ0vLsT",
                },
            ],
        )
        .ignoring(&[
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sha=da39a3ee5e6b4b0d3255bfef95601890afd80709",
        ])
        .judged(|value| {
            let is_mixed = !value.iter().all(u8::is_ascii_hexdigit);
            if SECRET.fits(value) && is_mixed && checksum::entropy(value) >= 4.2 {
                Fit::Shape
            } else {
                Fit::No
            }
        })
        .hinted(hints![secret_access_key aws_secret aws_secret_key aws_secret_access_key])
    },
    Detector::token(
        "aws-session-token",
        "AWS session token.",
        Critical,
        &[
            Shape(&[
                Text("IQoJb3JpZ2lu"),
                Run(Alphabet::B64, 100, ANY),
                Run(Alphabet::PADDING, 0, 2),
            ]),
            Shape(&[
                Text("FwoGZXIvYXdz"),
                Run(Alphabet::B64, 100, ANY),
                Run(Alphabet::PADDING, 0, 2),
            ]),
        ],
        &[Example::whole(concat!(
            "IQoJb3JpZ2lu",
            "X2VjEJr9c2Vs0aYw3mKtQ8uGhLpRz5NvB1xDf7TjWkEoMi4SqCyAlUgHnPbZrV6",
            "dOt9XeJ2mFhKwL8sRyQ3vTzB5uNaGpCx0iDqE7oW1lM4kSjHfUgVnPbYr6A=="
        ))],
    ),
    Detector::token(
        "aws-mws",
        "Amazon marketplace web service token.",
        Critical,
        &[Shape(&[Text("amzn.mws."), Uuid])],
        &[Example::whole(concat!(
            "amzn",
            ".mws.4ea38b7b-f563-7709-4bae-87aea15c4f1d"
        ))],
    ),
    Detector::token(
        "aws-bedrock-key",
        "Amazon Bedrock API key, long or short-lived.",
        Critical,
        &[
            Shape(&[
                Text("ABSK"),
                Run(Alphabet::B64, 109, 269),
                Run(Alphabet::PADDING, 0, 2),
            ]),
            Shape(&[
                Text("bedrock-api-key-"),
                Run(Alphabet::B64, 40, ANY),
                Run(Alphabet::PADDING, 0, 2),
            ]),
        ],
        &[Example::whole(concat!(
            "AB",
            "SKKGpOyQNcdOyZbkBFTFoOxtzHq8STZHE6svi34zWH8xMS9BMoXOJrLo8F2nXMzq",
            "QdgCWwDllJtWR6zqlIKiUBKnCfK2vuAiSDMK2xTY2xA6bznBRkirAgsXOh"
        ))],
    )
    .hinted(hints![bedrock_key bedrock_api_key]),
];

const SECRET: Shape = Shape(&[Run(Alphabet::B64, 40, 40)]);

fn verify_secret(window: &Window<'_>) -> Option<Span> {
    if window.end - window.start == 1 {
        let found = Assignment::read(window, |name| assignment::names(name, NAMES))?;
        return (found.value.len() == 40 && SECRET.fits(found.value)).then_some(found.span);
    }
    let from = window.start.saturating_sub(NEAR);
    let near = window::ahead(window.text, from, 2 * NEAR);
    let found = secret_in(near)?;
    Some(Span::new(from + found.start, from + found.end))
}

/// The first stretch of exactly 40 base64 characters that looks random.
fn secret_in(near: &[u8]) -> Option<Span> {
    let mut at = 0;
    while at < near.len() {
        let taken = Alphabet::B64.run(&near[at..], usize::MAX);
        let value = &near[at..at + taken];
        if taken == 40
            && SECRET.end(near, at).is_some()
            && checksum::entropy(value) >= 4.2
            && !value.iter().all(u8::is_ascii_hexdigit)
        {
            return Some(Span::new(at, at + taken));
        }
        at += taken + 1;
    }
    None
}

static NAMES: &[&str] = &["secretaccesskey", "awssecret", "awssecretkey", "secretkey"];

/// How far from a key id its secret may be.
const NEAR: usize = 200;
