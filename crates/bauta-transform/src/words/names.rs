use fake::locales::{DE_DE, Data, EN, FR_FR, IT_IT, NL_NL, PT_BR, PT_PT};

use super::Locale;

/// Names with their Latin form, where it is not the name itself.
pub(super) type Names = Vec<(&'static str, Option<&'static str>)>;

/// Given names.
pub(super) fn first(locale: Locale) -> Names {
    match locale {
        Locale::En => plain(&[EN::NAME_FIRST_NAME]),
        Locale::De => plain(&[DE_DE::NAME_FIRST_NAME]),
        Locale::Fr => plain(&[FR_FR::NAME_FIRST_NAME]),
        Locale::Es => plain(&[SPANISH_FIRST]),
        Locale::Pt => plain(&[PT_PT::NAME_FIRST_NAME]),
        Locale::PtBr => plain(&[PT_BR::NAME_FIRST_NAME]),
        Locale::It => plain(&[IT_IT::NAME_FIRST_NAME]),
        Locale::Nl => plain(&[NL_NL::NAME_FIRST_NAME]),
        Locale::Ja => romanised(JAPANESE_FIRST),
    }
}

/// Family names.
pub(super) fn last(locale: Locale) -> Names {
    match locale {
        Locale::En => plain(&[EN::NAME_LAST_NAME]),
        Locale::De => plain(&[DE_DE::NAME_LAST_NAME]),
        Locale::Fr => plain(&[FR_FR::NAME_LAST_NAME]),
        Locale::Es => plain(&[SPANISH_LAST]),
        Locale::Pt => plain(&[PT_PT::NAME_LAST_NAME]),
        Locale::PtBr => plain(&[PT_BR::NAME_LAST_NAME]),
        Locale::It => plain(&[IT_IT::NAME_LAST_NAME, ITALIAN_LAST_MORE]),
        Locale::Nl => plain(&[NL_NL::NAME_LAST_NAME]),
        Locale::Ja => romanised(JAPANESE_LAST),
    }
}

fn plain(lists: &[&'static [&'static str]]) -> Names {
    let all = lists.iter().flat_map(|list| list.iter());
    all.map(|name| (*name, None)).collect()
}

fn romanised(pairs: &[(&'static str, &'static str)]) -> Names {
    pairs
        .iter()
        .map(|(name, latin)| (*name, Some(*latin)))
        .collect()
}

#[rustfmt::skip]
const SPANISH_FIRST: &[&str] = &[
    "Adrián", "Agustín", "Alba", "Alejandra", "Alejandro", "Alicia", "Álvaro", "Ana", "Andrea",
    "Andrés", "Ángela", "Antonio", "Beatriz", "Begoña", "Carlos", "Carmen", "Carolina", "Catalina",
    "César", "Clara", "Claudia", "Cristina", "Daniel", "David", "Diego", "Dolores", "Eduardo",
    "Elena", "Emilio", "Enrique", "Esteban", "Esther", "Eva", "Felipe", "Fernando", "Francisca",
    "Francisco", "Gabriel", "Gonzalo", "Guadalupe", "Guillermo", "Héctor", "Hugo", "Ignacio",
    "Inés", "Irene", "Isabel", "Iván", "Jaime", "Javier", "Jesús", "Jimena", "Joaquín", "Jorge",
    "José", "Juan", "Julia", "Julián", "Laura", "Leonor", "Lucía", "Luis", "Manuel", "Marcos",
    "María", "Mariana", "Mario", "Marta", "Martín", "Mercedes", "Miguel", "Mónica", "Natalia",
    "Nicolás", "Noelia", "Nuria", "Óscar", "Pablo", "Paloma", "Patricia", "Paula", "Pedro", "Pilar",
    "Rafael", "Ramón", "Raquel", "Raúl", "Ricardo", "Roberto", "Rocío", "Rosa", "Rubén", "Samuel",
    "Sara", "Sergio", "Silvia", "Sofía", "Susana", "Teresa", "Tomás", "Valeria", "Vicente",
    "Víctor", "Virginia", "Ximena", "Yolanda",
];

#[rustfmt::skip]
const SPANISH_LAST: &[&str] = &[
    "Aguilar", "Alonso", "Álvarez", "Arias", "Benítez", "Blanco", "Bravo", "Caballero", "Cabrera",
    "Calvo", "Campos", "Cano", "Carmona", "Carrasco", "Castillo", "Castro", "Cortés", "Crespo",
    "Cruz", "Delgado", "Díaz", "Domínguez", "Durán", "Esteban", "Fernández", "Ferrer", "Flores",
    "Fuentes", "Gallardo", "Gallego", "García", "Garrido", "Gil", "Giménez", "Gómez", "González",
    "Guerrero", "Gutiérrez", "Hernández", "Herrera", "Herrero", "Hidalgo", "Ibáñez", "Iglesias",
    "Jiménez", "León", "López", "Lorenzo", "Lozano", "Marín", "Márquez", "Martín", "Martínez",
    "Medina", "Méndez", "Molina", "Montero", "Mora", "Morales", "Moreno", "Moya", "Muñoz",
    "Navarro", "Nieto", "Núñez", "Ortega", "Ortiz", "Pascual", "Peña", "Pérez", "Prieto", "Ramírez",
    "Ramos", "Reyes", "Rodríguez", "Romero", "Rubio", "Ruiz", "Sánchez", "Santana", "Santiago",
    "Santos", "Sanz", "Serrano", "Soler", "Soto", "Suárez", "Torres", "Vargas", "Vázquez", "Vega",
    "Vicente", "Vidal", "Zamora",
];

#[rustfmt::skip]
const ITALIAN_LAST_MORE: &[&str] = &[
    "Amato", "Basile", "Battaglia", "Bellini", "Benedetti", "Bernardi", "Carbone", "Castelli",
    "Cavalli", "Cirillo", "Donati", "Farina", "Ferraro", "Fiore", "Franco", "Gallina", "Grassi",
    "Guerra", "Lombardo", "Marchi", "Martino", "Mazza", "Montanari", "Morelli", "Moro", "Negri",
    "Neri", "Orlando", "Pagano", "Palmieri", "Palumbo", "Parisi", "Pellegrini", "Riva", "Rossetti",
    "Ruggiero", "Sanna", "Sartori", "Silvestri", "Sorrentino", "Testa", "Valentini", "Vitali",
];

#[rustfmt::skip]
const JAPANESE_FIRST: &[(&str, &str)] = &[
    ("さくら", "sakura"), ("ひなた", "hinata"), ("あかり", "akari"), ("すみれ", "sumire"),
    ("つむぎ", "tsumugi"), ("ひまり", "himari"), ("みお", "mio"), ("ゆい", "yui"),
    ("愛", "ai"), ("明美", "akemi"), ("亜紀", "aki"), ("彩", "aya"), ("彩花", "ayaka"),
    ("千尋", "chihiro"), ("恵美", "emi"), ("花子", "hanako"), ("遥", "haruka"), ("瞳", "hitomi"),
    ("純子", "junko"), ("香織", "kaori"), ("京子", "kyoko"), ("真由美", "mayumi"), ("恵", "megumi"),
    ("美穂", "miho"), ("美咲", "misaki"), ("直美", "naomi"), ("七海", "nanami"), ("莉子", "riko"),
    ("幸子", "sachiko"), ("早紀", "saki"), ("静香", "shizuka"), ("智子", "tomoko"),
    ("洋子", "yoko"), ("陽菜", "hina"), ("由美", "yumi"), ("優子", "yuko"), ("和子", "kazuko"),
    ("裕子", "hiroko"), ("翔", "sho"), ("翔太", "shota"), ("蓮", "ren"), ("大輔", "daisuke"),
    ("大輝", "daiki"), ("英樹", "hideki"), ("秀明", "hideaki"), ("浩", "hiroshi"),
    ("一郎", "ichiro"), ("淳", "jun"), ("海斗", "kaito"), ("和也", "kazuya"), ("健一", "kenichi"),
    ("健太", "kenta"), ("浩二", "koji"), ("誠", "makoto"), ("学", "manabu"), ("直樹", "naoki"),
    ("修", "osamu"), ("亮", "ryo"), ("涼太", "ryota"), ("悟", "satoru"), ("聡", "satoshi"),
    ("茂", "shigeru"), ("進", "susumu"), ("隆", "takashi"), ("拓也", "takuya"), ("太郎", "taro"),
    ("哲也", "tetsuya"), ("徹", "toru"), ("剛", "tsuyoshi"), ("大和", "yamato"), ("悠斗", "yuto"),
    ("雄一", "yuichi"), ("豊", "yutaka"),
];

#[rustfmt::skip]
const JAPANESE_LAST: &[(&str, &str)] = &[
    ("佐藤", "sato"), ("鈴木", "suzuki"), ("高橋", "takahashi"), ("田中", "tanaka"),
    ("伊藤", "ito"), ("渡辺", "watanabe"), ("山本", "yamamoto"), ("中村", "nakamura"),
    ("小林", "kobayashi"), ("加藤", "kato"), ("吉田", "yoshida"), ("山田", "yamada"),
    ("佐々木", "sasaki"), ("山口", "yamaguchi"), ("松本", "matsumoto"), ("井上", "inoue"),
    ("木村", "kimura"), ("林", "hayashi"), ("斎藤", "saito"), ("清水", "shimizu"),
    ("山崎", "yamazaki"), ("森", "mori"), ("池田", "ikeda"), ("橋本", "hashimoto"),
    ("阿部", "abe"), ("石川", "ishikawa"), ("山下", "yamashita"), ("中島", "nakajima"),
    ("石井", "ishii"), ("小川", "ogawa"), ("前田", "maeda"), ("岡田", "okada"),
    ("長谷川", "hasegawa"), ("藤田", "fujita"), ("後藤", "goto"), ("近藤", "kondo"),
    ("村上", "murakami"), ("遠藤", "endo"), ("青木", "aoki"), ("坂本", "sakamoto"),
    ("福田", "fukuda"), ("太田", "ota"), ("西村", "nishimura"), ("藤井", "fujii"),
    ("金子", "kaneko"), ("岡本", "okamoto"), ("藤原", "fujiwara"), ("三浦", "miura"),
    ("中野", "nakano"), ("原田", "harada"), ("松田", "matsuda"), ("竹内", "takeuchi"),
    ("小野", "ono"), ("中山", "nakayama"), ("田村", "tamura"), ("河野", "kono"),
    ("和田", "wada"), ("石田", "ishida"), ("上田", "ueda"), ("森田", "morita"), ("柴田", "shibata"),
    ("酒井", "sakai"), ("工藤", "kudo"), ("横山", "yokoyama"), ("宮崎", "miyazaki"),
    ("宮本", "miyamoto"), ("内田", "uchida"), ("高木", "takagi"), ("谷口", "taniguchi"),
    ("大野", "ono"), ("今井", "imai"), ("丸山", "maruyama"), ("藤本", "fujimoto"),
];
