//! What is about people, and what columns with it are called.

use super::national;
use super::pattern::fill;
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
        email,
    ),
    text(&["email"], &["reply_address", "kontakt", "login_id"], email),
    text(
        &["username"],
        &["username", "user_name", "login", "nickname"],
        username,
    ),
    text(
        &["person-name"],
        &[
            "full_name",
            "customer_name",
            "nombre_completo",
            "contact_person",
        ],
        name,
    ),
    text(
        &["first-name", "person-name"],
        &["first_name", "vorname", "prenom", "given_name"],
        given,
    ),
    text(
        &["last-name", "person-name"],
        &["last_name", "surname", "nachname", "apellido"],
        family,
    ),
    text(
        &["phone"],
        &["phone", "mobile", "telefon", "tel_no", "fax"],
        phone,
    ),
    text(
        &["phone"],
        &["cell_phone", "msisdn", "contact_no"],
        national_phone,
    ),
    text(
        &["postal-address", "street-address"],
        &["address", "street", "strasse", "addr_line1", "rue"],
        street,
    ),
    text(&["postcode"], &["postcode", "zip", "plz", "cep"], postcode),
    text(&["city"], &["city", "ort", "ville", "town"], city),
    Writer {
        kinds: &["date-of-birth"],
        names: &["date_of_birth", "dob", "geburtsdatum", "born_on"],
        ty: "date",
        write: birth,
    },
    text(&["gender"], &["gender", "sex", "geschlecht"], gender),
    text(&["religion"], &["religion", "konfession"], religion),
    text(&["ethnicity"], &["ethnicity", "ethnic_group"], ethnicity),
    text(
        &["diagnosis", "health", "icd-10"],
        &["diagnosis", "diagnose"],
        diagnosis,
    ),
    Writer {
        kinds: &["salary"],
        names: &["salary", "annual_salary", "gehalt", "income"],
        ty: "numeric(10,2)",
        write: salary,
    },
    text(
        &["credit-card"],
        &["card_number", "cc_number", "pan", "field_3"],
        card,
    ),
    text(&["credit-card"], &["payment_ref", "karte"], spaced_card),
    text(&["card-cvv"], &["cvv", "cvc", "card_cvc"], cvv),
    text(
        &["iban"],
        &["iban", "bank_account", "konto", "account_ref"],
        iban,
    ),
    text(&["bic"], &["bic", "swift_code"], bic),
    text(
        &["bank-account", "aba", "sort-code"],
        &["routing_number", "aba_routing"],
        aba,
    ),
    text(
        &["us-ssn"],
        &["ssn", "social_security_number", "tax_ref"],
        national::us_ssn,
    ),
    text(&["us-itin"], &["itin"], itin),
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
        passport,
    ),
    text(
        &["driver-licence"],
        &["licence_no", "driver_licence", "dl_number"],
        licence,
    ),
    text(
        &["licence-plate"],
        &["licence_plate", "plate", "kennzeichen"],
        plate,
    ),
    text(&["vin"], &["vin", "fahrgestellnummer"], identifiers::vin),
    text(&["ipv4"], &["ip", "last_ip", "remote_addr", "src"], ipv4),
    text(&["ipv6"], &["ip6", "client_ip"], ipv6),
    text(&["mac"], &["mac", "mac_address", "hwaddr"], mac),
    text(&["imei"], &["imei", "device_imei"], imei),
    text(&["mrn", "medical"], &["mrn", "patient_no"], mrn),
    text(&["npi"], &["npi", "npi_number"], npi),
    text(
        &["device", "device-id", "advertising-id"],
        &["idfa", "gaid", "advertising_id"],
        advertising,
    ),
    text(
        &["security-answer"],
        &["secret_answer", "security_answer"],
        answer,
    ),
    text(
        &["bitcoin-wif", "crypto-wallet", "btc-wif"],
        &["mnemonic", "seed_phrase"],
        mnemonic,
    ),
    Writer {
        kinds: &["geo"],
        names: &["latitude", "lat"],
        ty: "numeric(9,6)",
        write: latitude,
    },
    Writer {
        kinds: &["geo"],
        names: &["longitude", "lng", "lon"],
        ty: "numeric(9,6)",
        write: longitude,
    },
];

const GIVEN: &[&str] = &[
    "Anna",
    "Bernd",
    "Chiara",
    "Dmitri",
    "Élodie",
    "Farid",
    "Giulia",
    "Hannah",
    "Ines",
    "Jürgen",
    "Katarzyna",
    "Luca",
    "Maria",
    "Noah",
    "Olivia",
    "Pedro",
    "Quentin",
    "Rosa",
    "Sophie",
    "Thomas",
    "Ursula",
    "Valentina",
    "William",
    "Xavier",
    "Yuki",
    "Zoë",
    "James",
    "Mary",
    "Robert",
    "Linda",
    "Ahmed",
    "Priya",
    "Wei",
    "Emma",
    "Lukas",
    "Mia",
    "Paul",
    "Laura",
    "Daniel",
    "Sarah",
    "Miguel",
    "Carmen",
    "Pierre",
    "Camille",
    "Marco",
    "Francesca",
    "Jan",
    "Eva",
    "Olga",
    "Sergei",
];
const FAMILY: &[&str] = &[
    "Müller",
    "Schmidt",
    "Rossi",
    "Bianchi",
    "García",
    "Fernández",
    "Dupont",
    "Moreau",
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "O'Brien",
    "Kowalski",
    "Nowak",
    "Ivanov",
    "Petrova",
    "Tanaka",
    "Suzuki",
    "Chen",
    "Wang",
    "Singh",
    "Patel",
    "Khan",
    "Silva",
    "Santos",
    "Jansen",
    "de Vries",
    "van den Berg",
    "Andersson",
    "Nielsen",
    "Hansen",
    "Virtanen",
    "Nagy",
    "Novák",
    "Popescu",
    "Yılmaz",
    "Kim",
    "Nguyen",
    "Haddad",
    "Weber",
    "Fischer",
    "Martin",
    "Bernard",
    "Ricci",
    "López",
    "Martínez",
    "Taylor",
    "Wilson",
    "Evans",
];
const CITIES: &[&str] = &[
    "Berlin",
    "Hamburg",
    "Lyon",
    "Paris",
    "Madrid",
    "Sevilla",
    "Milano",
    "Roma",
    "Amsterdam",
    "Utrecht",
    "London",
    "Leeds",
    "Boston",
    "Denver",
    "Austin",
    "Toronto",
    "Osaka",
    "Kyoto",
    "Wrocław",
    "Kraków",
    "Zürich",
    "Wien",
];

/// One of some patterns, filled.
fn one_of(patterns: &[&str], random: &mut Random) -> String {
    let pattern = *random.pick(patterns);
    fill(pattern, random)
}

pub(super) fn given(random: &mut Random) -> String {
    (*random.pick(GIVEN)).to_owned()
}

pub(super) fn family(random: &mut Random) -> String {
    (*random.pick(FAMILY)).to_owned()
}

pub(super) fn name(random: &mut Random) -> String {
    format!("{} {}", given(random), family(random))
}

pub(super) fn email(random: &mut Random) -> String {
    let host = *random.pick(&[
        "gmx.de",
        "posteo.net",
        "orange.fr",
        "bt.co.uk",
        "libero.it",
        "fastmail.com",
        "uni-bonn.de",
    ]);
    match random.below(3) {
        0 => fill("[low:5-9].[low:4-9]@", random) + host,
        1 => fill("[low:4-8][dig:2]@", random) + host,
        _ => fill("[low:1].[low:5-9]+[low:4]@", random) + host,
    }
}

fn username(random: &mut Random) -> String {
    match random.below(3) {
        0 => fill("[low:4-8][dig:1-3]", random),
        1 => fill("[low:3-6]_[low:3-6]", random),
        _ => fill("[low:1][low:5-8]", random),
    }
}

pub(super) fn phone(random: &mut Random) -> String {
    let pattern = *random.pick(&[
        "+49 17[dig:1] [nz:1][dig:6]",
        "+44 7[dig:3] [dig:6]",
        "+1 (41[dig:1]) [nz:1][dig:2]-[dig:4]",
        "+33 6 [dig:2] [dig:2] [dig:2] [dig:2]",
        "+34 6[dig:2] [dig:3] [dig:3]",
        "+39 34[dig:1] [dig:7]",
        "+31 6 [dig:8]",
        "+4917[dig:1][nz:1][dig:6]",
    ]);
    fill(pattern, random)
}

fn national_phone(random: &mut Random) -> String {
    let pattern = *random.pick(&[
        "(41[dig:1]) [nz:1][dig:2]-[dig:4]",
        "017[dig:1]/[nz:1][dig:6]",
        "07[dig:3] [dig:6]",
        "41[dig:1]-[nz:1][dig:2]-[dig:4]",
    ]);
    fill(pattern, random)
}

fn street(random: &mut Random) -> String {
    let number = random.between(1, 199);
    let pattern = *random.pick(&[
        "Lindenstraße #",
        "Hauptstr. #",
        "# High Street",
        "# Oak Avenue",
        "# rue Victor Hugo",
        "Calle Mayor #",
        "Via Garibaldi, #",
        "Keizersgracht #",
        "ul. Długa #",
        "# Mill Lane",
    ]);
    pattern.replace('#', &number.to_string())
}

fn postcode(random: &mut Random) -> String {
    one_of(
        &[
            "[nz:1][dig:4]",
            "[dig:1][nz:1][dig:3]",
            "[UP:2][nz:1] [dig:1][UP:2]",
            "[nz:1][dig:3] [UP:2]",
        ],
        random,
    )
}

fn city(random: &mut Random) -> String {
    (*random.pick(CITIES)).to_owned()
}

fn birth(random: &mut Random) -> String {
    format!(
        "{}-{:02}-{:02}",
        random.between(1938, 2006),
        random.between(1, 12),
        random.between(1, 28)
    )
}

fn gender(random: &mut Random) -> String {
    (*random.pick(&["male", "female", "other"])).to_owned()
}

fn religion(random: &mut Random) -> String {
    (*random.pick(&[
        "catholic",
        "protestant",
        "muslim",
        "jewish",
        "hindu",
        "none",
    ]))
    .to_owned()
}

fn ethnicity(random: &mut Random) -> String {
    (*random.pick(&["white", "black", "asian", "hispanic", "mixed"])).to_owned()
}

fn diagnosis(random: &mut Random) -> String {
    (*random.pick(&[
        "E11.9", "I10", "J45.909", "F32.1", "M54.5", "C50.9", "K21.0", "N18.3",
    ]))
    .to_owned()
}

fn salary(random: &mut Random) -> String {
    format!(
        "{}.{:02}",
        random.between(24_000, 180_000),
        random.between(0, 99)
    )
}

pub(super) fn card(random: &mut Random) -> String {
    let (front, length) = *random.pick(&[
        ("45", 16),
        ("51", 16),
        ("54", 16),
        ("2360", 16),
        ("34", 15),
        ("37", 15),
        ("6011", 16),
        ("3589", 16),
    ]);
    let body = format!("{front}{}", random.digits(length - front.len() - 1));
    let check = national::luhn(&body);
    format!("{body}{check}")
}

fn spaced_card(random: &mut Random) -> String {
    let card = card(random);
    let parts: Vec<&str> = [0, 4, 8, 12]
        .iter()
        .filter_map(|at| card.get(*at..card.len().min(at + 4)))
        .collect();
    parts.join(" ")
}

fn cvv(random: &mut Random) -> String {
    random.digits(3)
}

pub(super) fn iban(random: &mut Random) -> String {
    let (country, account) = match random.below(4) {
        0 => ("DE", random.digits(18)),
        1 => ("GB", fill("[UP:4][dig:14]", random)),
        2 => ("NL", fill("[UP:4][dig:10]", random)),
        _ => ("ES", random.digits(20)),
    };
    identifiers::iban(country, &account)
}

fn bic(random: &mut Random) -> String {
    let country = *random.pick(&["DE", "FR", "GB", "NL", "ES", "IT"]);
    let bank = fill("[UP:4]", random);
    fill(&format!("{bank}{country}[ALNUM:2]"), random)
}

fn aba(random: &mut Random) -> String {
    let body = format!("{:02}{}", random.between(1, 12), random.digits(6));
    let weights = [3, 7, 1, 3, 7, 1, 3, 7];
    let sum: u32 = body
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn itin(random: &mut Random) -> String {
    format!(
        "9{}-{}-{}",
        random.digits(2),
        random.pick(&["52", "61", "73", "81", "90", "96"]),
        random.digits(4)
    )
}

fn passport(random: &mut Random) -> String {
    one_of(
        &[
            "[UP:1][dig:8]",
            "[dig:9]",
            "C[dig:1]FG[dig:5]",
            "[dig:2]AB[dig:5]",
        ],
        random,
    )
}

fn licence(random: &mut Random) -> String {
    fill("[UP:5][dig:6][UP:2]9[UP:2]", random)
}

fn plate(random: &mut Random) -> String {
    one_of(
        &[
            "B-[UP:2] [dig:4]",
            "[UP:2][dig:2] [UP:3]",
            "M-[UP:2] [dig:3]",
            "[UP:2]-[dig:3]-[UP:2]",
        ],
        random,
    )
}

pub(super) fn ipv4(random: &mut Random) -> String {
    let part = |random: &mut Random| random.between(1, 254);
    format!(
        "{}.{}.{}.{}",
        random.between(31, 220),
        part(random),
        part(random),
        part(random)
    )
}

fn ipv6(random: &mut Random) -> String {
    fill(
        "2a0[hex:1]:[nz:1][hex:3]:[nz:1][hex:2]::[nz:1][hex:3]",
        random,
    )
}

fn mac(random: &mut Random) -> String {
    fill("[hex:2]:[hex:2]:[hex:2]:[hex:2]:[hex:2]:[hex:2]", random)
}

fn imei(random: &mut Random) -> String {
    let body = format!("35{}", random.digits(12));
    let check = national::luhn(&body);
    format!("{body}{check}")
}

fn mrn(random: &mut Random) -> String {
    fill("MRN[dig:8]", random)
}

fn npi(random: &mut Random) -> String {
    let body = format!("1{}", random.digits(8));
    let check = national::luhn(&format!("80840{body}"));
    format!("{body}{check}")
}

fn advertising(random: &mut Random) -> String {
    random.uuid().to_ascii_uppercase()
}

fn answer(random: &mut Random) -> String {
    format!(
        "{} {}",
        random.pick(&["Fluffy", "Bello", "Minka", "Rex"]),
        random.pick(FAMILY)
    )
}

fn mnemonic(random: &mut Random) -> String {
    const WORDS: &[&str] = &[
        "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd",
        "abuse", "access", "accident", "zebra", "zero", "zone", "zoo", "wrist", "yellow", "young",
        "youth",
    ];
    let words: Vec<&str> = (0..12).map(|_| *random.pick(WORDS)).collect();
    words.join(" ")
}

fn latitude(random: &mut Random) -> String {
    format!("{}.{}", random.between(40, 58), random.digits(6))
}

fn longitude(random: &mut Random) -> String {
    format!("{}.{}", random.between(-8, 20), random.digits(6))
}
