//! Connection strings other than URLs, password included.

use bauta_model::Sensitivity::Critical;
use bauta_model::Span;

use super::is_named;
use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::filler::Filler;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    connection(
        "jdbc",
        "JDBC URL with a password.",
        Matcher::Custom {
            triggers: &[Trigger::Assignment(&["jdbc"])],
            verify: verify_jdbc,
        },
        &[
            Example {
                text: "url=jdbc:mysql://sql1.prod:3306/shop?user=app&password=s3cr3t\n",
                found: "jdbc:mysql://sql1.prod:3306/shop?user=app&password=s3cr3t",
            },
            Example::whole("jdbc:oracle:thin:scott/tiger1@sql1.prod:1521/orcl"),
        ],
        &["jdbc:mysql://sql1.prod:3306/shop", "jdbc:sqlite:shop.db"],
    )
    .hinted(hints![jdbc_url jdbc connection_string datasource_url])
    .replaced(
        "user bauta, a password that begins with BAUTAdead, the host db.invalid",
        |original, filler, out| {
            let family = FAMILIES
                .iter()
                .find(|family| original.starts_with(family.0.as_bytes()))
                .unwrap_or(&FAMILIES[0]);
            out.extend_from_slice(family.0.as_bytes());
            out.extend_from_slice(family.1.as_bytes());
            filler.push(Alphabet::B62, 16, out);
        },
        |value| {
            FAMILIES.iter().any(|family| {
                value
                    .strip_prefix(family.0.as_bytes())
                    .is_some_and(|rest| rest.starts_with(family.1.as_bytes()))
            })
        },
    ),
    connection(
        "odbc",
        "ODBC connection string with a password.",
        Matcher::Custom {
            triggers: &[Trigger::Assignment(PASSWORDS)],
            verify: |window| in_pairs(window, is_odbc),
        },
        &[Example::whole(
            "Driver={PostgreSQL};Server=sql1.prod;Database=shop;Uid=app;Pwd=Tr0ub4dor;",
        )],
        &["Driver={PostgreSQL};Server=sql1.prod;Pwd=;"],
    )
    .hinted(hints![odbc odbc_dsn connection_string conn_str])
    .replaced("user bauta and a password that begins with BAUTAdead", write_odbc, |value| {
        value.starts_with(ODBC)
    }),
    connection(
        "ado",
        "ADO.NET connection string with a password.",
        Matcher::Custom {
            triggers: &[Trigger::Assignment(PASSWORDS)],
            verify: |window| in_pairs(window, |pairs| !is_odbc(pairs)),
        },
        &[
            Example {
                text: "conn=\"Data Source=sql1.prod;Initial Catalog=shop;User ID=sa;Password=Tr0ub4dor&3\"",
                found: "Data Source=sql1.prod;Initial Catalog=shop;User ID=sa;Password=Tr0ub4dor&3",
            },
            Example::whole("Server=sql1;Uid=sa;Pwd=Tr0ub4dor&3;"),
        ],
        &["Server=db;Pwd=${DB_PASSWORD};", "Width=3;Height=4;Password=x1y2z3"],
    )
    .hinted(hints![connection_string conn_str conn_string connectionstring])
    .replaced("user bauta and a password that begins with BAUTAdead", write_ado, |value| {
        value.starts_with(ADO)
    }),
    connection(
        "libpq",
        "Connection string of PostgreSQL in keywords, with a password.",
        Matcher::Custom {
            triggers: &[Trigger::Assignment(&["password"])],
            verify: verify_libpq,
        },
        &[
            Example {
                text: "CONNECTION 'host=sql1.prod user=rep password=s3cr3t dbname=shop'",
                found: "host=sql1.prod user=rep password=s3cr3t dbname=shop",
            },
            Example::whole(r"dbname=shop password='it\'s me' user=app"),
            Example {
                text: "connect('host=sql1.prod user=rep password=''it is me'' dbname=shop')",
                found: "host=sql1.prod user=rep password=''it is me'' dbname=shop",
            },
        ],
        &["host=sql1.prod dbname=shop", "a=1 password=${X} b=2"],
    )
    .hinted(hints![conninfo subconninfo connection_string dsn])
    .replaced("a password that begins with BAUTAdead", write_libpq, |value| {
        has_dead_password(value)
    }),
];

const fn connection(
    kind: &'static str,
    summary: &'static str,
    matcher: Matcher,
    finds: &'static [Example],
    ignores: &'static [&'static str],
) -> Detector {
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(kind, summary, Critical, matcher, finds, ignores)
    }
    .treated(Treatment::Repoint)
}

static PASSWORDS: &[&str] = &["pwd", "password"];

/// How each driver's URL begins, and how a dead one goes on.
static FAMILIES: &[(&str, &str)] = &[
    (
        "jdbc:postgresql:",
        "//db.invalid/bauta?user=bauta&password=BAUTAdead",
    ),
    (
        "jdbc:mysql:",
        "//db.invalid/bauta?user=bauta&password=BAUTAdead",
    ),
    (
        "jdbc:mariadb:",
        "//db.invalid/bauta?user=bauta&password=BAUTAdead",
    ),
    (
        "jdbc:sqlserver:",
        "//db.invalid;databaseName=bauta;user=bauta;password=BAUTAdead",
    ),
    (
        "jdbc:oracle:",
        "thin:@//db.invalid/bauta?user=bauta&password=BAUTAdead",
    ),
];

fn verify_jdbc(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start.checked_sub(4)?;
    if !text[start..].starts_with(b"jdbc:") || !window::begins(text, start, false) {
        return None;
    }
    let rest = window::ahead(text, start, MOST);
    let length = rest
        .iter()
        .position(|byte| window::is_separator(*byte) || *byte == b'\\')
        .unwrap_or(rest.len());
    let url = &rest[..length];
    let has_parameter = [&b"password="[..], b"pwd="].iter().any(|name| {
        memchr::memmem::find_iter(&url.to_ascii_lowercase(), name).any(|at| {
            matches!(url[at - 1], b'?' | b'&' | b';' | b',')
                && url
                    .get(at + name.len())
                    .is_some_and(|byte| !matches!(byte, b'&' | b';' | b'$' | b'{' | b'<'))
        })
    });
    let is_thin = url.starts_with(b"jdbc:oracle:")
        && memchr::memchr(b'/', url)
            .zip(memchr::memchr(b'@', url))
            .is_some_and(|(s, a)| s + 1 < a);
    (has_parameter || is_thin).then(|| Span::new(start, start + length))
}

/// The pairs with semicolons around a password, if there are enough of them and one is a server.
fn in_pairs(window: &Window<'_>, is_wanted: impl Fn(&[u8]) -> bool) -> Option<Span> {
    let text = window.text;
    let is_part = |byte: u8| {
        !matches!(
            byte,
            b'"' | b'\'' | b'\n' | b'\r' | b'\t' | b'`' | b'<' | b'>'
        )
    };
    let front = window::behind(text, window.start, MOST, is_part);
    let start = window.start - front;
    let tail = window::ahead(text, window.end, MOST);
    let length = tail
        .iter()
        .position(|byte| !is_part(*byte))
        .unwrap_or(tail.len());
    let whole = &text[start..window.end + length];
    // Prose may stand before the first pair.
    let lead = whole
        .iter()
        .position(|b| matches!(b, b'=' | b';'))
        .unwrap_or(0);
    let words = whole[..lead]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphabetic() || **b == b' ')
        .count();
    let is_long = memchr::memchr_iter(b' ', &whole[lead - words..lead]).count() > 1;
    let from = if is_long {
        whole[..lead]
            .iter()
            .rposition(|b| *b == b' ')
            .map_or(lead, |at| at + 1)
    } else {
        lead - words
    };
    let from = from + whole[from..].iter().take_while(|b| **b == b' ').count();
    let pairs = &whole[from..];
    let pairs = pairs.strip_suffix(b" ").unwrap_or(pairs);
    let value = text.get(window.end)?;
    let is_filled = !matches!(value, b';' | b'$' | b'{' | b'<' | b'%');
    let count = pairs
        .split(|byte| *byte == b';')
        .filter(|pair| pair.contains(&b'='))
        .count();
    let holds = is_filled
        && count >= 3
        && start + from < window.start
        && SERVERS
            .iter()
            .any(|name| window::contains_ignoring_case(pairs, name))
        && is_wanted(pairs);
    holds.then(|| Span::new(start + from, start + from + pairs.len()))
}

static SERVERS: &[&str] = &[
    "server=",
    "data source=",
    "host=",
    "driver=",
    "dsn=",
    "address=",
];

fn is_odbc(pairs: &[u8]) -> bool {
    window::contains_ignoring_case(pairs, "driver=")
        || window::contains_ignoring_case(pairs, "dsn=")
}

/// *Source:* `PostgreSQL`, libpq connection strings.
fn verify_libpq(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    if text[window.start] != b'=' || !is_named(text, window.start, &["password"]) {
        return None;
    }
    let front = window::behind(text, window.start, MOST, |byte| {
        !matches!(byte, b'\n' | b'"' | b'\t')
    });
    let mut start = window.start - front;
    while start < window.start {
        let end = keywords_end(text, start);
        if end > window.start {
            let whole = &text[start..end];
            let holds = [&b"host="[..], b"hostaddr=", b"dbname=", b"user="]
                .iter()
                .filter(|name| memchr::memmem::find(whole, name).is_some())
                .count();
            let is_template = matches!(text.get(window.end), Some(b'$' | b'{' | b'<' | b'%'));
            return (holds >= 2 && !is_template).then(|| Span::new(start, end));
        }
        // On to the next word.
        start = end.max(start + 1);
    }
    None
}

/// Whether the password of a connection string is one that was written in place of another, be
/// its host and user what they may.
fn has_dead_password(value: &[u8]) -> bool {
    const NAME: &[u8] = b"password=";
    let mut passwords = memchr::memmem::find_iter(value, NAME).peekable();
    passwords.peek().is_some()
        && passwords.all(|at| {
            let rest = value.get(at + NAME.len()..).unwrap_or_default();
            let quotes = rest
                .iter()
                .take_while(|byte| matches!(byte, b'\'' | b'\\'))
                .count();
            rest.get(quotes..)
                .is_some_and(|rest| rest.starts_with(b"BAUTAdead"))
        })
}

/// Whether a doubled quote opens a value, and is not an empty one.
fn is_doubled(rest: &[u8]) -> bool {
    rest.starts_with(b"''")
        && rest
            .get(2)
            .is_some_and(|byte| !window::is_separator(*byte) && !matches!(byte, b',' | b';' | b')'))
}

/// The end of the pairs of keyword and value that begin at `start`.
fn keywords_end(text: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    loop {
        let name = window::ahead(text, at, 32)
            .iter()
            .take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_')
            .count();
        if name == 0 || text.get(at + name) != Some(&b'=') {
            return end;
        }
        at += name + 1;
        let rest = window::ahead(text, at, MOST);
        let length = match rest.first() {
            // Within a literal of SQL quotes stand twice.
            Some(b'\'') if is_doubled(rest) => {
                memchr::memmem::find(&rest[2..], b"''").map_or(rest.len(), |end| end + 4)
            }
            Some(b'\'') => quoted(rest),
            _ => rest
                .iter()
                .position(|byte| window::is_separator(*byte) || matches!(byte, b',' | b';' | b')'))
                .unwrap_or(rest.len()),
        };
        if length == 0 {
            return end;
        }
        at += length;
        end = at;
        if text.get(at) != Some(&b' ') {
            return end;
        }
        at += 1;
    }
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\'' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    0
}

const ODBC: &[u8] = b"Driver={PostgreSQL};Server=db.invalid;Database=bauta;Uid=bauta;Pwd=BAUTAdead";
const ADO: &[u8] = b"Server=db.invalid;Database=bauta;User ID=bauta;Password=BAUTAdead";
const LIBPQ: &[u8] = b"host=db.invalid dbname=bauta user=bauta password=BAUTAdead";

fn write_odbc(_: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    write(ODBC, filler, out);
}

fn write_ado(_: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    write(ADO, filler, out);
}

fn write_libpq(_: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    write(LIBPQ, filler, out);
}

fn write(front: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.extend_from_slice(front);
    filler.push(Alphabet::B62, 16, out);
}

const MOST: usize = 1024;
