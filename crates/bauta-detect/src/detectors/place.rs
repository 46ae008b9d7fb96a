//! Where people live: only a column's name and its values together tell.

use bauta_model::Sensitivity::{High, Low, Medium};

use crate::detector::Category::{Pii, Quasi};
use crate::detector::Treatment::{Fake, Generalise, Keep};
use crate::detector::{Detector, Example};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::column(
        "postal-address",
        "Street and number, or a whole address.",
        (Pii, High, Fake),
        hints![
            address street street_address addr addr1 addr2 address1 address2 address_1 address_2
            address_line1 address_line_1 address_line2 address_line_2 line1 line2 street1
            street2 house_number home_address billing_address shipping_address mailing_address
            postal_address delivery_address full_address adresse anschrift strasse hausnummer
            rue adresse_postale direccion calle domicilio indirizzo via adres ulica straat
            endereco rua morada logradouro
        ],
        plausible::postal_address,
        &[
            Example::whole("12 Main Street"),
            Example::whole("Hauptstraße 5, 10115 Berlin"),
        ],
    ),
    Detector::column(
        "postcode",
        "Postcode.",
        (Quasi, Medium, Generalise),
        hints![
            zip zip_code zipcode postcode post_code postal_code postalcode plz postleitzahl
            code_postal cp codigo_postal cap codice_postale kod_pocztowy cep pincode pin_code
            billing_zip shipping_zip
        ],
        plausible::postcode,
        &[Example::whole("SW1A 1AA"), Example::whole("10115")],
    )
    .unmarked(|original, _, out| {
        // The first three characters tell a region, and HIPAA lets them stay; none of them do here.
        out.extend(original.iter().take(10).map(|byte| match byte {
            b'0'..=b'9' => b'0',
            b'A'..=b'Z' | b'a'..=b'z' => b'X',
            _ => b' ',
        }));
    }),
    Detector::column(
        "city",
        "City or town.",
        (Quasi, Low, Keep),
        hints![
            city town locality municipality village place_of_birth birth_place stadt ort wohnort
            geburtsort gemeinde ville commune lieu_naissance ciudad localidad municipio citta
            comune luogo_nascita miasto miejscowosc plaats woonplaats cidade
        ],
        plausible::place,
        &[Example::whole("San Francisco"), Example::whole("Köln")],
    ),
    Detector::column(
        "region",
        "State, province or county.",
        (Quasi, Low, Keep),
        hints![
            region state province county district bundesland departement provincia regione
            wojewodztwo powiat provincie estado distrito
        ],
        plausible::place,
        &[Example::whole("California"), Example::whole("NRW")],
    ),
    Detector::column(
        "country",
        "Country, by name or by its ISO 3166 code.",
        (Quasi, Low, Keep),
        hints![
            country country_code country_name land pays pais paese nazione kraj staat landcode
            laendercode
        ],
        plausible::place,
        &[Example::whole("Germany"), Example::whole("DE")],
    ),
    Detector::column(
        "geo",
        "Latitude, longitude or a point on the map.",
        (Quasi, Medium, Generalise),
        hints![
            lat lon lng long latitude longitude geo geom geometry geolocation location
            coordinates coords position gps breitengrad laengengrad latitud longitud latitudine
            longitudine
        ],
        plausible::geo,
        &[
            Example::whole("52.520008"),
            Example::whole("POINT(13.405 52.52)"),
        ],
    )
    .unmarked(|_, _, out| out.push(b'0')),
];
