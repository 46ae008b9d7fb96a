use bauta_model::Sensitivity::{Critical, High};
use bauta_model::Span;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};
use crate::window::Window;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "google-api-key",
        "Google API key.",
        High,
        &[Shape(&[Text("AIza"), Run(Alphabet::B64_URL, 35, 35)])],
        &[Example::whole(concat!(
            "AI",
            "zaysUPkbqgfDnZtxwWx8eB6oxI3FhUMoCnREj"
        ))],
    )
    .ignoring(&[
        "AIzaTooShort0123456789",
        "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI",
    ]),
    Detector::token(
        "google-oauth",
        "Google OAuth client secret, access or refresh token.",
        Critical,
        &[
            Shape(&[Text("GOCSPX-"), Run(Alphabet::B64_URL, 28, 28)]),
            Shape(&[Text("ya29."), Run(Alphabet::B64_URL, 60, ANY)]),
            Shape(&[Text("1//0"), Run(Alphabet::B64_URL, 60, ANY)]),
        ],
        &[Example::whole(concat!(
            "GO",
            "CSPX-KpWGMT7gJzmmpPx7DYlpBmVdWbXJ"
        ))],
    )
    .ignoring(&["1234567890-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com"]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix("APA91b")],
            verify: verify_fcm,
        },
        ..Detector::token(
            "firebase-fcm",
            "Firebase cloud messaging server key.",
            High,
            &[FCM],
            &[Example::whole(concat!(
                "AA",
                "AAhABHZdY:APA91b4B7CQ3YYdUMQzPbeI8qJtNHmQvhYAXmKE3xi0kuV8obw8vfv",
                "TDLRvEGgWe11d3oajmX1nLp4GrxPS7IxVoKjSyO4nxD3K5ebRFTgQGlfbwBaE1gZ",
                "4HtjyBmyMlhpNg2r27oCRS"
            ))],
        )
    },
];

const FCM: Shape = Shape(&[
    Text("AAAA"),
    Run(Alphabet::B64_URL, 7, 7),
    Text(":APA91b"),
    Run(Alphabet::B64_URL, 134, 134),
]);

/// The colon before it parts the sender's id from what is long enough to be looked for.
fn verify_fcm(window: &Window<'_>) -> Option<Span> {
    let start = window.start.checked_sub("AAAA_______:".len())?;
    FCM.end(window.text, start).map(|end| Span::new(start, end))
}
