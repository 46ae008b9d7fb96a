use bauta_model::{Sensitivity, Span};

use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "us-ssn",
    summary: "US social security number, written with dashes.",
    category: Category::Pii,
    sensitivity: Sensitivity::Critical,
    evidence: Evidence::Shape,
    treatment: Treatment::Token,
    hints: hints![ssn social social_security social_security_number soc_sec tax_id],
    finds: &[Example {
        text: "SSN 536-22-8726.",
        found: "536-22-8726",
    }],
    ignores: &[
        "000-12-3456",
        "666-12-3456",
        "912-12-3456",
        "536-00-8726",
        "536-22-0000",
        "078-05-1120",
        "219-09-9999",
        "1536-22-8726",
        "536-22-87261",
        "536-22-8726-1",
    ],
    scope: Scope::FreeText,
    matcher: Matcher::Custom {
        triggers: &[Trigger::Sign("-")],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "an area of 9xx with a group up to 49, which is neither an SSN nor an ITIN",
    },
    checksum: None,
    judge: None,
}];

/// *Source:* SSA, areas never assigned; three numbers known from advertising.
fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start.checked_sub(3)?;
    let value = text.get(start..start + 11)?;
    let shape_holds = value.iter().enumerate().all(|(index, byte)| match index {
        3 | 6 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let (area, group, serial) = (&value[..3], &value[4..6], &value[7..]);
    let holds = shape_holds
        && window::begins(text, start, true)
        && window::ends(text, start + 11, Alphabet::B64_URL)
        && area != b"000"
        && area != b"666"
        && area[0] != b'9'
        && group != b"00"
        && serial != b"0000"
        && value != b"078-05-1120"
        && value != b"219-09-9999";
    holds.then(|| Span::new(start, start + 11))
}

fn write(_original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.push(b'9');
    filler.push(Alphabet::DIGIT, 2, out);
    out.extend_from_slice(b"-0");
    // A group below 10 leaves five digits to vary; 00 is as unassigned as the others.
    filler.push(Alphabet::DIGIT, 1, out);
    out.push(b'-');
    filler.push(Alphabet::DIGIT, 4, out);
}

fn is_ours(value: &[u8]) -> bool {
    matches!(value, [b'9', _, _, b'-', b'0'..=b'4', _, b'-', ..])
}
