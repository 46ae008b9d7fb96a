use bauta_model::Sensitivity::Critical;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Treatment};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "slack-bot",
        "Slack bot token.",
        Critical,
        &[Shape(&[
            Text("xoxb-"),
            Run(Alphabet::DIGIT, 10, 13),
            Text("-"),
            Run(Alphabet::DIGIT, 10, 13),
            Text("-"),
            Run(Alphabet::B62, 24, 24),
        ])],
        &[Example::whole(concat!(
            "xo",
            "xb-8503210875-8348461732-J0t96p3MkSVSIObuUylmfcR4"
        ))],
    )
    .ignoring(&["xoxb-not-a-real-slack-token"]),
    Detector::token(
        "slack-user",
        "Slack user token.",
        Critical,
        &[Shape(&[
            Text("xoxp-"),
            Run(Alphabet::DIGIT, 10, 13),
            Text("-"),
            Run(Alphabet::DIGIT, 10, 13),
            Text("-"),
            Run(Alphabet::DIGIT, 10, 14),
            Text("-"),
            Run(Alphabet::HEX, 32, 32),
        ])],
        &[Example::whole(concat!(
            "xo",
            "xp-6444360625-7689270090-8642506814-1e532aed95401a9f6ea4de0051ba",
            "cd77"
        ))],
    ),
    Detector::token(
        "slack-token",
        "Slack workspace, refresh, session or rotating token.",
        Critical,
        &[
            Shape(&[Text("xoxe.xoxp-1-"), Run(Alphabet::B64_URL, 40, ANY)]),
            Shape(&[Text("xoxe.xoxb-1-"), Run(Alphabet::B64_URL, 40, ANY)]),
            Shape(&[Text("xoxe-1-"), Run(Alphabet::B64_URL, 40, ANY)]),
            Shape(&[Text("xoxa-"), Run(Alphabet::B64_URL, 30, ANY)]),
            Shape(&[Text("xoxo-"), Run(Alphabet::B64_URL, 30, ANY)]),
            Shape(&[Text("xoxs-"), Run(Alphabet::B64_URL, 30, ANY)]),
            Shape(&[Text("xoxr-"), Run(Alphabet::B64_URL, 30, ANY)]),
            Shape(&[Text("xoxd-"), Run(Alphabet::B64_URL, 30, ANY)]),
            Shape(&[Text("xoxc-"), Run(Alphabet::B64_URL, 30, ANY)]),
        ],
        &[Example::whole(concat!(
            "xo",
            "xe.xoxp-1-V0Lanwp1YZf2YWuXez055gWtEjeLz4AQvD9Ds47a"
        ))],
    ),
    Detector::token(
        "slack-app",
        "Slack app-level token.",
        Critical,
        &[Shape(&[
            Text("xapp-1-A"),
            Run(Alphabet::UPPER_DIGIT, 8, 14),
            Text("-"),
            Run(Alphabet::DIGIT, 10, 13),
            Text("-"),
            Run(Alphabet::HEX, 64, 64),
        ])],
        &[Example::whole(concat!(
            "xa",
            "pp-1-AS565XOJ3-4644780741-7f7ff16909dea770a44231961c406d98ccd509",
            "316fa3403797d561fb1c930eb9"
        ))],
    ),
    Detector::token(
        "slack-webhook",
        "Slack incoming webhook, workflow or trigger.",
        Critical,
        &[
            Shape(&[
                Text("hooks.slack.com/services/T"),
                Run(Alphabet::UPPER_DIGIT, 8, 12),
                Text("/B"),
                Run(Alphabet::UPPER_DIGIT, 8, 12),
                Text("/"),
                Run(Alphabet::B62, 24, 24),
            ]),
            Shape(&[
                Text("hooks.slack.com/workflows/T"),
                Run(Alphabet::UPPER_DIGIT, 8, 12),
                Text("/A"),
                Run(Alphabet::UPPER_DIGIT, 8, 12),
                Text("/"),
                Run(Alphabet::DIGIT, 15, 20),
                Text("/"),
                Run(Alphabet::B62, 24, 24),
            ]),
            Shape(&[
                Text("hooks.slack.com/triggers/T"),
                Run(Alphabet::UPPER_DIGIT, 8, 12),
                Text("/"),
                Run(Alphabet::DIGIT, 10, 20),
                Text("/"),
                Run(Alphabet::HEX, 32, 32),
            ]),
        ],
        &[Example::whole(concat!(
            "ho",
            "oks.slack.com/services/TU7PTAZPZ/BW8AYHVHY/L8gMuFFb879RCJh3xinFl",
            "hmt"
        ))],
    )
    .treated(Treatment::Repoint)
    .hinted(hints![webhook_url slack_webhook slack_webhook_url slack_url])
    .ignoring(&["https://hooks.slack.com/services/T00000000"]),
];
