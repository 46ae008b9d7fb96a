//! People and places of six countries, in their own scripts.

use crate::identifiers;
use crate::random::Random;

/// A country and what its people are called.
#[derive(Debug)]
pub(crate) struct Country {
    /// ISO 3166.
    pub(crate) code: &'static str,
    /// BCP 47.
    pub(crate) locale: &'static str,
    /// ISO 4217.
    pub(crate) currency: &'static str,
    given: &'static [(&'static str, &'static str)],
    family: &'static [(&'static str, &'static str)],
    streets: &'static [&'static str],
    places: &'static [(&'static str, &'static str, f64, f64)],
}

/// Somebody.
#[derive(Debug)]
pub(crate) struct Person {
    /// Where they live.
    pub(crate) country: &'static Country,
    /// As they write it.
    pub(crate) given: &'static str,
    /// As they write it.
    pub(crate) family: &'static str,
    /// `given.family` in Latin letters.
    pub(crate) login: String,
}

/// Where somebody lives.
#[derive(Debug)]
pub(crate) struct Place {
    /// Street and number in the order of the country.
    pub(crate) street: String,
    /// The town.
    pub(crate) city: &'static str,
    /// The post code.
    pub(crate) postcode: &'static str,
    /// Degrees north.
    pub(crate) latitude: f64,
    /// Degrees east.
    pub(crate) longitude: f64,
}

impl Person {
    /// Somebody of a country.
    pub(crate) fn of(country: &'static Country, random: &mut Random) -> Self {
        let (given, given_latin) = *random.pick(country.given);
        let (family, family_latin) = *random.pick(country.family);
        let login = format!("{given_latin}.{family_latin}");
        Self {
            country,
            given,
            family,
            login,
        }
    }

    /// The whole name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

impl Country {
    /// A street, a town and where it lies, give or take a kilometre.
    pub(crate) fn place(&self, random: &mut Random) -> Place {
        let (city, postcode, latitude, longitude) = *random.pick(self.places);
        let number = random.between(1, 180);
        let street = random.pick(self.streets).replace('#', &number.to_string());
        let mut nearby = |degrees: f64| {
            let offset = i32::try_from(random.between(-9, 9)).unwrap_or(0);
            ((degrees * 1024.0).round() + f64::from(offset)) / 1024.0
        };
        let (latitude, longitude) = (nearby(latitude), nearby(longitude));
        Place {
            street,
            city,
            postcode,
            latitude,
            longitude,
        }
    }

    /// A telephone number; of a range kept for fiction where the country has one.
    pub(crate) fn phone(&self, random: &mut Random) -> String {
        match self.code {
            "US" => {
                let area = random.pick(&["212", "415", "312", "206"]);
                format!("+1 {area}-555-01{}", random.digits(2))
            }
            "GB" => format!("+44 7700 900{}", random.digits(3)),
            "DE" => format!("+49 171 39200{}", random.digits(2)),
            "FR" => format!("+33 6 39 98 {} {}", random.digits(2), random.digits(2)),
            "ES" => format!("+34 600 000 {}", random.digits(3)),
            _ => format!("+81 70-0000-{}", random.digits(4)),
        }
    }

    /// The number by which the state knows somebody.
    pub(crate) fn national_id(&self, random: &mut Random) -> String {
        match self.code {
            "US" => identifiers::ssn(random),
            "GB" => identifiers::nino(random),
            "DE" => identifiers::steuer_id(random),
            "FR" => identifiers::nir(random),
            "ES" => identifiers::dni(random),
            _ => identifiers::my_number(random),
        }
    }

    /// A bank account, in countries that have IBANs.
    pub(crate) fn iban(&self, random: &mut Random) -> Option<String> {
        let account = match self.code {
            "GB" => format!("TEST{}", random.digits(14)),
            "DE" => format!("99999999{}", random.digits(10)),
            "FR" => format!("9999999999{}", random.digits(13)),
            "ES" => format!("99999999{}", random.digits(12)),
            _ => return None,
        };
        Some(identifiers::iban(self.code, &account))
    }
}

/// The six countries.
pub(crate) static COUNTRIES: [Country; 6] = [
    Country {
        code: "US",
        locale: "en-US",
        currency: "USD",
        given: &[
            ("Ada", "ada"),
            ("Marcus", "marcus"),
            ("Siobhan", "siobhan"),
            ("Tyrone", "tyrone"),
            ("Mary-Beth", "mary.beth"),
            ("DeShawn", "deshawn"),
            ("Grace", "grace"),
            ("Hector", "hector"),
        ],
        family: &[
            ("O'Brien", "o'brien"),
            ("Whitfield", "whitfield"),
            ("Washington", "washington"),
            ("Nguyen", "nguyen"),
            ("Kowalski", "kowalski"),
            ("Lindqvist", "lindqvist"),
            ("Ramirez", "ramirez"),
            ("St. Clair", "stclair"),
        ],
        streets: &[
            "# Maple Avenue",
            "# Lincoln Boulevard",
            "# W 23rd Street",
            "# Old Mill Road",
        ],
        places: &[
            ("New York", "10011", 40.742_000, -74.000_600),
            ("San Francisco", "94103", 37.772_600, -122.411_000),
            ("Chicago", "60614", 41.922_700, -87.653_300),
            ("Seattle", "98101-2024", 47.610_900, -122.333_600),
        ],
    },
    Country {
        code: "GB",
        locale: "en-GB",
        currency: "GBP",
        given: &[
            ("Alastair", "alastair"),
            ("Priya", "priya"),
            ("Rhys", "rhys"),
            ("Imogen", "imogen"),
            ("Callum", "callum"),
            ("Zoë", "zoe"),
            ("Winston", "winston"),
        ],
        family: &[
            ("Fairweather", "fairweather"),
            ("D'Arcy", "d'arcy"),
            ("Patel", "patel"),
            ("Llewellyn", "llewellyn"),
            ("Mac Leod", "macleod"),
            ("Ashworth-Jones", "ashworth-jones"),
            ("Okafor", "okafor"),
        ],
        streets: &[
            "# High Street",
            "Flat 3, # Victoria Road",
            "# Church Lane",
            "# The Crescent",
        ],
        places: &[
            ("London", "SW1A 1AA", 51.501_000, -0.141_600),
            ("Leeds", "LS1 4DY", 53.796_200, -1.549_100),
            ("Cardiff", "CF10 1EP", 51.481_600, -3.179_100),
            ("Edinburgh", "EH1 1YZ", 55.950_600, -3.188_300),
        ],
    },
    Country {
        code: "DE",
        locale: "de-DE",
        currency: "EUR",
        given: &[
            ("Jürgen", "juergen"),
            ("Änne", "aenne"),
            ("Käthe", "kaethe"),
            ("Friedrich", "friedrich"),
            ("Sören", "soeren"),
            ("Ayşe", "ayse"),
            ("Lieselotte", "lieselotte"),
        ],
        family: &[
            ("Müller-Lüdenscheidt", "mueller-luedenscheidt"),
            ("Groß", "gross"),
            ("von der Heide", "vonderheide"),
            ("Schäfer", "schaefer"),
            ("Özdemir", "oezdemir"),
            ("Weiß", "weiss"),
            ("Brückner", "brueckner"),
        ],
        streets: &[
            "Hauptstraße #",
            "Lindenallee #",
            "Am Alten Markt #",
            "Königsweg # b",
        ],
        places: &[
            ("Berlin", "10115", 52.532_300, 13.384_600),
            ("München", "80331", 48.135_100, 11.573_500),
            ("Köln", "50667", 50.938_400, 6.959_900),
            ("Görlitz", "02826", 51.153_000, 14.987_600),
        ],
    },
    Country {
        code: "FR",
        locale: "fr-FR",
        currency: "EUR",
        given: &[
            ("Hélène", "helene"),
            ("François", "francois"),
            ("Noémie", "noemie"),
            ("Étienne", "etienne"),
            ("Aïcha", "aicha"),
            ("Jean-Loïc", "jean-loic"),
            ("Maëlle", "maelle"),
        ],
        family: &[
            ("Lefèvre", "lefevre"),
            ("d'Estaing", "d'estaing"),
            ("Gauthier", "gauthier"),
            ("Bérenger", "berenger"),
            ("Le Goff", "legoff"),
            ("Çelik", "celik"),
            ("Dubois", "dubois"),
        ],
        streets: &[
            "# rue de la Paix",
            "# bis, avenue Foch",
            "# boulevard Voltaire",
            "# quai d'Orsay",
        ],
        places: &[
            ("Paris", "75011", 48.859_000, 2.378_700),
            ("Lyon", "69002", 45.753_600, 4.829_600),
            ("Nîmes", "30000", 43.836_700, 4.360_100),
            ("Saint-Étienne", "42000", 45.439_700, 4.387_200),
        ],
    },
    Country {
        code: "ES",
        locale: "es-ES",
        currency: "EUR",
        given: &[
            ("Begoña", "begona"),
            ("José María", "jose.maria"),
            ("Íñigo", "inigo"),
            ("Núria", "nuria"),
            ("Álvaro", "alvaro"),
            ("Concepción", "concepcion"),
        ],
        family: &[
            ("García Márquez", "garcia"),
            ("Núñez", "nunez"),
            ("Ibáñez de la Torre", "ibanez"),
            ("Peña", "pena"),
            ("Castaño", "castano"),
            ("Puig i Cadafalch", "puig"),
        ],
        streets: &[
            "Calle Mayor #",
            "Gran Vía #, 2º B",
            "Avenida de América #",
            "Passeig de Gràcia #",
        ],
        places: &[
            ("Madrid", "28013", 40.416_800, -3.703_800),
            ("Barcelona", "08007", 41.390_500, 2.166_000),
            ("A Coruña", "15001", 43.370_600, -8.395_900),
            ("Cádiz", "11001", 36.529_700, -6.294_600),
        ],
    },
    Country {
        code: "JP",
        locale: "ja-JP",
        currency: "JPY",
        given: &[
            ("太郎", "taro"),
            ("花子", "hanako"),
            ("健一", "kenichi"),
            ("さくら", "sakura"),
            ("翔", "sho"),
            ("美咲", "misaki"),
        ],
        family: &[
            ("山田", "yamada"),
            ("佐藤", "sato"),
            ("髙橋", "takahashi"),
            ("伊藤", "ito"),
            ("渡邊", "watanabe"),
            ("𠮷田", "yoshida"),
        ],
        streets: &["神南1丁目#番", "本町#-4-2", "中央区大手前#", "祇園町北側#"],
        places: &[
            ("東京都渋谷区", "150-0041", 35.661_500, 139.699_700),
            ("大阪市中央区", "541-0053", 34.684_600, 135.506_800),
            ("京都市東山区", "605-0073", 35.003_700, 135.775_100),
            ("札幌市北区", "060-0808", 43.070_400, 141.347_300),
        ],
    },
];
