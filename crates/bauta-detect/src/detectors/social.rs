//! Keys of social networks and chats.

use bauta_model::Sensitivity::{Critical, High};
use bauta_model::Span;

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::plausible;
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};
use crate::window::Window;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token("discord-bot", "Discord bot token.", Critical, &[Shape(&[Text("M"), Run(Alphabet::B64_URL, 23, 27), Text("."), Run(Alphabet::B64_URL, 6, 6), Text("."), Run(Alphabet::B64_URL, 27, 40)]), Shape(&[Text("N"), Run(Alphabet::B64_URL, 23, 27), Text("."), Run(Alphabet::B64_URL, 6, 6), Text("."), Run(Alphabet::B64_URL, 27, 40)]), Shape(&[Text("O"), Run(Alphabet::B64_URL, 23, 27), Text("."), Run(Alphabet::B64_URL, 6, 6), Text("."), Run(Alphabet::B64_URL, 27, 40)])], &[Example::whole(concat!("MT", "ASKiqGL05oG6CPPeYeSRN8x8.B9aDgx.qKZBaPQ9zJS1o9r5Oi5ywUIQMoNucw6G", "H24MKr"))])
    .hinted(hints![bot_token discord_token discord_bot_token]),
    Detector::token("facebook", "Facebook access token.", High, &[Shape(&[Text("EAA"), Run(Alphabet::B62, 80, ANY)])], &[Example::whole(concat!("EA", "ABsHIeJ1695DYDWtkAX6dkVAemhCzpVbMepYrMfL3IL7VjAs1FMOu0AaoJm1fjx8", "eohJwCubdc91wCDD4eEzuwVoIVIoy2UexX3aDTS55ADSe5toDiX586KbgM"))])
    .hinted(hints![facebook facebook_token fb_access_token page_access_token]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix(ZEROS)],
            verify: verify_x,
        },
        ..Detector::token(
            "x",
            "X (Twitter) bearer token.",
            High,
            &[X],
            &[Example::whole(concat!("AA", "AAAAAAAAAAAAAAAAAAAGKkCAJU5EHuC3aySwNoepJIh%2BM6Tz1UlXfmEa22E2xX", "biZIkIQao6ikRkvhNTT5RkmlgnW8ZmBhlD"))],
        )
        .hinted(hints![twitter twitter_bearer_token x_bearer_token twitter_token])
        .ignoring(&["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    },
    Detector::word("linkedin", "LinkedIn client secret or access token.", High, told!(["linkedinsecret", "linkedinclientsecret", "linkedintoken", "linkedinaccesstoken"], |value| plausible::run(value, Alphabet::B64_URL, 16..=400)), &[Example { text: concat!("li", "nkedin_client_secret=sxFC7gG2TANvGyMn"), found: concat!("sx", "FC7gG2TANvGyMn") }], &[])
    .judged(|value| plausible::run(value, Alphabet::B64_URL, 16..=400))
    .hinted(hints![linkedin linkedin_token linkedin_client_secret]),
];

const ZEROS: &str = "AAAAAAAAAAAAAAAAAAAAA";
const X: Shape = Shape(&[
    Text(ZEROS),
    Run(Alphabet::B62.and(Alphabet::PERCENT), 60, 130),
]);

/// What is as long in a picture or a key is all zeros.
fn verify_x(window: &Window<'_>) -> Option<Span> {
    let end = X.end(window.text, window.start)?;
    let random = &window.text[window.end..end];
    (checksum::entropy(random) >= 4.0).then(|| Span::new(window.start, end))
}
