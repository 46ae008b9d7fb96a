//! Numbers and codes of patients, prescribers and medicines.

use bauta_codec::identifiers::check_digit;
use bauta_model::Sensitivity::{Critical, High};

use crate::Fit;
use crate::detector::Category::{Pii, Special};
use crate::detector::Treatment::Generalise;
use crate::detector::{Detector, Example};
use crate::identity::{self, is_form, number};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "mrn",
        "Medical record number.",
        (Pii, Critical),
        hints![
            mrn medical_record_number medical_record_no patient_id patient_number patient_no
            patientennummer numero_patient numero_paciente patientnummer chart_number
        ],
        plausible::code,
        &[Example::whole("MRN-0048213")],
    ),
    number(
        "health-plan-number",
        "Number of a member of a health plan.",
        (Pii, Critical),
        hints![
            health_plan_number health_plan_no insurance_number insurance_no member_id
            insurance_id policy_number versichertennummer krankenversichertennummer
            numero_assure tarjeta_sanitaria tessera_sanitaria
        ],
        plausible::code,
        &[Example::whole("A123456780")],
    ),
    number(
        "icd-10",
        "Diagnosis as a code of ICD-10.",
        (Special, Critical),
        hints![icd icd10 icd_10 icd_code icd10_code diagnosis_code dx_code diagnosecode],
        icd_10,
        &[Example::whole("J45.909"), Example::whole("E11")],
    )
    .treated(Generalise)
    .unmarked(|_, _, out| out.extend_from_slice(b"R69")),
    number(
        "npi",
        "National provider identifier of the US.",
        (Pii, High),
        hints![npi npi_number provider_npi national_provider_identifier],
        npi,
        &[Example {
            text: "NPI: 1245319599",
            found: "1245319599",
        }],
    )
    .within_prose(behind!(["npi", "npinumber"], npi))
    .ignoring(&["NPI: 1245319598"]),
    number(
        "dea",
        "DEA number of a US prescriber.",
        (Pii, High),
        hints![dea dea_number dea_no],
        dea,
        &[Example {
            text: "DEA: AB1234563",
            found: "AB1234563",
        }],
    )
    .within_prose(behind!(["dea", "deanumber"], dea)),
    number(
        "ndc",
        "US code of a medicine.",
        (Special, High),
        hints![ndc ndc_code drug_code],
        |value| {
            let dashed = [
                "9999-9999-99",
                "99999-999-99",
                "99999-9999-9",
                "99999-9999-99",
            ];
            if dashed.iter().any(|form| is_form(form, value)) {
                Fit::Valid
            } else if is_form("9999999999", value) || is_form("99999999999", value) {
                Fit::Shape
            } else {
                Fit::No
            }
        },
        &[Example::whole("0777-3105-02")],
    ),
];

/// *Source:* WHO ICD-10, ICD-10-CM conventions.
fn icd_10(value: &[u8]) -> Fit {
    let (front, rest) = match value {
        [a, b, c, b'.', rest @ ..] if !rest.is_empty() => ([*a, *b, *c], rest),
        [a, b, c, rest @ ..] => ([*a, *b, *c], rest),
        _ => return Fit::No,
    };
    let holds = front[0].is_ascii_uppercase()
        && front[0] != b'U'
        && front[1].is_ascii_digit()
        && matches!(front[2], b'0'..=b'9' | b'A' | b'B')
        && rest.len() <= 4
        && rest
            .iter()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    match (holds, value.contains(&b'.')) {
        (true, true) => Fit::Valid,
        (true, false) => Fit::Shape,
        (false, _) => Fit::No,
    }
}

/// Luhn over the number with the prefix of US health cards.
///
/// *Source:* CMS, National Provider Identifier standard.
fn npi(value: &[u8]) -> Fit {
    identity::checked("9999999999", value, |id| {
        let mut card = *b"80840000000000";
        card[5..].copy_from_slice(&id[..9]);
        matches!(id[0], b'1' | b'2') && check_digit::luhn(&card) == check_digit::value(id[9])
    })
}

/// *Source:* 21 CFR 1301; odd digits and twice the even ones.
fn dea(value: &[u8]) -> Fit {
    identity::checked("AX9999999", value, |id| {
        check_digit::weighted(&id[2..8], &[1, 2, 1, 2, 1, 2]) % 10 == check_digit::value(id[8])
    })
}
