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
        "PBKDF2 hash as Django writes it.",
        High,
        &[
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
        &[Example::whole(concat!(
            "pb",
            "kdf2_sha256$600000$26OaRib5K$7Vnzbqlyhv5Tf5BYWs9KUk8DxBlfrEZLSgS",
            "sM5YUp6T="
        ))],
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
        "Portable PHP hash, as WordPress and phpBB used it.",
        High,
        &[
            Shape(&[Text("$P$"), Run(Alphabet::CRYPT, 31, 31)]),
            Shape(&[Text("$H$"), Run(Alphabet::CRYPT, 31, 31)]),
            Shape(&[Text("$S$"), Run(Alphabet::CRYPT, 52, 52)]),
        ],
        &[Example::whole(concat!(
            "$P",
            "$odh5Nqu3wa71rz21siv/RprHhdVY6wZ"
        ))],
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
