//! Numbers of accounts and banks, and what a card carries besides its number.

use bauta_codec::identifiers::check_digit;
use bauta_model::Sensitivity::{Critical, High, Low};
use bauta_model::Span;

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::Category::{Pii, Quasi};
use crate::detector::Treatment::{Keep, Null};
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::filler::Filler;
use crate::identity::{self, is_form, number};
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "bank-account",
        "Number of a bank account.",
        (Pii, High),
        hints![
            account_no account_number acct_no acct_number bank_account_number bank_account_no
            bank_acct kontonr konto numero_compte numero_cuenta numero_conto rekening
            numer_konta conta_bancaria numero_conta
        ],
        |value| {
            let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
            let others = value.len() - digits;
            if (6..=18).contains(&digits) && others <= 4 && identity::Compact::read(value).is_some()
            {
                Fit::Shape
            } else {
                Fit::No
            }
        },
        &[Example::whole("31926819")],
    )
    .unmarked(write_digits),
    number(
        "sort-code",
        "British sort code.",
        (Pii, High),
        hints![sort_code sortcode bank_sort_code blz bankleitzahl],
        |value| {
            if is_form("99-99-99", value) {
                Fit::Valid
            } else if is_form("999999", value) || is_form("99999999", value) {
                Fit::Shape
            } else {
                Fit::No
            }
        },
        &[Example::whole("60-16-13")],
    )
    .unmarked(write_digits),
    number(
        "aba",
        "US routing number.",
        (Pii, High),
        hints![routing routing_number routing_no aba aba_number aba_routing transit_number],
        aba,
        &[Example {
            text: "routing number: 021000021",
            found: "021000021",
        }],
    )
    .within_prose(behind!(["routing", "aba", "routingnumber", "number"], aba))
    .ignoring(&["routing number: 021000022"]),
    Detector::column(
        "bic",
        "Code of a bank.",
        (Quasi, Low, Keep),
        hints![bic swift swift_code bic_code bic_swift],
        |value| {
            let fits = is_form("AAAAAAXX", value) || is_form("AAAAAAXXXXX", value);
            let in_country = value
                .get(4..6)
                .is_some_and(crate::plausible::is_country_code);
            match (fits, in_country) {
                (true, true) => Fit::Valid,
                (true, false) => Fit::Shape,
                (false, _) => Fit::No,
            }
        },
        &[Example::whole("DEUTDEFF"), Example::whole("NEDSZAJJXXX")],
    ),
    number(
        "card-cvv",
        "Verification code of a card, which nobody may store.",
        (Pii, Critical),
        hints![cvv cvc cvv2 cvc2 cid security_code card_code card_security_code pruefziffer],
        |value| {
            if is_form("999", value) || is_form("9999", value) {
                Fit::Shape
            } else {
                Fit::No
            }
        },
        &[Example::whole("123")],
    )
    .treated(Null)
    .unmarked(write_digits),
    number(
        "track-data",
        "Magnetic stripe of a card, which nobody may store.",
        (Pii, Critical),
        hints![track track1 track2 track_data magstripe mag_stripe swipe],
        |value| {
            let is_second = value.starts_with(b";") && value.contains(&b'=');
            match track_end(value, 0) {
                Some(end) if end == value.len() => Fit::Valid,
                _ if is_second => Fit::Shape,
                _ => Fit::No,
            }
        },
        &[Example {
            text: "swipe: %B4111111111111111^LOVELACE/ADA^29051011234567890?;",
            found: "%B4111111111111111^LOVELACE/ADA^29051011234567890?",
        }],
    )
    .treated(Null)
    .replaced(
        "the number is zeros, the name BAUTADEAD",
        |_, filler, out| {
            out.extend_from_slice(TRACK);
            filler.push(Alphabet::DIGIT, 10, out);
            out.push(b'?');
        },
        |value| value.starts_with(TRACK),
    )
    .within_prose(Matcher::Custom {
        triggers: &[Trigger::Sign("%B")],
        verify: |window: &Window<'_>| {
            track_end(window.text, window.start).map(|end| Span::new(window.start, end))
        },
    }),
    number(
        "pin-block",
        "Encrypted PIN of a card, which nobody may store.",
        (Pii, Critical),
        hints![pin_block pinblock encrypted_pin pin_offset pvv],
        |value| {
            if value.len() == 16 && value.iter().all(u8::is_ascii_hexdigit) {
                Fit::Shape
            } else {
                Fit::No
            }
        },
        &[Example::whole("0412AC8932FEDCBA")],
    )
    .treated(Null)
    .unmarked(write_digits),
];

/// Federal Reserve districts, and 3-7-1 weights that make a multiple of ten.
///
/// *Source:* ABA routing number policy.
fn aba(value: &[u8]) -> Fit {
    identity::checked("999999999", value, |id| {
        let district = (id[0] - b'0') * 10 + (id[1] - b'0');
        matches!(district, 1..=12 | 21..=32 | 61..=72 | 80)
            && check_digit::weighted(id, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
    })
}

/// *Source:* ISO/IEC 7813, track 1 format B.
fn track_end(text: &[u8], start: usize) -> Option<usize> {
    let rest = window::ahead(text, start, 80).strip_prefix(b"%B")?;
    let digits = Alphabet::DIGIT.run(rest, 19);
    let name = rest.get(digits..)?.strip_prefix(b"^")?;
    let length = name.iter().position(|byte| *byte == b'^')?;
    let tail = &name[length + 1..];
    let data = Alphabet::UPPER_DIGIT.run(tail, 40);
    let end =
        start + 2 + digits + 1 + length + 1 + data + usize::from(tail.get(data) == Some(&b'?'));
    (digits >= 13 && (2..=26).contains(&length) && data >= 7).then_some(end)
}

const TRACK: &[u8] = b"%B0000000000000000^BAUTADEAD^";

/// Other digits, the rest as it was.
fn write_digits(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.extend(original.iter().take(40).map(|byte| match byte {
        b' ' | b'-' | b'.' | b'/' => *byte,
        b'A'..=b'Z' | b'a'..=b'z' => b'X',
        _ => filler.one(Alphabet::DIGIT),
    }));
}
