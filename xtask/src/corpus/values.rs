//! Values about people, as the forms of several countries have them.

use super::national;
use super::pattern::fill;
use crate::identifiers;
use crate::random::Random;

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

pub(super) fn username(random: &mut Random) -> String {
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

pub(super) fn national_phone(random: &mut Random) -> String {
    let pattern = *random.pick(&[
        "(41[dig:1]) [nz:1][dig:2]-[dig:4]",
        "017[dig:1]/[nz:1][dig:6]",
        "07[dig:3] [dig:6]",
        "41[dig:1]-[nz:1][dig:2]-[dig:4]",
    ]);
    fill(pattern, random)
}

pub(super) fn street(random: &mut Random) -> String {
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

pub(super) fn postcode(random: &mut Random) -> String {
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

pub(super) fn city(random: &mut Random) -> String {
    (*random.pick(CITIES)).to_owned()
}

pub(super) fn birth(random: &mut Random) -> String {
    format!(
        "{}-{:02}-{:02}",
        random.between(1938, 2006),
        random.between(1, 12),
        random.between(1, 28)
    )
}

pub(super) fn gender(random: &mut Random) -> String {
    (*random.pick(&["male", "female", "other"])).to_owned()
}

pub(super) fn religion(random: &mut Random) -> String {
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

pub(super) fn ethnicity(random: &mut Random) -> String {
    (*random.pick(&["white", "black", "asian", "hispanic", "mixed"])).to_owned()
}

pub(super) fn diagnosis(random: &mut Random) -> String {
    (*random.pick(&[
        "E11.9", "I10", "J45.909", "F32.1", "M54.5", "C50.9", "K21.0", "N18.3",
    ]))
    .to_owned()
}

pub(super) fn salary(random: &mut Random) -> String {
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

pub(super) fn spaced_card(random: &mut Random) -> String {
    let card = card(random);
    let parts: Vec<&str> = [0, 4, 8, 12]
        .iter()
        .filter_map(|at| card.get(*at..card.len().min(at + 4)))
        .collect();
    parts.join(" ")
}

pub(super) fn cvv(random: &mut Random) -> String {
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

pub(super) fn bic(random: &mut Random) -> String {
    let country = *random.pick(&["DE", "FR", "GB", "NL", "ES", "IT"]);
    let bank = fill("[UP:4]", random);
    fill(&format!("{bank}{country}[ALNUM:2]"), random)
}

pub(super) fn aba(random: &mut Random) -> String {
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

pub(super) fn itin(random: &mut Random) -> String {
    format!(
        "9{}-{}-{}",
        random.digits(2),
        random.pick(&["52", "61", "73", "81", "90", "96"]),
        random.digits(4)
    )
}

pub(super) fn passport(random: &mut Random) -> String {
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

pub(super) fn licence(random: &mut Random) -> String {
    fill("[UP:5][dig:6][UP:2]9[UP:2]", random)
}

pub(super) fn plate(random: &mut Random) -> String {
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

pub(super) fn ipv6(random: &mut Random) -> String {
    fill(
        "2a0[hex:1]:[nz:1][hex:3]:[nz:1][hex:2]::[nz:1][hex:3]",
        random,
    )
}

pub(super) fn mac(random: &mut Random) -> String {
    fill("[hex:2]:[hex:2]:[hex:2]:[hex:2]:[hex:2]:[hex:2]", random)
}

pub(super) fn imei(random: &mut Random) -> String {
    let body = format!("35{}", random.digits(12));
    let check = national::luhn(&body);
    format!("{body}{check}")
}

pub(super) fn mrn(random: &mut Random) -> String {
    fill("MRN[dig:8]", random)
}

pub(super) fn npi(random: &mut Random) -> String {
    let body = format!("1{}", random.digits(8));
    let check = national::luhn(&format!("80840{body}"));
    format!("{body}{check}")
}

pub(super) fn advertising(random: &mut Random) -> String {
    random.uuid().to_ascii_uppercase()
}

pub(super) fn answer(random: &mut Random) -> String {
    format!(
        "{} {}",
        random.pick(&["Fluffy", "Bello", "Minka", "Rex"]),
        random.pick(FAMILY)
    )
}

pub(super) fn mnemonic(random: &mut Random) -> String {
    const WORDS: &[&str] = &[
        "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd",
        "abuse", "access", "accident", "zebra", "zero", "zone", "zoo", "wrist", "yellow", "young",
        "youth",
    ];
    let words: Vec<&str> = (0..12).map(|_| *random.pick(WORDS)).collect();
    words.join(" ")
}

pub(super) fn latitude(random: &mut Random) -> String {
    format!("{}.{}", random.between(40, 58), random.digits(6))
}

pub(super) fn longitude(random: &mut Random) -> String {
    format!("{}.{}", random.between(-8, 20), random.digits(6))
}
