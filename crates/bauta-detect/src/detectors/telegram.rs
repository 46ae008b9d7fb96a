use bauta_model::{Sensitivity::High, Span};

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::shape::Part::{Run, Text};
use crate::shape::Shape;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    matcher: Matcher::Custom {
        triggers: &[Trigger::Sign(":AA")],
        verify,
    },
    ..Detector::token(
        "telegram-bot",
        "Telegram bot token.",
        High,
        &[SHAPE],
        &[Example {
            text: concat!(
                "https://api.telegram.org/bot11020",
                "1543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1/x"
            ),
            found: concat!("11020", "1543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"),
        }],
    )
    .ignoring(&[
        "20240101:AArdvark",
        "1102:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
    ])
}];

const SHAPE: Shape = Shape(&[
    Run(Alphabet::DIGIT, 8, 10),
    Text(":AA"),
    Run(Alphabet::B64_URL, 33, 33),
]);

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start - window::behind(text, window.start, 11, |b| b.is_ascii_digit());
    // In URLs the id follows the word bot.
    let end = if text[..start].ends_with(b"bot") {
        SHAPE.end(&text[start..], 0)? + start
    } else {
        SHAPE.end(text, start)?
    };
    Some(Span::new(start, end))
}
