//! What is about people, and what columns with it are called.

use super::national;
use super::values;
use crate::identifiers;
use crate::random::Random;

/// A kind of value and how it is written.
#[derive(Debug)]
pub(super) struct Writer {
    /// Kinds that are right, the best first; none for what is no finding.
    pub(super) kinds: &'static [&'static str],
    /// What columns are called.
    pub(super) names: &'static [&'static str],
    /// The column's type.
    pub(super) ty: &'static str,
    /// Writes one.
    pub(super) write: fn(&mut Random) -> String,
}

pub(super) const fn text(
    kinds: &'static [&'static str],
    names: &'static [&'static str],
    write: fn(&mut Random) -> String,
) -> Writer {
    Writer {
        kinds,
        names,
        ty: "text",
        write,
    }
}

/// Columns about people: names, ways to reach them, numbers of theirs.
pub(super) static PERSONAL: &[Writer] = &[
    text(
        &["email"],
        &["email", "e_mail", "contact", "mail_to", "col_7"],
        values::email,
    ),
    text(
        &["email"],
        &["reply_address", "kontakt", "login_id"],
        values::email,
    ),
    text(
        &["username"],
        &["username", "user_name", "login", "nickname"],
        values::username,
    ),
    text(
        &["person-name"],
        &[
            "full_name",
            "customer_name",
            "nombre_completo",
            "contact_person",
        ],
        values::name,
    ),
    text(
        &["first-name", "person-name"],
        &["first_name", "vorname", "prenom", "given_name"],
        values::given,
    ),
    text(
        &["last-name", "person-name"],
        &["last_name", "surname", "nachname", "apellido"],
        values::family,
    ),
    text(
        &["phone"],
        &["phone", "mobile", "telefon", "tel_no", "fax"],
        values::phone,
    ),
    text(
        &["phone"],
        &["cell_phone", "msisdn", "contact_no"],
        values::national_phone,
    ),
    text(
        &["postal-address", "street-address"],
        &["address", "street", "strasse", "addr_line1", "rue"],
        values::street,
    ),
    text(
        &["postcode"],
        &["postcode", "zip", "plz", "cep"],
        values::postcode,
    ),
    text(&["city"], &["city", "ort", "ville", "town"], values::city),
    Writer {
        kinds: &["date-of-birth"],
        names: &["date_of_birth", "dob", "geburtsdatum", "born_on"],
        ty: "date",
        write: values::birth,
    },
    text(
        &["gender"],
        &["gender", "sex", "geschlecht"],
        values::gender,
    ),
    text(&["religion"], &["religion", "konfession"], values::religion),
    text(
        &["ethnicity"],
        &["ethnicity", "ethnic_group"],
        values::ethnicity,
    ),
    text(
        &["diagnosis", "health", "icd-10"],
        &["diagnosis", "diagnose"],
        values::diagnosis,
    ),
    Writer {
        kinds: &["salary"],
        names: &["salary", "annual_salary", "gehalt", "income"],
        ty: "numeric(10,2)",
        write: values::salary,
    },
    text(
        &["credit-card"],
        &["card_number", "cc_number", "pan", "field_3"],
        values::card,
    ),
    text(
        &["credit-card"],
        &["payment_ref", "karte"],
        values::spaced_card,
    ),
    text(&["card-cvv"], &["cvv", "cvc", "card_cvc"], values::cvv),
    text(
        &["iban"],
        &["iban", "bank_account", "konto", "account_ref"],
        values::iban,
    ),
    text(&["bic"], &["bic", "swift_code"], values::bic),
    text(
        &["bank-account", "aba", "sort-code"],
        &["routing_number", "aba_routing"],
        values::aba,
    ),
    text(
        &["us-ssn"],
        &["ssn", "social_security_number", "tax_ref"],
        national::us_ssn,
    ),
    text(&["us-itin"], &["itin"], values::itin),
    text(
        &["uk-nino"],
        &["nino", "ni_number", "national_insurance"],
        national::uk_nino,
    ),
    text(&["uk-nhs"], &["nhs_number", "nhs_no"], national::uk_nhs),
    text(
        &["ca-sin"],
        &["sin", "social_insurance_number"],
        national::ca_sin,
    ),
    text(
        &["de-steuer-id"],
        &["steuer_id", "idnr", "steueridentnummer"],
        identifiers::steuer_id,
    ),
    text(&["fr-nir"], &["nir", "numero_secu"], identifiers::nir),
    text(&["es-dni"], &["dni", "nif"], identifiers::dni),
    text(&["es-nie", "es-dni", "nie"], &["nie"], national::es_nie),
    text(
        &["it-codice-fiscale"],
        &["codice_fiscale", "cf", "data_x"],
        national::it_codice_fiscale,
    ),
    text(&["nl-bsn"], &["bsn", "sofinummer"], national::nl_bsn),
    text(
        &["be-nrn"],
        &["rijksregister", "national_register"],
        national::be_nrn,
    ),
    text(&["pl-pesel"], &["pesel"], national::pl_pesel),
    text(
        &["se-personnummer"],
        &["personnummer"],
        national::se_personnummer,
    ),
    text(
        &["fi-hetu", "fi"],
        &["hetu", "henkilotunnus"],
        national::fi_hetu,
    ),
    text(
        &["no-fodselsnummer", "no"],
        &["fodselsnummer", "fnr"],
        national::no_fnr,
    ),
    text(&["br-cpf"], &["cpf", "documento"], national::br_cpf),
    text(
        &["in-aadhaar"],
        &["aadhaar", "uid_number"],
        national::in_aadhaar,
    ),
    text(&["in-pan"], &["pan_number", "pan_card"], national::in_pan),
    text(&["au-tfn"], &["tfn", "tax_file_number"], national::au_tfn),
    text(
        &["cn-resident-id"],
        &["shenfenzheng", "id_card"],
        national::cn_resident_id,
    ),
    text(&["jp-my-number"], &["my_number"], identifiers::my_number),
    text(&["kr-rrn"], &["rrn", "jumin"], national::kr_rrn),
    text(&["sg-nric"], &["nric"], national::sg_nric),
    text(&["za-id"], &["rsa_id", "za_id_number"], national::za_id),
    text(&["tr-kimlik"], &["tckn", "tc_kimlik"], national::tr_kimlik),
    text(
        &["passport"],
        &["passport_no", "passport_number", "reisepass"],
        values::passport,
    ),
    text(
        &["driver-licence"],
        &["licence_no", "driver_licence", "dl_number"],
        values::licence,
    ),
    text(
        &["licence-plate"],
        &["licence_plate", "plate", "kennzeichen"],
        values::plate,
    ),
    text(&["vin"], &["vin", "fahrgestellnummer"], identifiers::vin),
    text(
        &["ipv4"],
        &["ip", "last_ip", "remote_addr", "src"],
        values::ipv4,
    ),
    text(&["ipv6"], &["ip6", "client_ip"], values::ipv6),
    text(&["mac"], &["mac", "mac_address", "hwaddr"], values::mac),
    text(&["imei"], &["imei", "device_imei"], values::imei),
    text(&["mrn", "medical"], &["mrn", "patient_no"], values::mrn),
    text(&["npi"], &["npi", "npi_number"], values::npi),
    text(
        &["device", "device-id", "advertising-id"],
        &["idfa", "gaid", "advertising_id"],
        values::advertising,
    ),
    text(
        &["security-answer"],
        &["secret_answer", "security_answer"],
        values::answer,
    ),
    text(
        &["bitcoin-wif", "crypto-wallet", "btc-wif"],
        &["mnemonic", "seed_phrase"],
        values::mnemonic,
    ),
    Writer {
        kinds: &["geo"],
        names: &["latitude", "lat"],
        ty: "numeric(9,6)",
        write: values::latitude,
    },
    Writer {
        kinds: &["geo"],
        names: &["longitude", "lng", "lon"],
        ty: "numeric(9,6)",
        write: values::longitude,
    },
];
