//! National identifiers of the Americas and of southern Africa, but for the US social security
//! number.

use bauta_codec::identifiers::{self, check_digit};
use bauta_model::Sensitivity::{Critical, Medium};

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::Category::{Pii, Quasi};
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::identity::{self, judge, number};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "us-itin",
        "US individual taxpayer identification number.",
        (Pii, Critical),
        hints![itin taxpayer_id individual_taxpayer_number],
        us_itin,
        &[Example {
            text: "ITIN 912-70-1234 on file",
            found: "912-70-1234",
        }],
    )
    .within_prose(around!("-", ["999-99-9999"], us_itin))
    .ignoring(&["912-34-1234", "812-70-1234"]),
    number(
        "us-ein",
        "US employer identification number.",
        (Quasi, Medium),
        hints![ein fein employer_id employer_identification_number federal_tax_id],
        us_ein,
        &[Example {
            text: "EIN: 12-3456789",
            found: "12-3456789",
        }],
    )
    .within_prose(behind!(["ein", "fein"], us_ein))
    .ignoring(&["EIN: 07-3456789", "part no: 12-3456789"]),
    number(
        "ca-sin",
        "Canadian social insurance number.",
        (Pii, Critical),
        hints![sin sin_number social_insurance_number nas numero_assurance_sociale],
        ca_sin,
        &[Example {
            text: "SIN: 130 692 544",
            found: "130 692 544",
        }],
    )
    .within_prose(behind!(["sin", "nas"], ca_sin))
    .replaced(
        "two zeros in front, which are never given",
        |original, filler, out| {
            let from = out.len();
            let like = if ca_sin(original) == Fit::No {
                b"000000000"
            } else {
                original
            };
            out.extend_from_slice(like);
            let digits = out[from..].iter_mut().filter(|byte| byte.is_ascii_digit());
            for (index, byte) in digits.enumerate() {
                *byte = if index < 2 {
                    b'0'
                } else {
                    filler.one(Alphabet::DIGIT)
                };
            }
        },
        |value| value.len() >= 9 && value.starts_with(b"00"),
    ),
    number(
        "br-cpf",
        "Brazilian tax number of a person.",
        (Pii, Critical),
        hints![cpf cpf_cnpj numero_cpf documento_cpf],
        br_cpf,
        &[Example {
            text: "CPF 390.533.447-05.",
            found: "390.533.447-05",
        }],
    )
    .within_prose(around!("-", ["999.999.999-99"], br_cpf))
    .ignoring(&["111.111.111-11", "390.533.447-06"]),
    number(
        "br-cnpj",
        "Brazilian tax number of a company, also with letters.",
        (Quasi, Medium),
        hints![cnpj numero_cnpj],
        br_cnpj,
        &[Example {
            text: "CNPJ 16.727.230/0001-97",
            found: "16.727.230/0001-97",
        }],
    )
    .within_prose(around!("-", ["XX.XXX.XXX/XXXX-99"], br_cnpj)),
    number(
        "mx-curp",
        "Mexican population registry code.",
        (Pii, Critical),
        hints![curp clave_unica],
        mx_curp,
        &[Example {
            text: "CURP: HEGG560427MVZRRL04",
            found: "HEGG560427MVZRRL04",
        }],
    )
    .within_prose(behind!(["curp"], mx_curp)),
    number(
        "ar-dni",
        "Argentine identity number; nothing in it can be verified.",
        (Pii, Critical),
        hints![dni_argentino documento numero_documento nro_documento],
        |value| {
            let holds = identity::is_form("99.999.999", value)
                || identity::is_form("99999999", value)
                || identity::is_form("9999999", value);
            if holds { Fit::Shape } else { Fit::No }
        },
        &[Example::whole("27.345.678")],
    ),
    number(
        "za-id",
        "South African identity number.",
        (Pii, Critical),
        hints![za_id rsa_id sa_id south_african_id id_number],
        |value| judge("za", value),
        &[Example {
            text: "id 7503305044089;",
            found: "7503305044089",
        }],
    )
    .within_prose(Matcher::Custom {
        triggers: &[Trigger::Digits],
        verify: |window| identity::in_digits(window, |value| judge("za", value)),
    }),
];

/// *Source:* IRS, ITIN groups 50–65, 70–88, 90–92, 94–99.
fn us_itin(value: &[u8]) -> Fit {
    identity::checked("999999999", value, |id| {
        let group = identifiers::number(&id[3..5]);
        id[0] == b'9' && matches!(group, Some(50..=65 | 70..=88 | 90..=92 | 94..=99))
    })
}

/// *Source:* IRS, prefixes of employer identification numbers.
fn us_ein(value: &[u8]) -> Fit {
    if value.len() == 10 && value.get(2) != Some(&b'-') {
        return Fit::No;
    }
    let fit = identity::checked("999999999", value, |id| {
        !matches!(
            &id[..2],
            b"00"
                | b"07"
                | b"08"
                | b"09"
                | b"17"
                | b"18"
                | b"19"
                | b"28"
                | b"29"
                | b"49"
                | b"69"
                | b"70"
                | b"78"
                | b"79"
                | b"89"
                | b"96"
                | b"97"
        )
    });
    // Nine digits alone are anything.
    if value.len() == 9 {
        fit.min(Fit::Shape)
    } else {
        fit
    }
}

fn ca_sin(value: &[u8]) -> Fit {
    match value.first() {
        Some(b'0' | b'8') => judge("ca", value).min(Fit::Shape),
        _ => judge("ca", value),
    }
}

fn br_cpf(value: &[u8]) -> Fit {
    identity::checked("99999999999", value, |id| {
        identity::judge_compact("br", id) == Fit::Valid
    })
}

fn br_cnpj(value: &[u8]) -> Fit {
    identity::checked("XXXXXXXXXXXX99", value, |id| {
        identity::judge_compact("br", id) == Fit::Valid
    })
}

/// *Source:* DOF 18 October 2021, instructivo normativo de la CURP: Ñ counts 24.
fn mx_curp(value: &[u8]) -> Fit {
    identity::checked("AAAA999999AAAAAAX9", value, |id| {
        let sum: u32 = id[..17]
            .iter()
            .zip(2..)
            .map(|(byte, at)| {
                let value = check_digit::value(*byte);
                let after_enye = u32::from(*byte > b'N');
                (value + after_enye * u32::from(byte.is_ascii_uppercase())) * (20 - at)
            })
            .sum();
        let day = |at: usize| identifiers::number(&id[at..at + 2]).unwrap_or(0);
        matches!(id[10], b'H' | b'M' | b'X')
            && identifiers::is_date(day(4), day(6), day(8))
            && check_digit::value(id[17]) == (10 - sum % 10) % 10
    })
}
