use super::Locale;

/// Where a street's number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberPlace {
    /// `12 Oak Street`.
    Before,
    /// `Lindenstraße 12`.
    After,
    /// `本町1-2-3`.
    Block,
}

impl NumberPlace {
    /// Where that language puts it.
    pub(crate) fn of(locale: Locale) -> Self {
        match locale {
            Locale::En | Locale::Fr => Self::Before,
            Locale::De | Locale::Es | Locale::Pt | Locale::PtBr | Locale::It | Locale::Nl => {
                Self::After
            }
            Locale::Ja => Self::Block,
        }
    }
}

impl NumberPlace {
    /// Most characters of the number and what parts it from the street.
    pub(crate) fn longest_number(self) -> usize {
        match self {
            Self::Before | Self::After => " 199".len(),
            Self::Block => "9-19-29".len(),
        }
    }
}

/// Streets without a number.
pub(super) fn streets(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::En => ENGLISH,
        Locale::De => GERMAN,
        Locale::Fr => FRENCH,
        Locale::Es => SPANISH,
        Locale::Pt | Locale::PtBr => PORTUGUESE,
        Locale::It => ITALIAN,
        Locale::Nl => DUTCH,
        Locale::Ja => JAPANESE,
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "Abbey Road", "Alder Close", "Ash Grove", "Beech Avenue", "Birch Lane", "Bridge Street",
    "Canal Street", "Castle Road", "Cedar Drive", "Cherry Lane", "Chestnut Street", "Church Road",
    "Clifton Terrace", "Dogwood Court", "Elm Street", "Fairview Avenue", "Forest Drive",
    "Garden Street", "Grove Road", "Harbour View", "Hickory Lane", "High Street", "Hill Road",
    "Holly Court", "Juniper Way", "King Street", "Lake Avenue", "Laurel Street", "Linden Avenue",
    "Long Lane", "Maple Street", "Market Street", "Meadow Lane", "Mill Road", "Oak Street",
    "Orchard Way", "Park Avenue", "Pine Street", "Poplar Avenue", "Queens Road", "Ridge Road",
    "River Road", "Rose Lane", "School Lane", "Spring Street", "Station Road", "Sunset Drive",
    "Sycamore Street", "Union Street", "Valley Road", "Victoria Road", "Walnut Street",
    "Water Lane", "Willow Drive", "Windsor Place", "Woodland Avenue",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "Ahornweg", "Akazienallee", "Am Anger", "Am Markt", "Amselweg", "Bachstraße", "Bahnhofstraße",
    "Bergstraße", "Birkenweg", "Blumenstraße", "Brunnengasse", "Buchenweg", "Burgstraße",
    "Dorfstraße", "Drosselweg", "Eichenallee", "Erlenweg", "Feldstraße", "Fichtenweg",
    "Finkenweg", "Fliederweg", "Gartenstraße", "Goethestraße", "Hauptstraße", "Heideweg",
    "Hochstraße", "Industriestraße", "Jahnstraße", "Kastanienallee", "Kiefernweg", "Kirchgasse",
    "Kirchplatz", "Lerchenweg", "Lessingstraße", "Lindenstraße", "Marktplatz", "Meisenweg",
    "Mittelstraße", "Mozartstraße", "Mühlenweg", "Neue Straße", "Parkstraße", "Poststraße",
    "Ringstraße", "Rosenweg", "Schillerstraße", "Schlossallee", "Schulstraße", "Seestraße",
    "Sonnenweg", "Talstraße", "Tulpenweg", "Uferstraße", "Waldstraße", "Wiesengrund",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "Allée des Acacias", "Allée des Cerisiers", "Allée des Tilleuls", "Avenue de la Gare",
    "Avenue de la Liberté", "Avenue du Parc", "Avenue Victor Hugo", "Boulevard Carnot",
    "Boulevard de la Mer", "Boulevard Voltaire", "Chemin des Vignes", "Chemin du Moulin",
    "Cours Mirabeau", "Impasse des Lilas", "Impasse du Puits", "Place de l'Église",
    "Place du Marché", "Quai des Brumes", "Route de la Forêt", "Rue de la Fontaine",
    "Rue de la Paix", "Rue de l'Abbaye", "Rue des Amandiers", "Rue des Bouleaux", "Rue des Écoles",
    "Rue des Érables", "Rue des Fleurs", "Rue des Frênes", "Rue des Jardins", "Rue des Lavandes",
    "Rue des Peupliers", "Rue des Roses", "Rue des Saules", "Rue du Château", "Rue du Lavoir",
    "Rue du Pont", "Rue du Stade", "Rue Haute", "Rue Neuve", "Rue Pasteur", "Rue Saint-Michel",
    "Sentier des Oliviers", "Venelle du Port",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "Avenida de América", "Avenida de la Libertad", "Avenida de la Paz", "Avenida del Mar",
    "Avenida del Parque", "Calle Alta", "Calle de Alcalá", "Calle de la Fuente", "Calle de la Luna",
    "Calle de la Rosa", "Calle de las Flores", "Calle de los Olivos", "Calle del Carmen",
    "Calle del Prado", "Calle del Puente", "Calle del Río", "Calle del Sol", "Calle Larga",
    "Calle Mayor", "Calle Nueva", "Calle Real", "Calle San Juan", "Calle San Miguel",
    "Calle Santa Ana", "Camino del Molino", "Camino Viejo", "Carrera del Pino",
    "Paseo de la Alameda", "Paseo de los Tilos", "Paseo del Bosque", "Paseo Marítimo",
    "Plaza de España", "Plaza de la Iglesia", "Plaza del Mercado", "Plaza Mayor", "Ronda del Norte",
    "Ronda del Sur", "Travesía del Pozo",
];

#[rustfmt::skip]
const PORTUGUESE: &[&str] = &[
    "Alameda das Acácias", "Alameda dos Oceanos", "Avenida Atlântica", "Avenida Central",
    "Avenida da Liberdade", "Avenida da República", "Avenida do Mar", "Beco do Poço",
    "Calçada da Serra", "Estrada da Serra", "Estrada do Moinho", "Largo da Matriz",
    "Largo do Chafariz", "Praça da Alegria", "Praça da Fonte", "Praça do Mercado", "Rua Alta",
    "Rua da Escola", "Rua da Estação", "Rua da Fonte", "Rua da Igreja", "Rua da Misericórdia",
    "Rua da Paz", "Rua da Ponte", "Rua da Praia", "Rua das Flores", "Rua das Oliveiras",
    "Rua das Rosas", "Rua Direita", "Rua do Campo", "Rua do Carmo", "Rua do Comércio",
    "Rua do Ouro", "Rua do Sol", "Rua dos Cravos", "Rua dos Pinheiros", "Rua Nova",
    "Rua São João", "Travessa do Rio", "Travessa dos Anjos",
];

#[rustfmt::skip]
const ITALIAN: &[&str] = &[
    "Corso Garibaldi", "Corso Italia", "Corso Vittorio Emanuele", "Largo Augusto",
    "Piazza del Duomo", "Piazza della Fontana", "Piazza delle Erbe", "Piazza San Marco",
    "Strada del Mulino", "Via Appia", "Via Bellini", "Via Cavour", "Via Dante", "Via dei Mille",
    "Via dei Pini", "Via dei Tigli", "Via del Campo", "Via del Mare", "Via del Sole",
    "Via dell'Olmo", "Via della Chiesa", "Via della Pace", "Via delle Rose", "Via delle Vigne",
    "Via Galilei", "Via Leopardi", "Via Manzoni", "Via Marconi", "Via Matteotti", "Via Mazzini",
    "Via Milano", "Via Monte Rosa", "Via Petrarca", "Via Puccini", "Via Roma", "Via San Carlo",
    "Via Torino", "Via Verdi", "Viale dei Platani", "Viale della Stazione", "Vicolo Stretto",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "Achterweg", "Beatrixlaan", "Beukenlaan", "Boslaan", "Brink", "Burgemeesterplein", "Dorpsstraat",
    "Dorpsweg", "Eikenlaan", "Esdoornstraat", "Haven", "Havenstraat", "Hoofdstraat",
    "Industrieweg", "Julianastraat", "Kastanjelaan", "Kerkplein", "Kerkstraat", "Korenbloemstraat",
    "Lange Dijk", "Lindelaan", "Marktplein", "Meidoornstraat", "Molenstraat", "Molenweg",
    "Nieuwe Gracht", "Nieuwstraat", "Oranjestraat", "Parallelweg", "Parklaan", "Prins Hendrikkade",
    "Rozenstraat", "Schoolstraat", "Sportlaan", "Stationsweg", "Tulpstraat", "Vijverlaan",
    "Wilgenlaan", "Zeedijk", "Zonnebloemstraat",
];

#[rustfmt::skip]
const JAPANESE: &[&str] = &[
    "青葉町", "旭町", "泉町", "梅田", "栄町", "大手町", "春日町", "川口町", "北町", "幸町", "寿町",
    "桜町", "桜木町", "昭和町", "城東", "末広町", "住吉町", "大正町", "高砂町", "千代田", "中央",
    "天神", "東町", "常盤町", "中町", "錦町", "西町", "花園町", "浜町", "日の出町", "富士見町",
    "本町", "松原町", "緑町", "港町", "南町", "宮前町", "美園町", "八幡町", "弥生町", "山手町",
    "若葉町",
];
