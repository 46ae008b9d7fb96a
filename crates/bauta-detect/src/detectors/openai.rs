use bauta_model::{Sensitivity::Critical, Span};
use memchr::memmem;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Replacement, Trigger};
use crate::filler::Filler;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    matcher: Matcher::Custom {
        triggers: &[Trigger::Prefix("sk-")],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the random part begins with BAUTAdead",
    },
    ..Detector::token(
        "openai",
        "OpenAI API key.",
        Critical,
        &[],
        &[
            Example::whole(concat!(
                "sk",
                "-proj-8fN2kQz7Lw_R4tYb-V1mXc9T3BlbkFJpD6hGj0SaE5uWiK2oZr7vBn"
            )),
            Example {
                text: concat!(
                    "key: sk",
                    "-a1B2c3D4e5F6g7H8i9J0T3BlbkFJk1L2m3N4o5P6q7R8s9T0."
                ),
                found: concat!("sk", "-a1B2c3D4e5F6g7H8i9J0T3BlbkFJk1L2m3N4o5P6q7R8s9T0"),
            },
        ],
    )
    .ignoring(&[
        "sk-learn-contrib-packages-list",
        "risk-averse-T3BlbkFJ-words",
    ])
}];

/// Every key holds base64 of the word `OpenAI` with at least twenty characters on either side.
fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    if !window::begins(text, window.start, true) {
        return None;
    }
    let body = window::ahead(text, window.end, 512);
    let body = &body[..Alphabet::B64_URL.run(body, usize::MAX)];
    let infix = memmem::find(body, INFIX)?;
    let tail = body.len() - infix - INFIX.len();
    (infix >= 20 && tail >= 20).then(|| Span::new(window.start, window.end + body.len()))
}

fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let family = family(original);
    let random = original.strip_prefix(family).unwrap_or_default();
    let front = memmem::find(random, INFIX).unwrap_or(20).max(20);
    let tail = random.len().saturating_sub(front + INFIX.len()).max(20);
    out.extend_from_slice(family);
    out.extend_from_slice(MARK);
    filler.push(Alphabet::B62, front - MARK.len(), out);
    out.extend_from_slice(INFIX);
    filler.push(Alphabet::B62, tail, out);
}

fn is_ours(value: &[u8]) -> bool {
    value
        .strip_prefix(family(value))
        .is_some_and(|random| random.starts_with(MARK))
}

fn family(value: &[u8]) -> &'static [u8] {
    FAMILIES
        .into_iter()
        .find(|family| value.starts_with(family))
        .unwrap_or(FAMILIES[3])
}

static FAMILIES: [&[u8]; 4] = [b"sk-proj-", b"sk-svcacct-", b"sk-admin-", b"sk-"];
const INFIX: &[u8] = b"T3BlbkFJ";
const MARK: &[u8] = b"BAUTAdead";
