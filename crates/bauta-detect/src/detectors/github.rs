use bauta_model::Sensitivity::Critical;

use crate::alphabet::Alphabet;
use crate::checksum::base62_crc_holds;
use crate::detector::{Detector, Example};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "github-pat",
        "GitHub personal access token (classic).",
        Critical,
        &[Shape(&[Text("ghp_"), Run(Alphabet::B62, 36, 36)])],
        &[
            Example::whole(concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")),
            Example {
                text: concat!(
                    "https://gh",
                    "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17@github.com"
                ),
                found: concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"),
            },
            Example {
                text: concat!("first\\ngh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"),
                found: concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"),
            },
        ],
    )
    .checked(base62_crc_holds)
    .ignoring(&[
        concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq1"),
        concat!("gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq171"),
        "550e8400-e29b-41d4-a716-446655440000",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    ]),
    Detector::token(
        "github-oauth",
        "GitHub OAuth access token.",
        Critical,
        &[Shape(&[Text("gho_"), Run(Alphabet::B62, 36, 36)])],
        &[Example::whole(concat!(
            "gh",
            "o_16C7e42F292c6912E7710c838347Ae178B4a"
        ))],
    )
    .checked(base62_crc_holds),
    Detector::token(
        "github-user",
        "GitHub user-to-server token of an app.",
        Critical,
        &[Shape(&[Text("ghu_"), Run(Alphabet::B62, 36, 36)])],
        &[Example::whole(concat!(
            "gh",
            "u_16C7e42F292c6912E7710c838347Ae178B4a"
        ))],
    )
    .checked(base62_crc_holds),
    Detector::token(
        "github-refresh",
        "GitHub refresh token.",
        Critical,
        &[
            Shape(&[Text("ghr_"), Run(Alphabet::B62, 36, 36)]),
            Shape(&[Text("ghr_"), Run(Alphabet::B62, 76, 76)]),
        ],
        &[Example::whole(concat!(
            "gh",
            "r_1B4a2e77838347a7E420ce178F2E7c6912E1"
        ))],
    )
    .checked(base62_crc_holds),
    Detector::token(
        "github-app-installation",
        "GitHub app installation token, short or with a JWT in it.",
        Critical,
        &[
            Shape(&[Text("ghs_"), Run(Alphabet::B62, 36, 36)]),
            Shape(&[
                Text("ghs_"),
                Run(Alphabet::B64_URL, 20, ANY),
                Text("."),
                Run(Alphabet::B64_URL, 20, ANY),
                Text("."),
                Run(Alphabet::B64_URL, 20, ANY),
            ]),
        ],
        &[
            Example::whole(concat!("gh", "s_16C7e42F292c6912E7710c838347Ae178B4a")),
            Example::whole(concat!(
                "gh",
                "s_123456_eyJhbGciOiJFUzI1NiJ9Qx.eyJpc3MiOiJnaXRodWIifQxx.",
                "c2lnbmF0dXJlLXNpZ25hdHVyZQ"
            )),
        ],
    )
    .checked(base62_crc_holds),
    Detector::token(
        "github-fine-grained",
        "GitHub fine-grained personal access token.",
        Critical,
        &[Shape(&[
            Text("github_pat_"),
            Run(Alphabet::B62, 22, 22),
            Text("_"),
            Run(Alphabet::B62, 59, 59),
        ])],
        &[Example::whole(concat!(
            "github",
            "_pat_11ABCDEFG0aBcDeFgHiJkL_",
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
        ))],
    ),
];
