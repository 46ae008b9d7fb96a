use bauta_model::{Sensitivity, Span};

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::Window;
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "credit-card",
    summary: "Payment card number: range of an issuer, its length, Luhn.",
    category: Category::Pii,
    sensitivity: Sensitivity::Critical,
    evidence: Evidence::Checksum,
    treatment: Treatment::Token,
    hints: hints![
        card card_number card_no cc cc_number cc_num ccn credit_card credit_card_number
        kreditkarte kartennummer carte_bancaire numero_carte tarjeta numero_tarjeta
        carta_credito cartao creditcard pan
    ],
    finds: &[
        Example {
            text: "paid with 4012 8888 8888 1881, thanks",
            found: "4012 8888 8888 1881",
        },
        Example {
            text: "5555555555554444",
            found: "5555555555554444",
        },
        Example {
            text: "amex 3714-496353-98431",
            found: "3714-496353-98431",
        },
    ],
    ignores: &[
        "4111 1111 1111 1111",
        "4242 4242 4242 4242",
        "4111 1111 1111 1112",
        "1577836800000000",
        "9999999999999995",
        "order 14111111111111111",
        "0.4111111111111111",
        "8a4111111111111111",
        "12345678-4111-1111-1111-111111111111",
        "4111 11 11111111 11",
    ],
    scope: Scope::Everywhere,
    matcher: Matcher::Custom {
        triggers: &[Trigger::Digits],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "a Luhn-valid number of the test ranges 424242, 378282, 305693, 675964",
    },
    checksum: Some(checksum::luhn_holds),
    judge: Some(|value| {
        let is_number = value
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-'));
        match (is_number && has_issuer(value), checksum::luhn_holds(value)) {
            (true, true) => Fit::Valid,
            (true, false) => Fit::Shape,
            (false, _) => Fit::No,
        }
    }),
}];

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let mut at = window.start;
    while at < window.end {
        let digits = digits_at(text, at);
        if digits == 0 {
            at += 1;
            continue;
        }
        if begins(text, at)
            && let Some(end) = card_end(text, at, digits)
        {
            return Some(Span::new(at, end));
        }
        at += digits;
    }
    None
}

/// The number that begins at `at` with `digits` digits in its first group.
fn card_end(text: &[u8], at: usize, digits: usize) -> Option<usize> {
    if (13..=19).contains(&digits) {
        return is_card(text, at, at + digits).then_some(at + digits);
    }
    let separator = *text.get(at + digits)?;
    if digits != 4 || !matches!(separator, b' ' | b'-') {
        return None;
    }
    GROUPS
        .iter()
        .filter_map(|groups| grouped_end(text, at, groups, separator))
        .find(|end| is_card(text, at, *end))
}

fn grouped_end(text: &[u8], at: usize, groups: &[usize], separator: u8) -> Option<usize> {
    let mut end = at;
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            if text.get(end) != Some(&separator) {
                return None;
            }
            end += 1;
        }
        if digits_at(text, end) != *group {
            return None;
        }
        end += group;
    }
    Some(end)
}

/// How numbers are printed on cards, the longest first.
static GROUPS: &[&[usize]] = &[&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4]];

fn digits_at(text: &[u8], at: usize) -> usize {
    Alphabet::DIGIT.run(text.get(at..).unwrap_or_default(), usize::MAX)
}

/// Whether no word, number or UUID goes on before `at`.
fn begins(text: &[u8], at: usize) -> bool {
    if !crate::window::begins(text, at, false) {
        return false;
    }
    match text[..at] {
        [.., far, b'.' | b'-' | b'_'] => !Alphabet::B62.has(far),
        [.., b'+'] => false,
        _ => true,
    }
}

fn ends(text: &[u8], at: usize) -> bool {
    match text.get(at..).unwrap_or_default() {
        [near, ..] if Alphabet::WORD.has(*near) => false,
        [b'.' | b'-', far, ..] => !Alphabet::B62.has(*far),
        _ => true,
    }
}

fn is_card(text: &[u8], start: usize, end: usize) -> bool {
    let value = &text[start..end];
    ends(text, end) && has_issuer(value) && checksum::luhn_holds(value)
}

/// Whether the first digits belong to an issuer whose numbers have that length.
///
/// *Source:* ISO/IEC 7812 ranges as the networks publish them.
fn has_issuer(value: &[u8]) -> bool {
    let mut length = 0;
    let mut front = 0u32;
    for digit in value.iter().filter(|byte| byte.is_ascii_digit()) {
        if length < 6 {
            front = front * 10 + u32::from(digit - b'0');
        }
        length += 1;
    }
    match front {
        400_000..=499_999 => matches!(length, 13 | 16 | 19),
        510_000..=559_999 | 222_100..=272_099 | 220_000..=220_499 => length == 16,
        340_000..=349_999 | 370_000..=379_999 => length == 15,
        300_000..=305_999 | 360_000..=369_999 | 380_000..=399_999 => (14..=19).contains(&length),
        352_800..=358_999 | 601_100..=601_199 | 644_000..=659_999 | 620_000..=629_999 => {
            (16..=19).contains(&length)
        }
        500_000..=509_999 | 560_000..=699_999 => (13..=19).contains(&length),
        _ => false,
    }
}

/// Keeps length and separators; the issuer becomes one of [`TEST_RANGES`].
fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let given = original.iter().filter(|byte| byte.is_ascii_digit()).count();
    let length = if (13..=19).contains(&given) {
        given
    } else {
        16
    };
    let mut digits = Vec::with_capacity(length);
    digits.extend_from_slice(test_range(length));
    filler.push(Alphabet::DIGIT, length - 7, &mut digits);
    digits.push(checksum::luhn_digit(&digits));
    if length != given {
        out.extend_from_slice(&digits);
        return;
    }
    let mut next = digits.iter();
    out.extend(original.iter().map(|byte| match byte {
        b'0'..=b'9' => next.next().copied().unwrap_or(b'0'),
        b' ' | b'-' => *byte,
        _ => b' ',
    }));
}

fn is_ours(value: &[u8]) -> bool {
    let mut front = [0u8; 6];
    for (slot, digit) in front
        .iter_mut()
        .zip(value.iter().filter(|byte| byte.is_ascii_digit()))
    {
        *slot = *digit;
    }
    TEST_RANGES.contains(&&front)
}

/// Ranges that payment providers use for tests only, by the lengths they have.
static TEST_RANGES: [&[u8; 6]; 4] = [b"424242", b"378282", b"305693", b"675964"];

fn test_range(length: usize) -> &'static [u8; 6] {
    match length {
        15 => TEST_RANGES[1],
        14 => TEST_RANGES[2],
        17 | 18 => TEST_RANGES[3],
        _ => TEST_RANGES[0],
    }
}
