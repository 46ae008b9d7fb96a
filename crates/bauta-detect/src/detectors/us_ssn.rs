use bauta_model::{Sensitivity, Span};

use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit, identity};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "us-ssn",
    summary: "US social security number, written with dashes.",
    category: Category::Pii,
    sensitivity: Sensitivity::Critical,
    evidence: Evidence::Shape,
    treatment: Treatment::Token,
    hints: hints![ssn social social_security social_security_number soc_sec tax_id],
    finds: &[
        Example {
            text: "SSN 536-22-8726.",
            found: "536-22-8726",
        },
        Example {
            text: "ssn: 536228726",
            found: "536228726",
        },
    ],
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
        triggers: &[Trigger::Sign("-"), Trigger::Assignment(NAMES)],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "an area of 9xx with a group up to 49, which is neither an SSN nor an ITIN",
    },
    checksum: None,
    judge: Some(|value| {
        let mut digits = *b"000-00-0000";
        let is_bare = value.len() == 9 && value.iter().all(u8::is_ascii_digit);
        match value.len() {
            11 => digits.copy_from_slice(value),
            9 if is_bare => {
                digits[..3].copy_from_slice(&value[..3]);
                digits[4..6].copy_from_slice(&value[3..5]);
                digits[7..].copy_from_slice(&value[5..]);
            }
            _ => return Fit::No,
        }
        for at in [3, 6] {
            if digits[at] == b' ' {
                digits[at] = b'-';
            }
        }
        match (is_given(&digits), is_bare) {
            (true, false) => Fit::Valid,
            (true, true) => Fit::Shape,
            (false, _) => Fit::No,
        }
    }),
}];

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    if text[window.start] != b'-' {
        return identity::assigned(window, NAMES, |value| match value.len() {
            // Behind its name it needs no dashes.
            9 if DETECTORS[0].fits(value) == Fit::Shape => Fit::Valid,
            _ => DETECTORS[0].fits(value),
        });
    }
    let start = window.start.checked_sub(3)?;
    let value = text.get(start..start + 11)?;
    let holds = window::begins(text, start, true)
        && window::ends(text, start + 11, Alphabet::B64_URL)
        && is_given(value);
    holds.then(|| Span::new(start, start + 11))
}

static NAMES: &[&str] = &["ssn", "socialsecuritynumber", "socialsecurity"];

/// *Source:* SSA, areas never assigned; three numbers known from advertising.
fn is_given(value: &[u8]) -> bool {
    let shape_holds = value.iter().enumerate().all(|(index, byte)| match index {
        3 | 6 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let (area, group, serial) = (&value[..3], &value[4..6], &value[7..]);
    shape_holds
        && area != b"000"
        && area != b"666"
        && area[0] != b'9'
        && group != b"00"
        && serial != b"0000"
        && value != b"078-05-1120"
        && value != b"219-09-9999"
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
