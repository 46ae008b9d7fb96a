//! Numbers of passports, licences and vehicles.

use bauta_codec::identifiers::check_digit;
use bauta_model::Sensitivity::{Critical, High, Medium};

use super::europe::machine_read;
use crate::Fit;
use crate::detector::Category::Pii;
use crate::detector::{Detector, Example};
use crate::identity::{self, Compact, is_form, number};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "passport",
        "Passport number, or the lines that machines read.",
        (Pii, Critical),
        hints![
            passport passport_number passport_no passport_num reisepass reisepassnummer passeport
            numero_passeport pasaporte numero_pasaporte passaporto numero_passaporto paspoort
            paspoortnummer paszport numer_paszportu passaporte mrz
        ],
        passport,
        &[
            Example::whole("C01X00T47"),
            Example::whole("L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
        ],
    ),
    number(
        "driver-licence",
        "Number of a driving licence.",
        (Pii, High),
        hints![
            driver_licence driver_license drivers_license driving_licence licence_no license_no
            licence_number license_number dl_number dl_no fuehrerschein fuehrerscheinnummer
            permis_conduire numero_permis licencia_conducir permiso_conducir patente
            numero_patente rijbewijs prawo_jazdy carta_conducao cnh
        ],
        driver_licence,
        &[Example::whole("MORGA657054SM9IJ")],
    ),
    number(
        "licence-plate",
        "Registration plate of a vehicle.",
        (Pii, Medium),
        hints![
            plate licence_plate license_plate plate_number plate_no registration_plate
            vehicle_registration kennzeichen nummernschild plaque immatriculation
            plaque_immatriculation matricula placa targa kenteken tablica_rejestracyjna
        ],
        licence_plate,
        &[Example::whole("B-MW 1234"), Example::whole("AB12 CDE")],
    ),
    number(
        "vin",
        "Vehicle identification number.",
        (Pii, Medium),
        hints![
            vin vehicle_identification_number vin_number chassis chassis_number
            fahrgestellnummer fin numero_chassis bastidor telaio chassisnummer
        ],
        vin,
        &[Example {
            text: "VIN: 1M8GDM9AXKP042788",
            found: "1M8GDM9AXKP042788",
        }],
    )
    .within_prose(behind!(["vin", "chassis", "fahrgestellnummer"], vin)),
];

/// *Source:* ICAO 9303-4, for the second line of the zone.
fn passport(value: &[u8]) -> Fit {
    if value.len() == 44 || value.len() == 88 || value.len() == 89 {
        let line = &value[value.len() - 44..];
        let holds = value
            .iter()
            .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'<' | b'\n'))
            && machine_read(&line[..9]) == line[9]
            && machine_read(&line[13..19]) == line[19]
            && machine_read(&line[21..27]) == line[27];
        return if holds { Fit::Valid } else { Fit::No };
    }
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let id = id.get();
    let fits = [
        "99999999",
        "999999999",
        "A99999999",
        "A9999999",
        "AA9999999",
        "99AA99999",
    ]
    .iter()
    .any(|form| is_form(form, id))
        || (is_form("AXXXXXXXX", id) && id.iter().any(u8::is_ascii_digit));
    if fits { Fit::Shape } else { Fit::No }
}

fn driver_licence(value: &[u8]) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let id = id.get();
    if is_form("XXXXX999999XX9AA", id) || is_form("XXXXX999999XXXAA", id) {
        return Fit::Valid;
    }
    let digits = id.iter().filter(|byte| byte.is_ascii_digit()).count();
    if (6..=20).contains(&id.len()) && digits >= 4 {
        Fit::Shape
    } else {
        Fit::No
    }
}

fn licence_plate(value: &[u8]) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let id = id.get();
    let holds = (4..=9).contains(&id.len())
        && id.iter().any(u8::is_ascii_digit)
        && id.iter().any(u8::is_ascii_alphabetic);
    if holds { Fit::Shape } else { Fit::No }
}

/// *Source:* ISO 3779; the ninth character checks, where North America asks for it.
fn vin(value: &[u8]) -> Fit {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    identity::checked("XXXXXXXXXXXXXXXXX", value, |id| {
        let sum: u32 = id
            .iter()
            .zip(WEIGHTS)
            .map(|(byte, weight)| transliterated(*byte) * weight)
            .sum();
        let check = match sum % 11 {
            10 => b'X',
            digit => b'0' + digit.to_le_bytes()[0],
        };
        id[8] == check && id.iter().any(u8::is_ascii_alphabetic)
    })
    .min(if value.iter().any(|byte| b"IOQioq".contains(byte)) {
        Fit::No
    } else {
        Fit::Valid
    })
}

fn transliterated(byte: u8) -> u32 {
    match byte {
        b'A'..=b'H' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        b'S'..=b'Z' => u32::from(byte - b'S') + 2,
        _ => check_digit::value(byte),
    }
}
