//! Hashes of passwords: they give no access at once, but to whoever has the time.

use bauta_model::Sensitivity::{self, Critical, High};
use bauta_model::Span;

use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::shape::Part::{Param, Run, Text};
use crate::shape::Shape;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    hash(
        "bcrypt",
        "bcrypt hash.",
        High,
        &[
            Shape(&[
                Text("$2a$"),
                Param(Alphabet::DIGIT, 2, 2, "12"),
                Text("$"),
                Run(Alphabet::CRYPT, 53, 53),
            ]),
            Shape(&[
                Text("$2b$"),
                Param(Alphabet::DIGIT, 2, 2, "12"),
                Text("$"),
                Run(Alphabet::CRYPT, 53, 53),
            ]),
            Shape(&[
                Text("$2x$"),
                Param(Alphabet::DIGIT, 2, 2, "12"),
                Text("$"),
                Run(Alphabet::CRYPT, 53, 53),
            ]),
            Shape(&[
                Text("$2y$"),
                Param(Alphabet::DIGIT, 2, 2, "12"),
                Text("$"),
                Run(Alphabet::CRYPT, 53, 53),
            ]),
        ],
        &[Example::whole(concat!(
            "$2",
            "a$12$gMEQQSGQaRB7jtDzABFIGAZ.GO0aRluETcyEdg/1Rv0SElg9PUh2/"
        ))],
    )
    .ignoring(&["$2b$12$tooshort"]),
    hash(
        "argon2",
        "Argon2 hash.",
        High,
        &[
            Shape(&[
                Text("$argon2id$v="),
                Param(Alphabet::DIGIT, 2, 3, "19"),
                Text("$m="),
                Param(Alphabet::DIGIT, 2, 8, "65536"),
                Text(",t="),
                Param(Alphabet::DIGIT, 1, 4, "3"),
                Text(",p="),
                Param(Alphabet::DIGIT, 1, 3, "1"),
                Text("$"),
                Run(Alphabet::B64, 11, 88),
                Text("$"),
                Run(Alphabet::B64, 16, 172),
            ]),
            Shape(&[
                Text("$argon2i$v="),
                Param(Alphabet::DIGIT, 2, 3, "19"),
                Text("$m="),
                Param(Alphabet::DIGIT, 2, 8, "65536"),
                Text(",t="),
                Param(Alphabet::DIGIT, 1, 4, "3"),
                Text(",p="),
                Param(Alphabet::DIGIT, 1, 3, "1"),
                Text("$"),
                Run(Alphabet::B64, 11, 88),
                Text("$"),
                Run(Alphabet::B64, 16, 172),
            ]),
            Shape(&[
                Text("$argon2d$v="),
                Param(Alphabet::DIGIT, 2, 3, "19"),
                Text("$m="),
                Param(Alphabet::DIGIT, 2, 8, "65536"),
                Text(",t="),
                Param(Alphabet::DIGIT, 1, 4, "3"),
                Text(",p="),
                Param(Alphabet::DIGIT, 1, 3, "1"),
                Text("$"),
                Run(Alphabet::B64, 11, 88),
                Text("$"),
                Run(Alphabet::B64, 16, 172),
            ]),
        ],
        &[Example::whole(concat!(
            "$a",
            "rgon2id$v=19$m=65536,t=3,p=1$7c4W73LVuMK$KgpW7nqLMtvn80Dp"
        ))],
    ),
    Detector {
        // Commas keep its front from being a long run.
        matcher: Matcher::Custom {
            triggers: &[Trigger::Sign("=")],
            verify: verify_scrypt,
        },
        ..hash(
            "scrypt",
            "scrypt hash.",
            High,
            &[SCRYPT],
            &[Example::whole(concat!(
                "$s",
                "crypt$ln=16,r=8,p=1$X5X8QFik7CTzGysV$uMXxsdNK1504uzkmvMyylAW9v74",
                "jQVQs"
            ))],
        )
    },
    hash(
        "pbkdf2",
        "PBKDF2 hash of Django, passlib or ASP.NET Identity.",
        High,
        &[
            Shape(&[
                Text("$pbkdf2-sha256$"),
                Param(Alphabet::DIGIT, 3, 8, "29000"),
                Text("$"),
                Run(Alphabet::CRYPT, 11, 60),
                Text("$"),
                Run(Alphabet::CRYPT, 43, 43),
            ]),
            Shape(&[
                Text("$pbkdf2-sha512$"),
                Param(Alphabet::DIGIT, 3, 8, "29000"),
                Text("$"),
                Run(Alphabet::CRYPT, 11, 60),
                Text("$"),
                Run(Alphabet::CRYPT, 86, 86),
            ]),
            Shape(&[Text("AQAAAA"), Run(Alphabet::B64, 76, 76), Text("==")]),
            Shape(&[
                Text("pbkdf2_sha256$"),
                Param(Alphabet::DIGIT, 3, 8, "600000"),
                Text("$"),
                Run(Alphabet::B62, 9, 64),
                Text("$"),
                Run(Alphabet::B64, 43, 43),
                Text("="),
            ]),
            Shape(&[
                Text("pbkdf2_sha1$"),
                Param(Alphabet::DIGIT, 3, 8, "600000"),
                Text("$"),
                Run(Alphabet::B62, 9, 64),
                Text("$"),
                Run(Alphabet::B64, 27, 27),
                Text("="),
            ]),
        ],
        &[
            Example::whole(concat!(
                "$p",
                "bkdf2-sha256$29000$WpgbyA8KrAds5ASlkq8ItC$ASnJOSnqW1pdrHa8hq6iNE",
                "7obZvWidSTtIfYaLp9b8A"
            )),
            Example::whole(concat!(
                "AQ",
                "AAAAEAwfEoGD23EoP1arvJveEnjpxgYIJPxuWil8TUpMxYnCIZrCeNEzhBeYvSdN",
                "CpgG36sMmtbbzjMH=="
            )),
            Example::whole(concat!(
                "pb",
                "kdf2_sha256$600000$26OaRib5K$7Vnzbqlyhv5Tf5BYWs9KUk8DxBlfrEZLSgS",
                "sM5YUp6T="
            )),
        ],
    ),
    hash(
        "crypt",
        "Hash of crypt(3): MD5, SHA-256, SHA-512, yescrypt.",
        High,
        &[
            Shape(&[
                Text("$6$"),
                Run(Alphabet::CRYPT, 8, 16),
                Text("$"),
                Run(Alphabet::CRYPT, 86, 86),
            ]),
            Shape(&[
                Text("$6$rounds="),
                Param(Alphabet::DIGIT, 4, 9, "5000"),
                Text("$"),
                Run(Alphabet::CRYPT, 8, 16),
                Text("$"),
                Run(Alphabet::CRYPT, 86, 86),
            ]),
            Shape(&[
                Text("$5$"),
                Run(Alphabet::CRYPT, 8, 16),
                Text("$"),
                Run(Alphabet::CRYPT, 43, 43),
            ]),
            Shape(&[
                Text("$1$"),
                Run(Alphabet::CRYPT, 4, 8),
                Text("$"),
                Run(Alphabet::CRYPT, 22, 22),
            ]),
            Shape(&[
                Text("$apr1$"),
                Run(Alphabet::CRYPT, 4, 8),
                Text("$"),
                Run(Alphabet::CRYPT, 22, 22),
            ]),
            Shape(&[
                Text("$y$"),
                Run(Alphabet::CRYPT, 3, 16),
                Text("$"),
                Run(Alphabet::CRYPT, 16, 30),
                Text("$"),
                Run(Alphabet::CRYPT, 43, 43),
            ]),
        ],
        &[Example::whole(concat!(
            "$6",
            "$017PCUxC$clhtwOXn6CKSyOl02aL98dZFZlbCRxD2dDw0fX7lghrfgtjNwESJCm",
            "xE/q3vVstkzkSLt0L/SVWFsBrY3GgbcR"
        ))],
    ),
    hash(
        "phpass",
        "Hash of WordPress, phpBB or Drupal.",
        High,
        &[
            Shape(&[
                Text("$wp$2y$"),
                Param(Alphabet::DIGIT, 2, 2, "10"),
                Text("$"),
                Run(Alphabet::CRYPT, 53, 53),
            ]),
            Shape(&[Text("$P$"), Run(Alphabet::CRYPT, 31, 31)]),
            Shape(&[Text("$H$"), Run(Alphabet::CRYPT, 31, 31)]),
            Shape(&[Text("$S$"), Run(Alphabet::CRYPT, 52, 52)]),
        ],
        &[
            Example::whole(concat!(
                "$w",
                "p$2y$10$uRGk57GDrZh4ei57ofdNBtdYIZmFDMaFBHTUXqXJF3euSkWG4RDrF"
            )),
            Example::whole(concat!("$P", "$odh5Nqu3wa71rz21siv/RprHhdVY6wZ")),
        ],
    ),
    hash(
        "pg-scram",
        "PostgreSQL SCRAM verifier.",
        Critical,
        &[Shape(&[
            Text("SCRAM-SHA-256$"),
            Param(Alphabet::DIGIT, 4, 7, "4096"),
            Text(":"),
            Run(Alphabet::B64, 16, 64),
            Run(Alphabet::PADDING, 0, 2),
            Text("$"),
            Run(Alphabet::B64, 43, 43),
            Text("=:"),
            Run(Alphabet::B64, 43, 43),
            Text("="),
        ])],
        &[Example::whole(concat!(
            "SC",
            "RAM-SHA-256$4096:tPWY6txsHPvxZyRO$V5glqEwyHw884rRnMhcPvPVPuP9D7J",
            "09t8Tv083FPKL=:EmG2QAJgrvYlI14NsnxT1K8Qr0is8eq1rjC3PPRBRfg="
        ))],
    ),
    hash(
        "mysql-native",
        "MySQL native password hash.",
        Critical,
        &[Shape(&[Text("*"), Run(Alphabet::UPPER_HEX, 40, 40)])],
        &[Example::whole(concat!(
            "*",
            "B68CD106ED38BC5076341711EFCB20F657962F96"
        ))],
    )
    .ignoring(&[
        "*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC2",
        "2*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC29A",
    ]),
    Detector {
        evidence: Evidence::Hint,
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix("md5")],
            verify: verify_pg_md5,
        },
        ..hash(
            "pg-md5",
            "PostgreSQL md5 verifier, which md5 authentication accepts as it is.",
            Critical,
            &[PG_MD5],
            &[
                Example::whole("md53175bce1d3201d16594cebf9d7eb3f9d"),
                Example {
                    text: "ALTER ROLE app PASSWORD 'md53175bce1d3201d16594cebf9d7eb3f9d';",
                    found: "md53175bce1d3201d16594cebf9d7eb3f9d",
                },
            ],
        )
        .ignoring(&["etag md53175bce1d3201d16594cebf9d7eb3f9d of the file"])
    },
    Detector {
        // Colons keep its front from being a long run.
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Sign(":sha256:"),
                Trigger::Sign(":sha1:"),
                Trigger::Sign(":8:1$"),
            ],
            verify: verify_werkzeug,
        },
        ..hash(
            "werkzeug",
            "scrypt or PBKDF2 hash of Werkzeug, which Flask uses.",
            High,
            WERKZEUG,
            &[
                Example::whole(concat!(
                    "sc",
                    "rypt:32768:8:1$rJh1uflft1dyyqfQ$c1c400911d31690a8ff606eb0ecc1be9",
                    "f51f7f7c0fa631639aae99aca8f3b30ad77224d67e803e103337b166af8e4956",
                    "0c2be070d44c9c80f1573eea856fe71a"
                )),
                Example::whole(concat!(
                    "pb",
                    "kdf2:sha256:600000$0hmyji9aV8dI9LVe$de89e806bc52842f9fdd7224e5eb",
                    "d25b6b5cfb2d98787303e00f3b21ea4ff07f"
                )),
            ],
        )
    },
    hash(
        "ssha",
        "Salted SHA hash of a directory.",
        High,
        &[
            Shape(&[
                Text("{SSHA}"),
                Run(Alphabet::B64, 32, 64),
                Run(Alphabet::PADDING, 0, 2),
            ]),
            Shape(&[
                Text("{SSHA256}"),
                Run(Alphabet::B64, 48, 80),
                Run(Alphabet::PADDING, 0, 2),
            ]),
            Shape(&[
                Text("{SSHA512}"),
                Run(Alphabet::B64, 88, 140),
                Run(Alphabet::PADDING, 0, 2),
            ]),
        ],
        &[Example::whole(concat!(
            "{S",
            "SHA}NzsXP2HPs7ZW7unpyfyG5j20UilcZpMn"
        ))],
    ),
    hash(
        "caching-sha2",
        "MySQL caching SHA-2 password hash.",
        Critical,
        &[
            Shape(&[
                Text("$A$005$"),
                Run(Alphabet::CRYPT, 20, 20),
                Run(Alphabet::CRYPT, 43, 43),
            ]),
            Shape(&[Text("24412430303524"), Run(Alphabet::UPPER_HEX, 126, 126)]),
        ],
        &[
            Example::whole(concat!(
                "$A",
                "$005$DLTR4I9uY7b051QjsOcYZ2PMxKMDeUR9bC874dNaLpbPghuSd3S4sESNQMK",
                "Kcy1"
            )),
            Example::whole(concat!(
                "24",
                "412430303524A65D48E4229C9481201BBA31F985EF40295FAB98F0D340B85797",
                "2BEB75E685E947CEAFB20EE13AEA54BC9C48755C70A604344F2B21279020A742",
                "1EAC36F1A8"
            )),
        ],
    ),
];

/// A hash is replaced by a known one of the same scheme.
const fn hash(
    kind: &'static str,
    summary: &'static str,
    sensitivity: Sensitivity,
    shapes: &'static [Shape],
    finds: &'static [Example],
) -> Detector {
    Detector::token(kind, summary, sensitivity, shapes, finds)
        .treated(Treatment::Hash)
        .hinted(hints![
            password_digest password_hash encrypted_password hashed_password crypted_password
            user_pass passwd_hash pass_hash rolpassword authentication_string passwort_hash
        ])
}

const SCRYPT: Shape = Shape(&[
    Text("$scrypt$ln="),
    Param(Alphabet::DIGIT, 1, 2, "16"),
    Text(",r="),
    Param(Alphabet::DIGIT, 1, 3, "8"),
    Text(",p="),
    Param(Alphabet::DIGIT, 1, 3, "1"),
    Text("$"),
    Run(Alphabet::B64, 16, 88),
    Text("$"),
    Run(Alphabet::B64, 32, 172),
]);

fn verify_scrypt(window: &Window<'_>) -> Option<Span> {
    let start = window.start.checked_sub("$scrypt$ln".len())?;
    SCRYPT
        .end(window.text, start)
        .map(|end| Span::new(start, end))
}

const PG_MD5: Shape = Shape(&[Text("md5"), Run(Alphabet::HEX, 32, 32)]);

/// A check sum looks the same: the value stands alone, or text about roles stands before it.
fn verify_pg_md5(window: &Window<'_>) -> Option<Span> {
    let Window { text, start, .. } = *window;
    let end = PG_MD5.end(text, start)?;
    let before = &text[start.saturating_sub(64)..start];
    let is_alone = start == 0 && end == text.len();
    let holds = is_alone
        || ["password", "role", "rolpass", "userlist"]
            .iter()
            .any(|word| window::contains_ignoring_case(before, word));
    holds.then(|| Span::new(start, end))
}

static WERKZEUG: &[Shape] = &[
    Shape(&[
        Text("scrypt:"),
        Param(Alphabet::DIGIT, 4, 8, "32768"),
        Text(":8:1$"),
        Run(Alphabet::B62, 8, 64),
        Text("$"),
        Run(Alphabet::HEX, 128, 128),
    ]),
    Shape(&[
        Text("pbkdf2:sha256:"),
        Param(Alphabet::DIGIT, 4, 8, "600000"),
        Text("$"),
        Run(Alphabet::B62, 8, 64),
        Text("$"),
        Run(Alphabet::HEX, 64, 64),
    ]),
    Shape(&[
        Text("pbkdf2:sha1:"),
        Param(Alphabet::DIGIT, 4, 8, "600000"),
        Text("$"),
        Run(Alphabet::B62, 8, 64),
        Text("$"),
        Run(Alphabet::HEX, 40, 40),
    ]),
];

fn verify_werkzeug(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let back = if text[window.start..].starts_with(b":8") {
        "scrypt:".len() + window::behind(text, window.start, 9, |byte| byte.is_ascii_digit())
    } else {
        "pbkdf2".len()
    };
    let start = window.start.checked_sub(back)?;
    WERKZEUG
        .iter()
        .find_map(|shape| shape.end(text, start))
        .map(|end| Span::new(start, end))
}
