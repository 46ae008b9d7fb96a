//! National identifiers of Asia and Australia.

use bauta_codec::identifiers::check_digit;
use bauta_model::Sensitivity::{Critical, Medium};

use crate::Fit;
use crate::detector::Category::{Pii, Quasi};
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::identity::{self, judge, judge_compact, number};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "in-aadhaar",
        "Indian Aadhaar number.",
        (Pii, Critical),
        hints![aadhaar aadhar aadhaar_number aadhaar_no uidai],
        in_aadhaar,
        &[Example {
            text: "Aadhaar: 2341 2341 2346",
            found: "2341 2341 2346",
        }],
    )
    .within_prose(behind!(["aadhaar", "aadhar", "uidai"], in_aadhaar)),
    number(
        "in-pan",
        "Indian permanent account number of a taxpayer.",
        (Pii, Critical),
        hints![pan pan_number pan_no pan_card],
        in_pan,
        &[Example {
            text: "PAN: ACUPA7085R",
            found: "ACUPA7085R",
        }],
    )
    .within_prose(behind!(["pan", "pannumber", "pancard"], in_pan)),
    number(
        "au-tfn",
        "Australian tax file number.",
        (Pii, Critical),
        hints![tfn tax_file_number],
        au_tfn,
        &[Example {
            text: "TFN: 123 456 782",
            found: "123 456 782",
        }],
    )
    .within_prose(behind!(["tfn", "taxfilenumber"], au_tfn)),
    number(
        "au-abn",
        "Australian business number.",
        (Quasi, Medium),
        hints![abn business_number],
        au_abn,
        &[Example {
            text: "ABN: 83 914 571 673",
            found: "83 914 571 673",
        }],
    )
    .within_prose(behind!(["abn"], au_abn)),
    number(
        "au-medicare",
        "Australian Medicare number.",
        (Pii, Critical),
        hints![medicare medicare_number medicare_no],
        au_medicare,
        &[Example {
            text: "Medicare: 2123 45670 1",
            found: "2123 45670 1",
        }],
    )
    .within_prose(behind!(["medicare", "medicarenumber"], au_medicare)),
    number(
        "cn-resident-id",
        "Number of a Chinese resident identity card.",
        (Pii, Critical),
        hints![shenfenzheng id_card id_card_no idcard resident_id sfz sfzh identity_card],
        |value| judge("cn", value),
        &[Example {
            text: "id 11010519491231002X ok",
            found: "11010519491231002X",
        }],
    )
    .within_prose(Matcher::Custom {
        triggers: &[Trigger::Digits],
        verify: |window| identity::in_digits(window, |value| judge("cn", value)),
    })
    .ignoring(&["110105194912310021", "11010519491331002X"]),
    number(
        "jp-my-number",
        "Japanese individual number.",
        (Pii, Critical),
        hints![my_number mynumber individual_number kojin_bango],
        |value| judge("jp", value),
        &[Example {
            text: "my number: 123456789018",
            found: "123456789018",
        }],
    )
    .within_prose(behind!(["mynumber", "number"], |value| judge("jp", value))),
    number(
        "kr-rrn",
        "Korean resident registration number.",
        (Pii, Critical),
        hints![rrn jumin jumin_no resident_registration_number],
        kr_rrn,
        &[Example {
            text: "rrn 971013-9019902",
            found: "971013-9019902",
        }],
    )
    .within_prose(around!("-", ["999999-9999999"], kr_rrn)),
    number(
        "sg-nric",
        "Number of a Singaporean identity card.",
        (Pii, Critical),
        hints![nric fin nric_fin nric_no],
        sg_nric,
        &[Example {
            text: "NRIC: S1234567D",
            found: "S1234567D",
        }],
    )
    .within_prose(behind!(["nric", "fin"], sg_nric)),
];

fn in_aadhaar(value: &[u8]) -> Fit {
    identity::checked("999999999999", value, |id| {
        judge_compact("in", id) == Fit::Valid
    })
    .min(if matches!(value.first(), Some(b'2'..=b'9')) {
        Fit::Valid
    } else {
        Fit::No
    })
}

/// The fourth letter tells what the taxpayer is.
fn in_pan(value: &[u8]) -> Fit {
    identity::checked("AAAAA9999A", value, |id| b"ABCFGHJLPT".contains(&id[3]))
}

/// Eight digits are of the oldest numbers.
fn au_tfn(value: &[u8]) -> Fit {
    let old = identity::checked("99999999", value, |id| {
        check_digit::weighted(id, &[10, 7, 8, 4, 6, 3, 5, 1]).is_multiple_of(11)
    });
    let new = identity::checked("999999999", value, |id| {
        judge_compact("au", id) == Fit::Valid
    });
    old.max(new)
}

fn au_abn(value: &[u8]) -> Fit {
    identity::checked("99999999999", value, |id| {
        judge_compact("au", id) == Fit::Valid
    })
}

/// The ninth digit checks the eight before it; the tenth counts cards, the eleventh people.
fn au_medicare(value: &[u8]) -> Fit {
    let holds = |id: &[u8]| {
        let sum = check_digit::weighted(&id[..8], &[1, 3, 7, 9, 1, 3, 7, 9]);
        (b'2'..=b'6').contains(&id[0]) && sum % 10 == check_digit::value(id[8])
    };
    identity::checked("9999999999", value, holds).max(identity::checked(
        "99999999999",
        value,
        holds,
    ))
}

/// Numbers given since October 2020 have no check digit; the seventh tells sex and century.
fn kr_rrn(value: &[u8]) -> Fit {
    identity::checked("9999999999999", value, |id| {
        judge_compact("kr", id) == Fit::Valid
    })
}

/// *Source:* the check letters as in use; M since 2022.
fn sg_nric(value: &[u8]) -> Fit {
    identity::checked("A9999999A", value, |id| {
        let sum = check_digit::weighted(&id[1..8], &[2, 7, 6, 5, 4, 3, 2]);
        let (offset, letters): (u32, &[u8; 11]) = match id[0] {
            b'S' => (0, b"JZIHGFEDCBA"),
            b'T' => (4, b"JZIHGFEDCBA"),
            b'F' => (0, b"XWUTRQPNMLK"),
            b'G' => (4, b"XWUTRQPNMLK"),
            b'M' => (3, b"KLJNPQRTUWX"),
            _ => return false,
        };
        let at = (sum + offset) % 11;
        let at = if id[0] == b'M' { 10 - at } else { at };
        letters.get(at as usize) == Some(&id[8])
    })
}
