use bauta_model::Sensitivity::{self, Critical, High};
use bauta_model::Span;

use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Replacement, Treatment, Trigger};
use crate::filler::Filler;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    Detector {
        evidence: Evidence::Structure,
        replacement: Replacement::Custom {
            write: write_db_url,
            is_ours: |value| after_scheme(value).is_some_and(|rest| rest.starts_with(USER)),
            mark: "user bauta, a password that begins with BAUTAdead, a host under .invalid",
        },
        ..Detector::word(
            "db-url",
            "Connection string of a data store, queue or mail server with a password.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Sign("://")],
                verify: verify_db_url,
            },
            &[
                Example {
                    text: "DSN=postgres://app:s3cr3t@db.prod:5432/shop?sslmode=require\n",
                    found: "postgres://app:s3cr3t@db.prod:5432/shop?sslmode=require",
                },
                Example {
                    text: "(redis://:p@ss@10.0.0.1:6379/0)",
                    found: "redis://:p@ss@10.0.0.1:6379/0",
                },
                Example::whole("mongodb+srv://root:x%40y@a.example.net,b.example.net/db"),
            ],
            &[
                "postgres://app@db.prod/shop",
                "postgres://db.prod/shop",
                "see postgres://... and me@example.org:",
            ],
        )
        .treated(Treatment::Repoint)
        .hinted(hints![
            dsn database_url db_url connection_url redis_url broker_url jdbc_url mongo_url
            amqp_url smtp_url ldap_url
        ])
    },
    Detector {
        evidence: Evidence::Structure,
        replacement: Replacement::Custom {
            write: |original, filler, out| {
                out.extend_from_slice(USER);
                filler.push(Alphabet::B62, original.len().clamp(25, 64) - 9, out);
            },
            is_ours: |value| value.starts_with(USER),
            mark: "user bauta and a password that begins with BAUTAdead",
        },
        ..Detector::word(
            "basic-auth-url",
            "User and password in a URL of any other scheme.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Sign("://")],
                verify: verify_basic_auth,
            },
            &[
                Example {
                    text: "git clone https://deploy:hunter22@git.example.com/x.git",
                    found: "deploy:hunter22",
                },
                Example {
                    text: "https://0123456789abcdef:@sentry.example/4",
                    found: "0123456789abcdef:",
                },
            ],
            &[
                "https://example.com/@ada:1",
                "https://ada@example.com/",
                "https://example.com:8080/ada@example.org",
            ],
        )
        .treated(Treatment::Redact)
        .hinted(hints![url uri repository_url git_url remote_url callback_url endpoint])
    },
    Detector::word(
        "url-query-secret",
        "Value of a URL parameter that names a secret.",
        High,
        Matcher::Custom {
            triggers: &[
                Trigger::Assignment(SURE_NAMES),
                Trigger::Assignment(LOOSE_NAMES),
            ],
            verify: verify_query,
        },
        &[
            Example {
                text: "GET /cb?access_token=h7Gd93ksLq&x=1",
                found: "h7Gd93ksLq",
            },
            Example {
                text: "https://x.example/f?a=b&amp;sig=9%2Fk3jd7Fha%3D\"",
                found: "9%2Fk3jd7Fha%3D",
            },
        ],
        &[
            "?token=true",
            "?key=short",
            "?turkey=h7Gd93ksLq",
            "?key=category-name",
            "access_token=",
            "?signature:h7Gd93ksLq",
        ],
    )
    .treated(Treatment::Redact)
    .hinted(hints![url uri referer referrer request_url link href]),
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            "sentry-dsn",
            "Address that accepts errors for a project of Sentry.",
            Sensitivity::Medium,
            Matcher::Custom {
                triggers: &[Trigger::Sign("://")],
                verify: verify_sentry,
            },
            &[Example {
                text: "dsn: https://4f2a9c8177b0e3d24f2a9c8177b0e3d2@o12.ingest.sentry.io/34",
                found: "4f2a9c8177b0e3d24f2a9c8177b0e3d2@o12.ingest.sentry.io/34",
            }],
            &["https://4f2a9c8177b0e3d24f2a9c8177b0e3d2@git.example/x.git"],
        )
    }
    .treated(Treatment::Repoint)
    .hinted(hints![sentry_dsn])
    .replaced(
        "the key begins with deadba07a, the host is sentry.invalid",
        |_, filler, out| {
            out.extend_from_slice(b"deadba07a");
            filler.push(Alphabet::HEX, 23, out);
            out.extend_from_slice(b"@sentry.invalid/1");
        },
        |value| value.starts_with(b"deadba07a") && value.ends_with(b"@sentry.invalid/1"),
    ),
];

/// The key, host and number of the project: no password, and nothing but digits in the path.
fn verify_sentry(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let rest = window::ahead(text, window.end, 200);
    let key = Alphabet::HEX.run(rest, 33);
    let host = rest.get(key..)?.strip_prefix(b"@")?;
    let name = host
        .iter()
        .take_while(|byte| Alphabet::B62.has(**byte) || matches!(byte, b'.' | b'-' | b':'))
        .count();
    let path = host.get(name..)?.strip_prefix(b"/")?;
    let digits = Alphabet::DIGIT.run(path, 20);
    let end = window.end + key + 1 + name + 1 + digits;
    (key == 32 && digits > 0 && window::ends(text, end, Alphabet::B64_URL))
        .then(|| Span::new(window.end, end))
}

/// The part of a URL from its scheme to its host.
#[derive(Debug, Clone, Copy)]
pub(super) struct Authority {
    /// Where the scheme begins.
    pub(super) start: usize,
    /// User and password.
    pub(super) userinfo: Span,
}

/// The user and password after the `://` that begins at `colon`.
///
/// *Source:* RFC 3986 §3.2.1, but a password may hold `@` unescaped, as people write it.
fn authority(text: &[u8], colon: usize) -> Option<Authority> {
    let from = colon + 3;
    let rest = window::ahead(text, from, MOST_AUTHORITY);
    let host = rest
        .iter()
        .position(|byte| window::is_separator(*byte) || matches!(byte, b'/' | b'?' | b'#'))
        .unwrap_or(rest.len());
    let userinfo = Span::new(from, from + memchr::memrchr(b'@', &rest[..host])?);
    let scheme = window::behind(text, colon, 24, |byte| {
        Alphabet::B62.has(byte) || matches!(byte, b'+' | b'-' | b'.')
    });
    let named = scheme > 0 && userinfo.of(text).contains(&b':');
    named.then_some(Authority {
        start: colon - scheme,
        userinfo,
    })
}

/// Whether the byte at `at` belongs to the user and password of a URL.
pub(super) fn is_userinfo(text: &[u8], at: usize) -> bool {
    let back = window::behind(text, at, MOST_AUTHORITY, |byte| {
        byte != b'/' && !window::is_separator(byte)
    });
    text[..at - back].ends_with(b"://")
}

fn verify_db_url(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let authority = authority(text, window.start)?;
    let (start, _) = store_scheme(text, authority)?;
    let mut end = authority.userinfo.end + 1;
    let mut in_path = false;
    for byte in text[end..].iter().take(2048) {
        let stops = window::is_separator(*byte)
            || matches!(byte, b')' | b']' | b'}' | b';' | b'|')
            || (*byte == b',' && in_path);
        if stops {
            break;
        }
        in_path |= *byte == b'/';
        end += 1;
    }
    while matches!(text[end - 1], b'.' | b',' | b':' | b'!' | b'?') {
        end -= 1;
    }
    Some(Span::new(start, end))
}

fn verify_basic_auth(window: &Window<'_>) -> Option<Span> {
    let authority = authority(window.text, window.start)?;
    let userinfo = authority.userinfo;
    let is_template = userinfo.of(window.text).contains(&b'{');
    (!is_template && store_scheme(window.text, authority).is_none()).then_some(userinfo)
}

/// The data store's scheme, and where it begins (`jdbc:` and the like stand before it).
fn store_scheme(text: &[u8], authority: Authority) -> Option<(usize, &'static str)> {
    let end = authority.userinfo.start - 3;
    let scheme = &text[authority.start..end];
    SCHEMES
        .iter()
        .find(|known| {
            scheme.len() >= known.len()
                && scheme[scheme.len() - known.len()..].eq_ignore_ascii_case(known.as_bytes())
                && window::begins(text, end - known.len(), false)
        })
        .map(|known| (end - known.len(), *known))
}

static SCHEMES: &[&str] = &[
    "postgres",
    "postgresql",
    "mysql",
    "mysql2",
    "mariadb",
    "mongodb",
    "mongodb+srv",
    "redis",
    "rediss",
    "valkey",
    "amqp",
    "amqps",
    "mssql",
    "sqlserver",
    "oracle",
    "clickhouse",
    "cockroachdb",
    "nats",
    "kafka",
    "ldap",
    "ldaps",
    "smtp",
    "smtps",
    "ftp",
    "ftps",
    "sftp",
    "postgis",
];

fn write_db_url(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let scheme =
        memchr::memmem::find(original, b"://").map_or(&b"postgres"[..], |at| &original[..at]);
    let rest = after_scheme(original).unwrap_or_default();
    out.extend_from_slice(scheme);
    out.extend_from_slice(b"://");
    out.extend_from_slice(USER);
    filler.push(Alphabet::B62, 16, out);
    out.extend_from_slice(b"@db.invalid");
    if rest.contains(&b'/') {
        out.extend_from_slice(b"/bauta");
    }
}

fn after_scheme(url: &[u8]) -> Option<&[u8]> {
    memchr::memmem::find(url, b"://").map(|at| &url[at + 3..])
}

fn verify_query(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let name_length = window::behind(text, window.start, 16, |b| Alphabet::WORD.has(b));
    let name_start = window.start - name_length;
    let name = &text[name_start..window.start];
    if text[window.start] != b'=' || !is_parameter(text, name_start) || !names_secret(name) {
        return None;
    }
    let rest = window::ahead(text, window.end, 4096);
    let length = rest
        .iter()
        .position(|byte| {
            window::is_separator(*byte) || matches!(byte, b'&' | b'#' | b'\\' | b')' | b'{')
        })
        .unwrap_or(rest.len());
    let value = &rest[..length];
    let holds =
        length >= 8 && (is_one_of(name, SURE_NAMES) || value.iter().any(u8::is_ascii_digit));
    holds.then(|| Span::new(window.end, window.end + length))
}

/// Whether a parameter of a URL begins at `start`.
pub(super) fn is_parameter(text: &[u8], start: usize) -> bool {
    let before = &text[..start];
    matches!(before.last(), Some(b'?' | b'&' | b'#')) || before.ends_with(b"&amp;")
}

/// Whether a parameter of that name holds a secret.
pub(super) fn names_secret(name: &[u8]) -> bool {
    is_one_of(name, SURE_NAMES) || is_one_of(name, LOOSE_NAMES)
}

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

static SURE_NAMES: &[&str] = &[
    "access_token",
    "refresh_token",
    "id_token",
    "api_key",
    "apikey",
    "sig",
    "signature",
    "secret",
    "client_secret",
    "password",
    "passwd",
    "pwd",
];
/// Names that also mean harmless things.
static LOOSE_NAMES: &[&str] = &["key", "token", "code", "auth"];

const MOST_AUTHORITY: usize = 512;
const USER: &[u8] = b"bauta:BAUTAdead";
