use super::{Locale, Word};

/// A country with its ISO 3166-1 codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country {
    /// Two letters.
    pub(crate) alpha2: &'static str,
    /// Three letters.
    pub(crate) alpha3: &'static str,
    names: [&'static str; 8],
}

impl Country {
    /// Its name in that language.
    pub(crate) fn name(&self, locale: Locale) -> Word {
        let column = match locale {
            Locale::En => 0,
            Locale::De => 1,
            Locale::Fr => 2,
            Locale::Es => 3,
            Locale::Pt | Locale::PtBr => 4,
            Locale::It => 5,
            Locale::Nl => 6,
            Locale::Ja => 7,
        };
        Word::new(self.names[column])
    }
}

/// Countries, by code.
#[rustfmt::skip]
pub(crate) const COUNTRIES: &[Country] = &[
    Country { alpha2: "AR", alpha3: "ARG", names: ["Argentina", "Argentinien", "Argentine", "Argentina", "Argentina", "Argentina", "Argentinië", "アルゼンチン"] },
    Country { alpha2: "AT", alpha3: "AUT", names: ["Austria", "Österreich", "Autriche", "Austria", "Áustria", "Austria", "Oostenrijk", "オーストリア"] },
    Country { alpha2: "AU", alpha3: "AUS", names: ["Australia", "Australien", "Australie", "Australia", "Austrália", "Australia", "Australië", "オーストラリア"] },
    Country { alpha2: "BE", alpha3: "BEL", names: ["Belgium", "Belgien", "Belgique", "Bélgica", "Bélgica", "Belgio", "België", "ベルギー"] },
    Country { alpha2: "BG", alpha3: "BGR", names: ["Bulgaria", "Bulgarien", "Bulgarie", "Bulgaria", "Bulgária", "Bulgaria", "Bulgarije", "ブルガリア"] },
    Country { alpha2: "BR", alpha3: "BRA", names: ["Brazil", "Brasilien", "Brésil", "Brasil", "Brasil", "Brasile", "Brazilië", "ブラジル"] },
    Country { alpha2: "CA", alpha3: "CAN", names: ["Canada", "Kanada", "Canada", "Canadá", "Canadá", "Canada", "Canada", "カナダ"] },
    Country { alpha2: "CH", alpha3: "CHE", names: ["Switzerland", "Schweiz", "Suisse", "Suiza", "Suíça", "Svizzera", "Zwitserland", "スイス"] },
    Country { alpha2: "CL", alpha3: "CHL", names: ["Chile", "Chile", "Chili", "Chile", "Chile", "Cile", "Chili", "チリ"] },
    Country { alpha2: "CO", alpha3: "COL", names: ["Colombia", "Kolumbien", "Colombie", "Colombia", "Colômbia", "Colombia", "Colombia", "コロンビア"] },
    Country { alpha2: "CZ", alpha3: "CZE", names: ["Czechia", "Tschechien", "Tchéquie", "Chequia", "Chéquia", "Cechia", "Tsjechië", "チェコ"] },
    Country { alpha2: "DE", alpha3: "DEU", names: ["Germany", "Deutschland", "Allemagne", "Alemania", "Alemanha", "Germania", "Duitsland", "ドイツ"] },
    Country { alpha2: "DK", alpha3: "DNK", names: ["Denmark", "Dänemark", "Danemark", "Dinamarca", "Dinamarca", "Danimarca", "Denemarken", "デンマーク"] },
    Country { alpha2: "EE", alpha3: "EST", names: ["Estonia", "Estland", "Estonie", "Estonia", "Estónia", "Estonia", "Estland", "エストニア"] },
    Country { alpha2: "ES", alpha3: "ESP", names: ["Spain", "Spanien", "Espagne", "España", "Espanha", "Spagna", "Spanje", "スペイン"] },
    Country { alpha2: "FI", alpha3: "FIN", names: ["Finland", "Finnland", "Finlande", "Finlandia", "Finlândia", "Finlandia", "Finland", "フィンランド"] },
    Country { alpha2: "FR", alpha3: "FRA", names: ["France", "Frankreich", "France", "Francia", "França", "Francia", "Frankrijk", "フランス"] },
    Country { alpha2: "GB", alpha3: "GBR", names: ["United Kingdom", "Vereinigtes Königreich", "Royaume-Uni", "Reino Unido", "Reino Unido", "Regno Unito", "Verenigd Koninkrijk", "イギリス"] },
    Country { alpha2: "GR", alpha3: "GRC", names: ["Greece", "Griechenland", "Grèce", "Grecia", "Grécia", "Grecia", "Griekenland", "ギリシャ"] },
    Country { alpha2: "HU", alpha3: "HUN", names: ["Hungary", "Ungarn", "Hongrie", "Hungría", "Hungria", "Ungheria", "Hongarije", "ハンガリー"] },
    Country { alpha2: "ID", alpha3: "IDN", names: ["Indonesia", "Indonesien", "Indonésie", "Indonesia", "Indonésia", "Indonesia", "Indonesië", "インドネシア"] },
    Country { alpha2: "IE", alpha3: "IRL", names: ["Ireland", "Irland", "Irlande", "Irlanda", "Irlanda", "Irlanda", "Ierland", "アイルランド"] },
    Country { alpha2: "IN", alpha3: "IND", names: ["India", "Indien", "Inde", "India", "Índia", "India", "India", "インド"] },
    Country { alpha2: "IS", alpha3: "ISL", names: ["Iceland", "Island", "Islande", "Islandia", "Islândia", "Islanda", "IJsland", "アイスランド"] },
    Country { alpha2: "IT", alpha3: "ITA", names: ["Italy", "Italien", "Italie", "Italia", "Itália", "Italia", "Italië", "イタリア"] },
    Country { alpha2: "JP", alpha3: "JPN", names: ["Japan", "Japan", "Japon", "Japón", "Japão", "Giappone", "Japan", "日本"] },
    Country { alpha2: "KE", alpha3: "KEN", names: ["Kenya", "Kenia", "Kenya", "Kenia", "Quénia", "Kenya", "Kenia", "ケニア"] },
    Country { alpha2: "KR", alpha3: "KOR", names: ["South Korea", "Südkorea", "Corée du Sud", "Corea del Sur", "Coreia do Sul", "Corea del Sud", "Zuid-Korea", "韓国"] },
    Country { alpha2: "LT", alpha3: "LTU", names: ["Lithuania", "Litauen", "Lituanie", "Lituania", "Lituânia", "Lituania", "Litouwen", "リトアニア"] },
    Country { alpha2: "LU", alpha3: "LUX", names: ["Luxembourg", "Luxemburg", "Luxembourg", "Luxemburgo", "Luxemburgo", "Lussemburgo", "Luxemburg", "ルクセンブルク"] },
    Country { alpha2: "LV", alpha3: "LVA", names: ["Latvia", "Lettland", "Lettonie", "Letonia", "Letónia", "Lettonia", "Letland", "ラトビア"] },
    Country { alpha2: "MA", alpha3: "MAR", names: ["Morocco", "Marokko", "Maroc", "Marruecos", "Marrocos", "Marocco", "Marokko", "モロッコ"] },
    Country { alpha2: "MX", alpha3: "MEX", names: ["Mexico", "Mexiko", "Mexique", "México", "México", "Messico", "Mexico", "メキシコ"] },
    Country { alpha2: "NL", alpha3: "NLD", names: ["Netherlands", "Niederlande", "Pays-Bas", "Países Bajos", "Países Baixos", "Paesi Bassi", "Nederland", "オランダ"] },
    Country { alpha2: "NO", alpha3: "NOR", names: ["Norway", "Norwegen", "Norvège", "Noruega", "Noruega", "Norvegia", "Noorwegen", "ノルウェー"] },
    Country { alpha2: "NZ", alpha3: "NZL", names: ["New Zealand", "Neuseeland", "Nouvelle-Zélande", "Nueva Zelanda", "Nova Zelândia", "Nuova Zelanda", "Nieuw-Zeeland", "ニュージーランド"] },
    Country { alpha2: "PE", alpha3: "PER", names: ["Peru", "Peru", "Pérou", "Perú", "Peru", "Perù", "Peru", "ペルー"] },
    Country { alpha2: "PL", alpha3: "POL", names: ["Poland", "Polen", "Pologne", "Polonia", "Polónia", "Polonia", "Polen", "ポーランド"] },
    Country { alpha2: "PT", alpha3: "PRT", names: ["Portugal", "Portugal", "Portugal", "Portugal", "Portugal", "Portogallo", "Portugal", "ポルトガル"] },
    Country { alpha2: "RO", alpha3: "ROU", names: ["Romania", "Rumänien", "Roumanie", "Rumania", "Roménia", "Romania", "Roemenië", "ルーマニア"] },
    Country { alpha2: "SE", alpha3: "SWE", names: ["Sweden", "Schweden", "Suède", "Suecia", "Suécia", "Svezia", "Zweden", "スウェーデン"] },
    Country { alpha2: "SI", alpha3: "SVN", names: ["Slovenia", "Slowenien", "Slovénie", "Eslovenia", "Eslovénia", "Slovenia", "Slovenië", "スロベニア"] },
    Country { alpha2: "SK", alpha3: "SVK", names: ["Slovakia", "Slowakei", "Slovaquie", "Eslovaquia", "Eslováquia", "Slovacchia", "Slowakije", "スロバキア"] },
    Country { alpha2: "TH", alpha3: "THA", names: ["Thailand", "Thailand", "Thaïlande", "Tailandia", "Tailândia", "Thailandia", "Thailand", "タイ"] },
    Country { alpha2: "TR", alpha3: "TUR", names: ["Turkey", "Türkei", "Turquie", "Turquía", "Turquia", "Turchia", "Turkije", "トルコ"] },
    Country { alpha2: "US", alpha3: "USA", names: ["United States", "Vereinigte Staaten", "États-Unis", "Estados Unidos", "Estados Unidos", "Stati Uniti", "Verenigde Staten", "アメリカ"] },
    Country { alpha2: "UY", alpha3: "URY", names: ["Uruguay", "Uruguay", "Uruguay", "Uruguay", "Uruguai", "Uruguay", "Uruguay", "ウルグアイ"] },
    Country { alpha2: "VN", alpha3: "VNM", names: ["Vietnam", "Vietnam", "Viêt Nam", "Vietnam", "Vietname", "Vietnam", "Vietnam", "ベトナム"] },
    Country { alpha2: "ZA", alpha3: "ZAF", names: ["South Africa", "Südafrika", "Afrique du Sud", "Sudáfrica", "África do Sul", "Sudafrica", "Zuid-Afrika", "南アフリカ"] },
];
