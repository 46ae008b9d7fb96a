//! The words that rows are made of, escaped once for the form that is written.

use super::row::Marks;

/// All words.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) given: Vec<Name>,
    pub(super) family: Vec<Name>,
    pub(super) hosts: Vec<Vec<u8>>,
    pub(super) streets: Vec<Vec<u8>>,
    pub(super) days: Vec<Vec<u8>>,
    pub(super) sentences: Vec<Vec<u8>>,
    pub(super) paragraph: Vec<u8>,
    pub(super) write_to: Vec<u8>,
    pub(super) payload: Payload,
}

/// A name and what of it stands in an address of mail.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) written: Vec<u8>,
    pub(super) login: Vec<u8>,
}

/// The pieces of the document in `events.payload`.
#[derive(Debug)]
pub(super) struct Payload {
    pub(super) page: Vec<u8>,
    pub(super) referrer: Vec<u8>,
    pub(super) first_item: Vec<u8>,
    pub(super) next_item: Vec<u8>,
    pub(super) quantity: Vec<u8>,
    pub(super) end_item: Vec<u8>,
    pub(super) viewport: Vec<u8>,
    pub(super) height: Vec<u8>,
    pub(super) elapsed: Vec<u8>,
    pub(super) experiment: Vec<u8>,
    pub(super) end: Vec<u8>,
    pub(super) pages: Vec<Vec<u8>>,
    pub(super) referrers: Vec<Vec<u8>>,
    pub(super) experiments: Vec<Vec<u8>>,
}

impl Words {
    pub(super) fn new(marks: &Marks) -> Self {
        let list = |words: &[&str]| words.iter().map(|word| marks.escaped(word)).collect();
        let names = |words: &[&str]| words.iter().map(|word| Name::of(word, marks)).collect();
        Self {
            given: names(&GIVEN),
            family: names(&FAMILY),
            hosts: list(&HOSTS),
            streets: list(&STREETS),
            days: days(),
            sentences: list(&SENTENCES),
            paragraph: marks.escaped("\n\n"),
            write_to: marks.escaped(" Please answer to "),
            payload: Payload::new(marks),
        }
    }
}

impl Name {
    fn of(name: &str, marks: &Marks) -> Self {
        let login = name.chars().filter_map(|letter| match letter {
            'ä' | 'á' | 'å' => Some('a'),
            'é' | 'è' | 'ë' => Some('e'),
            'í' | 'ı' => Some('i'),
            'ß' => Some('s'),
            'ö' | 'ø' | 'ó' => Some('o'),
            'ü' => Some('u'),
            'ñ' => Some('n'),
            'ç' => Some('c'),
            letter => letter
                .is_ascii_alphabetic()
                .then(|| letter.to_ascii_lowercase()),
        });
        Self {
            written: marks.escaped(name),
            login: login.collect::<String>().into_bytes(),
        }
    }
}

impl Payload {
    fn new(marks: &Marks) -> Self {
        let list = |words: &[&str]| words.iter().map(|word| marks.escaped(word)).collect();
        Self {
            page: marks.escaped(r#"{"page": ""#),
            referrer: marks.escaped(r#"", "referrer": ""#),
            first_item: marks.escaped(r#"", "items": [{"sku": "SKU-"#),
            next_item: marks.escaped(r#", {"sku": "SKU-"#),
            quantity: marks.escaped(r#"", "quantity": "#),
            end_item: marks.escaped("}"),
            viewport: marks.escaped(r#"], "viewport": {"width": "#),
            height: marks.escaped(r#", "height": "#),
            elapsed: marks.escaped(r#"}, "elapsed_time_ms": "#),
            experiment: marks.escaped(r#", "experiment": ""#),
            end: marks.escaped(r#"", "consent": true}"#),
            pages: list(&PAGES),
            referrers: list(&REFERRERS),
            experiments: list(&EXPERIMENTS),
        }
    }
}

/// The days of two years.
fn days() -> Vec<Vec<u8>> {
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut days = Vec::with_capacity(730);
    for year in [2025, 2026] {
        for (month, length) in (1..).zip(months) {
            days.extend((1..=length).map(|day| format!("{year}-{month:02}-{day:02}").into_bytes()));
        }
    }
    days
}

const GIVEN: [&str; 64] = [
    "Ada",
    "Alan",
    "Amélie",
    "Anders",
    "Anita",
    "Arjun",
    "Aylin",
    "Barbara",
    "Björn",
    "Bruno",
    "Carla",
    "Charles",
    "Chloé",
    "Dagmar",
    "Daniel",
    "Diego",
    "Edith",
    "Elif",
    "Emil",
    "Erika",
    "Fatima",
    "Finn",
    "Françoise",
    "Friedrich",
    "Gemma",
    "Grace",
    "Greta",
    "Hannah",
    "Hassan",
    "Hiroshi",
    "Ines",
    "Ingrid",
    "Ivan",
    "Jasper",
    "Joan",
    "José",
    "Jürgen",
    "Kamala",
    "Karl",
    "Katherine",
    "Leila",
    "Lena",
    "Liam",
    "Linus",
    "Lucía",
    "Magnus",
    "Marie",
    "Mateo",
    "Mei",
    "Nadia",
    "Niels",
    "Noah",
    "Olga",
    "Oscar",
    "Priya",
    "Rosalind",
    "Samuel",
    "Sofia",
    "Søren",
    "Tim",
    "Uma",
    "Viktor",
    "Wanda",
    "Zoë",
];

const FAMILY: [&str; 96] = [
    "Abbott",
    "Ahmed",
    "Andersen",
    "Babbage",
    "Baker",
    "Bauer",
    "Becker",
    "Bianchi",
    "Brown",
    "Carter",
    "Castillo",
    "Chen",
    "Clark",
    "Costa",
    "Curie",
    "Dubois",
    "Eriksson",
    "Evans",
    "Fernández",
    "Fischer",
    "Fleming",
    "Fontaine",
    "Franklin",
    "García",
    "Gonzalez",
    "Gray",
    "Green",
    "Groß",
    "Gupta",
    "Hamilton",
    "Hansen",
    "Harris",
    "Hernández",
    "Hoffmann",
    "Hopper",
    "Hughes",
    "Ibrahim",
    "Ito",
    "Ivanov",
    "Jackson",
    "Jansen",
    "Johnson",
    "Jones",
    "Kaya",
    "Keller",
    "Kim",
    "King",
    "Klein",
    "Koch",
    "Kowalski",
    "Larsen",
    "Laurent",
    "Lee",
    "Lewis",
    "Lindqvist",
    "Lopez",
    "Lovelace",
    "Martin",
    "Mendoza",
    "Meyer",
    "Miller",
    "Moreau",
    "Müller",
    "Nakamura",
    "Nguyen",
    "Nilsson",
    "Novak",
    "O'Brien",
    "O'Connor",
    "Olsen",
    "Ortega",
    "Patel",
    "Peña",
    "Petrov",
    "Quinn",
    "Richter",
    "Rivera",
    "Rossi",
    "Ruiz",
    "Sato",
    "Schmidt",
    "Schneider",
    "Schröder",
    "Silva",
    "Singh",
    "Smith",
    "Suzuki",
    "Tanaka",
    "Turing",
    "Vogel",
    "Wagner",
    "Walker",
    "Weber",
    "White",
    "Yılmaz",
    "Zimmermann",
];

const HOSTS: [&str; 8] = [
    "mail.example",
    "post.example",
    "lovelace.example",
    "inbox.example",
    "letters.example",
    "uni-north.example",
    "works.example",
    "home.example",
];

const STREETS: [&str; 32] = [
    "Acacia Avenue",
    "Beacon Street",
    "Birch Lane",
    "Bridge Road",
    "Canal Street",
    "Cedar Court",
    "Chestnut Street",
    "Church Lane",
    "Clinton Avenue",
    "College Road",
    "Dogwood Drive",
    "Elm Street",
    "Fairview Avenue",
    "Forest Hill Road",
    "Garden Street",
    "Grand Boulevard",
    "Harbor View Drive",
    "Highland Avenue",
    "Hill Road",
    "Jefferson Street",
    "King's Road",
    "Lake Shore Drive",
    "Lincoln Avenue",
    "Maple Street",
    "Meadow Lane",
    "Mill Road",
    "Oak Street",
    "Park Avenue",
    "Pine Street",
    "River Road",
    "Spring Street",
    "Walnut Street",
];

const SENTENCES: [&str; 24] = [
    "The parcel was left with a neighbour although the shop promised delivery in person.",
    "It's the second time this month, and nobody called back.",
    "Two of the four mugs arrived broken; the box looked fine from outside.",
    "The invoice shows the old price.",
    "Could you send a return label for the blue one?",
    "The voucher was accepted in the basket but not at checkout.",
    "Payment went through twice, the second one three minutes after the first.",
    "Tracking says \"delivered\" since Tuesday, yet there is nothing here.",
    "I have attached two photographs of the damage.",
    "Please change the delivery to next Friday, mornings only.",
    "The size chart on the page differs from what stands on the tag.",
    "Everything else was as ordered, thank you.",
    "The app closes as soon as I open the list of orders.",
    "We need the bill made out to the company, not to me.",
    "Is the green lamp going to be back in stock before the holidays?",
    "The subscription was cancelled in March and still renews.",
    "Support asked for the serial number; it's on the bottom and can't be read.",
    "A part is missing: the bag with screws M4\u{d7}20.",
    "The colour is nothing like the picture.",
    "Your driver was very kind, please tell him.",
    "I would like to keep it if there is a discount.",
    "The link in the confirmation leads to an empty page.",
    "Refund received, case closed from my side.",
    "Paths like C:\\Users\\Public show up in the export, which looks wrong.",
];

const PAGES: [&str; 8] = [
    "/",
    "/basket",
    "/checkout",
    "/products/lamps",
    "/products/mugs",
    "/account/orders",
    "/search",
    "/products/chairs/oak",
];

const REFERRERS: [&str; 4] = ["newsletter", "search", "direct", "partner"];

const EXPERIMENTS: [&str; 4] = ["control", "short-checkout", "large-pictures", "no-banner"];
