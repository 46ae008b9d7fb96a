use super::Locale;

/// Cities of the countries that speak the language.
pub(super) fn cities(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::En => ENGLISH,
        Locale::De => GERMAN,
        Locale::Fr => FRENCH,
        Locale::Es => SPANISH,
        Locale::Pt => PORTUGUESE,
        Locale::PtBr => BRAZILIAN,
        Locale::It => ITALIAN,
        Locale::Nl => DUTCH,
        Locale::Ja => JAPANESE,
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "Albany", "Ashford", "Aurora", "Bath", "Boulder", "Bristol", "Burlington", "Cambridge",
    "Canterbury", "Carlisle", "Charlotte", "Chester", "Columbus", "Coventry", "Dallas", "Dayton",
    "Denver", "Derby", "Dover", "Durham", "Exeter", "Fairfield", "Franklin", "Georgetown",
    "Greenville", "Hartford", "Hereford", "Houston", "Ipswich", "Jackson", "Kingston", "Lancaster",
    "Leeds", "Lexington", "Lincoln", "Madison", "Manchester", "Marion", "Milton", "Newport",
    "Norwich", "Oakland", "Orlando", "Oxford", "Phoenix", "Portland", "Preston", "Richmond",
    "Salem", "Salisbury", "Springfield", "Stirling", "Swindon", "Tucson", "Warwick", "Winchester",
    "Worcester", "York",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "Aachen", "Augsburg", "Bamberg", "Bayreuth", "Bielefeld", "Bochum", "Bonn", "Braunschweig",
    "Bremen", "Chemnitz", "Coburg", "Darmstadt", "Dortmund", "Dresden", "Düsseldorf", "Erfurt",
    "Essen", "Flensburg", "Freiburg", "Fulda", "Gera", "Gießen", "Göttingen", "Graz", "Halle",
    "Hamburg", "Hannover", "Heidelberg", "Ingolstadt", "Jena", "Karlsruhe", "Kassel", "Kiel",
    "Koblenz", "Köln", "Konstanz", "Leipzig", "Linz", "Lübeck", "Mainz", "Mannheim", "Marburg",
    "München", "Münster", "Nürnberg", "Oldenburg", "Passau", "Potsdam", "Regensburg", "Rostock",
    "Salzburg", "Schwerin", "Stuttgart", "Trier", "Ulm", "Weimar", "Wien", "Würzburg", "Zürich",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "Aix-en-Provence", "Amiens", "Angers", "Annecy", "Arles", "Avignon", "Bayonne", "Beauvais",
    "Besançon", "Biarritz", "Bordeaux", "Bourges", "Brest", "Caen", "Cannes", "Chartres",
    "Colmar", "Dijon", "Dunkerque", "Grenoble", "La Rochelle", "Laval", "Le Havre", "Le Mans",
    "Lille", "Limoges", "Lorient", "Lyon", "Marseille", "Metz", "Montpellier", "Mulhouse", "Nancy",
    "Nantes", "Nice", "Nîmes", "Orléans", "Pau", "Perpignan", "Poitiers", "Quimper", "Reims",
    "Rennes", "Rouen", "Saint-Étienne", "Strasbourg", "Toulon", "Toulouse", "Tours", "Troyes",
    "Valence", "Vannes",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "Albacete", "Alicante", "Almería", "Arequipa", "Ávila", "Badajoz", "Barcelona", "Bilbao",
    "Burgos", "Cáceres", "Cádiz", "Cartagena", "Castellón", "Ciudad Real", "Córdoba", "Cuenca",
    "Gerona", "Gijón", "Granada", "Guadalajara", "Huelva", "Huesca", "Jaén", "La Coruña", "León",
    "Lérida", "Logroño", "Lugo", "Madrid", "Málaga", "Mérida", "Montevideo", "Murcia", "Oviedo",
    "Palencia", "Pamplona", "Quito", "Rosario", "Salamanca", "San Sebastián", "Santander",
    "Segovia", "Sevilla", "Soria", "Tarragona", "Teruel", "Toledo", "Valencia", "Valladolid",
    "Vigo", "Vitoria", "Zamora", "Zaragoza",
];

#[rustfmt::skip]
const PORTUGUESE: &[&str] = &[
    "Abrantes", "Albufeira", "Almada", "Amadora", "Amarante", "Aveiro", "Barcelos", "Barreiro",
    "Beja", "Braga", "Bragança", "Caldas da Rainha", "Cascais", "Castelo Branco", "Chaves",
    "Coimbra", "Covilhã", "Elvas", "Espinho", "Estremoz", "Évora", "Faro", "Figueira da Foz",
    "Funchal", "Gondomar", "Guarda", "Guimarães", "Lagos", "Lamego", "Leiria", "Lisboa", "Loulé",
    "Loures", "Matosinhos", "Montijo", "Nazaré", "Óbidos", "Olhão", "Oeiras", "Ovar", "Peniche",
    "Portalegre", "Portimão", "Porto", "Santarém", "Setúbal", "Sintra", "Tavira", "Tomar",
    "Vila Real", "Viseu",
];

#[rustfmt::skip]
const BRAZILIAN: &[&str] = &[
    "Anápolis", "Aracaju", "Bauru", "Belém", "Belo Horizonte", "Blumenau", "Boa Vista", "Brasília",
    "Campinas", "Campo Grande", "Caruaru", "Cascavel", "Caxias do Sul", "Chapecó", "Cuiabá",
    "Curitiba", "Diadema", "Florianópolis", "Fortaleza", "Foz do Iguaçu", "Franca", "Goiânia",
    "Guarulhos", "Ilhéus", "Jaú", "João Pessoa", "Joinville", "Juiz de Fora", "Jundiaí", "Limeira",
    "Londrina", "Macapá", "Maceió", "Manaus", "Maringá", "Montes Claros", "Natal", "Niterói",
    "Olinda", "Osasco", "Ouro Preto", "Palmas", "Pelotas", "Petrópolis", "Piracicaba",
    "Porto Alegre", "Porto Velho", "Recife", "Salvador", "Santos", "São Luís", "Sorocaba",
    "Teresina", "Uberaba", "Vitória",
];

#[rustfmt::skip]
const ITALIAN: &[&str] = &[
    "Alessandria", "Ancona", "Arezzo", "Asti", "Bari", "Bergamo", "Bologna", "Bolzano", "Brescia",
    "Brindisi", "Cagliari", "Caserta", "Catania", "Como", "Cremona", "Cuneo", "Ferrara", "Firenze",
    "Foggia", "Forlì", "Genova", "Gorizia", "Grosseto", "La Spezia", "L'Aquila", "Lecce", "Livorno",
    "Lucca", "Mantova", "Matera", "Messina", "Milano", "Modena", "Monza", "Napoli", "Novara",
    "Padova", "Palermo", "Parma", "Pavia", "Perugia", "Pesaro", "Piacenza", "Pisa", "Pistoia",
    "Prato", "Ravenna", "Rimini", "Roma", "Salerno", "Savona", "Siena", "Torino", "Trento",
    "Treviso", "Trieste", "Udine", "Venezia", "Verona", "Vicenza",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "Alkmaar", "Almelo", "Almere", "Amersfoort", "Amstelveen", "Amsterdam", "Antwerpen",
    "Apeldoorn", "Arnhem", "Assen", "Bergen op Zoom", "Breda", "Brugge", "Delft", "Den Bosch",
    "Den Haag", "Deventer", "Dordrecht", "Ede", "Eindhoven", "Emmen", "Enschede", "Gent", "Gouda",
    "Groningen", "Haarlem", "Hasselt", "Heerenveen", "Helmond", "Hengelo", "Hilversum", "Hoorn",
    "Kampen", "Kortrijk", "Leeuwarden", "Leiden", "Lelystad", "Leuven", "Maastricht", "Mechelen",
    "Middelburg", "Nijmegen", "Oostende", "Oss", "Roermond", "Roosendaal", "Rotterdam", "Tilburg",
    "Utrecht", "Venlo", "Zutphen", "Zwolle",
];

#[rustfmt::skip]
const JAPANESE: &[&str] = &[
    "青森市", "秋田市", "旭川市", "宇都宮市", "大分市", "大阪市", "岡山市", "帯広市", "鹿児島市",
    "金沢市", "川崎市", "北九州市", "京都市", "釧路市", "熊本市", "倉敷市", "高知市", "甲府市",
    "神戸市", "さいたま市", "札幌市", "佐賀市", "佐世保市", "静岡市", "下関市", "仙台市", "高松市",
    "千葉市", "津市", "徳島市", "鳥取市", "富山市", "豊橋市", "長崎市", "長野市", "名古屋市", "那覇市",
    "奈良市", "新潟市", "函館市", "浜松市", "姫路市", "広島市", "福井市", "福岡市", "福島市", "前橋市",
    "松江市", "松本市", "松山市", "水戸市", "宮崎市", "盛岡市", "山形市", "山口市", "横浜市",
    "和歌山市",
];
