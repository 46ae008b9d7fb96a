//! Keys of services that send mail and messages.

use bauta_model::Sensitivity::{Critical, High};
use bauta_model::Span;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::shape::Part::{Param, Run, Text};
use crate::shape::Shape;
use crate::window::Window;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "sendgrid",
        "SendGrid API key.",
        Critical,
        &[Shape(&[
            Text("SG."),
            Run(Alphabet::B64_URL, 22, 22),
            Text("."),
            Run(Alphabet::B64_URL, 43, 43),
        ])],
        &[Example::whole(concat!(
            "SG",
            ".9w3aCCEFDaGXCR7TKLkR9R.T65Q4ZKsajPvsfP4NEZZDAu8ivoSyQfFf92Z9yVWfeq"
        ))],
    )
    .ignoring(&["MSG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"]),
    Detector::token(
        "mailgun",
        "Mailgun private API key.",
        Critical,
        &[Shape(&[Text("key-"), Run(Alphabet::HEX, 32, 32)])],
        &[Example::whole(concat!(
            "ke",
            "y-974d986efde2a3b9851ae7fc32a66c62"
        ))],
    ),
    Detector::token(
        "mandrill",
        "Mandrill API key.",
        High,
        &[Shape(&[Text("md-"), Run(Alphabet::B64_URL, 22, 22)])],
        &[Example::whole(concat!("md", "-LSBQgCDMihVKRzdXJJmhnC"))],
    ),
    Detector::token(
        "brevo",
        "Brevo API or SMTP key.",
        High,
        &[
            Shape(&[
                Text("xkeysib-"),
                Run(Alphabet::HEX, 64, 64),
                Text("-"),
                Run(Alphabet::B62, 16, 16),
            ]),
            Shape(&[
                Text("xsmtpsib-"),
                Run(Alphabet::HEX, 64, 64),
                Text("-"),
                Run(Alphabet::B62, 16, 16),
            ]),
        ],
        &[Example::whole(concat!(
            "xk",
            "eysib-de9aecb089ea5aefe2ee3caab83304dcdf7783e5a6bdd6efa76bf2522e",
            "74e20b-Bdvcio6xSE3pRNKW"
        ))],
    ),
    Detector::token(
        "twilio",
        "Twilio API key.",
        Critical,
        &[Shape(&[Text("SK"), Run(Alphabet::HEX, 32, 32)])],
        &[Example::whole(concat!(
            "S",
            "Kf534ce03ece37f5a3a460b0c2e13c68c"
        ))],
    )
    .ignoring(&["AC0123456789abcdef0123456789abcdef"]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix("-us")],
            verify: verify_mailchimp,
        },
        ..Detector::token(
            "mailchimp",
            "Mailchimp API key.",
            High,
            &[MAILCHIMP],
            &[Example::whole(concat!(
                "6d",
                "82cd07a079acf1be40892dd0511772-us14"
            ))],
        )
        .hinted(hints![mailchimp mailchimp_api_key mailchimp_key])
    },
];

const MAILCHIMP: Shape = Shape(&[
    Run(Alphabet::HEX, 32, 32),
    Text("-us"),
    Param(Alphabet::DIGIT, 1, 2, "1"),
]);

fn verify_mailchimp(window: &Window<'_>) -> Option<Span> {
    let start = window.start.checked_sub(32)?;
    MAILCHIMP
        .end(window.text, start)
        .map(|end| Span::new(start, end))
}
