//! National identifiers of Europe.

use bauta_codec::identifiers::{self, check_digit};
use bauta_model::Sensitivity::{Critical, High, Medium};

use crate::Fit;
use crate::detector::Category::{Pii, Quasi};
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::identity::{self, Compact, is_form, judge, number};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "uk-nino",
        "British national insurance number.",
        (Pii, Critical),
        hints![nino ni_number national_insurance national_insurance_number ni_no],
        uk_nino,
        &[Example {
            text: "NI number: AB 12 34 56 C",
            found: "AB 12 34 56 C",
        }],
    )
    .replaced(
        "the prefix QQ, which is never given",
        |original, filler, out| {
            let is_known = uk_nino(original) != Fit::No;
            let like = if is_known { original } else { b"QQ123456C" };
            let from = out.len();
            identity::write(like, filler, out);
            let mut letters = out[from..]
                .iter_mut()
                .filter(|byte| byte.is_ascii_alphabetic());
            for (byte, letter) in letters.by_ref().zip(b"QQA") {
                *byte = letter | (*byte & 0x20);
            }
        },
        |value| {
            value.len() >= 9
                && value
                    .get(..2)
                    .is_some_and(|f| f.eq_ignore_ascii_case(b"QQ"))
        },
    )
    .within_prose(behind!(
        ["nino", "ninumber", "number", "insurancenumber"],
        uk_nino
    )),
    number(
        "uk-nhs",
        "Number of a patient of the NHS.",
        (Pii, Critical),
        hints![nhs nhs_number nhs_no],
        |value| judge("gb-nhs", value),
        &[Example {
            text: "NHS: 943 476 5919",
            found: "943 476 5919",
        }],
    )
    .within_prose(behind!(["nhs", "nhsnumber", "nhsno"], |value| judge(
        "gb-nhs", value
    ))),
    number(
        "de-steuer-id",
        "German tax identification number.",
        (Pii, Critical),
        hints![
            steuer_id steuerid idnr steueridentifikationsnummer steuer_identifikationsnummer
            steuernummer identifikationsnummer
        ],
        |value| judge("de", value),
        &[Example {
            text: "Steuer-ID: 86 095 742 719",
            found: "86 095 742 719",
        }],
    )
    .within_prose(behind!(
        [
            "steuerid",
            "idnr",
            "steueridentifikationsnummer",
            "identifikationsnummer"
        ],
        |value| judge("de", value)
    )),
    number(
        "de-personalausweis",
        "Number of a German identity card.",
        (Pii, High),
        hints![ausweis ausweisnummer personalausweis personalausweisnummer ausweis_nr perso],
        de_personalausweis,
        &[Example {
            text: "Ausweisnummer: T220001293",
            found: "T220001293",
        }],
    )
    .within_prose(behind!(
        [
            "ausweis",
            "ausweisnummer",
            "personalausweis",
            "personalausweisnummer"
        ],
        de_personalausweis
    )),
    number(
        "fr-nir",
        "French social security number.",
        (Pii, Critical),
        hints![nir secu numero_secu numero_securite_sociale securite_sociale num_secu insee],
        |value| judge("fr", value),
        &[Example {
            text: "NIR 2 55 08 14 168 025 38.",
            found: "2 55 08 14 168 025 38",
        }],
    )
    .within_prose(Matcher::Custom {
        triggers: &[Trigger::Digits],
        verify: |window| identity::in_digits(window, |value| judge("fr", value)),
    }),
    number(
        "es-dni",
        "Spanish identity number.",
        (Pii, Critical),
        hints![dni nif documento_identidad documento_nacional numero_dni],
        es_dni,
        &[Example {
            text: "DNI: 12345678Z",
            found: "12345678Z",
        }],
    )
    .within_prose(behind!(["dni", "nif"], es_dni)),
    number(
        "es-nie",
        "Spanish identity number of a foreigner.",
        (Pii, Critical),
        hints![nie numero_nie],
        es_nie,
        &[Example {
            text: "NIE: X-1234567-L",
            found: "X-1234567-L",
        }],
    )
    .within_prose(behind!(["nie"], es_nie)),
    number(
        "it-codice-fiscale",
        "Italian tax code of a person.",
        (Pii, Critical),
        hints![codice_fiscale codicefiscale cf cod_fiscale cod_fisc],
        it_codice_fiscale,
        &[Example {
            text: "codice fiscale: RSSMRA85T10A562S",
            found: "RSSMRA85T10A562S",
        }],
    )
    .within_prose(behind!(
        ["fiscale", "codicefiscale", "cf"],
        it_codice_fiscale
    )),
    number(
        "nl-bsn",
        "Dutch citizen service number.",
        (Pii, Critical),
        hints![bsn sofi sofinummer burgerservicenummer bsn_nummer],
        nl_bsn,
        &[Example {
            text: "BSN: 111222333",
            found: "111222333",
        }],
    )
    .within_prose(behind!(
        ["bsn", "burgerservicenummer", "sofinummer"],
        nl_bsn
    )),
    number(
        "be-nrn",
        "Belgian national register number.",
        (Pii, Critical),
        hints![rijksregister rijksregisternummer nrn niss insz numero_national registre_national],
        |value| judge("be", value),
        &[Example {
            text: "nr. 85.07.30-033.28",
            found: "85.07.30-033.28",
        }],
    )
    .within_prose(around!("-", ["99.99.99-999.99"], |value| judge(
        "be", value
    ))),
    number(
        "pl-pesel",
        "Polish PESEL number.",
        (Pii, Critical),
        hints![pesel numer_pesel nr_pesel],
        |value| judge("pl", value),
        &[Example {
            text: "PESEL: 44051401359",
            found: "44051401359",
        }],
    )
    .within_prose(behind!(["pesel"], |value| judge("pl", value))),
    number(
        "se-personnummer",
        "Swedish personal number.",
        (Pii, Critical),
        hints![personnummer person_nummer personal_number pnr samordningsnummer],
        |value| judge("se", value),
        &[Example {
            text: "pnr 880320-0016",
            found: "880320-0016",
        }],
    )
    .within_prose(around!("-", ["999999-9999", "99999999-9999"], |value| {
        judge("se", value)
    })),
    number(
        "fi-hetu",
        "Finnish personal identity code.",
        (Pii, Critical),
        hints![hetu henkilotunnus personbeteckning],
        fi_hetu,
        &[Example {
            text: "hetu 131052-308T",
            found: "131052-308T",
        }],
    )
    .within_prose(around!("-", ["999999-999X"], fi_hetu)),
    number(
        "dk-cpr",
        "Danish CPR number; it has no check digit to rely on.",
        (Pii, Critical),
        hints![cpr cpr_nummer cprnr cpr_number],
        |value| judge("dk", value),
        &[Example {
            text: "CPR: 211062-5629",
            found: "211062-5629",
        }],
    )
    .within_prose(behind!(["cpr", "cprnr", "cprnummer"], |value| judge(
        "dk", value
    ))),
    number(
        "no-fodselsnummer",
        "Norwegian birth number.",
        (Pii, Critical),
        hints![fodselsnummer foedselsnummer fnr personnr d_nummer],
        |value| judge("no", value),
        &[Example {
            text: "fnr: 151086 95088",
            found: "151086 95088",
        }],
    )
    .within_prose(behind!(
        ["fnr", "fodselsnummer", "personnr"],
        |value| judge("no", value)
    )),
    number(
        "tr-kimlik",
        "Turkish identity number.",
        (Pii, Critical),
        hints![tckn tc_kimlik kimlik_no tc_kimlik_no kimlik],
        |value| judge("tr", value),
        &[Example {
            text: "kimlik: 17291716060",
            found: "17291716060",
        }],
    )
    .within_prose(behind!(["kimlik", "tckn"], |value| judge("tr", value))),
    number(
        "eu-vat",
        "VAT number of a member state of the European Union.",
        (Quasi, Medium),
        hints![
            vat vat_number vat_id vat_no vatin ust_id ustid umsatzsteuer_id ust_idnr tva
            numero_tva nif_iva partita_iva p_iva btw_nummer nip
        ],
        eu_vat,
        &[Example::whole("DE136695976")],
    ),
];

/// *Source:* HMRC National Insurance Manual, NIM39110.
fn uk_nino(value: &[u8]) -> Fit {
    judge("gb", value)
}

/// Serial of nine characters and a digit, weights 7, 3 and 1.
///
/// *Source:* ICAO 9303-3, 4.9.
fn de_personalausweis(value: &[u8]) -> Fit {
    const LETTERS: &[u8] = b"CFGHJKLMNPRTVWXYZ";
    identity::checked("XXXXXXXXX9", value, |id| {
        let (serial, check) = id.split_at(9);
        let holds = serial
            .iter()
            .all(|byte| byte.is_ascii_digit() || LETTERS.contains(byte));
        holds && !serial[0].is_ascii_digit() && machine_read(serial) == check[0]
    })
}

/// The check digit of machine-readable documents.
pub(super) fn machine_read(characters: &[u8]) -> u8 {
    let sum: u32 = characters
        .iter()
        .zip([7, 3, 1].iter().cycle())
        .map(|(byte, weight)| check_digit::value(*byte) * weight)
        .sum();
    b'0' + (sum % 10).to_le_bytes()[0]
}

fn es_dni(value: &[u8]) -> Fit {
    if matches!(value.first(), Some(byte) if byte.is_ascii_digit()) {
        judge("es", value)
    } else {
        Fit::No
    }
}

fn es_nie(value: &[u8]) -> Fit {
    if matches!(value.first(), Some(b'X'..=b'Z' | b'x'..=b'z')) {
        judge("es", value)
    } else {
        Fit::No
    }
}

/// Where two people would get the same code, digits become letters from the right; the check
/// character is of the code as written.
///
/// *Source:* Decreto ministeriale 23 December 1976, article 6.
fn it_codice_fiscale(value: &[u8]) -> Fit {
    const STANDING_FOR_DIGITS: &[u8] = b"LMNPQRSTUV";
    let Some(scheme) = identifiers::schemes("it").next() else {
        return Fit::No;
    };
    let Some(written) = Compact::read(value).filter(|id| id.get().len() == 16) else {
        return Fit::No;
    };
    let mut plain = [0; 16];
    plain.copy_from_slice(written.get());
    for at in [6, 7, 9, 10, 12, 13, 14] {
        if let Some(digit) = STANDING_FOR_DIGITS.iter().position(|b| *b == plain[at]) {
            plain[at] = b'0' + digit.to_le_bytes()[0];
        }
    }
    if !scheme.fits(&plain) {
        return Fit::No;
    }
    let holds = (scheme.holds)(&plain)
        && scheme
            .checks
            .iter()
            .all(|check| check.read(written.get()) == (check.expected)(written.get()));
    if holds { Fit::Valid } else { Fit::Shape }
}

/// Eight digits are written without the zero in front.
fn nl_bsn(value: &[u8]) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let mut padded = *b"000000000";
    match id.get().len() {
        8 => padded[1..].copy_from_slice(id.get()),
        9 => padded.copy_from_slice(id.get()),
        _ => return Fit::No,
    }
    if padded == *b"000000000" {
        return Fit::No;
    }
    identity::judge_compact("nl", &padded)
}

/// The sign between the date and the serial tells the century: + for 18, - and U to Y for 19,
/// A to F for 20.
fn fi_hetu(value: &[u8]) -> Fit {
    match value.get(6) {
        Some(b'+' | b'-' | b'A'..=b'F' | b'U'..=b'Y') if value.len() == 11 => {
            let mut plain = [0; 10];
            plain[..6].copy_from_slice(&value[..6]);
            plain[6..].copy_from_slice(&value[7..]);
            identity::judge_compact("fi", &plain)
        }
        _ => Fit::No,
    }
}

/// *Source:* VIES, structure of VAT identification numbers; check digits of DE, BE, LU, IT and PL.
fn eu_vat(value: &[u8]) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let Some((country, number)) = id.get().split_at_checked(2) else {
        return Fit::No;
    };
    let fits = VAT_FORMS
        .iter()
        .any(|(code, form)| code.as_bytes() == country && is_form(form, number));
    if !fits {
        return Fit::No;
    }
    let digits = |from: usize, to: usize| {
        number[from..to]
            .iter()
            .fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0'))
    };
    let last = u32::from(number[number.len() - 1].wrapping_sub(b'0'));
    let holds = match country {
        b"DE" => check_digit::mod_11_10(&number[..8]) == last,
        b"BE" => 97 - digits(0, 8) % 97 == digits(8, 10),
        b"LU" => digits(0, 6) % 89 == digits(6, 8),
        b"IT" => check_digit::luhn(&number[..10]) == last,
        b"PL" => check_digit::weighted(number, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last,
        _ => true,
    };
    if holds { Fit::Valid } else { Fit::Shape }
}

static VAT_FORMS: &[(&str, &str)] = &[
    ("AT", "U99999999"),
    ("BE", "9999999999"),
    ("BG", "999999999"),
    ("BG", "9999999999"),
    ("CY", "99999999A"),
    ("CZ", "99999999"),
    ("CZ", "999999999"),
    ("CZ", "9999999999"),
    ("DE", "999999999"),
    ("DK", "99999999"),
    ("EE", "999999999"),
    ("EL", "999999999"),
    ("ES", "X9999999X"),
    ("FI", "99999999"),
    ("FR", "XX999999999"),
    ("HR", "99999999999"),
    ("HU", "99999999"),
    ("IE", "9X99999A"),
    ("IE", "9X99999AA"),
    ("IT", "99999999999"),
    ("LT", "999999999"),
    ("LT", "999999999999"),
    ("LU", "99999999"),
    ("LV", "99999999999"),
    ("MT", "99999999"),
    ("NL", "XXXXXXXXX9X99"),
    ("NL", "999999999B99"),
    ("PL", "9999999999"),
    ("PT", "999999999"),
    ("RO", "99999999"),
    ("RO", "999999999"),
    ("RO", "9999999999"),
    ("SE", "999999999999"),
    ("SI", "99999999"),
    ("SK", "9999999999"),
    ("XI", "999999999"),
];
