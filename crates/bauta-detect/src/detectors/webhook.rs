//! Addresses that accept whatever is sent to them.

use bauta_model::Sensitivity::High;
use bauta_model::Span;
use memchr::memmem;

use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::plausible;
use crate::shape::Part::{Run, Text};
use crate::shape::Shape;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "discord-webhook",
        "Discord webhook.",
        High,
        &[
            Shape(&[
                Text("discord.com/api/webhooks/"),
                Run(Alphabet::DIGIT, 17, 20),
                Text("/"),
                Run(Alphabet::B64_URL, 60, 90),
            ]),
            Shape(&[
                Text("discordapp.com/api/webhooks/"),
                Run(Alphabet::DIGIT, 17, 20),
                Text("/"),
                Run(Alphabet::B64_URL, 60, 90),
            ]),
        ],
        &[Example::whole(concat!(
            "di",
            "scord.com/api/webhooks/76216617939358833/C3iqhLcyVvPdbfx8PDR4D2j",
            "epYfhxfcs0VNvgwllKY7pnT7jRBF7LhcQfNNG"
        ))],
    ),
    webhook(
        "teams-webhook",
        "Microsoft Teams or Power Automate webhook.",
        &[
            Trigger::Prefix("webhook.office.com/webhookb2/"),
            Trigger::Prefix("logic.azure.com"),
        ],
        verify_teams,
        &[Example {
            text: concat!(
                "ht",
                "tps://contoso.webhook.office.com/webhookb2/8787303e-00f3-b21e-a4",
                "ff-07fe1e33fbc7@29109a6c-b24f-3502-09e6-174543265c58/IncomingWeb",
                "hook/8f612e60a65d48e4229c9481201bba31/f985ef40-295f-ab98-f0d3-40",
                "b857972beb"
            ),
            found: concat!(
                "co",
                "ntoso.webhook.office.com/webhookb2/8787303e-00f3-b21e-a4ff-07fe1",
                "e33fbc7@29109a6c-b24f-3502-09e6-174543265c58/IncomingWebhook/8f6",
                "12e60a65d48e4229c9481201bba31/f985ef40-295f-ab98-f0d3-40b857972b",
                "eb"
            ),
        }],
        hints![webhook_url teams_webhook teams_webhook_url incoming_webhook],
    ),
    webhook(
        "generic-webhook",
        "Webhook of Zapier, Make, IFTTT or Google Chat.",
        &[
            Trigger::Prefix("hooks.zapier.com/hooks/"),
            Trigger::Prefix(".make.com/"),
            Trigger::Prefix("maker.ifttt.com/"),
            Trigger::Prefix("chat.googleapis.com/v1/spaces/"),
        ],
        verify_generic,
        &[
            Example {
                text: concat!(
                    "po",
                    "st to https://hooks.zapier.com/hooks/catch/1234567/pl2mrk3/ now"
                ),
                found: concat!("ho", "oks.zapier.com/hooks/catch/1234567/pl2mrk3/"),
            },
            Example {
                text: concat!(
                    "ht",
                    "tps://hook.eu1.make.com/tioy2v4xeb32chu3ukixztzirokkzpav"
                ),
                found: concat!("ho", "ok.eu1.make.com/tioy2v4xeb32chu3ukixztzirokkzpav"),
            },
        ],
        hints![callback_url endpoint webhook webhook_url target_url hook_url notification_url],
    )
    .ignoring(&[
        "https://www.make.com/en/integrations",
        "https://chat.googleapis.com/v1/spaces/AAA",
    ]),
];

/// Span is what follows the scheme; its replacement has a host that nobody can reach.
const fn webhook(
    kind: &'static str,
    summary: &'static str,
    triggers: &'static [Trigger],
    verify: fn(&Window<'_>) -> Option<Span>,
    finds: &'static [Example],
    hints: &'static [&'static str],
) -> Detector {
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            kind,
            summary,
            High,
            Matcher::Custom { triggers, verify },
            finds,
            &[],
        )
    }
    .treated(Treatment::Repoint)
    .judged(plausible::url)
    .hinted(hints)
    .replaced(
        "the host hooks.invalid and a path that begins with BAUTAdead",
        |_, filler, out| {
            out.extend_from_slice(DEAD);
            filler.push(Alphabet::B62, 24, out);
        },
        |value| value.starts_with(DEAD),
    )
}

const DEAD: &[u8] = b"hooks.invalid/BAUTAdead";

fn verify_teams(window: &Window<'_>) -> Option<Span> {
    let span = host_to_end(window)?;
    let url = span.of(window.text);
    let holds = memmem::find(url, b"/IncomingWebhook/").is_some()
        || (memmem::find(url, b"/workflows/").is_some() && memmem::find(url, b"sig=").is_some());
    holds.then_some(span)
}

fn verify_generic(window: &Window<'_>) -> Option<Span> {
    let span = host_to_end(window)?;
    let url = span.of(window.text);
    let has = |part: &[u8]| memmem::find(url, part).is_some();
    let holds = url.starts_with(b"hooks.zapier.com/hooks/catch/")
        || (url.starts_with(b"hook.") && url.len() >= 40)
        || (url.starts_with(b"maker.ifttt.com/") && has(b"/key/"))
        || (url.starts_with(b"chat.googleapis.com/") && has(b"key=") && has(b"token="));
    holds.then_some(span)
}

/// From the first label of the host to the end of the URL.
fn host_to_end(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let front = window::behind(text, window.start, 80, |byte| {
        Alphabet::B62.has(byte) || matches!(byte, b'-' | b'.')
    });
    let start = window.start - front;
    let rest = window::ahead(text, window.end, 2048);
    let length = rest
        .iter()
        .position(|byte| {
            window::is_separator(*byte) || matches!(byte, b')' | b']' | b'}' | b'\\' | b',')
        })
        .unwrap_or(rest.len());
    (length >= 4 && text[..start].ends_with(b"//")).then(|| Span::new(start, window.end + length))
}
